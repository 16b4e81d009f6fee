/** The transcript on the page: what is near the window is drawn, and drawn anew where something changed. */
import { clearMarks, drawMarks, showPassing } from "./marks.js";
import { Scroll } from "./scroll.js";
import { drawStripes, measureStripes, openStripes } from "./stripes.js";
import { buildTurn, tellTurn } from "./turn.js";

const LETTERS_A_PIXEL = 1 / 8.1; // of the text's font, for guesses

export class Sheet {
  constructor({ transcript, focus, codes, choices, scroller, room, feed }) {
    Object.assign(this, { transcript, focus, codes, choices, feed });
    this.found = { hits: [], now: null };
    this.scroll = new Scroll({
      scroller, room, feed, count: transcript.length,
      guess: (position) => this._guess(position),
      build: (position) => buildTurn(transcript, position),
      shown: (positions) => this._mark(positions),
      gone: clearMarks,
    });
    this._stale = new Set();
    transcript.addEventListener("turn", ({ detail }) => this._again(detail));
    transcript.addEventListener("text", ({ detail }) => this._retext(detail));
    focus.addEventListener("moved", ({ detail }) => this._moved(detail));
    choices.addEventListener("changed", () => this._mark([...this.scroll.elements.keys()]));
  }

  /** What is shown in a turn: proposals may be switched off, and what was refused is not drawn. */
  shownIn(position) {
    return this.choices.among(this.transcript.codingsOf(position));
  }

  /** Bring a turn into view and give it the attention of the keyboard. */
  go(position, where = "nearest") {
    this.scroll.show(position, where);
    this.focus.toTurn(position);
    this.scroll.element(position)?.focus({ preventScroll: true });
  }

  line(position) { return this.scroll.element(position)?.querySelector(".said p"); }

  /** Where a span stands in the window; `null` where its turn is not drawn. */
  boxOf({ turn, start, end }) {
    const node = this.line(turn)?.firstChild;
    if (!node) return null;
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    const boxes = range.getClientRects();
    return boxes.length ? boxes[boxes.length - 1] : range.getBoundingClientRect();
  }

  /** Hits of a search: spans, and which of them one is at. */
  showFound(hits, now) {
    this.found = { hits, now };
    this._passing();
  }

  _again(position) {
    if (!this._stale.size) queueMicrotask(() => { const all = [...this._stale]; this._stale.clear(); this._mark(all); });
    this._stale.add(position);
  }

  _retext(position) {
    const line = this.line(position);
    if (line) line.textContent = this.transcript.turn(position).text;
    this._mark([position]);
    this.scroll.draw();
  }

  _mark(positions) {
    const drawn = positions.map((position) => [position, this.scroll.element(position)]).filter(([, element]) => element);
    const shown = drawn.map(([position, element]) => [position, element, this.shownIn(position)]);
    const measured = shown.map(([, element, codings]) => measureStripes(element, codings));
    const labelOf = (code) => this.codes.label(code), colourOf = (code) => this.codes.colour(code);
    shown.forEach(([position, element, codings], at) => {
      drawMarks(position, element.querySelector(".said p"), codings, colourOf);
      drawStripes(element, measured[at], { labelOf, colourOf, held: this.focus.coding, hold: (coding) => this.focus.hold(coding), inTurn: position === this.focus.turn });
      tellTurn(element, this.transcript, position, codings, labelOf);
      element.classList.toggle("here", position === this.focus.turn);
    });
    this._passing();
  }

  _moved(before) {
    const [old, now] = [this.scroll.element(before.turn), this.scroll.element(this.focus.turn)];
    if (old !== now) {
      old?.classList.remove("here");
      openStripes(old, false);
      now?.classList.add("here");
      openStripes(now, true);
    }
    for (const stripe of this.feed.querySelectorAll(".stripe[aria-pressed=true]")) stripe.setAttribute("aria-pressed", "false");
    const held = this.focus.coding === null ? null : now?.querySelector(`.stripe[data-coding="${CSS.escape(this.focus.coding)}"]`);
    held?.setAttribute("aria-pressed", "true");
    this._passing();
  }

  _passing() {
    const at = (span) => ({ ...span, line: this.line(span.turn) });
    const near = (spans) => spans.filter((span) => span && this.scroll.element(span.turn)).map(at);
    showPassing("chosen", near([this.focus.span]));
    showPassing("held", near([this.transcript.codings.get(this.focus.coding)]));
    showPassing("found", near(this.found.hits));
    showPassing("found-now", near([this.found.now]));
  }

  _guess(position) {
    const width = Math.min(this.feed.clientWidth || 700, 680);
    const lines = Math.ceil((this.transcript.turn(position).text.length + 8) / (width * LETTERS_A_PIXEL));
    return 46 + 30 * Math.max(1, lines);
  }
}
