// Asks before typed words are left behind: forms marked data-unsaved-warning.
const changed = new Set();

for (const form of document.querySelectorAll("form[data-unsaved-warning]")) {
  form.addEventListener("input", () => changed.add(form));
  form.addEventListener("submit", () => changed.delete(form));
  // A form that came back with an error holds words that are not saved.
  if (form.dataset.unsavedWarning === "failed") changed.add(form);
}

window.addEventListener("beforeunload", (event) => {
  if (changed.size) event.preventDefault();
});
