// What is at hand beside the paragraphs: standard phrases, the names of those present, the draft as
// it will print. They know the desk by its events alone.
import { Choices } from "./choices.js";
import { Names } from "./names.js";
import { Phrases } from "./phrases.js";
import { PrintBeside } from "./print-beside.js";

class Aids {
  constructor(desk) {
    this.desk = desk;
    this.choices = new Choices(desk);
    this.phrases = new Phrases(desk, this.choices);
    this.names = new Names(desk, this.choices);
    // While the event goes down, so that a list takes Enter and Tab before the paragraph does.
    desk.form.addEventListener("keydown", (event) => this.press(event), true);
    desk.form.addEventListener("input", (event) => this.typed(event));
    desk.form.addEventListener("click", (event) => this.offer(event.target.closest("[data-offer]")?.dataset.offer));
  }

  press(event) {
    const block = event.target.closest("[data-paragraph]")?.block;
    if (!block || event.target !== block.box || event.isComposing) return;
    if (!this.choices.press(event, block) && !this.pressClosed(event, block)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  // Whether the key was for a phrase or a name: a Tab that completes nothing goes on as ever.
  pressClosed(event, block) {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    if (event.code === "Space" && (event.ctrlKey || event.metaKey)) return this.phrases.list(block);
    if (event.key === "Escape") return this.phrases.forgetBlanks();
    if (!isPlain) return false;
    // Enter tears no phrase whose blanks are still to come.
    if (event.key === "Enter") return this.phrases.nextBlank(block);
    return event.key === "Tab" && this.completed(block);
  }

  completed(block) {
    const { isFilling } = this.phrases;
    return this.phrases.complete(block) || this.names.complete(block, isFilling) || this.phrases.nextBlank(block);
  }

  typed(event) {
    const block = event.target.closest("[data-paragraph]")?.block;
    if (block?.box === event.target) this.choices.refresh(block) || this.names.typed(block);
  }

  // Typed while the item opened: each Tab does now what it would have done.
  goOn() {
    for (const block of this.desk.row.standing.filter(({ box }) => box.value.includes("\t"))) {
      const [first, ...rest] = block.box.value.split("\t");
      block.writeText(first);
      block.focus(first.length);
      for (const words of rest) {
        this.completed(block);
        this.choices.close();
        const { box } = block;
        box.setRangeText(words, box.selectionStart, box.selectionEnd, "end");
      }
      block.show();
      this.desk.saving.touched(block);
    }
  }

  offer(name) {
    const block = this.desk.keys.block ?? this.desk.row.standing.at(-1);
    if (!name) return;
    block.focus();
    if (name === "phrases") this.phrases.list(block);
    else this.names.ask(block);
  }
}

let aids;

document.addEventListener("minutes:laid-out", ({ detail }) => {
  // What the page said when it opened was of the item before.
  if (aids) for (const said of document.querySelectorAll(".board-desk .govuk-notification-banner")) said.remove();
  aids = new Aids(detail.desk);
});
document.addEventListener("minutes:gone-on", () => aids.goOn());
new PrintBeside();
