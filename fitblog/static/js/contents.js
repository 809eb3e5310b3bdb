// Marks the chapter that is being read in the list of contents.
const links = [...document.querySelectorAll("[data-contents] a")];
const linkOf = new Map();

const mark = (current) => links.forEach((link) => {
  if (link === current) link.setAttribute("aria-current", "location");
  else link.removeAttribute("aria-current");
});

// A line a fifth down the window: one chapter at a time lies across it, whichever way one scrolls.
const line = new IntersectionObserver(
  (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => mark(linkOf.get(entry.target))),
  { rootMargin: "-20% 0px -79% 0px" },
);

links.forEach((link) => {
  const chapter = document.getElementById(decodeURIComponent(link.hash.slice(1)))?.closest("section");
  if (!chapter) return;
  linkOf.set(chapter, link);
  line.observe(chapter);
});
