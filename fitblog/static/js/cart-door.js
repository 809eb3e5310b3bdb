// Holds the number in the header, and fetches the drawer when a hand comes near a way to it.
// Should that fail, the cart's link and forms work as they are.

import { showCount } from "./cart-count.js";

const WAYS = "[data-cart-open], form[data-cart-form]";
const drawer = document.querySelector("cart-drawer");
const fetched = () => import("./cart-drawer.js");

function equip(link) {
  link.setAttribute("role", "button");
  link.setAttribute("aria-haspopup", "dialog");
  const open = (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return; // wanted in a tab of its own
    event.preventDefault();
    fetched().then(() => drawer.show(link), () => location.assign(link.href));
  };
  link.addEventListener("click", open);
  link.addEventListener("keydown", (event) => {
    if (event.key === " ") open(event);
  });
}

function take(event) {
  const { target: form, submitter: button } = event;
  if (!form.matches("form[data-cart-form]")) return;
  event.preventDefault();
  fetched().then(() => drawer.take(form, button), () => {
    form.removeAttribute("data-cart-form");
    form.requestSubmit(button);
  });
}

if (drawer) {
  document.querySelectorAll("[data-cart-open]").forEach(equip);
  document.addEventListener("submit", take);
  for (const near of ["pointerover", "focusin"]) {
    document.addEventListener(near, ({ target }) => {
      // A failure shows where the drawer is wanted.
      if (target.closest?.(WAYS)) fetched().catch(() => {});
    }, { passive: true });
  }
  if (document.querySelector("main cart-view")) fetched();
}
showCount();
addEventListener("pageshow", showCount);
document.addEventListener("visibilitychange", showCount);
