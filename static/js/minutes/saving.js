// Sends what was typed, a second after the last key, and keeps it in the browser until it is
// acknowledged. One request at a time; what had no answer is sent again exactly as it was.
const PAUSE = 1000;
const LONGEST_WAIT = 2500;
const AT_ONCE = 40;
const TRY_AGAIN = [1000, 2000, 4000, 8000];

export class Saving {
  constructor(desk) {
    this.desk = desk;
    this.state = "idle"; // idle, down, signed out, refused
    this.since = null; // when the oldest words not kept were typed
    this.keptAt = "";
    this.tries = 0;
    this.unanswered = null;
  }

  get isBusy() {
    return Boolean(this.flight);
  }

  get waiting() {
    return this.desk.row.blocks.filter((block) => block.isDirty);
  }

  get sendable() {
    return this.waiting.filter((block) => !block.theirs && !block.faults.length && !isHeld(block));
  }

  // Something was typed or changed in these.
  touched(...blocks) {
    for (const block of blocks) {
      block.faults = [];
      block.showFaults();
      this.remember(block);
    }
    this.since ??= new Date();
    this.schedule();
  }

  remember(block) {
    const { kept, item } = this.desk;
    if (!block.isDirty) return kept.drop(block.key);
    return kept.put(block.key, {
      item,
      at: new Date().toISOString(),
      version: block.version,
      content: block.content(),
      after: block.isPlaced ? null : this.desk.row.placeOf(block),
      sent: block.sent,
    });
  }

  schedule() {
    clearTimeout(this.timer);
    this.first ??= Date.now();
    const wait = Math.max(0, Math.min(PAUSE, this.first + LONGEST_WAIT - Date.now()));
    if (this.state !== "down") this.timer = setTimeout(() => this.flush(), wait);
    this.desk.changed();
  }

  // Resolves when everything that can be sent has its answer: true when nothing is left.
  async flush() {
    clearTimeout(this.timer);
    this.first = null;
    this.flight ??= this.sendAll().finally(() => {
      this.flight = null;
      this.desk.changed();
    });
    await this.flight;
    return !this.waiting.length;
  }

  async sendAll() {
    while (this.unanswered || this.sendable.length) {
      const batch = this.unanswered ?? this.collect();
      const answer = await this.desk.line.send(fieldsOf(batch));
      if (!this.settle(batch, answer)) return;
    }
    if (!this.waiting.length) this.since = null;
  }

  collect() {
    const { row } = this.desk;
    return this.sendable.slice(0, AT_ONCE).map((block) => {
      const after = block.isPlaced ? "" : row.placeOf(block);
      block.sent = { content: block.content(), version: block.version, after };
      block.isPlaced = true;
      this.remember(block);
      return { block, key: block.key, ...block.sent };
    });
  }

  // What an answer means; false when there is no use in sending more now.
  settle(batch, { status, data }) {
    if (["down", "signed out", "someone else", 403, 404].includes(status)) {
      this.unanswered = status === 403 || status === 404 ? null : batch;
      return this.stop(status);
    }
    this.unanswered = null;
    this.tries = 0;
    this.state = "idle";
    for (const { block } of batch) block.sent = null;
    if (status === 200) this.acknowledge(batch, data);
    else this.turnBack(batch, data);
    for (const { block } of batch) this.remember(block);
    return true;
  }

  acknowledge(batch, data) {
    const kept = new Map(data.kept.map((said) => [said.key, said]));
    // What the server found empty is not kept: it has nothing to say again.
    for (const { block, key, content } of batch)
      block.acknowledge(content, kept.get(key) ?? { text: content.text, version: block.version });
    this.keptAt = data.at;
    this.desk.announce("kept", { keys: [...kept.keys()], versions: data.versions });
  }

  // Nothing of the batch was written: each is placed and sent anew, but for those at fault.
  turnBack(batch, { theirs = [], errors = {}, refused }) {
    const written = new Map(theirs.map((said) => [said.key, said]));
    for (const { block, key, after } of batch) {
      if (after) block.isPlaced = false;
      if (written.has(key)) this.desk.conflicts.show(block, written.get(key));
      else block.faults = errors[key] ?? (refused ? [refused.replace(/\.$/, "")] : []);
    }
    const hasReason = theirs.length || refused || batch.some(({ key }) => errors[key]);
    if (!hasReason) for (const { block } of batch) block.faults = ["Copy what you typed and open the page again"];
    for (const { block } of batch) {
      // What may not be taken out lies open again, with the reason.
      if (block.faults.length && block.isRemoved) block.write({ is_removed: false });
      block.showFaults();
    }
    this.desk.row.tidy();
  }

  stop(status) {
    this.state = typeof status === "number" ? "refused" : status;
    clearTimeout(this.timer);
    if (this.state === "down") {
      this.timer = setTimeout(() => this.flush(), TRY_AGAIN[Math.min(this.tries, TRY_AGAIN.length - 1)]);
      this.tries += 1;
    }
    return false;
  }

  // The line is up again, or the person signed in again.
  resume() {
    if (this.state === "idle") return;
    this.state = "idle";
    this.tries = 0;
    this.flush();
  }

  // The page goes away: a last try that outlives it. Whatever comes of it, the words are kept here.
  leave() {
    if (this.isBusy || this.state !== "idle" || !this.sendable.length) return;
    const batch = this.collect();
    this.unanswered = batch;
    this.flight = this.desk.line
      .send(fieldsOf(batch), undefined, { keepalive: true })
      .then((answer) => this.settle(batch, answer))
      .finally(() => {
        this.flight = null;
        this.schedule();
      });
  }
}

// An emptied paragraph waits until it is left: it may be about to be typed anew.
// A closing waits for its reason.
function isHeld(block) {
  const content = block.content();
  if (content.is_removed) return false;
  return (block.isEmpty && block.hasFocus) || (content.is_closed && !content.closed_reason);
}

export function fieldsOf(batch) {
  const fields = [
    ["p-TOTAL_FORMS", batch.length],
    ["p-INITIAL_FORMS", 0],
  ];
  batch.forEach(({ key, version, content, after }, at) => {
    const row = { key, version, after: after ?? "", ...content };
    // A box that was emptied and left is a paragraph taken out.
    if (!content.text.trim()) row.is_removed = true;
    for (const name of ["is_closed", "is_removed"]) row[name] = row[name] ? "on" : "";
    for (const [name, value] of Object.entries(row)) fields.push([`p-${at}-${name}`, value]);
  });
  return fields;
}
