// Opens the form of a row under it, in the table: the pages that the links of the row lead to
// without this. Arrow keys go from row to row, Alt with an arrow moves a row, Ctrl with Enter saves,
// Esc closes.
const region = document.querySelector("[data-rows]");
const says = document.querySelector("[data-rows-say]");
const NAMING = ["id", "for", "aria-describedby", "aria-labelledby"];
const LOST = "Not saved: the line is down. What you typed is still here; try again.";
let panel = null;

function say(words) {
  says.textContent = words;
}

async function read(url, options) {
  const response = await fetch(url, options);
  const text = await response.text();
  return { response, page: new DOMParser().parseFromString(text, "text/html") };
}

// The page around has fields of the same names: none may answer for the other.
function renamed(root) {
  for (const element of root.querySelectorAll("*")) {
    for (const name of NAMING) {
      const ids = element.getAttribute(name);
      if (ids) element.setAttribute(name, ids.split(/\s+/).map((id) => `row-${id}`).join(" "));
    }
    const href = element.getAttribute("href");
    if (href?.startsWith("#")) element.setAttribute("href", `#row-${href.slice(1)}`);
  }
  return root;
}

function fill(page) {
  const found = renamed(document.importNode(page.querySelector("main"), true));
  for (const heading of found.querySelectorAll("h1")) {
    const lower = document.createElement("h2");
    lower.className = "govuk-heading-s";
    lower.append(...heading.childNodes);
    heading.replaceWith(lower);
  }
  found.querySelectorAll(".govuk-caption-l").forEach((caption) => caption.remove());
  const close = document.createElement("button");
  close.type = "button";
  close.className = "govuk-button govuk-button--secondary";
  close.textContent = "Close";
  close.addEventListener("click", () => shut());
  const form = found.querySelector("form");
  form.querySelector("[type=submit]").after(close);
  form.addEventListener("input", () => (panel.isTyped = true));
  form.addEventListener("submit", save);
  panel.cell.replaceChildren(...found.childNodes);
  const first = panel.cell.querySelector(".govuk-error-summary");
  const field = form.querySelector("input:not([type=hidden]), select, textarea");
  if (first) first.tabIndex = -1;
  (first ?? field).focus();
}

async function open(link) {
  if (panel && !shut()) return;
  const row = link.closest("tr");
  let found;
  try {
    found = await read(link.href);
  } catch {
    say("The line is down: try again.");
    return;
  }
  if (found.response.redirected || !found.response.ok) {
    location.assign(link.href);
    return;
  }
  const under = document.createElement("tr");
  const cell = document.createElement("td");
  under.className = "row-in-place";
  under.setAttribute("role", "row");
  cell.setAttribute("role", "cell");
  under.append(cell);
  // A cell that names the area over several rows has one more to stand beside.
  const area = row.parentElement.querySelector("th[rowspan]");
  if (area) area.rowSpan += 1;
  cell.colSpan = area ? 6 : 7;
  row.after(under);
  panel = { under, cell, link, area, url: link.href, isTyped: false };
  fill(found.page);
}

function shut() {
  if (panel.isTyped && !confirm("Leave what you typed? It is not saved.")) return false;
  const { under, area, link } = panel;
  if (area) area.rowSpan -= 1;
  under.remove();
  panel = null;
  link.focus();
  return true;
}

async function save(event) {
  event.preventDefault();
  if (panel.isSaving) return;
  const saved = panel;
  saved.isSaving = true;
  try {
    let answer = await send(event.target);
    if (answer.response.status === 403 && (await hasNewToken(event.target))) answer = await send(event.target);
    const { response, page } = answer;
    if (response.redirected && new URL(response.url).pathname.startsWith("/actions/")) {
      await renew(panel.link, "Saved.");
    } else if (response.status === 422 || response.status === 409) {
      fill(page);
    } else {
      say("Not saved: sign in again in another window, then save once more.");
    }
  } catch {
    say(LOST);
  }
  saved.isSaving = false;
}

function send(form) {
  return read(panel.url, { method: "POST", body: new FormData(form) });
}

// Whoever signed in again since has another token; nobody else saves what this person typed.
async function hasNewToken(form) {
  const { page } = await read(panel.url);
  const [here, there] = [document, page].map((one) => one.querySelector("[data-sign-out]")?.dataset.signOut);
  const token = page.querySelector("main [name=csrfmiddlewaretoken]");
  if (!token || here !== there) return false;
  form.querySelector("[name=csrfmiddlewaretoken]").value = token.value;
  return true;
}

// The table as it stands now, with the same link of the same row in hand.
async function renew(link, words) {
  const number = link.closest("tr").dataset.row;
  const kind = link.dataset.inPlace;
  const { page } = await read(location.href);
  panel = null;
  const rows = page.querySelector("[data-rows]");
  if (!rows) {
    // None is left of those chosen: the page says so.
    location.reload();
    return;
  }
  region.replaceChildren(...rows.childNodes);
  document.querySelector("#counts").replaceWith(page.querySelector("#counts"));
  const same = region.querySelector(`[data-row="${number}"] [data-in-place="${kind}"]`);
  (same ?? region).focus();
  say(same ? words : `${words} The row is not among those shown here any more.`);
}

async function move(link, direction) {
  if (panel && !shut()) return;
  const row = link.closest("tr");
  const body = new FormData();
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  body.set("version", row.dataset.version);
  body.set("direction", direction);
  try {
    const { response } = await read(row.dataset.move, { method: "POST", body });
    const words = response.redirected
      ? "Moved."
      : "Not moved: it is at the end of its area, or somebody else changed it meanwhile.";
    await renew(link, words);
  } catch {
    say("The line is down: try again.");
  }
}

region.addEventListener("click", (event) => {
  const link = event.target.closest("[data-in-place]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  open(link);
});

region.addEventListener("keydown", (event) => {
  if (panel?.under.contains(event.target)) {
    if (event.key === "Escape") shut();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      panel.cell.querySelector("form").requestSubmit();
    }
    return;
  }
  const link = event.target.closest?.("[data-in-place]");
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!link || !step || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.altKey && !link.closest("tr").dataset.move) return;
  event.preventDefault();
  if (event.altKey) {
    move(link, step < 0 ? "up" : "down");
    return;
  }
  const alike = [...region.querySelectorAll(`[data-in-place="${link.dataset.inPlace}"]`)];
  alike[alike.indexOf(link) + step]?.focus();
});

window.addEventListener("beforeunload", (event) => {
  if (panel?.isTyped) event.preventDefault();
});

if (region.querySelector("[data-in-place]")) document.querySelector("[data-rows-keys]").hidden = false;
