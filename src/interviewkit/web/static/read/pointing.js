/** Choosing by mouse or finger: a drag snaps to words, two clicks take the sentence, three the turn. */
import { sentenceAt, snap } from "./boundaries.js";

/** `chosen(span)` is told a passage, `clicked(position, offset)` a plain click on the text. */
export function listenToPointer(feed, textOf, { chosen, clicked, touched }) {
  let kind = "mouse";
  feed.addEventListener("pointerdown", (event) => { kind = event.pointerType; });
  feed.addEventListener("click", (event) => {
    const line = event.target.closest(".said p");
    const span = spanOfSelection(feed, textOf);
    if (event.detail >= 2 && line) return chosen(byClicks(event, line, textOf));
    if (span) return kind === "mouse" ? chosen(span) : touched(span);
    const turn = event.target.closest(".turn");
    if (turn && !event.target.closest("button, a")) clicked(positionOf(turn), line ? offsetAt(event, line) : null);
  });
  document.addEventListener("mouseup", ({ target }) => { // a drag that ended outside of the text it began in
    if (feed.contains(target) && target.closest(".said p")) return;
    const span = spanOfSelection(feed, textOf);
    if (span && !target.closest?.("#codes, .palette")) chosen(span);
  });
  document.addEventListener("selectionchange", () => {
    if (kind !== "mouse") touched(spanOfSelection(feed, textOf));
  });
}

function byClicks(event, line, textOf) {
  const turn = positionOf(line.closest(".turn")), text = textOf(turn);
  const at = offsetAt(event, line) ?? 0;
  const span = event.detail === 2 ? sentenceAt(text, at) : snap(text, { start: 0, end: text.length });
  return span && { turn, ...span };
}

/** What the browser has selected, snapped to words; of several turns, the part in which it began. */
export function spanOfSelection(feed, textOf) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!feed.contains(range.commonAncestorContainer)) return null;
  const anchor = lineOf(selection.anchorNode) ?? lineOf(range.startContainer) ?? lineOf(range.endContainer);
  if (!anchor) return null;
  const node = anchor.firstChild;
  const start = range.startContainer === node ? range.startOffset : 0;
  const end = range.endContainer === node ? range.endOffset : node.length;
  const turn = positionOf(anchor.closest(".turn"));
  const span = snap(textOf(turn), { start, end });
  const isCut = range.startContainer !== node && lineOf(range.startContainer) !== anchor || lineOf(range.endContainer) && lineOf(range.endContainer) !== anchor;
  return span && { turn, ...span, isCut: Boolean(isCut) };
}

const lineOf = (node) => (node instanceof Element ? node : node?.parentElement)?.closest?.(".said p") ?? null;
const positionOf = (turn) => Number(turn.dataset.position);

/** The offset of the text at which the pointer is. */
function offsetAt({ clientX, clientY }, line) {
  const spot = document.caretPositionFromPoint?.(clientX, clientY);
  if (spot) return spot.offsetNode === line.firstChild ? spot.offset : null;
  const range = document.caretRangeFromPoint?.(clientX, clientY);
  return range?.startContainer === line.firstChild ? range.startOffset : null;
}
