// How many items the cart holds: the server keeps a cookie for this and nothing else.

const COUNT = /(?:^|;\s*)cart=(\d+)/;

export const count = () => Number(COUNT.exec(document.cookie)?.[1] ?? 0);

export function showCount() {
  const items = count();
  for (const place of document.querySelectorAll("[data-cart-count]")) place.textContent = items;
  for (const badge of document.querySelectorAll("[data-cart-badge]")) badge.hidden = !items;
}
