/** The transcript as this page knows it: turns, what stands in them, by whom, and what I have read. */
import { offsetsOf } from "../base/offsets.js";

export const OWN = "own", OTHER = "other", PROPOSAL = "proposal";

/**
 * Offsets of codings are in the units of JavaScript strings here; the server's are converted on
 * arrival. Listeners hear "turn" (detail: its position), "codings" and "read".
 */
export class Transcript extends EventTarget {
  constructor(told) {
    super();
    this.name = told.name;
    this.me = told.me;
    this.speakers = told.speakers;
    this.turns = told.turns;
    this.codings = new Map();
    this.memos = new Map();
    this.read = new Set(); // for every code
    this.begun = new Set(); // for some: codes came since
    this.questions = told.questions ?? {};
    this.others = told.others ?? {};
    this.mark = told.mark;
    this.isBlind = told.blind;
    this._positions = new Map(told.turns.map((turn, index) => [turn.id, index + 1]));
    this._at = new Map();
    this._offsets = new Map();
    this._fill(told);
  }

  /** The same turns, their words and what stands in them by now; false where the turns are others. */
  renew(told) {
    if (told.turns.length !== this.turns.length || told.turns.some((turn, at) => turn.id !== this.turns[at].id)) return false;
    const reworded = this.turns.map((turn, at) => (turn.text === told.turns[at].text ? 0 : at + 1)).filter(Boolean);
    for (const position of reworded) {
      Object.assign(this.turn(position), { text: told.turns[position - 1].text, times: told.turns[position - 1].times });
      this._offsets.delete(position);
    }
    const pending = [...this.codings.values()].filter((each) => each.pending);
    const before = new Set([...this._at.keys(), ...this.begun]);
    for (const old of [this.codings, this.memos, this.read, this.begun, this._at]) old.clear();
    this._fill(told);
    for (const coding of pending) this._hold(coding);
    this.mark = told.mark;
    for (const position of reworded) this._tell("text", position);
    for (const turn of new Set([...before, ...this._at.keys(), ...this.read])) this._tell("turn", turn);
    for (const kind of ["codings", "read", "memos"]) this._tell(kind);
    return true;
  }

  _fill(told) {
    for (const coding of [...told.codings, ...told.proposals]) this._hold(this._arrived(coding));
    this._fillMemos(told.memos);
    for (const position of this.positionsOf(told.read)) this.read.add(position);
    for (const position of this.positionsOf(told.begun)) this.begun.add(position);
  }

  get length() { return this.turns.length; }

  turn(position) { return this.turns[position - 1]; }

  speaker(position) { return this.speakers[this.turn(position).speaker]; }

  /** When a passage was said, in seconds, where the file times stretches of its turn; else null. */
  timeOf(span) {
    const { times } = this.turn(span.turn), { toPoints } = this.offsets(span.turn);
    const start = toPoints(span.start), end = toPoints(span.end);
    const own = times.filter(([begin], at) => begin < end && (times[at + 1]?.[0] ?? Infinity) > start);
    return own.find(([, second]) => second !== null)?.[1] ?? null;
  }

  offsets(position) {
    let known = this._offsets.get(position);
    if (!known) this._offsets.set(position, (known = offsetsOf(this.turn(position).text)));
    return known;
  }

  /** What stands in a turn, in order of place. */
  codingsOf(position) { return this._at.get(position) ?? []; }

  memosOf(position) { return [...this.memos.values()].filter((memo) => memo.turn === position); }

  quote(coding) { return this.turn(coding.turn).text.slice(coding.start, coding.end); }

  /** A passage in the server's count. */
  place(span) {
    const { toPoints } = this.offsets(span.turn);
    return { turn: this.turn(span.turn).id, start: toPoints(span.start), end: toPoints(span.end), quote: this.quote(span) };
  }

  /** The positions of turns by the server's ids; those of other transcripts are left out. */
  positionsOf(ids) { return ids.map((id) => this._positions.get(id)).filter(Boolean); }

  /** A coding that the server told of. */
  arrive(coding) { this.put(this._arrived(coding)); }

  /** What is proposed in a turn now, instead of what was. */
  propose(turn, proposals) {
    const wanted = new Set(proposals.map((each) => each.id));
    for (const old of this.codingsOf(turn)) if (old.kind === PROPOSAL && !wanted.has(old.id)) this.drop(old.id);
    for (const each of proposals) this.arrive(each);
  }

  put(coding) {
    this._hold(coding);
    this._tell("turn", coding.turn);
    this._tell("codings");
  }

  /** Take one off the page; `heir` is the id of the coding that stands in its place, if one does. */
  drop(id, heir = null) {
    const gone = this.codings.get(id);
    if (!gone) return;
    this._let(gone);
    this._tell("gone", { id, heir: this.codings.get(heir) ?? null });
    this._tell("turn", gone.turn);
    this._tell("codings");
  }

  /** The memos that stand by now. */
  setMemos(memos) {
    const turns = new Set([...this.memos.values()].map((memo) => memo.turn));
    this.memos.clear();
    this._fillMemos(memos);
    for (const memo of this.memos.values()) turns.add(memo.turn);
    for (const turn of turns) this._tell("turn", turn);
    this._tell("memos");
  }

  setRead(positions, isRead) {
    for (const position of positions) {
      this.read[isRead ? "add" : "delete"](position);
      this.begun[isRead ? "add" : "delete"](position);
      this._tell("turn", position);
    }
    this._tell("read");
  }

  /** All turns that I have read by now, by their ids. */
  renewRead(ids) {
    const wanted = new Set(this.positionsOf(ids));
    const gone = [...this.read].filter((position) => !wanted.has(position)), come = [...wanted].filter((position) => !this.read.has(position));
    if (gone.length) this.setRead(gone, false);
    if (come.length) this.setRead(come, true);
  }

  _fillMemos(memos) {
    for (const memo of memos) {
      for (const turn of this.positionsOf([memo.turn])) this.memos.set(memo.id, { ...memo, turn });
    }
  }

  _arrived(coding) {
    const { toUnits } = this.offsets(coding.turn);
    return { ...coding, start: toUnits(coding.start), end: toUnits(coding.end) };
  }

  _hold(coding) {
    const before = this.codings.get(coding.id);
    if (before) this._let(before);
    this.codings.set(coding.id, coding);
    const here = this._at.get(coding.turn) ?? [];
    here.push(coding);
    here.sort((a, b) => a.start - b.start || b.end - a.end || (a.code < b.code ? -1 : 1));
    this._at.set(coding.turn, here);
  }

  _let(coding) {
    this.codings.delete(coding.id);
    this._at.set(coding.turn, this.codingsOf(coding.turn).filter((each) => each.id !== coding.id));
  }

  _tell(kind, detail) { this.dispatchEvent(new CustomEvent(kind, { detail })); }
}
