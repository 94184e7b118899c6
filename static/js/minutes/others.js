// Shows what other people write: asks for a short list of versions while the page is in sight, and
// fetches only what changed. A box that has the focus or words not kept is never replaced.
const EVERY = 2000;
const AT_ONCE = 40;

export class Others {
  constructor(desk) {
    this.desk = desk;
    this.desk.form.addEventListener("focusout", () => setTimeout(() => this.showHeld()));
    this.timer = setTimeout(() => this.watch(), EVERY);
  }

  stop() {
    clearTimeout(this.timer);
    this.isStopped = true;
  }

  async watch() {
    if (document.visibilityState === "visible") await this.look();
    if (!this.isStopped) this.timer = setTimeout(() => this.watch(), EVERY);
  }

  async look() {
    const { desk } = this;
    const answer = await desk.line.ask();
    if (this.isStopped) return;
    desk.heard(answer.status);
    if (answer.status !== 200 || desk.saving.isBusy) return;
    desk.form.dataset.state = answer.data.state;
    await this.fetchChanged(answer.data.versions);
    if (!this.isStopped && !desk.saving.isBusy && !desk.row.blocks.some((block) => !block.isPlaced && block.isDirty))
      desk.row.arrange(answer.data.versions.map(([key]) => key));
    desk.announce("heard", answer.data);
  }

  async fetchChanged(versions) {
    const { row, line, saving } = this.desk;
    const standing = new Map(versions);
    const changed = versions.filter(([key, number]) => number > (row.find(key)?.version ?? 0));
    const gone = row.standing.filter((block) => !block.isNew && !standing.has(block.key));
    const keys = [...changed.map(([key]) => key), ...gone.map((block) => block.key)].slice(0, AT_ONCE);
    if (!keys.length) return;
    const answer = await line.ask(`?${new URLSearchParams(keys.map((key) => ["key", key]))}`);
    if (answer.status !== 200 || this.isStopped || saving.isBusy) return;
    for (const content of answer.data.contents) this.take(content, versions);
    row.arrange(versions.map(([key]) => key));
    row.tidy();
    this.desk.announce("others", { contents: answer.data.contents });
  }

  take(content, versions) {
    const { row, conflicts } = this.desk;
    const block = row.find(content.key) ?? this.welcome(content, versions);
    if (content.version <= block.version) return;
    if (block.isDirty) conflicts.show(block, content);
    else if (block.hasFocus) this.hold(block, content);
    else this.accept(block, content);
  }

  welcome(content, versions) {
    const { row } = this.desk;
    const keys = versions.map(([key]) => key);
    const above = keys.slice(0, keys.indexOf(content.key)).reverse();
    const before = above.map((key) => row.find(key)).find(Boolean);
    const block = row.add(before, {}, content.key);
    block.isPlaced = true;
    if (!before) row.arrange(keys);
    return block;
  }

  // Somebody stands in the box without having typed: it waits until they leave it.
  hold(block, content) {
    block.held = content;
    const who = content.is_own ? "You changed this paragraph in another window" : `${content.by} changed this paragraph`;
    this.note(block, `${who} at ${content.at}: shown when you leave the box.`);
  }

  showHeld() {
    for (const block of this.desk.row.blocks.filter((other) => other.held && !other.hasFocus)) {
      const { held } = block;
      block.held = null;
      if (held.version <= block.version) this.note(block, "");
      else if (block.isDirty) this.desk.conflicts.show(block, held);
      else this.accept(block, held);
    }
  }

  accept(block, content) {
    block.accept(content);
    this.note(block, content.is_own ? "" : `${content.by}, ${content.at}`);
    this.desk.row.tidy();
  }

  note(block, words) {
    const place = block.element.querySelector("[data-note]");
    place.textContent = words;
    place.hidden = !words;
  }
}
