// One letter says how somebody attended and goes on to the next; the arrow keys work without it.
const LETTERS = {
  p: "present",
  r: "remote",
  s: "substitute",
  i: "in_attendance",
  a: "apologies",
  x: "absent",
  0: "",
};

document.querySelector(".tick-list")?.addEventListener("keydown", (event) => {
  const here = event.target;
  const status = LETTERS[event.key.toLowerCase()];
  if (here.type !== "radio" || status === undefined) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const form = here.form;
  const chosen = [...form.elements[here.name]].find((radio) => radio.value === status);
  if (!chosen) return;
  event.preventDefault();
  chosen.checked = true;
  chosen.dispatchEvent(new Event("change", { bubbles: true }));
  const firsts = [...form.querySelectorAll("input[type=radio]")].filter(
    (radio, at, all) => all.findIndex((other) => other.name === radio.name) === at,
  );
  const next = firsts[firsts.findIndex((radio) => radio.name === here.name) + 1];
  if (next) ([...form.elements[next.name]].find((radio) => radio.checked) ?? next).focus();
});
