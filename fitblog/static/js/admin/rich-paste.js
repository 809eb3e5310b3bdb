// Keeps the formatting of what is pasted: a text field itself takes only the words.
class RichPaste extends HTMLElement {
  connectedCallback() {
    const words = this.querySelector("textarea");
    const rich = this.querySelector("input[type=hidden]");
    words.addEventListener("paste", (event) => {
      const html = event.clipboardData.getData("text/html");
      const whole = words.selectionStart === 0 && words.selectionEnd === words.value.length;
      rich.value = whole && html.length < 1_000_000 ? html : "";
    });
    // Typed upon, the words are what counts.
    words.addEventListener("input", (event) => {
      if (event.inputType !== "insertFromPaste") rich.value = "";
    });
  }
}

customElements.define("rich-paste", RichPaste);
