// <live-checks>: what the checks say of the form as it stands, asked anew once typing pauses; and
// the way from a finding to its field, into a folded row or an editor.

import { fields } from "./typing.js";

const PAUSE = 800; // ms

class LiveChecks extends HTMLElement {
  connectedCallback() {
    this.found = this.querySelector("[data-found]");
    this.addEventListener("click", (event) => this.follow(event));
    this.form = document.querySelector("#article_form");
    if (!this.form || !this.dataset.address) return;
    const wait = () => this.wait();
    // Through jQuery, because select2 tells of its changes in no other way; and once that is ready,
    // because select2 begins with telling of one.
    const $ = window.django.jQuery;
    $(() => $(this.form).on("input change", wait));
    this.form.addEventListener("formset:added", wait);
    const { CKEDITOR } = window;
    if (!CKEDITOR) return;
    // An editor tells of the text that it begins with, too.
    const listen = (editor) => editor.on("change", () => editor.checkDirty() && wait());
    Object.values(CKEDITOR.instances).forEach(listen);
    CKEDITOR.on("instanceCreated", ({ editor }) => listen(editor));
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    this.asked?.abort(); // an older answer must not come after a newer one
    this.asked = new AbortController();
    try {
      const response = await fetch(this.dataset.address, {
        method: "POST",
        body: fields(),
        redirect: "error", // to the login, when the session has ended
        signal: this.asked.signal,
      });
      if (!response.ok) throw new Error(response.statusText);
      this.show(await response.text());
    } catch (error) {
      if (error.name !== "AbortError") this.say(this.dataset.lost, true);
    }
  }

  show(html) {
    const held = this.found.querySelector(":focus")?.hash;
    this.found.innerHTML = html;
    if (held) (this.found.querySelector(`a[href="${held}"]`) ?? this.closest("section")).focus();
    const { summary, length, blocks } = this.found.firstElementChild.dataset;
    this.querySelector("[data-reason]")?.toggleAttribute("hidden", blocks === "0");
    for (const copy of document.querySelectorAll("[data-checks-summary]")) {
      copy.textContent = summary;
    }
    for (const copy of document.querySelectorAll("[data-length-copy]")) copy.textContent = length;
    this.say(summary);
  }

  // Only what is new, so that a screen reader does not say the same after every pause. The eye
  // has the tally; what was lost it must read.
  say(sentence, isLost = false) {
    const status = this.querySelector("[role=status]");
    if (status.textContent !== sentence) status.textContent = sentence;
    status.toggleAttribute("data-lost", isLost);
    status.classList.toggle("visually-hidden", !isLost);
  }

  follow(event) {
    const id = event.target.closest("a[href^='#']")?.hash.slice(1);
    const field = id && document.getElementById(id);
    if (!field) return;
    event.preventDefault();
    const row = field.closest("folding-row");
    if (row) row.open = true;
    const editor = window.CKEDITOR?.instances[id];
    if (!editor && field.dataset.type === "ckeditortype") {
      // Its editor has not been reached yet, and starts with the focus.
      field.scrollIntoView({ block: "center" });
      field.focus({ preventScroll: true });
      return;
    }
    const box = window.django.jQuery(field).data("select2")?.$selection[0];
    const shown = editor?.container.$ ?? box ?? field;
    shown.scrollIntoView({ block: "center" });
    if (!shown.matches("a, button, input, select, textarea, [tabindex]")) shown.tabIndex = -1;
    (editor ?? shown).focus({ preventScroll: true });
  }
}

customElements.define("live-checks", LiveChecks);
