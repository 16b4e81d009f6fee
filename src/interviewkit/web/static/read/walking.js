/** Ways through the transcript: turns, unread turns, proposals, the codings of a turn. */

export class Walking {
  constructor({ transcript, focus, sheet, choices }) { Object.assign(this, { transcript, focus, sheet, choices }); }

  /** The turn before or after; where one has scrolled away, the first in sight. */
  step(by) {
    const { focus, sheet } = this;
    this.to(sheet.scroll.sees(focus.turn) ? focus.turn + by : sheet.scroll.firstSeen);
  }

  to(position, where = "nearest") {
    this.sheet.go(Math.min(this.transcript.length, Math.max(1, position)), where);
  }

  /** The next turn (or the one before) that is not read; false where all are. */
  unread(by) {
    for (let at = this.focus.turn + by; at >= 1 && at <= this.transcript.length; at += by) {
      if (!this.transcript.read.has(at)) return this.to(at), true;
    }
    return false;
  }

  /** The proposal after (or before) the place of attention, round the end where it must; false where there is none. */
  proposal(by) {
    return this._next(by, (each) => each.kind === "proposal");
  }

  _next(by, fits) {
    const here = this.transcript.codings.get(this.focus.coding), { length } = this.transcript;
    for (let away = 0; away <= length; away += 1) {
      const turn = 1 + (((this.focus.turn - 1 + by * away) % length) + length) % length;
      const found = this.sheet.shownIn(turn).filter(fits);
      const further = away || !here ? found : found.filter((each) => by * compare(each, here) > 0);
      const next = further.at(by > 0 ? 0 : -1);
      if (next) return this.hold(next), true;
    }
    return false;
  }

  /** The next passage of a code, round the end; false where it stands nowhere. */
  code(code) {
    return this._next(1, (each) => each.code === code);
  }

  /** Hold a coding where it stands. */
  hold(coding) {
    this.sheet.scroll.show(coding.turn);
    this.sheet.scroll.element(coding.turn)?.focus({ preventScroll: true });
    this.focus.hold(coding);
  }

  /** The codings at an offset of a turn, one after the other with every click. */
  cycle(position, offset) {
    const here = this.sheet.shownIn(position).filter((each) => offset !== null && each.start <= offset && offset < each.end);
    if (!here.length) return this.focus.toTurn(position);
    const at = here.findIndex((each) => each.id === this.focus.coding);
    this.focus.hold(here[(at + 1) % here.length]);
  }

  /** How many proposals wait in the transcript. */
  get waiting() {
    let n = 0;
    for (let turn = 1; turn <= this.transcript.length; turn += 1) n += this.sheet.shownIn(turn).filter((each) => each.kind === "proposal").length;
    return n;
  }
}

/** Which of two codings of a turn comes first. */
const compare = (a, b) => a.start - b.start || b.end - a.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
