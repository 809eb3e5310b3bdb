// <live-preview>: the guide's page beside its form, drawn anew when typing pauses. Each time in a
// new frame, which takes the old one's place once it is loaded: so nothing flickers, the place in
// the page stays, and the browser's Back button knows nothing of it.

import { fields, form, onPause } from "./typing.js";

const PAUSE = 1000; // ms

class LivePreview extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.panel = this.querySelector("[data-panel]");
    this.stage = this.querySelector("[data-frame]");
    this.opener = this.querySelector("[data-open]");
    this.width = 390;
    this.number = 0;
    this.addEventListener("click", ({ target }) => this.press(target.closest("button")));
    new ResizeObserver(() => this.fit()).observe(this.stage);
    onPause(PAUSE, () => this.panel.hidden || this.draw());
  }

  press(button) {
    if (!button) return;
    if (button === this.opener) this.open(this.panel.hidden);
    else if ("close" in button.dataset) this.open(false);
    else this.widen(button);
  }

  open(open) {
    this.panel.hidden = !open;
    this.opener.setAttribute("aria-expanded", open);
    if (open) this.draw();
    else this.opener.focus();
  }

  widen(button) {
    this.width = Number(button.dataset.width);
    for (const each of this.querySelectorAll("[data-width]")) {
      each.setAttribute("aria-pressed", each === button);
    }
    this.fit();
  }

  // A page as wide as it is told, made as small as the panel.
  fit() {
    const { clientWidth, clientHeight } = this.stage;
    const scale = Math.min(1, clientWidth / this.width);
    for (const frame of this.stage.children) {
      frame.style.width = `${this.width}px`;
      frame.style.height = `${clientHeight / scale}px`;
      frame.style.transform = `scale(${scale})`;
    }
  }

  draw() {
    const frame = document.createElement("iframe");
    // Without scripts: so the same origin gives the page nothing but its own style sheets.
    frame.setAttribute("sandbox", "allow-same-origin");
    frame.name = `preview-${(this.number += 1)}`;
    frame.title = this.stage.dataset.title;
    frame.className = "is-waiting";
    this.stage.querySelectorAll(".is-waiting").forEach((older) => older.remove());
    this.stage.append(frame);
    this.fit();
    frame.addEventListener("load", () => this.exchange(frame));
    this.send(frame.name);
  }

  exchange(frame) {
    if (!frame.isConnected || frame.contentWindow.location.href === "about:blank") return;
    const [old] = this.stage.querySelectorAll("iframe:not(.is-waiting)");
    frame.contentWindow.scrollTo(0, old?.contentWindow.scrollY ?? 0);
    frame.classList.remove("is-waiting");
    old?.remove();
  }

  send(target) {
    const copy = Object.assign(document.createElement("form"), {
      method: "post",
      action: form().action,
      target,
      hidden: true,
    });
    const values = fields();
    values.set("_preview", "beside");
    for (const [name, value] of values) {
      copy.append(Object.assign(document.createElement("textarea"), { name, value }));
    }
    document.body.append(copy);
    copy.submit();
    copy.remove();
  }
}

customElements.define("live-preview", LivePreview);
