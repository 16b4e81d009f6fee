/** Moving the ends of a passage: by word, by sentence, to the next sentence, onto a quote. */

/** Where the words of a text stand: runs of anything but white space. */
export function findWords(text) {
  return [...text.matchAll(/\S+/g)].map((word) => ({ start: word.index, end: word.index + word[0].length }));
}

/** The span with one more of `stops` at one side, if there is one. */
export function widen({ start, end }, stops, side) {
  if (side === "end") {
    const later = stops.map((s) => s.end).filter((at) => at > end);
    return { start, end: later.length ? Math.min(...later) : end };
  }
  const earlier = stops.map((s) => s.start).filter((at) => at < start);
  return { start: earlier.length ? Math.max(...earlier) : start, end };
}

/** The span with one of `stops` less at one side; something always remains. */
export function narrow({ start, end }, stops, side) {
  if (side === "end") {
    const ends = stops.map((s) => s.end).filter((at) => start < at && at < end);
    return { start, end: ends.length ? Math.max(...ends) : end };
  }
  const starts = stops.map((s) => s.start).filter((at) => start < at && at < end);
  return { start: starts.length ? Math.min(...starts) : start, end };
}

/** The stop `step` places after (or before) that in which the span begins. */
export function neighbour(span, stops, step) {
  if (!stops.length) return span;
  const here = Math.max(0, stops.findLastIndex((s) => s.start <= span.start));
  return stops[Math.min(Math.max(here + step, 0), stops.length - 1)];
}

/** The span grown to whole words, or `null` where it holds none. */
export function snap(span, words) {
  const within = words.filter((word) => word.end > span.start && word.start < span.end);
  return within.length ? { start: within[0].start, end: within.at(-1).end } : null;
}

/** Where a quote stands in a text, white space and case aside; whole words come first. */
export function findQuote(text, quote) {
  const pieces = quote.trim().split(/\s+/).filter(Boolean).map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (!pieces.length) return null;
  const said = pieces.join("\\s+");
  const found = new RegExp(`(?<![\\p{L}\\p{N}_])${said}(?![\\p{L}\\p{N}_])`, "iu").exec(text) ?? new RegExp(said, "iu").exec(text);
  return found && { start: found.index, end: found.index + found[0].length };
}
