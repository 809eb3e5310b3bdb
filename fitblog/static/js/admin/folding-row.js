// <folding-row>: a long inline row that folds to its head. Saved rows begin folded, so that a
// guide reads as its outline; new rows and rows with an error begin open.

class FoldingRow extends HTMLElement {
  connectedCallback() {
    if (this.button || this.classList.contains("empty-form")) return; // moved, or the template
    this.button = this.querySelector("[data-fold]");
    this.button.hidden = false;
    this.button.addEventListener("click", () => (this.open = !this.open));
    this.open = !this.classList.contains("has_original") || this.classList.contains("has-errors");
  }

  get open() {
    return this.button.getAttribute("aria-expanded") === "true";
  }

  set open(open) {
    this.button.setAttribute("aria-expanded", open);
    this.querySelector("[data-body]").hidden = !open;
  }
}

customElements.define("folding-row", FoldingRow);
