// <cart-view>: shows the newest cart, keeps the focus where it was, and says what changed.
// Its first child is the live region, the second holds the cart.

import { count } from "./cart-count.js";
import { refresh } from "./cart.js";

class CartView extends HTMLElement {
  connectedCallback() {
    [this.region, this.body] = this.children;
    document.addEventListener("cart", this);
  }

  disconnectedCallback() {
    document.removeEventListener("cart", this);
  }

  /** Bring the content up to date; where no cart exists nothing is asked for. */
  async load() {
    this.region.replaceChildren();
    if (!count() && !this.held) return;
    this.hideLie();
    this.setAttribute("aria-busy", "true");
    await refresh(this.dataset.src);
    this.removeAttribute("aria-busy");
    this.hideLie();
  }

  /** How many items the cart holds that is shown here. */
  get held() {
    return Number(this.body.firstElementChild.dataset.count);
  }

  /** “Your cart is empty” is not shown where we know that it is not. */
  hideLie() {
    this.body.hidden = count() > 0 && !this.held;
  }

  handleEvent({ detail: { cart, error } }) {
    if (error) {
      this.say([sentence(this.dataset.failed)]);
      return;
    }
    const focus = this.body.contains(document.activeElement) && placeOf(document.activeElement);
    const fresh = cart.cloneNode(true);
    const said = fresh.querySelector("[data-cart-said]");
    said?.remove();
    this.body.replaceChildren(fresh);
    this.hideLie();
    this.say(said ? [said] : []);
    if (focus) this.focusOn(focus);
  }

  say(words) {
    // A frame later, so that a region that has only just come into view is heard too.
    requestAnimationFrame(() => this.region.replaceChildren(...words));
  }

  /** The same button; where its line is gone, the one that took its place; else the way on. */
  focusOn({ key, line }) {
    const lines = this.body.querySelectorAll("li");
    const next = lines[Math.min(line, lines.length - 1)] ?? this.body;
    const button = this.body.querySelector(`[data-key="${key}"]`) ?? next.querySelector("[data-key$=remove]");
    (button ?? next.querySelector("a"))?.focus();
  }
}

function placeOf(element) {
  const line = element.closest("li");
  return { key: element.dataset.key, line: line ? [...line.parentElement.children].indexOf(line) : 0 };
}

function sentence(words) {
  const notice = document.createElement("p");
  notice.className = "said__notice";
  notice.dataset.kind = "bad";
  notice.append(document.createElement("span"), words);
  return notice;
}

customElements.define("cart-view", CartView);
