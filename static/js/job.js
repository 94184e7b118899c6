// Looks again every two seconds how far the work is, until it is finished.
const page = new DOMParser();

async function lookAgain() {
  const now = document.getElementById("job");
  if (!now || !("unfinished" in now.dataset)) return;
  try {
    const response = await fetch(window.location.href, { redirect: "error" });
    const next = response.ok && page.parseFromString(await response.text(), "text/html").getElementById("job");
    if (next) {
      now.replaceChildren(...next.childNodes);
      if (!("unfinished" in next.dataset)) delete now.dataset.unfinished;
    }
  } catch {
    // The line is down: the next time tries again.
  }
  setTimeout(lookAgain, 2000);
}

setTimeout(lookAgain, 2000);
