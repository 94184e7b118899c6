// One paragraph on the desk: its box, its kind, whether it is closed, and what the server knows.
const CONTENT = ["text", "kind", "is_closed", "closed_reason", "closing_words", "is_removed"];
// How controls are read: as they stand, or as the server wrote them, whatever was done to them
// before this script was there.
const NOW = { value: "value", checked: "checked", selected: "selected" };
const SERVED = { value: "defaultValue", checked: "defaultChecked", selected: "defaultSelected" };

export class Block {
  constructor(fieldset, desk) {
    this.desk = desk;
    this.element = fieldset;
    this.prefix = fieldset.querySelector("[name$='-key']").name.slice(0, -"key".length);
    this.controls = new Map();
    this.box = this.control("text");
    this.key = this.control("key").value;
    this.version = Number(this.control("version").value);
    this.acknowledged = this.content(SERVED);
    this.isPlaced = !this.isNew; // false: its place in the row is to be sent as well
    this.sent = null; // sent, and no answer yet
    this.theirs = null; // what somebody else wrote meanwhile
    this.faults = [];
    fieldset.block = this;
    fieldset.querySelector(".paragraph__closing").open = false;
    this.show();
  }

  // Looked up once: a page of hundreds of paragraphs asks each of them at every key.
  control(name) {
    if (!this.controls.has(name)) {
      const found = this.element.querySelectorAll(`[name="${this.prefix}${name}"]`);
      this.controls.set(name, found.length > 1 ? [...found] : found[0]);
    }
    return this.controls.get(name);
  }

  get isNew() {
    return this.version === 0;
  }

  get isEmpty() {
    return this.box.value.trim() === "";
  }

  get hasFocus() {
    return this.element.contains(document.activeElement);
  }

  get isRemoved() {
    return this.isTicked("is_removed");
  }

  get isClosed() {
    return this.isTicked("is_closed");
  }

  isTicked(name, as = NOW) {
    const control = this.control(name);
    return control.type === "checkbox" ? control[as.checked] : control[as.value] === "True";
  }

  // What is typed and not known to be kept.
  get isDirty() {
    if (this.isNew && (this.isEmpty || this.isRemoved)) return false;
    return !this.isPlaced || !isSame(this.content(), this.acknowledged);
  }

  content(as = NOW) {
    const isClosed = this.isTicked("is_closed", as);
    return {
      text: this.box[as.value],
      kind: this.control("kind").find((radio) => radio[as.checked])?.value ?? "note",
      is_closed: isClosed,
      closed_reason: isClosed ? chosen(this.control("closed_reason"), as) : "",
      closing_words: isClosed ? this.control("closing_words")[as.value] : "",
      is_removed: this.isTicked("is_removed", as),
    };
  }

  write(content) {
    if ("text" in content && this.box.value !== content.text) this.writeText(content.text);
    if ("kind" in content)
      for (const radio of this.control("kind")) radio.checked = radio.value === content.kind;
    for (const name of ["is_closed", "is_removed"])
      if (name in content) this.tick(name, content[name]);
    for (const name of ["closed_reason", "closing_words"])
      if (name in content) this.control(name).value = content[name];
    this.show();
  }

  // The caret stays where it was among the words.
  writeText(text, { selectionStart, selectionEnd } = this.box) {
    this.box.value = text;
    if (this.box === document.activeElement) this.box.setSelectionRange(selectionStart, selectionEnd);
    this.grow();
  }

  // The numbers that the server gave to new marks make the words before the caret longer.
  writeNumbers(sent, kept) {
    const { value, selectionStart, selectionEnd } = this.box;
    const longer = (end) => withNumbers(value.slice(0, end), sent, kept).length;
    const numbered = withNumbers(value, sent, kept);
    const caret = { selectionStart: longer(selectionStart), selectionEnd: longer(selectionEnd) };
    if (numbered !== value) this.writeText(numbered, caret);
  }

  tick(name, isTicked) {
    const control = this.control(name);
    if (control.type === "checkbox") control.checked = isTicked;
    else control.value = isTicked ? "True" : "";
  }

  // The server has these words as this state; what was typed since is still to be sent.
  acknowledge(sent, kept) {
    this.writeNumbers(sent.text, kept.text);
    this.acknowledged = { ...sent, text: withNumbers(sent.text, sent.text, kept.text) };
    this.version = kept.version;
    this.control("version").value = kept.version;
    this.faults = [];
    this.show();
  }

  // Take over what somebody else wrote.
  accept(content) {
    this.write(content);
    this.acknowledged = this.content();
    this.version = content.version;
    this.control("version").value = content.version;
    this.theirs = null;
    this.faults = [];
    this.show();
  }

  show() {
    const { is_closed: isClosed, kind } = this.content();
    const closing = this.control("closed_reason");
    this.element.classList.toggle("closed", isClosed);
    this.element.classList.toggle("paragraph--decision", kind === "decision");
    this.element.classList.toggle("paragraph--taken-out", this.isRemoved);
    const says = this.element.querySelector("[data-says]");
    const words = [];
    if (isClosed) words.push(`Closed${closing.value ? `: ${closing.selectedOptions[0].text}` : ""}`);
    if (kind === "decision") words.push("Decision: prints “RESOLVED – That …”");
    says.querySelector(".closed__word").hidden = !isClosed;
    says.querySelector("[data-words]").textContent = words.join(" · ").replace(/^Closed(: )?/, "");
    says.hidden = !words.length;
    this.box.setAttribute("aria-label", `Paragraph ${this.number ?? ""}${words.length ? `, ${words.join(", ")}` : ""}`);
    this.showFaults();
    this.grow();
  }

  showFaults() {
    const place = this.element.querySelector("[data-faults]");
    place.textContent = this.faults.length ? `Not saved: ${this.faults.join(". ")}.` : "";
    place.hidden = !this.faults.length;
  }

  // Browsers that do not size a box by what is in it.
  grow() {
    if (CSS.supports("field-sizing", "content")) return;
    this.box.rows = Math.max(2, Math.ceil(this.box.value.length / 80) + this.box.value.split("\n").length - 1);
  }

  focus(at) {
    this.box.focus();
    if (at !== undefined) this.box.setSelectionRange(at, at);
  }
}

function chosen(select, as) {
  return [...select.options].find((option) => option[as.selected])?.value ?? "";
}

export function isSame(one, other) {
  return CONTENT.every((name) => one[name] === other[name]);
}

export function unnumbered(text) {
  return text.replace(/\(n\d+\)/g, "(n)");
}

// What was typed since, with the numbers that the server gave to the new marks "(n)" in what was sent.
export function withNumbers(text, sent, kept) {
  const before = new Set(sent.match(/\(n\d+\)/g) ?? []);
  const given = (kept.match(/\(n\d+\)/g) ?? []).filter((mark) => !before.has(mark));
  return text.replace(/\(n\)/g, () => given.shift() ?? "(n)");
}
