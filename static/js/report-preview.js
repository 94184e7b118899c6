// Shows the report beside its form as it would read with what is being typed. Nothing is saved.
const form = document.querySelector("form[data-preview]");
const page = document.getElementById("preview");
const says = document.querySelector("[data-preview-says]");
const PAUSE = 700;
let timer = 0;
let asked = new AbortController();

async function show() {
  // On a narrow screen there is no preview to see.
  if (!page.offsetParent) return;
  asked.abort();
  asked = new AbortController();
  try {
    const response = await fetch(form.dataset.preview, {
      method: "POST",
      body: new FormData(form),
      redirect: "error",
      signal: asked.signal,
    });
    if (!response.ok && response.status !== 422) return;
    const words = await response.text();
    const top = page.scrollTop;
    page.replaceChildren(...new DOMParser().parseFromString(words, "text/html").body.childNodes);
    page.scrollTop = top;
    says.textContent = says.dataset.previewSays;
  } catch {
    // The line is down, or somebody typed on: the next pause tries again.
  }
}

form?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(show, PAUSE);
});
