/* CKEditor 4 under `script-src 'self'`.

   It writes its handlers as attributes, onclick="CKEDITOR.tools.callFunction(12,this);return false;",
   which the admin's policy does not run. Here they become data attributes before they reach the page,
   and one listener for each kind of event does what they say. Not a module: it has to run between
   ckeditor.js and the first editor. */
{
  const KINDS = ["click", "mousedown", "keydown", "focus", "dragstart"];
  const HANDLER = / on([a-z]+)="/g;
  const CALL = /callFunction\(\s*'?(\d+)'?\s*(?:,\s*([^)]*))?\)/;

  const disarmed = (html) => html.replace(HANDLER, ' data-cke-on$1="');

  const disarm = (name) => {
    const template = CKEDITOR.getTemplate(name);
    template.source = disarmed(template.source);
  };

  const argument = (word, event, element) => {
    if (word === "event") return event;
    if (word === "this") return element;
    return word.replace(/^'|'$/g, "");
  };

  const obey = (event, element, code) => {
    const [, number, words = ""] = CALL.exec(code) ?? [];
    const values = words.split(",").map((word) => argument(word.trim(), event, element));
    const answer = number && CKEDITOR.tools.callFunction(Number(number), ...values);
    const says = code.startsWith("return CKEDITOR") ? answer : !code.includes("return false");
    if (says === false) event.preventDefault();
  };

  const hear = (event) => {
    // What an editor pastes is no part of the toolbar.
    if (event.target.isContentEditable) return;
    let element = event.target;
    while (element?.getAttribute) {
      const code = element.getAttribute(`data-cke-on${event.type}`);
      if (code) obey(event, element, code);
      element = event.bubbles ? element.parentElement : null;
    }
  };

  // In the capturing phase, because focus does not bubble.
  const listen = (page) => KINDS.forEach((kind) => page.addEventListener(kind, hear, true));

  listen(document);
  CKEDITOR.on("instanceCreated", ({ editor }) => {
    // Last, when the plugins have written their part of the toolbar.
    editor.on("uiSpace", ({ data }) => { data.html = disarmed(data.html); }, null, null, 9999);
    // A plugin's templates exist once it is loaded.
    editor.on("pluginsLoaded", () => ["panel-list-item", "panel-list-group"].forEach(disarm));
    // CKEditor notes a selection a fifth of a second late, and a dialog then takes an older one.
    editor.on("beforeCommandExec", () => { editor.selectionChange(true); });
    // A screen reader hears the field's own label.
    editor.on("configLoaded", () => {
      const label = document.querySelector(`label[for="${editor.name}"]`);
      if (label) editor.config.title = label.textContent.trim().replace(/:$/, "");
    });
  });

  CKEDITOR.on("dialogDefinition", ({ data: { name, definition } }) => {
    // A dialog's corner writes its handler past all this, so dialogs keep their size.
    definition.resizable = CKEDITOR.DIALOG_RESIZE_NONE;
    if (name !== "link") return;
    // Nothing that the server would take out again.
    const without = (id, kinds) => {
      const field = definition.getContents("info").get(id);
      field.items = field.items.filter(([, kind]) => !kinds.includes(kind));
    };
    without("linkType", ["anchor"]);
    without("protocol", ["ftp://", "news://"]);
  });

  // The list of formats drops down in a frame of its own, whose onload attribute starts it.
  const inner = CKEDITOR.getTemplate("panel-frame-inner");
  const written = disarmed(inner.source);
  inner.source = (panel) => {
    const frame = document.getElementById(`${panel.id}_frame`);
    const start = () => {
      listen(frame.contentDocument);
      frame.contentDocument.body.style.fontFamily = getComputedStyle(document.body).fontFamily;
      CKEDITOR.tools.callFunction(Number(CALL.exec(panel.onload)[1]));
    };
    frame.addEventListener("load", start, { once: true });
    return written;
  };
}
