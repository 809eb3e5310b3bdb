/* Starts each editor as it is reached: a guide may have fifty, and one is written in at a time.
   Until then its textarea holds the text as it is stored, and is sent like that. Not a module: it
   stands beside ckeditor.js wherever a rich text does. */
{
  const LATER = "textarea[data-processed=later]:not([id*=__prefix__])";
  const AHEAD = "1000px 0px"; // around the window, so that nobody waits who scrolls

  const start = (area) => {
    area.dataset.processed = "1";
    reached.unobserve(area);
    for (const [names, path, file] of JSON.parse(area.dataset.externalPluginResources)) {
      CKEDITOR.plugins.addExternal(names, path, file);
    }
    return CKEDITOR.replace(area.id, JSON.parse(area.dataset.config));
  };

  // A row that is folded is never in view: its editor starts when it opens.
  const reached = new IntersectionObserver(
    (areas) => areas.forEach(({ isIntersecting, target }) => isIntersecting && start(target)),
    { rootMargin: AHEAD },
  );
  const watch = (part) => part.querySelectorAll(LATER).forEach((area) => reached.observe(area));

  document.addEventListener("DOMContentLoaded", () => watch(document));
  document.addEventListener("formset:added", ({ target }) => watch(target));
  document.addEventListener("focusin", ({ target }) => {
    if (!target.matches(LATER)) return;
    const editor = start(target);
    editor.on("instanceReady", () => editor.focus());
  });
}
