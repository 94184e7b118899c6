// Brings somebody whose form failed to the list of what is wrong, and each link to its box.
const summary = document.querySelector(".govuk-error-summary");

if (summary) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const box = link && document.getElementById(link.hash.slice(1));
    if (!box) return;
    event.preventDefault();
    const words = box.closest("fieldset")?.querySelector("legend") ?? document.querySelector(`label[for="${box.id}"]`);
    (words ?? box).scrollIntoView();
    box.focus({ preventScroll: true });
  });
}
