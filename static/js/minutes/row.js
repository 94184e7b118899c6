// The paragraphs of the item in hand, in their order, with an empty one at the end.
import { Block } from "./block.js";
import { randomKey } from "./kept.js";

export class Row {
  constructor(form, desk) {
    this.form = form;
    this.desk = desk;
    this.template = form.querySelector("template[data-new-paragraph]");
    this.total = form.querySelector("[name='p-TOTAL_FORMS']");
    this.blocks = [...form.querySelectorAll("[data-paragraph]")].map((element) => new Block(element, desk));
    this.takenOut = form.querySelector("[data-taken-out]");
    this.tidy();
  }

  get standing() {
    return this.blocks.filter((block) => !block.isRemoved);
  }

  find(key) {
    return this.blocks.find((block) => block.key === key);
  }

  // A new empty paragraph behind `before`, or at the end.
  add(before, content = {}, key = randomKey()) {
    const index = Number(this.total.value);
    const piece = this.template.content.cloneNode(true);
    for (const element of piece.querySelectorAll("*"))
      for (const { name, value } of [...element.attributes])
        if (value.includes("__prefix__")) element.setAttribute(name, value.replaceAll("__prefix__", index));
    this.total.value = index + 1;
    const fieldset = piece.querySelector("[data-paragraph]");
    fieldset.querySelector("[name$='-key']").value = key;
    const last = this.standing.at(-1);
    const behind = before ?? last;
    if (behind) behind.element.after(fieldset);
    else this.template.before(fieldset);
    const block = new Block(fieldset, this.desk);
    this.blocks.splice(behind ? this.blocks.indexOf(behind) + 1 : 0, 0, block);
    block.write(content);
    return block;
  }

  // Away with a paragraph that nobody has seen; one that is kept is taken out instead.
  discard(block) {
    this.blocks = this.blocks.filter((other) => other !== block);
    block.element.remove();
  }

  neighbour(block, step) {
    const row = this.standing;
    return row[row.indexOf(block) + step];
  }

  // The key it stands behind: of the nearest one above that the server knows or is told of now.
  placeOf(block) {
    const above = this.standing.slice(0, this.standing.indexOf(block)).reverse();
    return above.find((other) => !other.isNew || !other.isEmpty)?.key ?? "first";
  }

  swap(block, other) {
    const [first, second] = [block, other].sort((a, b) => this.blocks.indexOf(a) - this.blocks.indexOf(b));
    const at = [this.blocks.indexOf(first), this.blocks.indexOf(second)];
    [this.blocks[at[0]], this.blocks[at[1]]] = [second, first];
    // The one that has the focus stays in the page, or the caret would be lost.
    if (first.hasFocus) first.element.before(second.element);
    else second.element.after(first.element);
    block.isPlaced = false;
  }

  // Put the paragraphs into this order of keys, without touching the one that has the focus.
  arrange(keys) {
    const known = new Map(keys.map((key, at) => [key, at]));
    const wanted = [];
    for (const key of keys) if (this.find(key)) wanted.push(this.find(key));
    for (const block of this.blocks.filter((other) => !known.has(other.key))) {
      const before = this.blocks[this.blocks.indexOf(block) - 1];
      wanted.splice(before ? wanted.indexOf(before) + 1 : 0, 0, block);
    }
    if (wanted.every((block, at) => block === this.blocks[at])) return;
    this.blocks = wanted;
    const still = Math.max(0, wanted.findIndex((block) => block.hasFocus));
    for (let at = still - 1; at >= 0; at--) stand(wanted[at], wanted[at + 1], "before");
    for (let at = still + 1; at < wanted.length; at++) stand(wanted[at], wanted[at - 1], "after");
  }

  // Those taken out lie in their own drawer; an empty box waits at the end; all are numbered.
  tidy() {
    const spare = this.standing.filter((block) => block.isNew && block.isEmpty && !block.hasFocus);
    const last = this.standing.at(-1);
    for (const block of spare) if (block !== last) this.discard(block);
    if (!last || !last.isNew || !last.isEmpty) this.add();
    const gone = this.blocks.filter((block) => block.isRemoved && !block.isNew);
    for (const block of gone)
      if (block.element.parentElement !== this.takenOut) this.takenOut.append(block.element);
    for (const block of this.standing)
      if (block.element.parentElement === this.takenOut) this.bringBack(block);
    this.takenOut.hidden = !gone.length;
    this.takenOut.querySelector("[data-count]").textContent = gone.length;
    this.standing.forEach((block, at) => {
      if (block.number !== at + 1) {
        block.number = at + 1;
        block.show();
      }
    });
  }

  bringBack(block) {
    const before = this.neighbour(block, -1);
    if (before) before.element.after(block.element);
    else this.standing[1].element.before(block.element);
  }
}

function stand(block, other, where) {
  const there = where === "before" ? other.element.previousElementSibling : other.element.nextElementSibling;
  if (there !== block.element) other.element[where](block.element);
}
