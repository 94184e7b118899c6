// Two people wrote in the same paragraph: both texts side by side, and one of three ways to go on.
export class Conflicts {
  constructor(desk) {
    this.desk = desk;
    this.template = desk.form.querySelector("template[data-both-texts]");
    desk.form.addEventListener("click", (event) => {
      const choice = event.target.closest("[data-choose]");
      if (choice) this.choose(choice.closest("[data-paragraph]").block, choice.dataset.choose);
    });
  }

  get count() {
    return this.desk.row.blocks.filter((block) => block.theirs).length;
  }

  show(block, theirs) {
    // Removed here and there, or the same words: nothing to choose.
    if (theirs.is_removed && block.isRemoved) return block.accept(theirs);
    block.theirs = theirs;
    block.element.querySelector("[data-both]")?.remove();
    const piece = this.template.content.cloneNode(true);
    const who = theirs.is_own ? "you wrote in another window" : `${theirs.by} wrote`;
    const states = `${theirs.is_removed ? ", and took it out" : ""}${theirs.is_closed ? ", closed" : ""}`;
    piece.querySelector("[data-who]").textContent = `What ${who}${theirs.at ? ` at ${theirs.at}` : ""}${states}`;
    piece.querySelector("[data-their-text]").textContent = theirs.text;
    block.element.querySelector("[data-says]").before(piece);
    // What was taken out here comes back to be chosen.
    if (block.isRemoved) block.write({ is_removed: false, text: block.box.value || theirs.text });
    this.desk.row.tidy();
    this.desk.changed();
    if (block.hasFocus) block.box.scrollIntoView({ block: "nearest" });
    return undefined;
  }

  choose(block, choice) {
    const { theirs } = block;
    const mine = block.content();
    block.element.querySelector("[data-both]").remove();
    block.accept(theirs);
    if (choice !== "theirs") {
      const text = choice === "both" ? `${theirs.text}\n\n${mine.text}` : mine.text;
      block.write({ ...mine, text, is_removed: false });
      // Neither choice opens what somebody closed.
      if (theirs.is_closed && !mine.is_closed)
        block.write({ is_closed: true, closed_reason: theirs.closed_reason, closing_words: theirs.closing_words });
    }
    this.desk.row.tidy();
    block.focus(block.box.value.length);
    this.desk.saving.touched(block);
  }
}
