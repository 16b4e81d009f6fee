/** Searching in the transcript: all hits of what is typed, whether they are drawn or not. */
import { find } from "../base/dom.js";
import { fold } from "./codes.js";

const MOST = 5000;
const IS_PLAIN = /^[\u0000-\u024f]*$/; // each of these signs folds to one

export class Finding {
  constructor({ transcript, sheet, focus }) {
    Object.assign(this, { transcript, sheet, focus });
    this.bar = find("#finding");
    this.input = find("#finding-text");
    this.told = find("#finding-told");
    this.hits = [];
    this.input.addEventListener("input", () => this._search());
    this.input.addEventListener("keydown", (event) => this._key(event));
    find("#finding-next").addEventListener("click", () => this.step(1));
    find("#finding-before").addEventListener("click", () => this.step(-1));
    find("#finding-close").addEventListener("click", () => this.close());
  }

  open() {
    this.bar.hidden = false;
    this.input.focus();
    this.input.select();
    if (this.input.value) this._search();
  }

  close() {
    this.bar.hidden = true;
    this.sheet.showFound([], null);
    this.sheet.scroll.element(this.focus.turn)?.focus({ preventScroll: true });
  }

  step(by) {
    if (!this.hits.length) return;
    this.at = (this.at + by + this.hits.length) % this.hits.length;
    this._show();
  }

  _search() {
    this.hits = findAll(this.transcript, this.input.value);
    this.at = Math.max(0, this.hits.findIndex((hit) => hit.turn >= this.focus.turn));
    this._show();
  }

  _show() {
    const now = this.hits[this.at] ?? null, most = this.hits.length >= MOST ? "the first " : "";
    this.told.textContent = now ? `${this.at + 1} of ${most}${this.hits.length}` : this.input.value.trim() ? "not here" : "";
    if (now) {
      this.sheet.scroll.show(now.turn, this.sheet.scroll.sees(now.turn) ? "nearest" : "center");
      this.focus.toTurn(now.turn);
    }
    this.sheet.showFound(this.hits, now);
  }

  _key(event) {
    if (event.key === "Enter") this.step(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }
}

/** Where a text occurs, whatever its case and accents; offsets are those of the turn's own text. */
export function findAll(transcript, typed) {
  const wanted = fold(typed.trim());
  if (!wanted) return [];
  const hits = [];
  for (let turn = 1; turn <= transcript.length && hits.length < MOST; turn += 1) {
    const text = transcript.turn(turn).text, plain = fold(text);
    if (!plain.includes(wanted)) continue;
    const back = IS_PLAIN.test(text) ? (at) => at : wayBack(text);
    for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + wanted.length)) {
      hits.push({ turn, start: back(at), end: back(at + wanted.length) });
    }
  }
  return hits;
}

/** From an offset of the folded text to that of the text: signs may fold to more or fewer. */
function wayBack(text) {
  const from = [];
  let at = 0;
  for (const sign of text) {
    for (let n = fold(sign).length; n > 0; n -= 1) from.push(at);
    at += sign.length;
  }
  return (folded) => from[folded] ?? text.length;
}
