// What stands in the guide's form, and when its editor pauses.

export const form = () => document.querySelector("#article_form");

// An editor that only started would lay the same words out in its own way: that is no change.
const written = new WeakSet();

// Puts the words of each editor that was written in into its field.
export function settle() {
  for (const editor of Object.values(window.CKEDITOR?.instances ?? {})) {
    if (editor.checkDirty()) written.add(editor);
    if (written.has(editor)) editor.updateElement();
  }
}

export function fields() {
  settle();
  return new FormData(form());
}

// Calls back once the editor has paused for so many milliseconds, or has typed on for `longest`.
export function onPause(pause, act, longest = Infinity) {
  let timer, since;
  const done = () => {
    since = undefined;
    act();
  };
  const wait = () => {
    clearTimeout(timer);
    since ??= Date.now();
    timer = setTimeout(done, Math.min(pause, since + longest - Date.now()));
  };
  // Through jQuery, because select2 tells of its changes in no other way.
  window.django.jQuery(form()).on("input change", wait);
  form().addEventListener("formset:added", wait);
  Object.values(window.CKEDITOR?.instances ?? {}).forEach((editor) => editor.on("change", wait));
  window.CKEDITOR?.on("instanceCreated", ({ editor }) => editor.on("change", wait));
  return () => clearTimeout(timer);
}
