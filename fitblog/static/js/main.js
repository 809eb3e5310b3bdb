// The one entry. A page is whole without it; each part is asked for only where it has work to do.
if (document.querySelector("cart-drawer")) import("./cart-drawer.js");
if (document.querySelector("checkout-form")) import("./checkout.js");
if (document.querySelector("passkey-form")) import("./passkey-form.js");
if (document.querySelector("[data-faq]")) import("./faq.js");
if (document.querySelector("order-watch")) import("./order-watch.js");

// The column of contents stands beside the text on a wide screen only.
if (document.querySelector("[data-contents]")) {
  const wide = matchMedia("(min-width: 72em)");
  const mark = () => import("./contents.js");
  if (wide.matches) mark();
  else wide.addEventListener("change", mark, { once: true });
}
