// Goes from item to item without leaving the page: links of the agenda, Alt with an arrow, the
// browser's own back and forward. What was typed is sent before the item is left.
import { fieldsOf } from "./saving.js";

const parser = new DOMParser();

// Between two items: whoever types on types here, and finds the words in the item that opens.
class Waiting {
  constructor({ form }) {
    this.form = form;
    this.box = document.createElement("textarea");
    this.box.className = "govuk-textarea desk__between";
    this.box.setAttribute("aria-label", "The item opens: type on");
    form.before(this.box);
    this.box.focus({ preventScroll: true });
    form.inert = true;
  }

  end(desk) {
    const words = this.box.value;
    this.box.remove();
    this.form.inert = false;
    const block = desk.row.standing.at(-1);
    if (words) {
      block.write({ text: block.box.value + words });
      desk.saving.touched(block);
      desk.row.tidy();
    }
    block.focus(block.box.value.length);
  }
}

export class Items {
  constructor(lay) {
    this.lay = lay;
    document.addEventListener("click", (event) => this.followed(event));
    document.addEventListener("change", (event) => event.target.matches("[data-choose-item]") && this.open(event.target.dataset.chooseItem + event.target.value));
    document.addEventListener("submit", (event) => this.submitted(event));
    document.addEventListener("minutes:step", ({ detail }) => this.step(detail.way));
    document.addEventListener("minutes:heard", ({ detail }) => this.tick(detail.written));
    window.addEventListener("popstate", () => this.open(location.href, { isBack: true }));
  }

  begin(form) {
    this.desk = this.lay(form);
  }

  get links() {
    return [...document.querySelectorAll(".desk__agenda a[data-item]")];
  }

  step(way) {
    const at = this.links.findIndex((link) => link.getAttribute("aria-current"));
    const link = this.links[at + way];
    if (link) this.open(link.href);
    else this.desk.say(way > 0 ? "This is the last item." : "This is the first item.");
  }

  followed(event) {
    const link = event.target.closest("a[data-item]");
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey && event.button === 0;
    if (!isPlain || event.defaultPrevented) return;
    if (link) {
      event.preventDefault();
      this.open(link.href);
    } else this.leave(event);
  }

  // A link that leads away waits until what was typed is kept; if it cannot be, the browser asks.
  async leave(event) {
    const link = event.target.closest("a[href]");
    const { saving } = this.desk;
    if (!link || link.target || !saving.waiting.length || link.origin !== location.origin || link.hash) return;
    event.preventDefault();
    await saving.flush();
    location.assign(link.href);
  }

  submitted(event) {
    if (event.target === this.desk.form) {
      event.preventDefault();
      this.save(event.submitter?.name);
    } else if (event.target.method === "post" && this.desk.saving.sendable.length && !("waited" in event.target.dataset)) {
      // Another form of the page, such as who left the room: the words go first.
      event.preventDefault();
      event.target.dataset.waited = "";
      this.desk.saving.flush().then(() => event.target.requestSubmit(event.submitter));
    }
  }

  async save(name) {
    const { saving } = this.desk;
    for (const block of saving.waiting) block.faults = [];
    const isKept = await saving.flush();
    if (isKept && name === "next") this.step(1);
    else this.desk.say(isKept ? "Everything is saved." : "Not everything is saved: see what it says there.");
  }

  async open(address, { isBack = false } = {}) {
    if (this.waiting) return;
    this.waiting = new Waiting(this.desk);
    const page = (await this.mayLeave()) && (await this.fetchPage(address));
    if (page) {
      if (!isBack) history.pushState({}, "", address);
      this.replace(page);
    } else this.desk.say("The item does not open now: what you typed here is saved first.");
    this.waiting.end(this.desk);
    this.waiting = null;
  }

  async mayLeave() {
    const { saving } = this.desk;
    if (await saving.flush()) return true;
    saving.waiting[0]?.element.scrollIntoView({ block: "nearest" });
    return false;
  }

  async fetchPage(address) {
    try {
      const response = await fetch(address, { redirect: "error" });
      const page = response.ok && parser.parseFromString(await response.text(), "text/html");
      return page?.querySelector?.("form[data-paragraphs]") ? page : null;
    } catch {
      return null;
    }
  }

  replace(page) {
    this.desk.stop();
    document.title = page.title;
    for (const part of [".desk__agenda", ".desk__item", ".desk__people"]) {
      const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
      if (old && fresh) old.replaceWith(document.adoptNode(fresh));
    }
    this.desk = this.lay(document.querySelector("form[data-paragraphs]"));
    this.desk.kept.adopt().then((records) => this.desk.restore(records));
    this.desk.restore(this.desk.kept.own());
    window.scrollTo({ top: 0 });
    this.desk.row.standing.at(-1).element.scrollIntoView({ block: "nearest" });
  }

  tick(written) {
    for (const link of this.links) {
      const mark = link.parentElement.querySelector(".desk__written");
      if (mark) mark.hidden = !written.includes(Number(link.dataset.item));
    }
  }

  // Words kept for other items are sent from here; what cannot be stays, and its item is named.
  async sendLeftovers(records) {
    const { desk } = this;
    for (const link of this.links) {
      const item = Number(link.dataset.item);
      const rows = records.filter(([, record]) => record.item === item && item !== desk.item);
      for (const [key, record] of rows) await this.sendLeftover(link, key, record);
    }
  }

  async sendLeftover(link, key, record) {
    const { desk } = this;
    let { version } = record;
    for (const { content, after } of [record.sent, record].filter(Boolean)) {
      const row = { key, version, content, after: after ?? "" };
      const answer = await desk.line.send(fieldsOf([row]), link.dataset.paragraphs);
      if (answer.status !== 200) return desk.say(`Words typed in item ${link.dataset.number} are not saved yet: open the item.`);
      version = answer.data.kept[0]?.version ?? version;
    }
    return desk.kept.drop(key);
  }
}
