// <focus-point>: a click on the picture sets the two numbers of its focus, and a ring shows them.

class FocusPoint extends HTMLElement {
  connectedCallback() {
    this.across = document.querySelector("[name$=focus_x]");
    this.down = document.querySelector("[name$=focus_y]");
    if (!this.across) return; // the form is only looked at
    this.ring = this.appendChild(document.createElement("span"));
    this.addEventListener("click", (event) => this.choose(event));
    for (const field of [this.across, this.down]) field.addEventListener("input", () => this.show());
    this.show();
  }

  choose({ clientX, clientY }) {
    const box = this.querySelector("img").getBoundingClientRect();
    this.across.value = Math.round((100 * (clientX - box.left)) / box.width);
    this.down.value = Math.round((100 * (clientY - box.top)) / box.height);
    this.show();
  }

  show() {
    this.ring.style.insetInlineStart = `${this.across.value}%`;
    this.ring.style.insetBlockStart = `${this.down.value}%`;
  }
}

customElements.define("focus-point", FocusPoint);
