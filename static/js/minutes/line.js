// Speaks with the server: who is signed in, and whether the line is up, are told from every answer.
const PATIENCE = 15000;

export class Line {
  constructor(form) {
    this.address = form.dataset.paragraphs;
    this.user = form.dataset.user;
    this.whose = form.dataset.whose;
    this.token = form.querySelector("[name=csrfmiddlewaretoken]");
  }

  // { status, data }: status is "down", "signed out", "someone else", or the number of the answer.
  async ask(query = "", address = this.address) {
    const answer = await this.reach(`${address}${query}`, {});
    if ([403, 404].includes(answer.status) && (await this.isSomeoneElse())) return { status: "someone else" };
    if (answer.status !== 200) return answer;
    if (String(answer.data.user) !== this.user) return { status: "someone else" };
    this.token.value = answer.data.token;
    return answer;
  }

  // Refused: because this person may no longer, or because another one signed in?
  async isSomeoneElse() {
    try {
      const page = await (await fetch(this.whose)).text();
      const signedIn = new DOMParser().parseFromString(page, "text/html").querySelector("[data-sign-out]");
      return Boolean(signedIn) && signedIn.dataset.signOut !== this.user;
    } catch {
      return false;
    }
  }

  async send(fields, address = this.address, options = {}) {
    const first = await this.post(fields, address, options);
    if (![403, 404].includes(first.status)) return first;
    // Signed in again since: the page needs the new token.
    const look = await this.ask("", address);
    return look.status === 200 ? this.post(fields, address, options) : look;
  }

  post(fields, address, options) {
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    body.set("csrfmiddlewaretoken", this.token.value);
    // Whom this page was made for: the server writes for nobody else.
    body.set("user", this.user);
    return this.reach(address, { method: "POST", body, ...options });
  }

  async reach(address, options) {
    try {
      const response = await fetch(address, {
        redirect: "manual",
        headers: { Accept: "application/json" },
        signal: AbortSignal.timeout(PATIENCE),
        ...options,
      });
      if (response.type === "opaqueredirect") return { status: "signed out" };
      if (response.status >= 500) return { status: "down" };
      const isData = response.headers.get("Content-Type")?.startsWith("application/json");
      return { status: response.status, data: isData ? await response.json() : {} };
    } catch {
      return { status: "down" };
    }
  }
}
