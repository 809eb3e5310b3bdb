// Shows what the words lead to while one types: the same links that the page would list.
const PAUSE = 150;

customElements.define("search-suggest", class extends HTMLElement {
  #timer;
  #asked;

  connectedCallback() {
    this.input = this.querySelector("input[type=search]");
    this.place = document.createElement("div");
    this.append(this.place);
    this.input.addEventListener("input", () => this.#wait());
    if (this.input.value !== this.input.defaultValue) this.#wait(); // typed while this came
    this.addEventListener("keydown", (event) => this.#move(event));
    this.addEventListener("focusout", (event) => {
      if (!this.contains(event.relatedTarget)) this.#close();
    });
  }

  #wait() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), PAUSE);
  }

  async #ask() {
    const words = this.input.value.trim();
    this.#asked?.abort();
    if (words.length < 2) return this.#close();
    this.#asked = new AbortController();
    const address = `${this.dataset.address}?${new URLSearchParams({ q: words })}`;
    const answer = await fetch(address, { signal: this.#asked.signal }).catch(() => null);
    if (answer?.ok && this.contains(document.activeElement)) {
      this.place.innerHTML = await answer.text();
    }
  }

  #move(event) {
    const stops = [this.input, ...this.place.querySelectorAll("a")];
    const here = stops.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && stops.length > 1) {
      this.#close();
      this.input.focus();
    } else if (step && here >= 0 && stops[here + step]) {
      event.preventDefault();
      stops[here + step].focus();
    }
  }

  #close() {
    this.#asked?.abort();
    this.place.replaceChildren();
  }
});
