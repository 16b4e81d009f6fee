/** What a person does: shown at once, called saved once the server has it, taken off the page if refused. */
import { find } from "../base/dom.js";
import { attempt } from "../base/http.js";
import { tell } from "../base/status.js";
import { OWN, PROPOSAL } from "./transcript.js";

const PATIENCE = 600; // ms that an end may still be moved before it is sent

let newest = 0;

export class Acts {
  constructor(transcript, codes) {
    this.transcript = transcript;
    this.codes = codes;
    this._later = null;
    this._ids = new Map(); // the id a coding had before it was saved → the one it has
  }

  /** A code for a passage; resolves to the coding once it is saved. */
  async code(span, code, polarity = "+") {
    if (!this.knowsWho()) return null;
    this.flush();
    this.codes.use(code);
    const shown = this._own({ ...span, code, polarity, status: "accepted" });
    return this._instead([], shown, "code", () => ({ ...this.transcript.place(span), code, polarity }), `${this.codes.label(code)} saved`);
  }

  /** Another polarity, code or place for one's own coding; a proposal is accepted as changed. */
  change(coding, changes, { wait = false } = {}) {
    if (!this._mayChange(coding)) return;
    if (this._later && this._later.coding.id !== coding.id) this.flush();
    const first = this._later?.coding ?? coding;
    clearTimeout(this._later?.timer);
    this._later = { coding: first, changed: { ...coding, ...changes }, timer: setTimeout(() => this.flush(), PATIENCE) };
    this.transcript.put({ ...coding, ...changes, pending: true });
    if (!wait) this.flush();
  }

  /** Send what was put off while an end was being moved. */
  flush() {
    if (!this._later) return;
    const { coding, changed, timer } = this._later;
    this._later = null;
    clearTimeout(timer);
    const { code, polarity } = changed;
    const body = () => ({ id: this._known(coding.id), code, polarity, ...this.transcript.place(changed) });
    this._instead([coding], this._own(changed), coding.kind === PROPOSAL ? "accept" : "change", body, "saved");
  }

  withdraw(coding) {
    if (!this._mayChange(coding)) return;
    this.flush();
    this._instead([coding], null, "withdraw", () => ({ id: this._known(coding.id) }), `${this.codes.label(coding.code)} taken off`);
  }

  accept(proposal) {
    if (!this.knowsWho()) return;
    this.flush();
    this.codes.use(proposal.code);
    this._instead([], this._own({ ...proposal, status: "accepted" }), "accept", () => ({ id: proposal.id }), "accepted");
  }

  reject(proposal) {
    if (!this.knowsWho()) return;
    this.flush();
    this._instead([], this._own({ ...proposal, status: "rejected" }), "reject", () => ({ id: proposal.id }), "rejected");
  }

  /** Turns were read: none of the codes is there that was not given. */
  async read(positions, isRead = true) {
    if (!this.knowsWho() || !positions.length) return;
    this.flush();
    this.transcript.setRead(positions, isRead);
    const ids = positions.map((position) => this.transcript.turn(position).id);
    const answer = await this._send(isRead ? "read" : "unread", () => ({ turns: ids }), isRead ? "marked as read" : "unread again");
    if (!answer) this.transcript.setRead(positions, !isRead);
    this.apply(answer);
  }

  /** Take back what was done last, or do again what was taken back; resolves to what the server said of it. */
  async undo(isRedo = false) {
    if (!this.knowsWho()) return null;
    this.flush();
    const answer = await this._send(isRedo ? "redo" : "undo", () => ({}), "");
    this.apply(answer);
    if (answer) tell(`${isRedo ? "done again" : "undone"}: ${this._name(answer)}`);
    return answer;
  }

  /** Bring the page to what the server says. */
  apply(answer) {
    if (!answer) return;
    const { transcript } = this;
    for (const id of answer.retired) transcript.drop(id);
    for (const coding of answer.added) if (coding.transcript === transcript.name) transcript.arrive(coding);
    for (const [id, proposals] of Object.entries(answer.proposals)) {
      for (const turn of transcript.positionsOf([Number(id)])) transcript.propose(turn, proposals);
    }
    if (answer.memos) transcript.setMemos(answer.memos);
    const isRead = (ids, wanted) => { if (ids.length) transcript.setRead(transcript.positionsOf(ids), wanted); };
    isRead(answer.read, true);
    isRead(answer.unread, false);
  }

  /** Bring the page to where others have come. */
  follow(found) {
    this.transcript.mark = found.mark;
    this.apply(found);
    if (found.all_read) this.transcript.renewRead(found.all_read);
  }

  /** Show a coding instead of others, and tell the server; all as before where it refuses. */
  async _instead(before, shown, act, body, done) {
    if (shown) this.transcript.put(shown);
    for (const each of before) this.transcript.drop(each.id, shown?.id);
    const answer = await this._send(act, body, done);
    const saved = answer?.added[0] ?? null;
    if (shown && saved) this._ids.set(shown.id, saved.id);
    this.apply(answer);
    if (!answer) for (const each of before) this.transcript.put(each);
    if (shown && saved && this._later?.coding.id === shown.id) this._goOn(saved.id);
    if (shown) this.transcript.drop(shown.id, saved?.id ?? before[0]?.id);
    return saved;
  }

  /** What an act was about, in words. */
  _name({ code, about, transcript, position, read, unread }) {
    const elsewhere = transcript && transcript !== this.transcript.name ? ` of ${transcript}` : "";
    const at = position ? ` in turn ${position}${elsewhere}` : "";
    const what = code ? this.codes.label(code) : read.length || unread.length ? `${read.length + unread.length} turns read` : about || "what was noted";
    return what + at;
  }

  /** An end is still being moved of what was saved meanwhile. */
  _goOn(id) {
    this._later.coding = this.transcript.codings.get(id);
    this._later.changed = { ...this._later.changed, id };
    this.transcript.put({ ...this._later.changed, pending: true });
  }

  _own(coding) {
    return { ...coding, id: `new-${(newest += 1)}`, coder: this.transcript.me, kind: OWN, score: null, evidence: [], pending: true };
  }

  /** A body is made when its turn has come: by then what it names is saved. */
  _send(act, body, done) {
    return attempt(`/api/read/${act}`, { toJSON: () => ({ transcript: this.transcript.name, ...body() }) }, done);
  }

  _known(id) { return this._ids.get(id) ?? id; }

  _mayChange(coding) {
    if (!this.knowsWho()) return false;
    if (coding.kind === OWN || coding.kind === PROPOSAL) return true;
    tell(`that is a coding of ${coding.coder}; code the passage yourself (c)`);
    return false;
  }

  /** Whether it is known who codes here; else that is asked. */
  knowsWho() {
    if (this.transcript.me) return true;
    find("#who").click();
    return false;
  }
}
