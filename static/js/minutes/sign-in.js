// The session ended while somebody types: they sign in again in a small window, with their second
// factor, and the page goes on by itself. Somebody else's sign-in ends the page instead.
const LOOK_EVERY = 2000;

export class SignIn {
  constructor(items) {
    this.items = items;
    this.panel = document.querySelector("[data-signed-out]");
    this.panel.querySelector("a").addEventListener("click", (event) => {
      event.preventDefault();
      window.open(event.currentTarget.href, "sign-in", "popup,width=520,height=760");
    });
    setInterval(() => this.show(), 500);
    window.addEventListener("focus", () => this.look());
    setInterval(() => this.look(), LOOK_EVERY);
  }

  get state() {
    return this.items.desk?.saving.state;
  }

  show() {
    const isOut = this.state === "signed out";
    // Back where they were typing, unless they went on meanwhile.
    if (!isOut && !this.panel.hidden && this.panel.contains(document.activeElement))
      (this.items.between?.box ?? this.items.desk.keys.block)?.focus();
    this.panel.hidden = !isOut;
    // Nobody reads here what another person typed.
    if (this.state === "someone else") this.goAway();
  }

  async look() {
    if (this.state !== "signed out" || this.isLooking) return;
    this.isLooking = true;
    const { status } = await this.items.desk.line.ask();
    this.isLooking = false;
    if (status !== "down") this.items.desk.heard(status);
  }

  goAway() {
    if (this.isGone) return;
    this.isGone = true;
    this.items.desk.stop();
    for (const block of this.items.desk.row.blocks) block.acknowledged = block.content();
    this.items.desk.saving.unanswered = null;
    this.items.desk.kept.held.clear();
    location.replace("/");
  }
}
