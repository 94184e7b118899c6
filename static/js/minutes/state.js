// Says whether everything is kept: always in sight, and aloud when it changes for better or worse.
export class State {
  constructor(place, spoken) {
    this.place = place;
    this.spoken = spoken;
    this.said = "";
    setInterval(() => this.desk && this.show(this.desk), 5000);
  }

  show(desk) {
    this.desk = desk;
    const [kind, words] = this.words(desk);
    this.place.textContent = words;
    this.place.dataset.saveState = kind;
    this.place.closest("[data-save-bar]")?.classList.toggle("desk__state--trouble", kind === "trouble");
    // Not each second while somebody types: only when the news is another.
    if (kind !== "saving" && (kind !== this.said || kind === "trouble")) {
      this.said = kind;
      if (this.spoken.textContent !== words) this.spoken.textContent = words;
    }
  }

  words({ saving, kept, conflicts }) {
    const since = `Not saved since ${clock(saving.since ?? new Date())}`;
    const safe = kept.isSafe ? "still typing is safe" : "copy what you typed: this browser cannot keep it";
    const waiting = saving.waiting;
    const lost = waiting.length || saving.unanswered || kept.held.size;
    if (saving.state === "signed out") return ["trouble", `${lost ? `${since} – ${safe} – ` : ""}you are signed out`];
    if (saving.state === "someone else") return ["trouble", "Somebody else signed in on this browser"];
    if (saving.state === "refused") return ["trouble", `${lost ? `${since}: copy what you typed. ` : ""}You can no longer change these minutes`];
    if (saving.state === "down" && lost) return ["trouble", `${since} – ${safe} – retrying`];
    if (conflicts.count) return ["trouble", `${paragraphs(conflicts.count)} to choose: somebody else wrote there too`];
    const faulty = waiting.filter((block) => block.faults.length).length;
    if (faulty) return ["trouble", `${paragraphs(faulty)} not saved: see what it says there`];
    if (waiting.some((block) => block.isClosed && !block.content().closed_reason))
      return ["trouble", "A closed paragraph is not saved: select the reason for closing it"];
    const [number] = kept.refused.values();
    if (number) return ["trouble", `Words typed in item ${number} are not saved: open the item`];
    if (lost) return ["saving", "Saving"];
    return ["saved", saving.keptAt ? `Saved ${saving.keptAt}` : "All saved"];
  }
}

function paragraphs(count) {
  return count === 1 ? "One paragraph" : `${count} paragraphs`;
}

export function clock(moment) {
  return moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" });
}
