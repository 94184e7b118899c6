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
  desk.changes.step(texts.length > 1 ? "The text was pasted" : "", [block], () => {
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
  const lines = [];
  walk(new DOMParser().parseFromString(html, "text/html").body, { lines, line: null, isBold: false });
  return joined(lines.map(ofWord).filter((line) => line.text));
}

// Walks the tree and writes lines: { text, list }, where list says which list a line is of.
function walk(node, state) {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) write(child.data.replace(/\s+/g, " "), state);
    else if (child.nodeType === Node.ELEMENT_NODE && !isIgnored(child)) enter(child, state);
  }
}

function enter(element, state) {
  const name = element.tagName;
  if (name === "BR") return write("\n", state);
  if (name === "TD" || name === "TH") {
    if (element.previousElementSibling) write(" ", state);
    return walk(element, state);
  }
  if (!BLOCKS.has(name)) return walk(element, { ...state, isBold: state.isBold || isBold(element), ...sharing(state) });
  state.current = null;
  walk(element, state);
  if (name === "LI" || isOfWordList(element)) markList(element, state);
  state.current = null;
  return undefined;
}

// Inline elements go on in the same line as what is around them.
function sharing(state) {
  return {
    get current() {
      return state.current;
    },
    set current(line) {
      state.current = line;
    },
  };
}

function write(text, state) {
  if (!state.current) {
    if (!text.trim()) return;
    state.current = { text: "", list: "" };
    state.lines.push(state.current);
  }
  state.last = state.current;
  const bold = state.isBold && text.trim();
  state.current.text += bold ? text.replace(/^(\s*)(.*?)(\s*)$/s, "$1**$2**$3") : text;
}

function markList(element, state) {
  const line = state.lines.findLast((found) => !found.list);
  if (!line || line !== state.lines.at(-1)) return;
  const list = element.closest("ol, ul");
  line.list = list?.tagName === "OL" ? "number" : list ? "bullet" : "word";
}

function isIgnored(element) {
  const style = element.getAttribute("style") ?? "";
  return IGNORED.has(element.tagName.replace(/^.*:/, "")) || /display:\s*none|mso-hide:\s*all/i.test(style);
}

function isBold(element) {
  const weight = /font-weight:\s*(bold|normal|[0-9]+)/i.exec(element.getAttribute("style") ?? "")?.[1];
  if (weight) return weight.toLowerCase() === "bold" || Number(weight) >= 600;
  return element.tagName === "B" || element.tagName === "STRONG";
}

function isOfWordList(element) {
  return /mso-list:\s*l\d/i.test(element.getAttribute("style") ?? "") || /MsoListParagraph/.test(element.className);
}

// A line as it is kept; of a list of Word's, what its mark says it is.
function ofWord({ text, list }) {
  let words = tidied(text);
  let kind = list;
  if (list === "word") {
    kind = ORDINAL.test(words) ? "number" : BULLET.test(words) ? "bullet" : "";
    words = words.replace(BULLET, "").replace(ORDINAL, "");
  }
  return { text: words, list: kind };
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
