// Words that the server has not acknowledged, kept in this browser for one person and meeting.
// Each window keeps its own; what a window left behind that is gone is taken over by the next.
const PREFIX = "minutes:";

export class Kept {
  constructor(user, meeting) {
    this.prefix = `${PREFIX}${user}:${meeting}:`;
    this.window = randomKey();
    this.isSafe = true;
    this.held = new Set(); // the keys of what this window keeps
    this.refused = new Map(); // of these, what the server does not take: key -> number of the item
    document.addEventListener("minutes:forgotten", () => this.forget());
    // Held as long as this window lives, so that others leave its words alone.
    navigator.locks?.request(PREFIX + this.window, () => new Promise(() => {}));
  }

  forget() {
    this.isForgotten = true;
    this.held.clear();
  }

  put(key, record) {
    if (this.isForgotten) return;
    this.held.add(key);
    try {
      localStorage.setItem(`${this.prefix}${this.window}:${key}`, JSON.stringify(record));
      this.isSafe = true;
    } catch {
      this.isSafe = false;
    }
  }

  drop(key) {
    this.held.delete(key);
    this.refused.delete(key);
    localStorage.removeItem(`${this.prefix}${this.window}:${key}`);
  }

  // Not a matter of the line: what is kept for another item waits until that one is opened.
  refuse(key, status, number) {
    if (typeof status === "number") this.refused.set(key, number);
  }

  // [[key, record]] that this window kept and nobody acknowledged.
  own() {
    const mine = `${this.prefix}${this.window}:`;
    const names = Object.keys(localStorage).filter((name) => name.startsWith(mine));
    return inOrder(names.map((name) => [name.slice(mine.length), JSON.parse(localStorage.getItem(name))]));
  }

  // [[key, record]] of windows that are gone; from now on they are this window's.
  async adopt() {
    const orphans = await this.orphans();
    const records = orphans.map(([name, key]) => {
      const record = JSON.parse(localStorage.getItem(name));
      localStorage.removeItem(name);
      this.put(key, record);
      return [key, record];
    });
    return inOrder(records);
  }

  async orphans() {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(this.prefix));
    const others = names
      .map((name) => [name, ...name.slice(this.prefix.length).split(":")])
      .filter(([, owner]) => owner !== this.window);
    if (!others.length) return [];
    const { held } = (await navigator.locks?.query()) ?? { held: [] };
    const alive = new Set(held.map((lock) => lock.name));
    return others
      .filter(([, owner]) => !alive.has(PREFIX + owner))
      .map(([name, , key]) => [name, key]);
  }
}

// Each behind the one it was typed behind: the browser hands them out in no order.
function inOrder(records) {
  const left = [...records].sort(([, one], [, other]) => one.at.localeCompare(other.at));
  const done = [];
  while (left.length) {
    const keys = new Set(left.map(([key]) => key));
    const next = left.findIndex(([key, record]) => !keys.has(placeOf(record)) || placeOf(record) === key);
    done.push(...left.splice(Math.max(0, next), 1));
  }
  return done;
}

// Behind which paragraph: what was sent and has no answer may say it alone.
export function placeOf({ after, sent }) {
  return after ?? sent?.after ?? null;
}

// A new paragraph's name, made here so that sending it twice writes it once.
export function randomKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
