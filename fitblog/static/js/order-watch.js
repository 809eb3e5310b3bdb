// <order-watch>: asks now and then whether the payment provider was heard, and stops after a while.
// Its child is the live region. The address answers with a redirect as soon as there is news.

const GAPS = [2, 3, 5, 8, 13, 21, 34]; // seconds; a minute and a half in all

class OrderWatch extends HTMLElement {
  connectedCallback() {
    this.say(this.dataset.asking);
    this.turns = [...GAPS];
    this.wait();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  wait() {
    const gap = this.turns.shift();
    if (gap === undefined) this.say(this.dataset.stopped);
    else this.timer = setTimeout(() => this.look(), gap * 1000);
  }

  async look() {
    const answer = await fetch(location.href, { signal: AbortSignal.timeout(20_000) }).catch(() => null);
    if (answer?.redirected) location.replace(answer.url);
    else this.wait();
  }

  say(words) {
    this.firstElementChild.textContent = words;
  }
}

customElements.define("order-watch", OrderWatch);
