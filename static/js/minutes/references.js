// Asks in place, under the paragraph, who does what an "(n)" asks for and by when; what is chosen
// is kept at once.
const PAUSE = 400;

export class References {
  constructor() {
    document.addEventListener("minutes:laid-out", ({ detail }) => this.lay(detail.desk));
    document.addEventListener("minutes:kept", ({ detail }) => this.place(detail.desk));
    document.addEventListener("minutes:others", ({ detail }) => this.place(detail.desk));
    document.addEventListener("minutes:asked", ({ detail }) => this.expect(detail.block));
    document.addEventListener("input", (event) => this.changed(event));
    document.addEventListener("change", (event) => this.changed(event));
  }

  lay(desk) {
    const together = desk.form.querySelector("[data-references]");
    for (const fieldset of together?.querySelectorAll("fieldset[id^='reference-']") ?? []) {
      const block = this.blockOf(desk, markOf(fieldset));
      if (block) this.put(block, fieldset);
    }
    if (together && !together.querySelector("fieldset[id^='reference-']")) together.hidden = true;
  }

  // Whoever pressed the key for an action is asked as soon as the mark has its number.
  expect(block) {
    this.asked = { block, text: null };
  }

  blockOf(desk, mark) {
    return desk.row.standing.find((block) => block.box.value.includes(`(n${mark})`));
  }

  // Each reference lies under the paragraph where its mark stands; a new one is fetched.
  async place(desk) {
    for (const block of desk.row.standing)
      for (const [, mark] of block.box.value.matchAll(/\(n(\d+)\)/g)) {
        const laid = document.getElementById(`reference-${mark}`);
        if (!laid) await this.fetch(desk, block, mark);
        else if (!block.element.contains(laid)) block.element.append(laid.closest("[data-reference-of]") ?? laid);
      }
    for (const details of desk.form.querySelectorAll("[data-reference-of]"))
      details.hidden = !this.blockOf(desk, details.dataset.referenceOf);
  }

  async fetch(desk, block, mark) {
    this.fetching ??= new Set();
    if (this.fetching.has(mark)) return;
    this.fetching.add(mark);
    const answer = await desk.line.ask("", addressOf(desk, mark));
    this.fetching.delete(mark);
    if (answer.status !== 200 || document.getElementById(`reference-${mark}`)) return;
    const details = this.put(block, piece(answer.data.html));
    if (this.asked?.block === block) {
      // The caret stays: this comes while somebody may be typing on.
      details.open = true;
      details.scrollIntoView({ block: "nearest" });
      desk.keys.block?.box.scrollIntoView({ block: "nearest" });
      desk.say("Who does it is asked below the paragraph.");
      this.asked = null;
    }
  }

  put(block, fieldset) {
    const details = document.createElement("details");
    details.className = "govuk-details reference-in-place";
    details.dataset.referenceOf = markOf(fieldset);
    const summary = document.createElement("summary");
    summary.className = "govuk-details__summary";
    details.append(summary, fieldset);
    fieldset.querySelector("details")?.setAttribute("open", "");
    block.element.append(details);
    this.sum(details);
    return details;
  }

  sum(details) {
    const names = [...details.querySelectorAll("[name$='-owners']:checked")].map((box) => words(box));
    const due = details.querySelector("[name$='-due']:checked");
    const day = ["day", "month", "year"].map((part) => details.querySelector(`[name$='-due_on_${part}']`)?.value);
    const when = due?.value === "date" ? `by ${day.join(".")}` : due && due.value !== "none" ? words(due).toLowerCase() : "no date";
    details.querySelector("summary").textContent =
      `→ (n${details.dataset.referenceOf}) ${names.length ? names.join(", ") : "Who does it?"}${names.length ? `, ${when}` : ""}`;
  }

  changed(event) {
    const details = event.target.closest("[data-reference-of]");
    if (!details) return;
    clearTimeout(details.timer);
    details.timer = setTimeout(() => this.keep(details), PAUSE);
  }

  async keep(details) {
    const { desk } = details.closest("[data-paragraph]").block;
    const fields = [...details.querySelectorAll("[name]")]
      .filter((control) => !["checkbox", "radio"].includes(control.type) || control.checked)
      .map((control) => [control.name, control.value]);
    const day = fields.filter(([name]) => /-due_on_/.test(name));
    const isDated = fields.some(([name, value]) => name.endsWith("-due") && value === "date");
    this.sum(details);
    // Whoever chose "by a date" has still to type it.
    if (isDated && day.some(([, value]) => !value)) return;
    const answer = await desk.line.send(fields, addressOf(desk, details.dataset.referenceOf));
    this.answered(details, desk, answer);
  }

  answered(details, desk, { status, data }) {
    if (status === 200) {
      const seen = piece(data.html).querySelector("[name$='-seen']");
      details.querySelector("[name$='-seen']").value = seen.value;
      details.querySelector(".govuk-error-message")?.remove();
      desk.say(`Kept: ${details.querySelector("summary").textContent}`);
    } else if (status === 422) {
      const { name } = document.activeElement;
      details.querySelector("fieldset").replaceWith(piece(data.html));
      if (name) details.querySelector(`[name="${name}"]`)?.focus();
    } else {
      desk.say("Who does it is not saved yet – retrying.");
      details.timer = setTimeout(() => this.keep(details), 4000);
    }
  }
}

function markOf(fieldset) {
  return fieldset.id.slice("reference-".length);
}

function addressOf(desk, mark) {
  return desk.form.dataset.reference.replace("/0/", `/${mark}/`);
}

function piece(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return document.adoptNode(template.content.querySelector("fieldset"));
}

function words(control) {
  return control.closest("div").querySelector("label").textContent.trim();
}
