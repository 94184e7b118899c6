// Counts on the minutes of the item in hand, as the server last said them.
const time = document.querySelector("[data-taken-at]");

function words() {
  const taken = Math.max(0, Math.floor((Date.now() - Date.parse(time.dataset.takenAt)) / 60000));
  const allowed = Number(time.dataset.allowed);
  if (!allowed) return `${taken} min taken`;
  const left = allowed - taken;
  return `${allowed} min allowed, ${taken} taken: ${left < 0 ? `over by ${-left}` : `${left} left`}`;
}

if (time) setInterval(() => (time.textContent = words()), 15000);
