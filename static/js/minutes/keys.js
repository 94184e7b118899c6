// What the keys do, and the buttons that do the same. Ctrl is the Command key on a Mac.
import { insertPasted } from "./paste.js";

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

export class Keys {
  constructor(desk) {
    this.desk = desk;
    const { form, tools } = desk;
    form.addEventListener("keydown", (event) => this.inBox(event));
    document.addEventListener("keydown", (this.anywhere = (event) => this.everywhere(event)));
    form.addEventListener("focusin", (event) => this.enter(event.target.closest("[data-paragraph]")?.block));
    form.addEventListener("paste", (event) => insertPasted(event, desk));
    form.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]");
      if (button) this.press(button.dataset.do, button.closest("[data-paragraph]")?.block);
    });
    // The caret stays in its box while a button is pressed.
    tools.addEventListener("mousedown", (event) => event.target.closest("button") && event.preventDefault());
    if (isMac) for (const key of tools.querySelectorAll("kbd")) key.textContent = key.textContent.replace("Ctrl ", "⌘");
  }

  stop() {
    document.removeEventListener("keydown", this.anywhere);
  }

  enter(block) {
    if (!block || block === this.block) return;
    this.block = block;
    this.desk.changed();
    this.desk.announce("entered", { block });
  }

  press(name, block = this.block ?? this.desk.row.standing.at(-1)) {
    const { changes, undo } = this.desk;
    const done = {
      next: () => changes.split(block),
      decision: () => changes.decide(block),
      action: () => changes.ask(block),
      closed: () => this.close(block),
      up: () => changes.move(block, -1),
      down: () => changes.move(block, 1),
      out: () => changes.takeOut(block),
      back: () => changes.putBack(block),
      undo: () => undo.take(),
    }[name];
    done?.();
    this.desk.changed();
  }

  // Closes at once with the reason used last; else, or to open again, the panel asks.
  close(block) {
    const { changes, reason } = this.desk;
    if (!block.isClosed) changes.close(block);
    const panel = block.element.querySelector("details.paragraph__closing");
    panel.open = true;
    if (!block.content().closed_reason) block.control("closed_reason").focus();
    else if (!reason) panel.querySelector("summary").focus();
  }

  inBox(event) {
    const block = event.target.closest("[data-paragraph]")?.block;
    if (!block || event.target !== block.box || event.isComposing) return;
    const command = isMac ? event.metaKey : event.ctrlKey;
    const name = command ? this.withCommand(event) : plain(event, block);
    if (!name) return;
    event.preventDefault();
    if (name === "merge") this.desk.changes.merge(block);
    else if (name === "merge next") this.mergeNext(block);
    else if (name === "above" || name === "below") this.step(block, name);
    else this.press(name, block);
  }

  withCommand({ key, shiftKey }) {
    if (key === "Enter") return "action";
    if (key === ".") return "closed";
    if (shiftKey) return "";
    if (key.toLowerCase() === "z") return this.desk.undo.isLatest ? "undo" : "";
    return key.toLowerCase() === "d" ? "decision" : "";
  }

  mergeNext(block) {
    const next = this.desk.row.neighbour(block, 1);
    if (next && !(next.isNew && next.isEmpty)) this.desk.changes.merge(next);
  }

  step(block, way) {
    const other = this.desk.row.neighbour(block, way === "above" ? -1 : 1);
    other?.focus(way === "above" ? other.box.value.length : 0);
  }

  everywhere(event) {
    if (event.altKey && !event.ctrlKey && !event.metaKey && /^Arrow(Up|Down)$/.test(event.key)) {
      event.preventDefault();
      const isUp = event.key === "ArrowUp";
      if (event.shiftKey) this.press(isUp ? "up" : "down");
      else this.desk.announce("step", { way: isUp ? -1 : 1 });
    }
    const command = isMac ? event.metaKey : event.ctrlKey;
    const isText = event.target.matches("input, textarea, select");
    if (command && !event.shiftKey && event.key.toLowerCase() === "z" && !isText) {
      event.preventDefault();
      this.press("undo");
    }
  }
}

function plain(event, block) {
  const { selectionStart, selectionEnd, value } = block.box;
  const isCaret = selectionStart === selectionEnd;
  if (event.altKey || event.shiftKey) return "";
  if (event.key === "Enter") return "next";
  if (event.key === "Backspace" && isCaret && selectionStart === 0) return "merge";
  if (event.key === "Delete" && isCaret && selectionStart === value.length) return "merge next";
  if (event.key === "ArrowUp" && isCaret && selectionStart === 0) return "above";
  if (event.key === "ArrowDown" && isCaret && selectionStart === value.length) return "below";
  return "";
}
