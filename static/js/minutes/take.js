// Begins live minutes on the page: everything typed is kept as it is typed.
import { Desk } from "./desk.js";
import { Items } from "./items.js";
import { Kept } from "./kept.js";
import { References } from "./references.js";
import { SignIn } from "./sign-in.js";
import { State } from "./state.js";

function begin(form) {
  const kept = new Kept(form.dataset.user, form.dataset.meeting);
  const state = new State(document.querySelector("[data-save-state]"), document.querySelector("[data-save-said]"));
  const items = new Items((opened) => new Desk(opened, { kept, state }));
  new SignIn(items);
  new References();
  items.begin(form);
  adopt(items, kept);
  window.addEventListener("online", () => items.desk.saving.resume());
  window.addEventListener("pagehide", () => items.desk.saving.leave());
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && items.desk.saving.leave());
  window.addEventListener("beforeunload", (event) => {
    if (items.desk.saving.waiting.length || items.desk.saving.unanswered || kept.held.size) event.preventDefault();
  });
}

// What windows left behind; once more a little later, when one that is being closed has gone.
async function adopt(items, kept) {
  for (const wait of [0, 1500, 5000]) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    const records = await kept.adopt();
    items.desk.restore(records);
    items.sendLeftovers(records);
  }
}

const form = document.querySelector("form[data-paragraphs]:not([data-unsaved-warning])");
if (form) begin(form);
