// The names of those in the room: "@", or the first letters with a capital and Tab. The minutes call
// people by their role or their initials; initials and Tab write the whole name.
const ASKED = /(?:^|[\s("“‘])@([^@\n]{0,30})$/u;
const MOST_WORDS = 4;
const FEW = 3;

export class Names {
  constructor(desk, choices) {
    this.desk = desk;
    this.choices = choices;
  }

  get all() {
    return [...document.querySelectorAll("[data-speaker]")].map(({ dataset }) => ({
      name: dataset.speaker,
      initials: dataset.initials,
      role: dataset.role,
      about: dataset.about,
    }));
  }

  // The button is the key "@".
  ask(block) {
    const { box } = block;
    const before = box.value.slice(0, box.selectionStart);
    box.setRangeText(before && !/\s$/.test(before) ? " @" : "@", box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new InputEvent("input", { bubbles: true }));
    if (!this.all.length) this.desk.say("Nobody is recorded as present: record the attendance first.");
  }

  typed(block) {
    if (!askedBefore(block.box)) return;
    this.choices.open(block, "Who is present", () => {
      const asked = askedBefore(block.box);
      return asked ? this.options(block, asked) : [];
    });
  }

  // Tab behind the first letters of somebody. `isFilling`: initials are left as they are, for Tab
  // goes on to the next blank of a phrase.
  complete(block, isFilling) {
    const begun = this.begun(block.box, isFilling);
    if (!begun) return false;
    const people = this.matching(begun.typed);
    const [person] = people;
    if (people.length > 1)
      return this.choices.open(block, "Who is present", () => {
        const now = this.begun(block.box, isFilling);
        return now ? this.options(block, now) : [];
      });
    const words = person.initials === begun.typed ? person.name : waysOf(person)[0];
    this.write(block, begun.start, words);
    return true;
  }

  // { start, typed } of the most words before the caret that somebody's name, initials or role begin with.
  begun(box, isFilling) {
    if (box.selectionStart !== box.selectionEnd) return null;
    const before = box.value.slice(0, box.selectionStart);
    for (let words = MOST_WORDS; words; words--) {
      const typed = new RegExp(`(?:^|[\\s("“‘])(\\p{Lu}\\S+(?: \\S+){${words - 1}})$`, "u").exec(before)?.[1];
      if (!typed) continue;
      const people = this.matching(typed);
      const isWhole = people.some((person) => isWholly(person, typed) || (isFilling && person.initials === typed));
      if (people.length) return isWhole ? null : { start: before.length - typed.length, typed };
    }
    return null;
  }

  // Those found by initials, name or role come before those found by what they are.
  matching(typed) {
    const wanted = typed.toLowerCase();
    const begins = (words) => words.toLowerCase().split(/\s+/).some((_, at, all) => all.slice(at).join(" ").startsWith(wanted));
    const exact = this.all.filter(({ initials }) => initials && initials === typed);
    if (exact.length) return exact;
    const near = this.all.filter(({ initials, name, role }) => [initials, name, role].some(begins));
    return near.length ? near : this.all.filter(({ about }) => begins(about));
  }

  options(block, { start, typed }) {
    const people = typed ? this.matching(typed) : this.all;
    return people.flatMap((person) => {
      const ways = typed && people.length <= FEW ? waysOf(person) : waysOf(person).slice(0, 1);
      return ways.map((words) => ({
        short: words,
        words: [words === person.name ? "" : person.name, person.about].filter(Boolean).join(", "),
        take: () => this.write(block, start, words),
      }));
    });
  }

  write(block, start, name) {
    const { box } = block;
    const [before, behind] = [box.value.slice(0, start), box.value.slice(box.selectionEnd)];
    const bare = /\bthe $/i.test(before) ? name.replace(/^the /, "") : name;
    const begins = /(^|[.!?]\s+|\n)$/.test(before);
    const words = begins ? bare[0].toUpperCase() + bare.slice(1) : bare;
    this.desk.changes.step("The name was written", [block], () => {
      block.write({ text: before + words + behind });
      return [block];
    });
    block.focus(before.length + words.length);
  }
}

function waysOf({ role, initials, name }) {
  return [role, initials, name].filter(Boolean);
}

function isWholly({ name, role }, typed) {
  const wanted = typed.toLowerCase();
  return name.toLowerCase() === wanted || role.toLowerCase().replace(/^the /, "") === wanted || role.toLowerCase() === wanted;
}

function askedBefore(box) {
  const before = box.value.slice(0, box.selectionStart);
  const typed = ASKED.exec(before)?.[1];
  return typed === undefined ? null : { start: before.length - typed.length - 1, typed };
}
