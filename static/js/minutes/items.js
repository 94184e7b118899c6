// Goes from item to item without leaving the page: links of the agenda, Alt with an arrow, the
// browser's own back and forward. What was typed is sent before the item is left.
import { Between } from "./between.js";
import { fieldsOf } from "./saving.js";

const parser = new DOMParser();

export class Items {
  constructor(lay) {
    this.lay = lay;
    document.addEventListener("click", (event) => this.followed(event));
    document.addEventListener("change", (event) => event.target.matches("[data-choose-item]") && this.open(event.target.dataset.chooseItem + event.target.value));
    document.addEventListener("submit", (event) => this.submitted(event));
    document.addEventListener("minutes:step", ({ detail }) => this.step(detail.way));
    document.addEventListener("minutes:heard", ({ detail }) => this.heard(detail.written));
    window.addEventListener("popstate", () => this.open(location.href, { isBack: true }));
  }

  // From now on the address names the item, so that the way back to it is known as well.
  begin(form) {
    this.desk = this.lay(form);
    history.replaceState({}, "", this.current?.href ?? location.href);
  }

  get links() {
    return [...document.querySelectorAll(".desk__agenda a[data-item]")];
  }

  get current() {
    return this.links.find((link) => link.getAttribute("aria-current"));
  }

  linkOf(item) {
    return this.links.find((link) => Number(link.dataset.item) === item);
  }

  // From the item that opens, when one does.
  step(way) {
    const at = this.links.indexOf(this.linkOf(this.between?.item ?? this.desk.item));
    const link = this.links[at + way];
    if (link) this.open(link.href);
    else this.desk.say(way > 0 ? "This is the last item." : "This is the first item.");
  }

  followed(event) {
    if (event.target.closest("[data-go-back]")) return this.goBack();
    const link = event.target.closest("a[data-item]");
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey && event.button === 0;
    if (!isPlain || event.defaultPrevented) return undefined;
    if (!link) return this.leave(event);
    event.preventDefault();
    return this.open(link.href);
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
    if (name === "next") return this.step(1);
    const isKept = await saving.flush();
    return this.desk.say(isKept ? "Everything is saved." : "Not everything is saved: see what it says there.");
  }

  // What is typed from now on is for the item that opens. Whoever goes on at once opens the last.
  open(address, { isBack = false } = {}) {
    const link = this.linkOf(itemOf(address));
    if (!link) return;
    if (Number(link.dataset.item) === this.desk.item) return this.goBack();
    if (this.between?.item !== Number(link.dataset.item)) this.turnTo(link);
    Object.assign(this.between, { isBack, address: link.href });
    this.between.enter();
    this.opening ??= this.openLast().finally(() => (this.opening = null));
  }

  turnTo(link) {
    this.between?.end();
    this.between = new Between(this.desk, link);
  }

  goBack() {
    this.between?.end();
    this.between = null;
    (this.desk.keys.block ?? this.desk.row.standing.at(-1)).focus();
  }

  async openLast() {
    let between;
    do {
      between = this.between;
      const page = (await this.mayLeave(between)) && (await this.fetchPage(between.address));
      if (page && this.between === between) this.show(page);
      else between.wait();
    } while (this.between && this.between !== between);
  }

  // Sent first is what was typed here; what is at fault, or to be chosen, is said.
  async mayLeave(between) {
    const { saving } = this.desk;
    if (await saving.flush()) return true;
    if (saving.state === "idle") between.reason = "when this item is saved: see what it says there";
    saving.waiting[0]?.element.scrollIntoView({ block: "nearest" });
    return false;
  }

  show(page) {
    const { between } = this;
    if (!between.isBack) history.pushState({}, "", between.address);
    between.end();
    this.between = null;
    this.replace(page);
    between.goOn(this.desk);
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
    const { kept } = this.desk;
    this.desk.restore(kept.own());
    kept.adopt().then((records) => this.desk.restore(records));
    window.scrollTo({ top: 0 });
    this.desk.row.standing.at(-1).element.scrollIntoView({ block: "nearest" });
  }

  heard(written) {
    this.tick(written);
    if (this.between?.isWaited) this.open(this.between.address, this.between);
    this.sendLeftovers(this.desk.kept.own());
  }

  tick(written) {
    for (const link of this.links) {
      const mark = link.parentElement.querySelector(".desk__written");
      if (mark) mark.hidden = !written.includes(Number(link.dataset.item));
    }
  }

  // Words kept for other items are sent from here; what cannot be stays, and its item is named.
  async sendLeftovers(records) {
    if (this.isSending) return;
    this.isSending = true;
    for (const [key, record] of records) {
      const isOpen = [this.desk.item, this.between?.item].includes(record.item);
      const link = this.linkOf(record.item);
      if (link && !isOpen && !this.desk.kept.refused.has(key)) await this.sendLeftover(link, key, record);
    }
    this.isSending = false;
  }

  async sendLeftover(link, key, record) {
    const { desk } = this;
    let { version } = record;
    for (const { content, after } of [record.sent, record].filter(Boolean)) {
      const row = { key, version, content, after: after ?? "" };
      const { status, data } = await desk.line.send(fieldsOf([row]), link.dataset.paragraphs);
      if (status !== 200) return desk.kept.refuse(key, status, link.dataset.number);
      version = data.kept[0]?.version ?? version;
    }
    desk.kept.drop(key);
    return desk.changed();
  }
}

function itemOf(address) {
  return Number(new URL(address, location.href).searchParams.get("item"));
}
