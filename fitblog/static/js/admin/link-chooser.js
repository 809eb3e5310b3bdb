// <link-chooser>: in the editor's link dialog, finds guides and products by their titles. The
// field stays the dialog's own, so that Tab reaches it; the list below it is this element.

const PAUSE = 200; // ms

class LinkChooser extends HTMLElement {
  attach(field, choose) {
    this.field = field;
    this.choose = choose;
    this.list = this.querySelector("[role=listbox]");
    this.list.id = `${field.id}-found`;
    for (const [name, value] of Object.entries({
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-controls": this.list.id,
      "aria-expanded": "false",
    })) {
      field.setAttribute(name, value);
    }
    field.addEventListener("input", () => this.wait());
    // Before the dialog, which takes Enter for OK and Escape for Cancel.
    field.addEventListener("keydown", (event) => this.press(event), { capture: true });
    // The focus stays in the field, and the dialog with it.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", ({ target }) => this.take(target.closest("[role=option]")));
  }

  empty() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.show([]);
    this.say("");
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(this.field.value.trim()), PAUSE);
  }

  async ask(words) {
    this.empty();
    if (!words) return;
    this.asked = new AbortController();
    const address = `${this.dataset.address}?${new URLSearchParams({ q: words })}`;
    try {
      const answer = await fetch(address, { redirect: "error", signal: this.asked.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      const { targets } = await answer.json();
      this.show(targets);
      const { found, none } = this.dataset;
      this.say(targets.length ? found.replace("{count}", targets.length) : none);
    } catch (error) {
      if (error.name !== "AbortError") this.say(this.dataset.lost);
    }
  }

  show(targets) {
    this.list.replaceChildren(...targets.map((target, index) => this.option(target, index)));
    this.list.hidden = !targets.length;
    this.field.setAttribute("aria-expanded", !this.list.hidden);
    this.mark(this.list.firstElementChild);
  }

  option({ title, kind, address }, index) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${index}`;
    option.setAttribute("role", "option");
    Object.assign(option.dataset, { address, title });
    const small = Object.assign(document.createElement("small"), { textContent: kind });
    option.append(title, " ", small);
    return option;
  }

  mark(option) {
    this.marked?.setAttribute("aria-selected", "false");
    this.marked = option;
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  press(event) {
    const open = !this.list.hidden;
    if (event.key === "Enter") this.take(this.marked);
    else if (event.key === "Escape" && open) this.empty();
    else if (event.key === "ArrowDown" && open) this.mark(this.marked.nextSibling ?? this.list.firstChild);
    else if (event.key === "ArrowUp" && open) this.mark(this.marked.previousSibling ?? this.list.lastChild);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  take(option) {
    if (!option) return;
    const { address, title } = option.dataset;
    this.empty();
    this.choose(address, title);
  }

  say(sentence) {
    this.querySelector("[role=status]").textContent = sentence;
  }
}

customElements.define("link-chooser", LinkChooser);

const template = document.querySelector("#link-chooser");

function extend(info) {
  const chooser = (dialog) => dialog.getElement().$.querySelector("link-chooser");
  const fill = (dialog, address, title) => {
    dialog.setValueOf("info", "linkType", "url");
    dialog.setValueOf("info", "url", address);
    const shown = dialog.getContentElement("info", "linkDisplayText");
    if (!shown.getValue()) shown.setValue(title);
    dialog.getContentElement("info", "url").focus(); // where Enter says OK
  };
  const field = {
    id: "page",
    type: "text",
    label: template.dataset.label,
    isChanged: () => false, // words to search with are none to lose: Cancel asks nothing
    onLoad() {
      const dialog = this.getDialog();
      chooser(dialog).attach(this.getInputElement().$, (...chosen) => fill(dialog, ...chosen));
    },
    onShow() {
      this.setValue("");
      chooser(this.getDialog()).empty();
    },
  };
  info.add(field, "linkType");
  // In a plain element, because CKEditor writes into the first tag and knows none with a hyphen.
  info.add({ id: "pages", type: "html", html: `<div>${template.innerHTML}</div>` }, "linkType");
}

if (template) {
  window.CKEDITOR?.on("dialogDefinition", ({ data: { name, definition } }) => {
    if (name === "link") extend(definition.getContents("info"));
  });
}
