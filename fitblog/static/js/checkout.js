// <checkout-form>: looks again by itself when the country or the way of delivery changes, which the
// form's update buttons do without it. Only what has a data-part is put in anew.

const LOOKED_AT = ["country", "bill-country", "delivery"];

class CheckoutForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.region = this.querySelector("[role=status]");
    this.addEventListener("change", ({ target }) => {
      if (LOOKED_AT.includes(target.name)) this.look();
    });
    this.addEventListener("submit", (event) => this.submit(event));
    addEventListener("pageshow", () => this.form.removeAttribute("aria-busy"));
  }

  submit(event) {
    const updates = event.submitter?.name === "update";
    if (updates || this.form.hasAttribute("aria-busy")) event.preventDefault();
    if (updates) this.look(event.submitter);
    else this.form.setAttribute("aria-busy", "true");
  }

  /** Ask for the page as it would be now. A later question makes an earlier one void. */
  async look(button) {
    this.asked?.abort();
    const asked = (this.asked = new AbortController());
    const sent = new FormData(this.form, button);
    sent.set("update", "script");
    try {
      const answer = await fetch(this.form.action, {
        method: "POST",
        body: new URLSearchParams(sent),
        headers: { "X-Requested-With": "checkout" },
        signal: asked.signal,
      });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!fresh.querySelector("[data-part]")) location.reload(); // the cart is gone
      else this.show(fresh, sent);
    } catch (error) {
      if (!asked.signal.aborted) this.region.textContent = this.dataset.failed;
    }
  }

  show(fresh, sent) {
    const focus = document.activeElement?.id || keyOf(document.activeElement);
    for (const part of this.querySelectorAll("[data-part]")) {
      const now = fresh.querySelector(`[data-part="${part.dataset.part}"]`);
      keepTyped(part, now, sent);
      if (part.querySelector("details")?.open) now.querySelector("details").open = true;
      part.replaceWith(now);
    }
    if (focus && document.activeElement === document.body) {
      (document.getElementById(focus) ?? this.querySelector(`[data-key="${focus}"]`))?.focus();
    }
    this.region.textContent = this.querySelector(".totals__all").textContent;
  }
}

/** What was typed while the question was on its way stays. */
function keepTyped(before, now, sent) {
  for (const field of before.querySelectorAll("input:not([type=hidden], [type=radio]), select")) {
    const fresh = now.querySelector(`[name="${field.name}"]:not([type=hidden])`);
    if (fresh && field.value !== sent.get(field.name)) fresh.value = field.value;
  }
}

function keyOf(element) {
  return element?.dataset?.key;
}

customElements.define("checkout-form", CheckoutForm);
