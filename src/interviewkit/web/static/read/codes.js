/** The codes of the codebook, those used last first where one asks for them. */

const KEPT = "interviewkit.recent", MOST = 9;

export class Codes extends EventTarget {
  constructor(list) {
    super();
    this.list = list;
    this._byId = new Map(list.map((code) => [code.id, code]));
    this._recent = recall();
  }

  get(id) { return this._byId.get(id); }

  label(id) { return this.get(id)?.label ?? id; }

  /** The number of its colour; a code that the codebook lost is grey. */
  colour(id) { return this.get(id)?.colour ?? 11; }

  /** Those used last, the very last first; as many as there are digits. */
  get recent() {
    const used = this._recent.filter((id) => this._byId.has(id));
    return [...used, ...this.list.map((code) => code.id).filter((id) => !used.includes(id))].slice(0, MOST).map((id) => this.get(id));
  }

  get last() { return this.get(this._recent.find((id) => this._byId.has(id))); }

  use(id) {
    this._recent = [id, ...this._recent.filter((each) => each !== id)].slice(0, MOST);
    try { localStorage.setItem(KEPT, JSON.stringify(this._recent)); } catch { /* forgotten with the page */ }
    this.dispatchEvent(new CustomEvent("changed"));
  }

  /** The codebook says something else now. */
  renew(list) {
    this.list = list;
    this._byId = new Map(list.map((code) => [code.id, code]));
    this.dispatchEvent(new CustomEvent("changed"));
  }

  /** Codes whose label or id holds all the words typed; those that begin with them first. */
  matching(typed) {
    const wanted = fold(typed).split(/\s+/u).filter(Boolean);
    const fits = this.list.filter((code) => wanted.every((word) => fold(`${code.label} ${code.id} ${code.theme}`).includes(word)));
    const begins = (code) => (wanted.length && fold(code.label).startsWith(wanted[0]) ? 0 : 1);
    return fits.sort((a, b) => begins(a) - begins(b));
  }

  /** The code that bears this very name. */
  named(typed) {
    const wanted = fold(typed.trim());
    return this.list.find((code) => fold(code.label) === wanted || fold(code.id) === wanted);
  }
}

/** Letters without case and accents. */
export const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function recall() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(kept) ? kept.filter((each) => typeof each === "string") : [];
  } catch { return []; }
}
