// Standard phrases: written by a short code and Tab, or chosen from the list of all. Each "…" is a
// blank to fill in: the first is selected, Tab or Enter goes on to the next.
const BLANK = "…";
const RESOLVED = /^\**RESOLVED\**\s*[–—:-]*\s*/i;
const CODE = /(?:^|\s)([\p{L}\p{N}_]{2,12})$/u;

export class Phrases {
  constructor(desk, choices) {
    this.desk = desk;
    this.choices = choices;
    desk.form.addEventListener("focusout", () => this.forgetBlanks());
  }

  get all() {
    return [...document.querySelectorAll("[data-phrase]")].map((row) => ({
      code: row.dataset.phrase,
      text: row.querySelector("dd").textContent,
    }));
  }

  get isFilling() {
    return Boolean(this.filling);
  }

  complete(block) {
    const typed = codeBefore(block.box);
    const phrase = typed && this.all.find(({ code }) => isSame(code, typed));
    if (!phrase) return false;
    this.write(block, phrase, block.box.selectionStart - typed.length);
    return true;
  }

  // All of them, or those that begin as the word before the caret does.
  list(block) {
    const { box } = block;
    const typed = codeBefore(box);
    const isBegun = typed && this.matching(typed).length;
    const start = box.selectionStart - (isBegun ? typed.length : 0);
    const isOpen = this.choices.open(block, "Phrases", () =>
      this.matching(box.value.slice(start, box.selectionStart)).map((phrase) => ({
        short: phrase.code,
        words: phrase.text,
        take: () => this.write(block, phrase, start),
      })),
    );
    if (!isOpen) this.desk.say("There are no standard phrases yet.");
    return true;
  }

  matching(typed) {
    const wanted = typed.toLowerCase();
    const found = this.all.filter(({ code, text }) => `${code} ${text}`.toLowerCase().includes(wanted));
    const isCode = ({ code }) => code.toLowerCase().startsWith(wanted);
    return [...found.filter(isCode), ...found.filter((phrase) => !isCode(phrase))];
  }

  write(block, { text }, start) {
    const { box } = block;
    const [before, behind] = [box.value.slice(0, start), box.value.slice(box.selectionEnd)];
    const isAlone = !before.trim() && !behind.trim();
    const decides = isAlone && RESOLVED.test(text);
    const words = decides ? text.replace(RESOLVED, "") : text;
    const space = before && !/\s$/.test(before) ? " " : "";
    this.desk.changes.step("The phrase was written", [block], () => {
      block.write({ text: before + space + words + behind, ...(decides ? { kind: "decision" } : {}) });
      return [block];
    });
    const begin = before.length + space.length;
    block.focus(begin + words.length);
    this.filling = words.includes(BLANK) ? block : null;
    if (this.filling) this.select(box, begin);
    if (words.includes("(n)")) this.desk.announce("asked", { block });
  }

  // The next blank of the phrase just written; false when there is none left.
  nextBlank(block) {
    if (this.filling !== block) return false;
    const isFound = this.select(block.box, block.box.selectionEnd);
    if (!isFound) this.filling = null;
    return isFound;
  }

  select(box, from) {
    const at = box.value.indexOf(BLANK, from);
    if (at >= 0) box.setSelectionRange(at, at + BLANK.length);
    return at >= 0;
  }

  forgetBlanks() {
    this.filling = null;
    return false;
  }
}

function codeBefore(box) {
  if (box.selectionStart !== box.selectionEnd) return "";
  return CODE.exec(box.value.slice(0, box.selectionStart))?.[1] ?? "";
}

function isSame(one, other) {
  return one.toLowerCase() === other.toLowerCase();
}
