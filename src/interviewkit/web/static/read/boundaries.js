/** Where words and sentences begin and end, in any script. Spans are [start, end) of a text. */

const words = new Intl.Segmenter(undefined, { granularity: "word" });
const sentences = new Intl.Segmenter(undefined, { granularity: "sentence" });

/** The words of a text, without what stands between them. */
export function wordsOf(text) {
  return [...words.segment(text)].filter((each) => each.isWordLike).map(spanOf);
}

export function sentencesOf(text) {
  return [...sentences.segment(text)].map(spanOf).map((span) => trim(text, span)).filter(Boolean);
}

/** The span without blanks at its ends; `null` where nothing is left. */
export function trim(text, { start, end }) {
  while (start < end && /\s/u.test(text[start])) start += 1;
  while (end > start && /\s/u.test(text[end - 1])) end -= 1;
  return start < end ? { start, end } : null;
}

/** The span widened to whole words. */
export function snap(text, span) {
  const tight = trim(text, span);
  if (!tight) return null;
  const [first, last] = [words.segment(text).containing(tight.start), words.segment(text).containing(tight.end - 1)];
  return { start: first.index, end: last.index + last.segment.length };
}

/** The sentence in which an offset lies. */
export function sentenceAt(text, at) {
  const all = sentencesOf(text);
  return all.find((each) => at < each.end) ?? all.at(-1) ?? null;
}

/** The end moved by so many units (words or sentences), never before the first of the span. */
export function moveEnd(units, { start, end }, by) {
  const ends = units.map((each) => each.end).filter((each) => each > start);
  const next = by > 0 ? ends.find((each) => each > end) : ends.findLast((each) => each < end);
  return { start, end: next ?? end };
}

/** The same for the start. */
export function moveStart(units, { start, end }, by) {
  const starts = units.map((each) => each.start).filter((each) => each < end);
  const next = by > 0 ? starts.find((each) => each > start) : starts.findLast((each) => each < start);
  return { start: next ?? start, end };
}

const spanOf = ({ index, segment }) => ({ start: index, end: index + segment.length });
