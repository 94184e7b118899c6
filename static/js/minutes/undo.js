// Takes back a split, a merge, a taking out, a closing: as long as nobody typed there since.
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
    this.steps = [...this.steps, { words, before, after, added }].slice(-KEPT);
    this.desk.changed();
  }

  take() {
    const step = this.steps.pop();
    if (!step) return;
    if (!step.after.every(([block, content]) => isUntouched(block, content))) {
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
