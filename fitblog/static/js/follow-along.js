// <follow-along>: a run of steps, one a screen, in letters that can be read from the floor.
// The button and the screen come out of the template it holds; without scripts there is neither.

const SWIPE = 48; // CSS pixels a finger has to travel
const AWAKE = 15 * 60_000; // milliseconds that a screen stays on without a step being turned

class FollowAlong extends HTMLElement {
  connectedCallback() {
    if (this.screen) return;
    this.steps = [...this.querySelectorAll(".steps > li")];
    this.at = 0;
    this.prepend(this.querySelector("template").content.cloneNode(true));
    [this.start, this.screen] = this.children;
    this.stage = this.screen.querySelector(".follow__step");
    this.start.addEventListener("click", () => this.open());
    this.screen.addEventListener("click", ({ target }) => this.act(target.closest("[data-act]")?.dataset.act));
    this.screen.addEventListener("keydown", (event) => this.press(event));
    this.screen.addEventListener("close", () => this.closed());
    this.stage.addEventListener("pointerdown", (event) => this.touch(event));
    this.stage.addEventListener("pointerup", (event) => this.lift(event));
    addEventListener("popstate", () => this.popped());
    document.addEventListener("visibilitychange", () => {
      // The browser takes the lock away with the page, and gives none back.
      if (!document.hidden && this.screen.open) this.stayAwake();
    });
    if (history.state?.following) history.replaceState(null, ""); // loaded again
  }

  open() {
    this.following = true;
    // The reader comes back to the step they were at, not to where they left.
    history.scrollRestoration = "manual";
    history.pushState({ following: true }, "");
    this.screen.showModal();
    this.show(this.at);
  }

  show(number) {
    this.at = number;
    const step = this.steps[number].querySelector(".prose").cloneNode(true);
    step.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
    this.stage.replaceChildren(step);
    this.stage.dataset.number = number + 1;
    this.stage.scrollTop = 0;
    this.screen.style.setProperty("--done", (number + 1) / this.steps.length);
    this.tell(step.querySelector("h3").textContent);
    this.offer();
    this.stayAwake();
  }

  /** Where one is: in words on the screen, and with the step's name for who hears it. */
  tell(name) {
    const heard = document.createElement("span");
    heard.className = "visually-hidden";
    heard.textContent = `: ${name}`;
    const words = this.screen.dataset.progress.replace("{number}", this.at + 1).replace("{all}", this.steps.length);
    this.screen.querySelector("[role=status]").replaceChildren(words, heard);
  }

  offer() {
    const [back, on] = this.screen.querySelectorAll(".follow__foot button");
    const isLast = this.at === this.steps.length - 1;
    [on.firstElementChild.hidden, on.lastElementChild.hidden] = [isLast, !isLast];
    if (this.at === 0 && document.activeElement === back) on.focus();
    back.disabled = this.at === 0;
  }

  act(name) {
    if (name === "back" && this.at > 0) this.show(this.at - 1);
    else if (name === "on" && this.at < this.steps.length - 1) this.show(this.at + 1);
    else if (name === "on" || name === "leave") this.screen.close();
  }

  press(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest("[role=region]")) return; // a table that the keys scroll
    if (event.key === "ArrowLeft") this.act("back");
    if (event.key === "ArrowRight" && this.at < this.steps.length - 1) this.act("on");
  }

  touch(event) {
    // A mouse marks words instead.
    this.from = event.isPrimary && event.pointerType !== "mouse" ? event : null;
  }

  lift(event) {
    if (!this.from) return;
    const [across, down] = [event.clientX - this.from.clientX, event.clientY - this.from.clientY];
    this.from = null;
    if (Math.abs(across) < SWIPE || Math.abs(across) < 2 * Math.abs(down)) return;
    if (across > 0) this.act("back");
    else if (this.at < this.steps.length - 1) this.act("on");
  }

  /** Back leaves the screen as Escape does; either way its place in the history goes. */
  popped() {
    if (this.screen.open) this.screen.close();
    else if (this.following) this.land();
  }

  closed() {
    this.letSleep();
    if (history.state?.following) history.back();
    else this.land();
  }

  land() {
    this.following = false;
    history.scrollRestoration = "auto";
    const step = this.steps[this.at];
    step.scrollIntoView({ behavior: "instant" });
    const heading = step.querySelector("h3");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    if (this.at === this.steps.length - 1) this.at = 0;
  }

  async stayAwake() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.letSleep(), AWAKE);
    if (!navigator.wakeLock || (this.lock && !this.lock.released)) return;
    try {
      this.lock = await navigator.wakeLock.request("screen");
      if (!this.screen.open) this.letSleep(); // left meanwhile
    } catch {
      this.lock = null; // refused, with a low battery for one: the screen dims as it always does
    }
  }

  letSleep() {
    clearTimeout(this.timer);
    this.lock?.release();
    this.lock = null;
  }
}

customElements.define("follow-along", FollowAlong);
