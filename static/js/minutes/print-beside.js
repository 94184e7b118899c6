// The draft as it will print, beside what is typed: fetched again after each save, its scroll kept.
const SHOWN = "minutes-print-beside";
const PAUSE = 300;

export class PrintBeside {
  constructor() {
    this.buttons = document.querySelectorAll("[data-print-beside]");
    this.window = document.querySelector("[data-draft]");
    this.sheet = this.window.querySelector("[data-sheet]");
    for (const button of this.buttons) button.addEventListener("click", () => this.toggle());
    document.addEventListener("minutes:laid-out", ({ detail }) => this.lay(detail.desk));
    document.addEventListener("minutes:kept", () => this.refresh());
    document.addEventListener("minutes:others", () => this.refresh());
  }

  get isShown() {
    return sessionStorage.getItem(SHOWN) === "yes";
  }

  lay(desk) {
    this.desk = desk;
    for (const button of this.buttons) button.hidden = false;
    this.isNew = true;
    this.show();
  }

  toggle() {
    sessionStorage.setItem(SHOWN, this.isShown ? "no" : "yes");
    this.isNew = true;
    this.show();
    if (this.isShown && !this.desk.form.offsetParent) this.window.focus();
    else if (!this.isShown) this.desk.keys.block?.focus();
  }

  show() {
    this.window.hidden = !this.isShown;
    this.window.parentElement.classList.toggle("desk--with-print", this.isShown);
    this.buttons[0].setAttribute("aria-pressed", String(this.isShown));
    this.refresh();
  }

  refresh() {
    clearTimeout(this.timer);
    if (this.isShown) this.timer = setTimeout(() => this.fetch(), PAUSE);
  }

  // One at a time; what was saved meanwhile is fetched when the answer is there.
  async fetch() {
    if (this.isFetching) return this.refresh();
    this.isFetching = true;
    const { status, data } = await this.desk.line.ask("", this.window.dataset.draft);
    this.isFetching = false;
    if (status === 200) this.fill(data.html);
    return undefined;
  }

  fill(html) {
    const { scrollTop } = this.window;
    const template = document.createElement("template");
    template.innerHTML = html;
    this.sheet.replaceChildren(document.adoptNode(template.content));
    this.window.scrollTop = scrollTop;
    if (this.isNew) this.findItem();
    this.isNew = false;
  }

  findItem() {
    const number = document.querySelector(".desk__agenda a[aria-current]")?.dataset.number;
    const heading = [...this.sheet.querySelectorAll("h2")].find((found) => found.textContent.startsWith(`${number}. `));
    if (heading) this.window.scrollTop += heading.getBoundingClientRect().top - this.window.getBoundingClientRect().top - 60;
  }
}
