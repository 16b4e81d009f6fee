/** Places in a text are set off without touching it: the text stays one node (CSS Custom Highlight API). */

export const canHighlight = "highlights" in CSS;

/** Set off these spans ({start, end} in UTF-16 units) of a text node under a name of the style sheet. */
export function paint(name, node, spans) {
  if (!canHighlight) return;
  if (!node || !spans.length) {
    CSS.highlights.delete(name);
    return;
  }
  const highlight = new Highlight(...spans.map((span) => rangeOf(node, span)));
  highlight.priority = 1;
  CSS.highlights.set(name, highlight);
}

function rangeOf(node, { start, end }) {
  const range = new Range();
  range.setStart(node, Math.min(start, node.length));
  range.setEnd(node, Math.min(end, node.length));
  return range;
}

/** What is selected with the mouse inside of a text node, as a span; `null` where nothing is. */
export function selectedIn(node) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(node)) return null;
  const start = range.startContainer === node ? range.startOffset : 0;
  const end = range.endContainer === node ? range.endOffset : node.length;
  return end > start ? { start, end } : null;
}
