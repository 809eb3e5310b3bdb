// <ordered-rows>: inline rows that an editor puts in order, by mouse or by keyboard.
// adminsortable2 drags rows by their heads; this adds the buttons, the rows added later, and the
// words that say where a row is now. A row keeps its place in `position`, so the names of its
// fields, which Django counts by, never change.

import { recall, remember } from "./open-rows.js";

const STEPS = { up: -1, down: 1 };

class OrderedRows extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
    this.addEventListener("formset:added", this);
    this.addEventListener("start", this);
    this.addEventListener("end", this);
    this.addEventListener("pointerdown", this, { capture: true });
    const $ = window.django.jQuery;
    // Through jQuery, because select2 tells of its changes in no other way.
    $(this).on("input change", ({ target }) => this.name(target.closest("[data-row]")));
    // After Django's inlines.js, which gives new rows a Remove link when jQuery is ready.
    $(() => this.begin());
  }

  get rows() {
    return [...this.querySelectorAll("[data-row]:not(.empty-form)")];
  }

  begin() {
    const rows = this.rows;
    const inOrder = rows.toSorted((one, other) => place(one).value - place(other).value);
    // A form that came back with errors lists new rows last, wherever they had been moved to.
    if (inOrder.some((row, index) => row !== rows[index])) {
      const { parentElement: list, nextElementSibling: after } = rows.at(-1);
      inOrder.forEach((row) => list.insertBefore(row, after));
    }
    inOrder.forEach((row) => this.adopt(row));
    const foldAll = this.querySelector("[data-fold-all]");
    if (!foldAll) return;
    foldAll.hidden = !inOrder.length;
    recall(this.id, inOrder);
    this.closest("form").addEventListener("submit", () => remember(this.id, this.rows));
  }

  handleEvent(event) {
    if (event.type === "formset:added") this.welcome(event.target);
    else if (event.type === "start") this.shrink(event.item);
    else if (event.type === "end") this.restore(event.item);
    else if (event.type === "pointerdown") this.spare(event);
    else this.press(event.target);
  }

  press(target) {
    const button = target.closest("[data-move]");
    if (button) this.move(button.closest("[data-row]"), STEPS[button.dataset.move], button);
    const foldAll = target.closest("[data-fold-all]");
    if (foldAll) this.foldAll(foldAll);
  }

  // A finger that scrolls over a head, or a click on its buttons, drags nothing: the grip does.
  spare(event) {
    const { target } = event;
    if (target.closest("h3, .original") && !target.closest(".move__grip")) event.stopPropagation();
  }

  welcome(row) {
    place(row).value = 1 + Math.max(0, ...this.rows.map((other) => Number(place(other).value)));
    this.adopt(row);
    this.querySelector("[data-fold-all]")?.removeAttribute("hidden");
    row.querySelector("input[type=text], textarea, select")?.focus();
  }

  adopt(row) {
    row.classList.add("has_original"); // adminsortable2 moves and counts no other rows
    // Removing a row would have Django count the fields of all rows anew, in the order they are
    // shown in now, and so exchange saved rows for new ones. The Delete box does without that.
    row.querySelector(".inline-deletelink")?.parentElement.remove();
    this.name(row);
  }

  name(row) {
    for (const copy of row?.querySelectorAll("[data-copy]") ?? []) {
      const field = row.querySelector(`[name$="-${copy.dataset.copy}"]`);
      const text = field?.selectedOptions ? field.selectedOptions[0]?.text : field?.value;
      if (field) copy.textContent = text || this.dataset.unnamed;
    }
  }

  // Open rows are longer than the window: nothing could be dragged past one.
  shrink(row) {
    this.unfolded = this.rows.filter((each) => each.open);
    stayInPlace(row, () => this.unfolded.forEach((each) => (each.open = false)));
  }

  restore(row) {
    stayInPlace(row, () => this.unfolded.forEach((each) => (each.open = true)));
    this.say(row);
  }

  move(row, step, button) {
    const rows = this.rows;
    const other = rows[rows.indexOf(row) + step];
    if (other) {
      if (step < 0) other.before(row);
      else other.after(row);
      this.rows.forEach((each, index) => (place(each).value = index + 1));
      place(row).dispatchEvent(new Event("change", { bubbles: true }));
    }
    button.focus();
    row.scrollIntoView({ block: "nearest" });
    this.say(row);
  }

  say(row) {
    const rows = this.rows;
    this.querySelector("[role=status]").textContent = this.dataset.said
      .replace("{row}", row.querySelector("[data-copy]").textContent)
      .replace("{place}", rows.indexOf(row) + 1)
      .replace("{count}", rows.length);
  }

  foldAll(button) {
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", open);
    this.rows.forEach((row) => (row.open = open));
  }
}

function stayInPlace(row, change) {
  const before = row.getBoundingClientRect().top;
  change();
  scrollBy(0, row.getBoundingClientRect().top - before);
}

function place(row) {
  return row.querySelector("input._reorder_");
}

customElements.define("ordered-rows", OrderedRows);
