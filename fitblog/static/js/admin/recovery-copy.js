// <recovery-copy>: keeps the open form on the server while its editor types.

import { fields, form, onPause } from "./typing.js";

const PAUSE = 1500; // ms
const LONGEST = 8000; // for who types without a pause

class RecoveryCopy extends HTMLElement {
  connectedCallback() {
    if (!form()?.querySelector("[type=submit]:not([hidden])")) return; // only to be looked at
    // Editors and lists tidy their fields as they start: only what a person changes is kept.
    const remember = () => (this.opened ??= words());
    form().addEventListener("keydown", remember, { capture: true });
    form().addEventListener("pointerdown", remember, { capture: true });
    const stop = onPause(PAUSE, () => this.keep(), LONGEST);
    form().addEventListener("input", () => (this.isBehind = true));
    if (document.querySelector("#content .errornote")) {
      this.opened = "-"; // the form came back: what stands in it is saved nowhere
      this.keep();
    }
    document.addEventListener("visibilitychange", () => {
      if (document.hidden && this.isBehind) this.keep();
    });
    form().addEventListener("submit", ({ submitter }) => {
      if (submitter?.formTarget === "_blank") return;
      stop();
      this.isBehind = false;
      this.asked?.abort(); // must not arrive after the form itself
      // Signing in again in another tab gave this browser another token.
      if (token()) form().elements.csrfmiddlewaretoken.value = token();
    });
  }

  async keep() {
    if (!this.opened || words() === this.opened) return;
    this.opened = "-"; // from here on, taking a word back is a change too
    this.asked?.abort();
    this.asked = new AbortController();
    this.isBehind = false;
    const body = new URLSearchParams(fields());
    if (token()) body.set("csrfmiddlewaretoken", token());
    try {
      const { ok, status } = await fetch(this.dataset.address, {
        method: "POST",
        body,
        redirect: "error", // to the login, when the session has ended
        keepalive: document.hidden,
        signal: this.asked.signal,
      });
      this.say(ok ? "" : status === 413 ? this.dataset.large : this.dataset.lost);
      this.toggleAttribute("data-kept", ok);
    } catch (error) {
      if (error.name !== "AbortError") this.say(this.dataset.lost);
    }
  }

  say(sentence) {
    const status = this.querySelector("[data-said]");
    if (status.textContent !== sentence) status.textContent = sentence;
  }
}

const words = () => new URLSearchParams(fields()).toString();
const token = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];

customElements.define("recovery-copy", RecoveryCopy);
