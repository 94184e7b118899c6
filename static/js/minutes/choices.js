// A list to choose from under the box in which somebody types. The caret stays in the box: arrow
// keys choose, Enter or Tab takes, Escape leaves; typing on chooses among fewer.
const MOST = 30;

export class Choices {
  constructor(desk) {
    this.desk = desk;
    this.list = desk.form.querySelector("[data-choices]");
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.take(this.options[[...this.list.children].indexOf(option)]);
    });
    desk.form.addEventListener("mousedown", (event) => event.target === this.block?.box && this.close());
    desk.form.addEventListener("focusout", (event) => event.target === this.block?.box && this.close());
  }

  // `find()` gives the options as they are now, each { short, words, take }.
  open(block, label, find) {
    this.close();
    const options = find().slice(0, MOST);
    if (!options.length) return false;
    Object.assign(this, { block, find, label });
    block.box.parentElement.append(this.list);
    this.list.hidden = false;
    this.list.setAttribute("aria-label", label);
    block.box.setAttribute("aria-autocomplete", "list");
    block.box.setAttribute("aria-controls", this.list.id);
    this.show(options);
    this.desk.say(`${label}: ${options.length}. Arrow keys choose, Tab takes, Escape leaves.`);
    return true;
  }

  show(options) {
    this.options = options;
    this.list.replaceChildren(...options.map(optionOf));
    this.choose(0);
  }

  choose(at) {
    this.at = (at + this.options.length) % this.options.length;
    [...this.list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === this.at)));
    const chosen = this.list.children[this.at];
    this.block.box.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  // Whether the key was for the list.
  press(event, block) {
    if (block !== this.block || event.altKey) return false;
    if (event.key === "ArrowDown") this.choose(this.at + 1);
    else if (event.key === "ArrowUp") this.choose(this.at - 1);
    else if (event.key === "Escape") this.close();
    else if (["Enter", "Tab"].includes(event.key) && !event.shiftKey && !event.ctrlKey) this.take(this.options[this.at]);
    else {
      if (/^(Arrow|Home|End|Page)/.test(event.key)) this.close();
      return false;
    }
    return true;
  }

  // What was typed on leaves fewer to choose from; none, and the list is gone.
  refresh(block) {
    if (block !== this.block) return false;
    const options = this.find().slice(0, MOST);
    if (options.length) this.show(options);
    else this.close();
    return Boolean(options.length);
  }

  take(option) {
    this.close();
    option.take();
  }

  close() {
    if (!this.block) return;
    this.list.hidden = true;
    for (const name of ["aria-autocomplete", "aria-controls", "aria-activedescendant"]) this.block.box.removeAttribute(name);
    this.block = null;
  }
}

function optionOf({ short, words }, at) {
  const option = document.createElement("li");
  option.id = `desk-choice-${at}`;
  option.setAttribute("role", "option");
  const strong = document.createElement("strong");
  strong.textContent = short;
  option.append(strong, ` ${words}`);
  return option;
}
