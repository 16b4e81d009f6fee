/** What is done at the desk, whichever way it is asked for: by a key, a click, or a button beside the text. */
import { find } from "../base/dom.js";
import { tell } from "../base/status.js";
import { openDrawer } from "./drawers.js";
import { Notes } from "./notes.js";
import { Palette } from "./palette.js";
import { listenToPointer } from "./pointing.js";
import { SideList } from "./sidelist.js";
import { counted, describe } from "./words.js";

export class Desk {
  constructor(parts) {
    Object.assign(this, parts);
    this.palette = new Palette({
      codes: this.codes,
      chosen: (code, polarity) => this.give(code, polarity),
      invented: (label, polarity) => this.invent(label, polarity),
      closed: (isBack) => { if (isBack) this.sheet.scroll.element(this.focus.turn)?.focus({ preventScroll: true }); },
    });
    this.side = new SideList({ ...parts, pressed: (code) => this.press(code) });
    this.notes = new Notes({ ...parts, does: this.deeds() });
    listenToPointer(find("#turns"), (turn) => this.transcript.turn(turn).text, {
      chosen: (span) => this.chose(span),
      clicked: (turn, offset) => this.walking.cycle(turn, offset),
      touched: (span) => this.touch(span),
    });
    this._watch();
  }

  get held() { return this.choosing.held; }

  // -- coding -------------------------------------------------------------------------------------

  /** A passage was chosen with the mouse: the palette opens at it. */
  chose(span) {
    if (!span) return;
    if (span.isCut) tell("a passage lies in one turn: what you chose of others is left out");
    this.focus.choose({ turn: span.turn, start: span.start, end: span.end });
    getSelection().removeAllRanges();
    this.openPalette();
  }

  touch(span) {
    if (span) this.focus.choose({ turn: span.turn, start: span.start, end: span.end });
    find("#touch-code").hidden = !this.focus.span;
  }

  /** The palette at the chosen passage; to `recode`, what is chosen there takes the place of the held code. */
  openPalette({ typed = "", recode = false } = {}) {
    this.recoding = recode ? this.held : null;
    const target = this.choosing.target;
    if (!target) return;
    this.sheet.scroll.show(target.turn);
    const quote = this.transcript.quote(target), box = this.sheet.boxOf(target);
    this.palette.open(box ?? { left: 40, top: 80, bottom: 100 }, quote, { typed, only: recode });
  }

  /** A code for what is chosen, for the place of a held coding, or the whole turn. */
  async give(code, polarity = "+") {
    const before = this.recoding;
    this.recoding = null;
    if (before) {
      this.codes.use(code);
      return this.acts.change(before, { code, polarity });
    }
    const span = this.choosing.target;
    if (!span) return;
    const saving = this.acts.code(span, code, polarity);
    this.focus.hold(this.transcript.codingsOf(span.turn).find((each) => each.pending && each.code === code && each.start === span.start) ?? null);
    if (!this.focus.coding) this.focus.toTurn(span.turn);
    return saving;
  }

  /** A digit: the recent code of that number. */
  giveRecent(digit) {
    const code = this.codes.recent[digit - 1];
    if (code) this.give(code.id);
  }

  /** Another code instead of the held one. */
  recode() {
    if (!this.held) return tell("hold a coding first: click it, or Tab to it");
    if (this.held.kind === "other") return this.openPalette();
    this.openPalette({ recode: true });
  }

  /** A code of the side list was pressed: it is given to what is chosen; else one goes where it stands. */
  press(code) {
    this.palette.close(false);
    if (this.focus.span) return this.give(code.id);
    if (!this.walking.code(code.id)) tell("it stands nowhere here; choose a passage first to give it");
  }

  async invent(label, polarity) {
    const span = this.choosing.target;
    if (!span || !this.acts.knowsWho()) return;
    const made = await this.writing.invent(span, label, polarity);
    if (made !== null) this.focus.hold(this.transcript.codings.get(made));
  }

  pole(polarity) {
    const { held } = this;
    if (!held) return;
    const wanted = polarity ?? (held.polarity === "-" ? "+" : "-");
    if (wanted === held.polarity) return;
    const code = this.codes.get(held.code);
    if (code && !code.polarity.includes(wanted)) return tell(`${code.label} is only ever ${code.polarity.join(" ")}: its polarity is set in the codebook`);
    this.acts.change(held, { polarity: wanted });
  }

  // -- proposals ----------------------------------------------------------------------------------

  accept() { this._answer("accept"); }

  /** Refuse a proposal; take off a coding of one's own. */
  reject() {
    if (this.held?.kind === "own") this.acts.withdraw(this.held);
    else this._answer("reject");
  }

  _answer(act) {
    const proposal = this.held;
    if (proposal?.kind !== "proposal") return tell("no proposal is held: n goes to the next");
    this.acts[act](proposal);
    if (!this.walking.proposal(1)) tell("no proposals are left here");
  }

