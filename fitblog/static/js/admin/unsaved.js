// Leaving a guide with unsaved words in it asks first.

const form = document.querySelector("#article_form");
let isUnsaved = false;

const keep = () => (isUnsaved = true);

form?.addEventListener("input", keep);
form?.addEventListener("change", keep);
form?.addEventListener("submit", ({ submitter }) => {
  if (submitter?.formTarget !== "_blank") isUnsaved = false; // a preview opens beside the form
});
addEventListener("beforeunload", (event) => {
  if (isUnsaved) event.preventDefault();
});
// A form that came back with errors holds words that are saved nowhere.
if (form?.querySelector(".errornote")) keep();
