// What stands in the guide's form, and when its editor pauses.

export const form = () => document.querySelector("#article_form");

export function fields() {
  Object.values(window.CKEDITOR?.instances ?? {}).forEach((editor) => editor.updateElement());
  return new FormData(form());
}

// Calls back once the editor has paused for so many milliseconds.
export function onPause(pause, act) {
  let timer;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(act, pause);
  };
  // Through jQuery, because select2 tells of its changes in no other way.
  window.django.jQuery(form()).on("input change", wait);
  form().addEventListener("formset:added", wait);
  Object.values(window.CKEDITOR?.instances ?? {}).forEach((editor) => editor.on("change", wait));
  window.CKEDITOR?.on("instanceCreated", ({ editor }) => editor.on("change", wait));
  return () => clearTimeout(timer);
}
