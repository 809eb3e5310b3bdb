// A link to a question opens it, and so does printing, also where the browser does not do so itself.
const reveal = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const question = target?.closest("[data-faq] details");
  if (!question || question.open) return;
  question.open = true;
  target.scrollIntoView();
};

addEventListener("hashchange", reveal);
addEventListener("beforeprint", () => {
  document.querySelectorAll("[data-faq] details").forEach((question) => { question.open = true; });
});
reveal();