  nextProposal(by) {
    if (!this.choices.proposals) return tell("proposals are switched off");
    if (!this.walking.proposal(by)) tell("no proposals wait here");
  }

  why() {
    if (this.held?.kind !== "proposal" && !this.walking.proposal(1)) return tell("no proposals wait here");
    openDrawer("notes");
    this.notes.draw();
    find("#notes-body").querySelector(".why")?.focus();
  }

  // -- reading, undoing ---------------------------------------------------------------------------

  /** From the turn after the last one read before here, to here. */
  readHere() {
    const to = this.focus.turn, { read } = this.transcript;
    const turns = [];
    for (let at = to; at >= 1 && !read.has(at); at -= 1) turns.unshift(at);
    if (!turns.length) return tell("this turn is read already");
    this.acts.read(turns);
  }

  unread() {
    if (this.transcript.read.has(this.focus.turn)) this.acts.read([this.focus.turn], false);
    else tell("this turn is not read yet");
  }

  async undo(isRedo) {
    const answer = await this.acts.undo(isRedo);
    if (answer && !answer.added.length && !answer.retired.length) await this.refresh();
    if (!answer?.position) return;
    if (answer.transcript === this.transcript.name) this.walking.to(answer.position);
    else location.assign(`/read/${answer.transcript.split("/").map(encodeURIComponent).join("/")}#turn-${answer.position}`);
  }

  // -- writing ------------------------------------------------------------------------------------

  memo() {
    if (this.acts.knowsWho()) this.writing.memo({ turn: this.focus.turn, span: this.focus.span, coding: this.held });
  }

  deeds() {
    return {
      accept: () => this.accept(), reject: () => this.reject(), withdraw: () => this.acts.withdraw(this.held),
      pole: () => this.pole(), recode: () => this.recode(), same: () => this.acts.code({ ...this.held }, this.held.code, this.held.polarity),
      memo: () => this.memo(), editMemo: (old) => this.writing.memo({ turn: old.turn, old }),
      typo: () => this.writing.typo(this.focus.turn), read: () => this.readHere(), unread: () => this.unread(),
      example: () => this.illustrate(false), nearMiss: () => this.illustrate(true), cite: () => this.cite(),
    };
  }

  illustrate(nearMiss) { if (this.held) this.writing.illustrate(this.held, nearMiss); }

  cite() { if (this.held) this.writing.cite(this.held); }

  // -- what is told -------------------------------------------------------------------------------

  _watch() {
    const { transcript, focus, choices } = this;
    transcript.addEventListener("gone", ({ detail: { id, heir } }) => { if (focus.coding === id) heir ? focus.hold(heir) : focus.release(); });
    transcript.addEventListener("read", () => this._tellRead());
    transcript.addEventListener("codings", () => this._tellWaiting());
    focus.addEventListener("moved", ({ detail: before }) => {
      if (before.turn !== focus.turn) history.replaceState(null, "", `#turn-${focus.turn}`);
      find("#touch-code").hidden = !focus.span || !matchMedia("(pointer: coarse)").matches;
      this._tellHeld();
    });
    choices.addEventListener("changed", () => this._tellWaiting());
    find("#proposals").addEventListener("click", () => { choices.proposals = !choices.proposals; });
    find("#touch-code").addEventListener("click", () => this.openPalette());
    find("#find").addEventListener("click", () => this.finding.open());
    document.addEventListener("copy", (event) => this._copy(event));
    this._tellRead();
    this._tellWaiting();
  }

  _tellRead() {
    const { read, begun, length } = this.transcript, again = begun.size - read.size;
    find("#read-told").textContent = `${read.size} of ${counted(length, "turn")} read`;
    find("#read-told").title = again > 0 ? `${counted(again, "turn")} more were read before codes were added: read them again for the new ones (r)` : "";
    find("#read-bar").value = read.size / length;
  }

  _tellWaiting() {
    const button = find("#proposals");
    button.setAttribute("aria-pressed", String(this.choices.proposals));
    clearTimeout(this._counting);
    this._counting = setTimeout(() => { button.title = this.choices.proposals ? `${counted(this.walking.waiting, "proposal")} wait here; press to hide them` : "show what machines propose"; }, 200);
  }

  /** What is held or chosen, for those who hear the page. */
  _tellHeld() {
    const { span } = this.focus, { held } = this;
    const told = held && describe(held, this.codes.label(held.code), this.transcript.quote(held));
    find("#heard").textContent = span ? `chosen: ${this.transcript.quote(span)}` : told ?? "";
  }

  _copy(event) {
    const at = this.focus.span ?? this.held;
    if (!at || !getSelection().isCollapsed || event.target.closest?.("input, textarea")) return;
    event.clipboardData.setData("text/plain", this.transcript.quote(at));
    event.preventDefault();
  }
}
