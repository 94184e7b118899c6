// What is pasted, from Word or elsewhere, becomes plain paragraphs in the small markup of minutes:
// lists as "- " and "1. ", bold as two stars. Nothing else of it is taken over.
const BLOCKS = new Set("ADDRESS ARTICLE BLOCKQUOTE DIV DL DT DD FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER LI OL P PRE SECTION TABLE TR UL".split(" "));
const IGNORED = new Set("HEAD LINK META OBJECT SCRIPT STYLE TEMPLATE TITLE XML".split(" "));
// How Word begins the lines of its lists: a bullet of some font, or "1." "(a)" "iv)".
const BULLET = /^[·•▪◦‣\uf0b7\uf0a7o§–-]\s+/;
const ORDINAL = /^\(?([0-9]{1,3}|[a-z])[.)]\s+/i;

export function insertPasted(event, desk) {
  const block = event.target.closest("[data-paragraph]")?.block;
  if (!block || event.target !== block.box) return;
  const html = event.clipboardData.getData("text/html");
  const plain = event.clipboardData.getData("text/plain");
  const paragraphs = html ? paragraphsOf(html) : paragraphsOfText(plain);
  if (!paragraphs.length) return;
  event.preventDefault();
  insert(block, paragraphs, desk);
}

function insert(block, paragraphs, desk) {
  const { box } = block;
  const [before, behind] = [box.value.slice(0, box.selectionStart), box.value.slice(box.selectionEnd)];
  const { is_closed, closed_reason, closing_words } = block.content();
  const texts = [...paragraphs];
  texts[0] = before + texts[0];
  const caret = texts.at(-1).length;
  texts[texts.length - 1] += behind;
  desk.changes.step("The text was pasted", [block], () => {
    block.write({ text: texts[0] });
    const added = [block];
    for (const text of texts.slice(1))
      added.push(desk.row.add(added.at(-1), { text, is_closed, closed_reason, closing_words }));
    added.at(-1).focus(caret);
    return added;
  });
}

export function paragraphsOfText(text) {
  return text.replace(/\r\n?/g, "\n").split(/\n\s*\n/).map(tidied).filter(Boolean);
}

// A document that is only read: nothing in it runs, loads or is shown.
export function paragraphsOf(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return joined(new Lines().read(body).filter((line) => line.text));
}

// The lines of a document: { text, list }, where list says of which kind of list a line is.
class Lines {
  constructor() {
    this.lines = [];
    this.line = null;
  }

  read(body) {
    this.walk(body, { isBold: false, list: "" });
    return this.lines.map(({ text, list }) => asKept(text, list));
  }

  walk(node, manner) {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) this.write(child.data.replace(/\s+/g, " "), manner);
      else if (child.nodeType === Node.ELEMENT_NODE && !isIgnored(child)) this.enter(child, manner);
    }
  }

  enter(element, manner) {
    const name = element.tagName;
    if (name === "BR") this.write("\n", manner);
    if ((name === "TD" || name === "TH") && element.previousElementSibling) this.write(" ", manner);
    if (!BLOCKS.has(name)) {
      this.walk(element, { ...manner, isBold: isBold(element, manner.isBold) });
      return;
    }
    this.line = null;
    this.walk(element, { ...manner, list: listOf(element) || manner.list });
    this.line = null;
  }

  write(text, { isBold, list }) {
    if (!this.line && !text.trim()) return;
    if (!this.line) this.lines.push((this.line = { text: "", list }));
    const isStarred = isBold && text.trim();
    this.line.text += isStarred ? text.replace(/^(\s*)(.*?)(\s*)$/s, "$1**$2**$3") : text;
  }
}

function isIgnored(element) {
  const style = element.getAttribute("style") ?? "";
  return IGNORED.has(element.tagName.replace(/^.*:/, "")) || /display:\s*none|mso-hide:\s*all/i.test(style);
}

function isBold(element, isAround) {
  const weight = /font-weight:\s*(bold|normal|[0-9]+)/i.exec(element.getAttribute("style") ?? "")?.[1];
  if (weight) return weight.toLowerCase() === "bold" || Number(weight) >= 600;
  return isAround || element.tagName === "B" || element.tagName === "STRONG";
}

function listOf(element) {
  if (element.tagName === "LI") return element.closest("ol, ul")?.tagName === "OL" ? "number" : "bullet";
  const style = element.getAttribute("style") ?? "";
  return /mso-list:\s*l\d/i.test(style) || /MsoListParagraph/.test(element.className) ? "word" : "";
}

// Of a list of Word's the mark that it prints says of which kind it is.
function asKept(text, list) {
  const words = tidied(text);
  if (list !== "word") return { text: words, list };
  const kind = ORDINAL.test(words) ? "number" : BULLET.test(words) ? "bullet" : "";
  return { text: words.replace(kind === "number" ? ORDINAL : BULLET, ""), list: kind };
}

// Lines of one list running are one paragraph, one line each.
function joined(lines) {
  const paragraphs = [];
  let last = "";
  let count = 0;
  for (const { text, list } of lines) {
    count = list && list === last ? count + 1 : 1;
    const line = list ? `${list === "number" ? `${count}.` : "-"} ${text.replace(/\n/g, " ")}` : text;
    if (list && list === last) paragraphs[paragraphs.length - 1] += `\n${line}`;
    else paragraphs.push(line);
    last = list;
  }
  return paragraphs;
}

function tidied(text) {
  return text
    .replace(/\*\*(\s*)\*\*/g, "$1")
    .replace(/[\u00a0\u2007\u202f]/g, " ")
    .replace(/[ \t]+/g, " ")
    .replace(/ *\n */g, "\n")
    .trim();
}
