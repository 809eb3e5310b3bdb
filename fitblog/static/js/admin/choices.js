// What Django's autocomplete fields lack: select2 gives them no name that a screen reader could
// say, and would send a tag that does not exist yet as if it were the key of another one.

const $ = window.django.jQuery;

function nameAfterLabel(select) {
  const box = $(select).data("select2")?.$container[0];
  const label = document.querySelector(`label[for="${select.id}"]`)?.textContent.trim();
  if (!box || !label) return;
  const chosen = select.multiple ? "" : (select.selectedOptions[0]?.text ?? "");
  box.querySelectorAll("[role=combobox], [role=textbox], .select2-search__field").forEach((part) => {
    part.removeAttribute("aria-labelledby");
    part.setAttribute("aria-label", `${label} ${chosen}`.trim());
  });
}

function takeNewWords(select) {
  // “5” typed is the word, not the fifth tag.
  $(select).data("select2").dataAdapter.createTag = ({ term }) => {
    const text = term.trim();
    return text && { id: `new ${text}`, text };
  };
}

// When jQuery is ready, and so after Django has made them.
$(() => {
  document.querySelectorAll(".admin-autocomplete:not([name*=__prefix__])").forEach(nameAfterLabel);
  document.querySelectorAll("select[data-tags]").forEach(takeNewWords);
});
$(document).on("change", ".admin-autocomplete", ({ target }) => nameAfterLabel(target));
document.addEventListener("formset:added", ({ target }) => {
  target.querySelectorAll(".admin-autocomplete").forEach(nameAfterLabel);
});
