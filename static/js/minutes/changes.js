// What can be done to paragraphs: begin one, split, merge, move, take out, decide, close. Closed
// words stay closed, and marks "(n1)" go with their words.

export class Changes {
  constructor(desk) {
    this.desk = desk;
  }

  get row() {
    return this.desk.row;
  }

  // Enter: what is behind the caret goes on in a paragraph of its own.
  split(block) {
    const { box } = block;
    const [before, behind] = [box.value.slice(0, box.selectionStart), box.value.slice(box.selectionEnd)];
    if (!before.trim() && !behind.trim()) return;
    const isEnd = !behind.trim();
    const next = this.row.neighbour(block, 1);
    if (isEnd && next?.isNew && next.isEmpty) {
      next.write(closingOf(block));
      next.focus(0);
      return;
    }
    this.step(isEnd ? "" : "The paragraph was split", [block], () => {
      const added = this.row.add(block, { text: behind.trimStart(), ...closingOf(block) });
      if (!isEnd) added.write({ kind: block.content().kind });
      if (!isEnd) block.write({ text: before.trimEnd() });
      added.focus(0);
      return [block, added];
    });
  }

  // Backspace at the beginning: the paragraph joins the one above.
  merge(block) {
    const above = this.row.neighbour(block, -1);
    if (!above) return;
    if (block.isNew && block.isEmpty) {
      this.row.discard(block);
      above.focus(above.box.value.length);
      this.row.tidy();
      return;
    }
    const [one, other] = [above.content(), block.content()];
    if (one.is_closed !== other.is_closed && !this.desk.isDraft && !above.isEmpty) {
      this.desk.say("The draft is circulated: a closed and an open paragraph stay apart.");
      return;
    }
    if (above.theirs || block.theirs) return this.desk.say("Choose between the two texts first.");
    this.step("Two paragraphs were merged", [above, block], () => {
      const joint = one.text.trimEnd();
      const space = joint ? " " : "";
      above.write({
        text: joint + space + other.text,
        kind: joint ? one.kind : other.kind,
        ...jointClosing(one, other),
      });
      above.focus(joint.length + space.length);
      this.takeAway(block);
      return [above, block];
    });
  }

  move(block, step) {
    const other = this.row.neighbour(block, step);
    if (!other || (other.isNew && other.isEmpty) || (block.isNew && block.isEmpty)) return;
    this.row.swap(block, other);
    this.row.tidy();
    block.focus();
    this.desk.saving.touched(block);
    this.desk.say(`Moved: now paragraph ${block.number}.`);
  }

  takeOut(block) {
    if (block.isNew && block.isEmpty) return;
    const next = this.row.neighbour(block, 1) ?? this.row.neighbour(block, -1);
    this.step("The paragraph was taken out", [block], () => {
      this.takeAway(block);
      next?.focus();
      return [block];
    });
  }

  putBack(block) {
    this.step("The paragraph was put back", [block], () => {
      block.write({ is_removed: false });
      return [block];
    });
    block.focus(0);
  }

  decide(block) {
    const kind = block.content().kind === "decision" ? "note" : "decision";
    this.step(kind === "decision" ? "The paragraph became a decision" : "The decision became a note", [block], () => {
      block.write({ kind });
      return [block];
    });
  }

  // The mark of an outstanding reference, where the caret stands.
  ask(block) {
    const { box } = block;
    const [before, behind] = [box.value.slice(0, box.selectionStart), box.value.slice(box.selectionEnd)];
    const words = before && !/\s$/.test(before) ? " (n)" : "(n)";
    const space = /^[\p{L}\p{N}]/u.test(behind) ? " " : "";
    // Once circulated a reference has its number for good, and is not taken back.
    this.step(this.desk.isDraft ? "The reference was asked for" : "", [block], () => {
      block.writeText(before + words + space + behind);
      block.focus(before.length + words.length);
      return [block];
    });
    this.desk.announce("asked", { block });
    this.desk.saving.flush();
  }

  close(block) {
    const reason = this.desk.reason;
    this.step("The paragraph was closed", [block], () => {
      block.write({ is_closed: true, closed_reason: reason, closing_words: "" });
      return [block];
    });
  }

  takeAway(block) {
    block.write({ is_removed: true });
  }

  // One change that can be undone: what these paragraphs said before, and what they say after.
  step(words, blocks, change) {
    const before = blocks.map((block) => [block, block.content()]);
    const touched = change();
    this.row.tidy();
    const added = touched.filter((block) => !blocks.includes(block));
    this.desk.saving.touched(...touched);
    if (words) this.desk.undo.remember(words, before, added);
  }
}

function closingOf(block) {
  const { is_closed, closed_reason, closing_words } = block.content();
  return is_closed ? { is_closed, closed_reason, closing_words } : {};
}

// Closed and open give closed; two closed ones keep the first's reason and both explanations.
function jointClosing(one, other) {
  if (!one.is_closed && !other.is_closed) return {};
  const first = one.is_closed ? one : other;
  const words = [one.closing_words, other.closing_words].filter(Boolean);
  return {
    is_closed: true,
    closed_reason: first.closed_reason,
    closing_words: [...new Set(words)].join(" "),
  };
}

