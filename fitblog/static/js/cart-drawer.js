// <cart-drawer>: the dialog over the page. Without it the cart's link and forms work as they are.

import { send, showCount } from "./cart.js";
import "./cart-view.js";

class CartDrawer extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.view = this.querySelector("cart-view");
    document.querySelectorAll("[data-cart-open]").forEach((link) => this.equip(link));
    document.addEventListener("submit", (event) => this.take(event));
    document.addEventListener("cart", ({ detail }) => this.answer(detail));
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close(); // outside of its content
    });
    this.dialog.addEventListener("close", () => this.opener?.focus());
  }

  equip(link) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-haspopup", "dialog");
    const open = (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return; // wanted in a tab of its own
      event.preventDefault();
      this.open(link);
      this.view.load();
    };
    link.addEventListener("click", open);
    link.addEventListener("keydown", (event) => {
      if (event.key === " ") open(event);
    });
  }

  open(opener) {
    if (this.dialog.open) return;
    this.opener = opener;
    this.dialog.showModal();
  }

  async take(event) {
    const form = event.target;
    if (!form.matches("form[data-cart-form]")) return;
    event.preventDefault();
    const button = event.submitter;
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
showCount();
addEventListener("pageshow", showCount);
document.addEventListener("visibilitychange", showCount);
