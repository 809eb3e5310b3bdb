// The one road to the cart on the server. It sends one thing at a time, so that answers come in
// the order of the clicks, and tells the page of each by the event "cart" on the document.

import { showCount } from "./cart-count.js";

let queue = Promise.resolve();
let shown = -1; // version of the cart on the page

/** Fetch the cart as it stands. */
export const refresh = (address) => inTurn(() => ask(address));

/** Send a form of the cart as if its button had been pressed without scripts. */
export const send = (form, button) => inTurn(() => {
  const [now, pressed] = current(form, button);
  if (!now) return null; // its line went while it waited
  const body = new URLSearchParams(new FormData(now, pressed));
  return ask(now.action, { method: "POST", body }, button);
}, button);

function inTurn(act, button) {
  queue = queue.then(act).catch((error) => tell({ error, button }));
  return queue;
}

// A click that had to wait belongs to the cart as it is by then: the second of two quick clicks on
// "one more" finds the button of the fresh line.
function current(form, button) {
  if (form.isConnected) return [form, button];
  const fresh = button?.dataset.key && document.querySelector(`[data-key="${button.dataset.key}"]`);
  return fresh ? [fresh.form, fresh] : [null, null];
}

async function ask(address, options = {}, button = null) {
  const answer = await fetch(address, {
    ...options,
    headers: { "X-Requested-With": "drawer" },
    signal: AbortSignal.timeout(20_000),
  });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const cart = page.querySelector("[data-cart]");
  if (!cart) throw new Error(`No cart in the answer ${answer.status} of ${address}`);
  const version = Number(cart.dataset.version || -1);
  // A look that was overtaken by a change shows yesterday's cart; what we sent ourselves is news.
  if (!options.method && version > -1 && version < shown) return;
  shown = version;
  tell({ cart, button });
}

function tell(detail) {
  showCount();
  document.dispatchEvent(new CustomEvent("cart", { detail }));
}
