// A form that came back: on to the first field that needs another look, wherever it is. Once
// everything is loaded, because Django's own script sets the focus on the first field of all.

addEventListener("load", () => {
  const errors = [...document.querySelectorAll("form .errorlist")];
  const first = errors.find((list) => list.checkVisibility());
  if (!first) return;
  const field = first.parentElement.querySelector("[aria-invalid=true]");
  first.scrollIntoView({ block: "center" });
  (field?.parentElement.querySelector(".select2-selection") ?? field)?.focus({ preventScroll: true });
});
