/** Where the attention is: a turn, in it a chosen passage or a coding that is held. */

/** Listeners hear "moved" after every change; `detail` says what was there before. */
export class Focus extends EventTarget {
  turn = 1;
  span = null; // {turn, start, end}, not coded yet
  coding = null; // id of a coding

  toTurn(position) { this._set(position, null, null); }

  choose(span) { this._set(span ? span.turn : this.turn, span, null); }

  hold(coding) { this._set(coding ? coding.turn : this.turn, null, coding ? coding.id : null); }

  release() { this._set(this.turn, null, null); }

  _set(turn, span, coding) {
    const before = { turn: this.turn, span: this.span, coding: this.coding };
    const same = before.turn === turn && before.coding === coding && sameSpan(before.span, span);
    if (same) return;
    Object.assign(this, { turn, span, coding });
    this.dispatchEvent(new CustomEvent("moved", { detail: before }));
  }
}

function sameSpan(a, b) {
  if (!a || !b) return a === b;
  return a.turn === b.turn && a.start === b.start && a.end === b.end;
}
