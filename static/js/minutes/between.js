// Between two items: from the key that leaves one on, everything typed belongs to the other. It is
// kept under the name of the item that opens, and found in it when it opens, at once or later.
import { randomKey } from "./kept.js";

export class Between {
  constructor(desk, link) {
    this.desk = desk;
    this.item = Number(link.dataset.item);
    this.name = link.textContent.trim();
    this.element = document.querySelector("template[data-between]").content.cloneNode(true).firstElementChild;
    this.box = this.element.querySelector("textarea");
    this.box.addEventListener("input", () => this.keep());
    this.box.addEventListener("keydown", (event) => this.pressed(event));
    this.begin({});
    desk.form.before(this.element);
  }

  enter() {
    this.reason = "when the line is back";
    this.say(`${this.name} opens. Type on.`);
    this.box.focus({ preventScroll: true });
    this.desk.form.inert = true;
  }

  begin(closing) {
    this.before = this.key ?? null;
    this.key = randomKey();
    this.manner = { kind: "note", is_closed: false, closed_reason: "", closing_words: "", ...closing };
    this.box.value = "";
    this.showManner();
  }

  keep() {
    const { kept, saving } = this.desk;
    saving.since ??= new Date();
    const content = { text: this.box.value, ...this.manner, is_removed: false };
    if (!this.box.value.trim()) kept.drop(this.key);
    else kept.put(this.key, { item: this.item, at: new Date().toISOString(), version: 0, content, after: this.before, sent: null });
    this.desk.changed();
  }

  pressed(event) {
    if (event.isComposing || event.altKey || event.shiftKey) return;
    const command = event.ctrlKey || event.metaKey;
    const done = command
      ? { d: () => this.decide(), ".": () => this.close(), Enter: () => this.ask() }[event.key]
      : { Enter: () => this.next(), ...(this.isOpening ? { Tab: () => this.tab() } : {}) }[event.key];
    if (!done) return;
    event.preventDefault();
    done();
  }

  next() {
    if (!this.box.value.trim()) return;
    const said = document.createElement("p");
    said.textContent = this.box.value;
    this.element.querySelector("[data-typed]").append(said);
    this.begin(this.closing);
  }

  get closing() {
    const { is_closed, closed_reason } = this.manner;
    return is_closed ? { is_closed, closed_reason } : {};
  }

  decide() {
    this.manner.kind = this.manner.kind === "decision" ? "note" : "decision";
    this.showManner();
    this.keep();
  }

  close() {
    Object.assign(this.manner, { is_closed: true, closed_reason: this.desk.reason });
    this.showManner();
    this.keep();
  }

  ask() {
    const { value, selectionStart, selectionEnd } = this.box;
    const before = value.slice(0, selectionStart);
    this.box.setRangeText(before && !/\s$/.test(before) ? " (n)" : "(n)", selectionStart, selectionEnd, "end");
    this.keep();
  }

  // What Tab completes, a phrase or a name, is completed when the item is there.
  tab() {
    this.box.setRangeText("\t", this.box.selectionStart, this.box.selectionEnd, "end");
    this.keep();
  }

  get isOpening() {
    return !this.element.classList.contains("desk__between--waits");
  }

  showManner() {
    this.element.querySelector(".closed__word").hidden = !this.manner.is_closed;
    this.element.querySelector("[data-decision]").hidden = this.manner.kind !== "decision";
  }

  say(words) {
    this.element.querySelector("label").textContent = words;
  }

  // It does not open now. Typing goes on here, and the item before can be gone back to.
  wait() {
    if (!this.element.isConnected) return;
    if (this.desk.saving.state === "signed out") this.reason = "when you have signed in again";
    const words = `${this.name} opens ${this.reason}. Type on: your words are kept for it.`;
    this.desk.form.inert = false;
    if (!this.element.classList.contains("desk__between--waits")) this.desk.say(words);
    this.element.classList.add("desk__between--waits");
    this.say(words);
  }

  // Somebody stands here, and the item is to be tried again.
  get isWaited() {
    return this.element.classList.contains("desk__between--waits") && document.activeElement === this.box;
  }

  end() {
    this.element.remove();
    this.desk.form.inert = false;
  }

  // The item is open, and has what was kept for it: the caret goes on where it was.
  goOn(desk) {
    const block = desk.row.find(this.key) ?? desk.row.standing.at(-1);
    if (block.isNew && block.isEmpty) block.write(this.closing);
    block.focus(block.box.value.length);
    desk.announce("gone-on", {});
  }
}
