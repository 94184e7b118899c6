// The desk on which minutes are taken: lays out the item in hand and lets the parts know each other.
// Other modules listen to its events on the document: "minutes:laid-out", "minutes:entered",
// "minutes:kept", "minutes:others", "minutes:heard", "minutes:asked", "minutes:step",
// "minutes:gone-on"; each with the desk in `detail.desk`.
import { Changes } from "./changes.js";
import { Conflicts } from "./conflicts.js";
import { placeOf } from "./kept.js";
import { Keys } from "./keys.js";
import { Line } from "./line.js";
import { Others } from "./others.js";
import { Row } from "./row.js";
import { Saving } from "./saving.js";
import { Undo } from "./undo.js";

export class Desk {
  constructor(form, { kept, state }) {
    this.form = form;
    this.kept = kept;
    this.state = state;
    this.item = Number(form.dataset.item);
    this.tools = form.querySelector("[data-tools]");
    this.spoken = document.querySelector("[data-said]");
    form.classList.add("is-live");
    this.tools.hidden = false;
    this.line = new Line(form);
    this.row = new Row(form, this);
    this.saving = new Saving(this);
    this.conflicts = new Conflicts(this);
    this.changes = new Changes(this);
    this.undo = new Undo(this);
    this.keys = new Keys(this);
    this.others = new Others(this);
    this.listen();
    this.sendWhatWasThere();
    this.changed();
    this.announce("laid-out", {});
  }

  // Typed while this script was still on its way.
  sendWhatWasThere() {
    const { waiting } = this.saving;
    if (waiting.length) this.saving.touched(...waiting);
  }

  get isDraft() {
    return this.form.dataset.state === "draft";
  }

  // The reason used last for closing, on this desk.
  get reason() {
    return sessionStorage.getItem("minutes-reason") ?? "";
  }

  listen() {
    this.form.addEventListener("input", (event) => this.typed(event));
    this.form.addEventListener("change", (event) => this.typed(event));
    // Afterwards, because moving a box about makes it lose the focus as well.
    this.form.addEventListener("focusout", (event) =>
      setTimeout(() => this.left(event.target.closest("[data-paragraph]")?.block)),
    );
  }

  typed(event) {
    const block = event.target.closest("[data-paragraph]")?.block;
    if (!block || !event.target.name?.startsWith(block.prefix)) return;
    if (event.target === block.control("closed_reason")) sessionStorage.setItem("minutes-reason", event.target.value);
    if (event.target === block.box && event.type === "input") this.undo.typed(event);
    block.show();
    if (event.type === "input" || event.target !== block.box) this.saving.touched(block);
    if (!block.isEmpty && block === this.row.standing.at(-1)) this.row.tidy();
  }

  // A paragraph that was emptied and left is taken out, with the words it last had.
  left(block) {
    if (!block || block.hasFocus || this.isStopped) return;
    if (!block.isNew && block.isEmpty && !block.isRemoved && !block.theirs) {
      block.write({ is_removed: true, text: block.acknowledged.text });
      this.saving.touched(block);
    }
    if (!block.theirs) this.row.tidy();
  }

  // An answer of any kind: is the line up, is this person still signed in?
  heard(status) {
    const { saving } = this;
    if (status === 200) saving.resume();
    else if (["signed out", "someone else", 403, 404].includes(status)) saving.stop(status);
    else if (status === "down" && (saving.waiting.length || this.kept.held.size)) saving.state = "down";
    this.changed();
  }

  changed() {
    this.state.show(this);
    const { block } = this.keys ?? {};
    for (const button of this.tools.querySelectorAll("[data-do]"))
      if (button.dataset.do === "decision")
        button.setAttribute("aria-pressed", String(block?.content().kind === "decision"));
      else if (button.dataset.do === "closed") button.setAttribute("aria-pressed", String(Boolean(block?.isClosed)));
    // Nobody has written anything yet in a paragraph that is new.
    const history = this.tools.querySelector("[data-history]");
    history.hidden = !block || block.isNew;
    if (!history.hidden) history.href = `${this.form.dataset.paragraphs}${block.key}/`;
    const undo = this.tools.querySelector("[data-do=undo]");
    if (this.undo) {
      undo.disabled = !this.undo.next;
      undo.title = this.undo.next ? `${this.undo.next.words}: take it back` : "Nothing to take back";
    }
  }

  say(words) {
    this.spoken.textContent = words;
  }

  announce(name, detail) {
    document.dispatchEvent(new CustomEvent(`minutes:${name}`, { detail: { ...detail, desk: this } }));
  }

  // Words typed before the page went away, or in a window that is gone, come back and are sent.
  restore(records) {
    const unanswered = [];
    for (const [key, record] of records.filter(([, found]) => found.item === this.item)) {
      const block = this.row.find(key) ?? this.addKept(key, record);
      if (record.sent) unanswered.push({ block, key, ...record.sent });
      this.putBack(block, record);
    }
    if (unanswered.length && !this.saving.unanswered && !this.saving.isBusy) this.saving.unanswered = unanswered;
    this.row.tidy();
    if (records.length) this.saving.flush();
  }

  addKept(key, record) {
    const block = this.row.add(this.row.find(placeOf(record)), {}, key);
    block.isPlaced = record.after === null;
    return block;
  }

  putBack(block, record) {
    const isSaid = JSON.stringify(record.content) === JSON.stringify(block.content());
    if (isSaid && !record.sent) return this.kept.drop(block.key);
    if (block.isDirty) {
      const theirs = { ...record.content, version: block.version, is_own: true, by: "" };
      return isSaid ? undefined : this.conflicts.show(block, theirs);
    }
    block.write(record.content);
    block.version = record.version;
    block.sent = record.sent;
    if (record.after !== null) block.isPlaced = false;
    return this.saving.touched(block);
  }

  stop() {
    this.isStopped = true;
    this.others.stop();
    this.keys.stop();
  }
}
