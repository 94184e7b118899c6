// Counts on the minutes of the item in hand, as the server last said them.
function words(time) {
  const taken = Math.max(0, Math.floor((Date.now() - Date.parse(time.dataset.takenAt)) / 60000));
  const allowed = Number(time.dataset.allowed);
  if (!allowed) return `${taken} min taken`;
  const left = allowed - taken;
  return `${allowed} min allowed, ${taken} taken: ${left < 0 ? `over by ${-left}` : `${left} left`}`;
}

// Looked for each time: another item may have been opened on the same page.
setInterval(() => {
  const time = document.querySelector("[data-taken-at]");
  if (time) time.textContent = words(time);
}, 15000);
