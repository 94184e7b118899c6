// Words of minutes that are kept in this browser belong to one person: they go when that person
// signs out, and when another one signs in.
const QUESTION =
  "Some words of minutes are not saved yet, and signing out removes them from this browser. Sign out all the same?";
const form = document.querySelector("form[data-sign-out]");

function kept() {
  return Object.keys(localStorage).filter((name) => name.startsWith("minutes:"));
}

function forget(names) {
  for (const name of names) localStorage.removeItem(name);
}

if (form) {
  forget(kept().filter((name) => !name.startsWith(`minutes:${form.dataset.signOut}:`)));
  // On the window, because a page with such words first tries to send them.
  window.addEventListener("submit", (event) => {
    if (event.target !== form || event.defaultPrevented) return;
    if (kept().length && !window.confirm(QUESTION)) return event.preventDefault();
    document.dispatchEvent(new CustomEvent("minutes:forgotten"));
    sessionStorage.clear();
    return forget(kept());
  });
}
