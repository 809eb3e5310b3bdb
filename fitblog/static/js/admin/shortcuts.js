// Ctrl+S saves the draft and Ctrl+Shift+P opens the preview, as their buttons do.

const BUTTONS = { s: "_save", P: "_preview" };

addEventListener(
  "keydown",
  (event) => {
    const { ctrlKey, metaKey, altKey, shiftKey, key } = event;
    if (!(ctrlKey || metaKey) || altKey) return;
    const name = BUTTONS[shiftKey ? key.toUpperCase() : key.toLowerCase()];
    const button = name && document.querySelector(`.submit-row [name=${name}]`);
    if (!button) return;
    event.preventDefault();
    // What stands in an editor's dialog is no part of the form yet, and would be lost.
    const isTalking = window.CKEDITOR?.dialog?.getCurrent();
    if (!isTalking && !event.repeat) button.form.requestSubmit(button);
  },
  { capture: true },
);
