/** Choosing by keys: sentences and words of the turn that has the attention, and the ends of what is chosen. */
import { moveEnd, moveStart, sentencesOf, snap, wordsOf } from "./boundaries.js";

export class Choosing {
  constructor({ transcript, focus, acts, sheet }) { Object.assign(this, { transcript, focus, acts, sheet }); }

  get text() { return this.transcript.turn(this.focus.turn).text; }

  /** What a code would be given to: the chosen passage, else the place of the held coding, else the turn. */
  get target() {
    const { turn, span } = this.focus;
    if (span) return span;
    return this.held ? placeOf(this.held) : this.whole(turn);
  }

  get held() { return this.transcript.codings.get(this.focus.coding) ?? null; }

  whole(turn) {
    const text = this.transcript.turn(turn).text, span = snap(text, { start: 0, end: text.length });
    return span && { turn, ...span };
  }

  /** The first sentence, or the one after (or before) what is chosen. */
  sentence(by) {
    const all = sentencesOf(this.text), at = this._place();
    const next = at ? (by > 0 ? all.find((each) => each.start >= at.end) : all.findLast((each) => each.end <= at.start)) : all.at(by > 0 ? 0 : -1);
    this._choose(next ?? all.at(by > 0 ? 0 : -1));
  }

  /** The whole turn. */
  turn() { this._choose(this.whole(this.focus.turn)); }

  /** The end of what is chosen moved by a word or a sentence. */
  end(by, unit = "word") { this._move(moveEnd, by, unit); }

  start(by, unit = "word") { this._move(moveStart, by, unit); }

  _move(move, by, unit) {
    const units = unit === "word" ? wordsOf(this.text) : sentencesOf(this.text);
    const at = this._place();
    if (!at) return this._choose(units.at(0));
    const moved = move(units, at, by);
    if (this.held) this.acts.change(this.held, moved, { wait: true });
    else this._choose(moved);
  }

  _place() { return this.focus.span ?? (this.held ? placeOf(this.held) : null); }

  _choose(span) {
    if (!span) return;
    this.focus.choose({ turn: this.focus.turn, start: span.start, end: span.end });
    this.sheet.scroll.show(this.focus.turn);
  }
}

const placeOf = ({ turn, start, end }) => ({ turn, start, end });
