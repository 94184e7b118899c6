// Takes back a split, a merge, a taking out, a closing, a paste: as long as nobody typed there since.
import { isSame, unnumbered } from "./block.js";

const KEPT = 50;

export class Undo {
  constructor(desk) {
    this.desk = desk;
    this.steps = [];
  }

  get next() {
    return this.steps.at(-1);
  }

  remember(words, before, added) {
    const after = [...before.map(([block]) => block), ...added].map((block) => [block, block.content()]);
    this.steps = [...this.steps, { words, before, after, added, isTypedOver: false }].slice(-KEPT);
    this.desk.changed();
  }

  // Typing is taken back by the browser itself; once all of it is, the step is next again.
  typed(event) {
    if (this.next) this.next.isTypedOver = event.inputType !== "historyUndo" || !isUntouchedSince(this.next);
  }

  // Whether the key for undoing means the step, and not what was typed since.
  get isLatest() {
    return Boolean(this.next) && !this.next.isTypedOver && isUntouchedSince(this.next);
  }

  take() {
    const step = this.steps.pop();
    if (!step) return;
    if (!isUntouchedSince(step)) {
      this.desk.say("This was changed since. The history of the paragraph has every earlier text.");
    } else {
      const numbers = marksOf(step.after);
      for (const [block, content] of step.before)
        block.write({ ...content, text: numbered(content.text, numbers) });
      for (const block of step.added) block.write({ is_removed: true });
      this.desk.row.tidy();
      this.desk.saving.touched(...step.after.map(([block]) => block));
      step.before[0][0].focus();
      this.desk.say(`Undone: ${step.words.replace(/^The |^Two /, (word) => word.toLowerCase())}.`);
    }
    this.desk.changed();
  }
}

function isUntouchedSince(step) {
  return step.after.every(([block, content]) => isUntouched(block, content));
}

// New marks may have got their numbers since.
function isUntouched(block, content) {
  const now = block.content();
  return isSame({ ...now, text: unnumbered(now.text) }, { ...content, text: unnumbered(content.text) });
}

function marksOf(after) {
  return after.flatMap(([block]) => (block.isRemoved ? [] : (block.box.value.match(/\(n\d*\)/g) ?? [])));
}

// A mark that was still "(n)" before is the one that got a number meanwhile.
function numbered(text, numbers) {
  const spare = numbers.filter((mark) => mark !== "(n)" && !text.includes(mark));
  return text.replace(/\(n\)/g, () => spare.shift() ?? "(n)");
}
