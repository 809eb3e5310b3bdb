// The one entry. A page is whole without it. What is small comes along with it, in production in
// one file; the rest is asked for only where it has work to do.
import "./cart-door.js";
import "./contents.js";
import "./faq.js";

if (document.querySelector("checkout-form")) import("./checkout.js");
if (document.querySelector("passkey-form")) import("./passkey-form.js");
if (document.querySelector("follow-along")) import("./follow-along.js");
if (document.querySelector("order-watch")) import("./order-watch.js");
if (document.querySelector("video-on-click")) import("./video-on-click.js");

// Nothing is suggested before somebody types.
document.querySelector("search-suggest")?.addEventListener("focusin", () => import("./search-suggest.js"), { once: true });
