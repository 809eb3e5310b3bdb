// <cart-drawer>: the dialog over the page. cart-door.js fetches it and leads to it.

import { send } from "./cart.js";
import "./cart-view.js";

class CartDrawer extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    document.addEventListener("cart", ({ detail }) => this.answer(detail));
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close(); // outside of its content
    });
    this.dialog.addEventListener("close", () => this.opener?.focus());
  }

  /** Open it with the cart as it stands. */
  show(opener) {
    this.open(opener);
    this.querySelector("cart-view").load();
  }

  open(opener) {
    if (this.dialog.open) return;
    this.opener = opener;
    this.dialog.showModal();
  }

  /** Send a form of the cart, once for a double click. */
  async take(form, button) {
    if (form.closest("cart-view")) {
      send(form, button);
    } else if (!button?.hasAttribute("aria-busy")) {
      button?.setAttribute("aria-busy", "true");
      await send(form, button);
      button?.removeAttribute("aria-busy");
    }
  }

  answer({ button }) {
    // What was pressed inside the cart shows there; what was pressed on the page opens it.
    if (button?.isConnected && !button.closest("cart-view")) this.open(button);
  }
}

customElements.define("cart-drawer", CartDrawer);
