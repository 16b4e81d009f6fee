/**
 * Ranges drawn into the text without touching it: one highlight for each style, as a style is what a
 * highlight has. A coding's style is its colour, whose it is, and the lane of its underline.
 */
import { assignLanes } from "./lanes.js";
import { drawBoxes } from "./boxes.js";

const COLOURS = 12, LANES = 4;
const KINDS = { own: "solid 2.5px", other: "solid 1px", proposal: "dashed 1.5px" };

export const hasHighlights = typeof CSS !== "undefined" && "highlights" in CSS;

const drawn = new Map();
let isReady = false;

/** The styles of all highlights; said by script, for there are many and each is one line of the same. */
function prepare() {
  isReady = true;
  const sheet = new CSSStyleSheet();
  for (let colour = 0; colour < COLOURS; colour += 1) {
    for (const [kind, line] of Object.entries(KINDS)) {
      for (let lane = 0; lane < LANES; lane += 1) {
        sheet.insertRule(`::highlight(${nameOf(colour, kind, lane)}) {` +
          `text-decoration: underline ${line} var(--code-${colour}); text-underline-offset: ${3.5 + 3.5 * lane}px; text-decoration-skip-ink: none }`);
      }
    }
  }
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

const nameOf = (colour, kind, lane) => `code-${colour}-${kind}-${Math.min(lane, LANES - 1)}`;

/** Draw what stands in a turn; what was drawn in it before goes. */
export function drawMarks(position, line, codings, colourOf) {
  clearMarks(position);
  const lanes = assignLanes(codings);
  if (!hasHighlights) return drawBoxes(line, codings.map((each, at) => ({ ...each, colour: colourOf(each.code), lane: lanes[at] })));
  if (!isReady) prepare();
  const list = codings.map((each, at) => add(nameOf(colourOf(each.code), each.kind, lanes[at]), line.firstChild, each));
  drawn.set(position, list.filter(Boolean));
}

export function clearMarks(position) {
  for (const [highlight, range] of drawn.get(position) ?? []) highlight.delete(range);
  drawn.delete(position);
}

/** Show one kind of passing mark ("chosen", "found", "found-now", "held") at these places. */
export function showPassing(name, places) {
  if (!hasHighlights) return;
  CSS.highlights.delete(name);
  const ranges = places.map(({ line, start, end }) => rangeOf(line.firstChild, start, end)).filter(Boolean);
  if (!ranges.length) return;
  const highlight = new Highlight(...ranges);
  highlight.priority = 1;
  CSS.highlights.set(name, highlight);
}

function add(name, node, { start, end }) {
  const range = rangeOf(node, start, end);
  if (!range) return null;
  if (!CSS.highlights.has(name)) CSS.highlights.set(name, new Highlight());
  const highlight = CSS.highlights.get(name);
  highlight.add(range);
  return [highlight, range];
}

function rangeOf(node, start, end) {
  if (!node || end > node.length) return null;
  return new StaticRange({ startContainer: node, startOffset: start, endContainer: node, endOffset: end });
}
