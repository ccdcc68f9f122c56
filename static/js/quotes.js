// The words of a lesson without white space, and where each of them stands in the page. The server finds words
// the same way (notes/anchors.py): the quote itself, and of several the one whose surroundings agree most.
const CONTEXT = 32;
// Copy buttons, numbers of references and what scripts put in are no words of the lesson (courses/plain_text.py).
const OURS = ".prompt-h, .ref, [data-no-words]";
const BLOCKS = "p, li, td, th, h2, h3, h4, h5, h6, pre, figcaption, summary";

export const proseOf = (lesson) => lesson.querySelectorAll(".lesson-body > .prose[lang]");

export class Words {
  constructor(lesson) {
    this.text = "";
    this.at = []; // [text node, offset] of each character
    this.nodes = [];
    const characters = [];
    for (const prose of proseOf(lesson)) {
      const walker = document.createTreeWalker(prose, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.parentElement.closest(OURS)) continue;
        this.nodes.push(node);
        for (let offset = 0; offset < node.length; offset += 1) {
          if (/\s/.test(node.data[offset])) continue;
          characters.push(node.data[offset]);
          this.at.push([node, offset]);
        }
      }
    }
    this.text = characters.join("");
  }

  // What is selected, as { quote, prefix, suffix }; null when it holds no words of the lesson.
  describe(range) {
    let quote = "";
    let before = null;
    const inside = new Set();
    for (const node of this.nodes) {
      if (!range.intersectsNode(node)) continue;
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : node.length;
      const block = node.parentElement.closest(BLOCKS);
      quote += (before && before !== block ? "\n" : "") + node.data.slice(from, to);
      before = block;
      inside.add(node);
    }
    const isIn = ([node, offset]) =>
      inside.has(node) &&
      (node !== range.startContainer || offset >= range.startOffset) &&
      (node !== range.endContainer || offset < range.endOffset);
    const start = this.at.findIndex(isIn);
    const end = this.at.findLastIndex(isIn) + 1;
    if (start < 0) return null;
    return {
      quote: quote.replace(/\s+/g, " ").trim(),
      prefix: this.text.slice(Math.max(start - CONTEXT, 0), start),
      suffix: this.text.slice(end, end + CONTEXT),
    };
  }

  // [start, end) of a quote, or null.
  find({ quote, prefix, suffix }) {
    const [wanted, before, after] = [quote, prefix, suffix].map(squeezed);
    let best = null;
    let most = -1;
    for (let start = this.text.indexOf(wanted); wanted && start >= 0; start = this.text.indexOf(wanted, start + 1)) {
      const end = start + wanted.length;
      const agreed = common(reversed(this.text.slice(0, start)), reversed(before)) + common(this.text.slice(end), after);
      if (agreed > most) [best, most] = [[start, end], agreed];
    }
    return best;
  }

  // Wraps them in <mark>, one for each piece of text; these words are not to be asked again after that.
  mark([start, end], note) {
    const pieces = new Map();
    for (const [node, offset] of this.at.slice(start, end)) {
      const from = pieces.get(node)?.[0] ?? offset;
      pieces.set(node, [from, offset + 1]);
    }
    for (const [node, [from, to]] of pieces) {
      const words = node.splitText(from);
      words.splitText(to - from);
      const mark = Object.assign(document.createElement("mark"), { className: "hl" });
      mark.dataset.note = note;
      words.replaceWith(mark);
      mark.append(words);
    }
  }
}

export function unmark(lesson) {
  for (const mark of lesson.querySelectorAll("mark.hl")) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent.normalize();
  }
}

const squeezed = (text) => text.replace(/\s+/g, "");
const reversed = (text) => [...text.slice(-CONTEXT * 2)].reverse().join("");

function common(one, other) {
  let count = 0;
  while (count < other.length && one[count] === other[count]) count += 1;
  return count;
}
