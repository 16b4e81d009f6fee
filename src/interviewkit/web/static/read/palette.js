/** The palette at a passage: type to filter, a digit for a recent code, Enter codes. */
import { make } from "../base/dom.js";
import { tell } from "../base/status.js";
import { shorten, sign } from "./words.js";

const ROWS = 8;

export class Palette {
  /** `chosen(code, polarity)` codes; `invented(label, polarity)` makes a new code of these words. */
  constructor({ codes, chosen, invented, closed }) {
    Object.assign(this, { codes, chosen, invented, closed });
    this.input = make("input", { type: "text", role: "combobox", "aria-expanded": "true", "aria-controls": "palette-list", "aria-autocomplete": "list", "aria-label": "Code for the passage", autocomplete: "off", spellcheck: "false", placeholder: "type a code" });
    this.list = make("div", { id: "palette-list", role: "listbox", "aria-label": "Codes" });
    this.pole = make("button", { type: "button", class: "pole", title: "for or against (+ −)" });
    this.hint = make("p", { class: "palette-hint" });
    this.box = make("div", { class: "palette", role: "dialog", "aria-label": "Code the passage", hidden: true },
      make("div", { class: "palette-top" }, this.pole, this.input), this.list, this.hint);
    document.body.append(this.box);
    this.input.addEventListener("input", () => this._typed());
    this.input.addEventListener("keydown", (event) => this._key(event));
    this.pole.addEventListener("click", () => this._turn(this.polarity === "+" ? "-" : "+"));
    this.box.addEventListener("focusout", ({ relatedTarget }) => { if (relatedTarget && !this.box.contains(relatedTarget)) this.close(false); });
    document.addEventListener("pointerdown", ({ target }) => { if (this.isOpen && !this.box.contains(target) && !target.closest("#codes")) this.close(false); });
  }

  get isOpen() { return !this.box.hidden; }

  /** Open below a box of the window; `quote` is what would become the name of a new code. */
  open(at, quote, { typed = "", only = "" } = {}) {
    this.quote = quote;
    this.only = only;
    this.polarity = "+";
    this.row = 0;
    this.input.value = typed;
    this.box.hidden = false;
    this._draw();
    this._place(at);
    this.input.focus({ preventScroll: true });
    this.input.select();
  }

  close(isBack = true) {
    if (!this.isOpen) return;
    this.box.hidden = true;
    this.closed(isBack);
  }

  _typed() {
    const typed = this.input.value;
    if (/^[+\-−]/u.test(typed)) {
      this.input.value = typed.slice(1);
      this._turn(typed[0] === "+" ? "+" : "-");
    } else if (/^[1-9]$/u.test(typed)) {
      this._take(this.codes.recent[Number(typed) - 1]);
    } else {
      this.row = 0;
      this._draw();
    }
  }

  _key(event) {
    const last = this.rows.length - 1;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) this.row = Math.min(last, Math.max(0, this.row + moves[event.key]));
    else if (event.key === "Enter" && event.shiftKey) this.row = this.rows.findIndex((row) => row.isNew);
    else if (event.key === "Escape") return stop(event), this.close();
    else if ((event.key === "+" || event.key === "-") && this.input.selectionEnd === this.input.value.length) this._turn(event.key);
    else if (event.key !== "Enter") return;
    stop(event);
    if (event.key === "Enter") this._press(this.rows[this.row]);
    else this._draw();
  }

  _turn(polarity) {
    this.polarity = polarity;
    this._draw();
  }

  _press(row) {
    if (!row) return;
    if (row.isNew) {
      this.close();
      this.invented(row.label, this.polarity);
    } else this._take(row.code);
  }

  _take(code) {
    if (!code) return;
    if (this.polarity === "-" && !code.polarity.includes("-")) return tell(`${code.label} is only ever for (+): its polarity is set in the codebook`);
    this.close();
    this.chosen(code.id, this.polarity);
  }

  get rows() {
    const typed = this.input.value.trim();
    const found = (typed ? this.codes.matching(typed) : this.codes.recent).slice(0, ROWS).map((code) => ({ code }));
    const label = typed || shorten(this.quote.trim(), 60);
    const isNew = !this.only && label && !(typed && this.codes.named(typed));
    return isNew ? [...found, { isNew, label }] : found;
  }

  _draw() {
    const rows = this.rows, recent = this.codes.recent, isTyped = this.input.value.trim() !== "";
    this.row = Math.min(this.row, Math.max(0, rows.length - 1));
    this.pole.textContent = sign(this.polarity);
    this.pole.setAttribute("aria-label", this.polarity === "+" ? "for; press for against" : "against; press for for");
    this.list.replaceChildren(...rows.map((row, at) => this._row(row, at, isTyped ? -1 : recent.indexOf(row.code))));
    this.input.setAttribute("aria-activedescendant", rows.length ? `palette-${this.row}` : "");
    const code = rows[this.row]?.code;
    this.hint.textContent = code ? shorten(code.definition, 160) : rows[this.row]?.isNew ? "a new code in the codebook, with this passage as its first example" : "no code is called that";
  }

  _row(row, at, digit) {
    const content = row.isNew
      ? [make("span", { class: "swatch" }), make("span", { class: "palette-label" }, "new code ", make("bdi", {}, `“${row.label}”`)), make("kbd", {}, "⇧⏎")]
      : [make("span", { class: `swatch code-${row.code.colour}` }), make("bdi", { class: "palette-label" }, row.code.label), digit >= 0 ? make("kbd", {}, String(digit + 1)) : null];
    return make("div", {
      id: `palette-${at}`, role: "option", class: row.isNew ? "new" : "", "aria-selected": String(at === this.row),
      on: { pointerdown: (event) => event.preventDefault(), click: () => this._press(row) },
    }, content);
  }

  _place(at) {
    const { offsetWidth: wide, offsetHeight: tall } = this.box;
    const below = at.bottom + 8, above = at.top - tall - 8;
    const top = below + tall <= innerHeight - 8 || above < 8 ? Math.min(below, innerHeight - tall - 8) : above;
    this.box.style.top = `${Math.max(8, top)}px`;
    this.box.style.left = `${Math.max(8, Math.min(at.left, innerWidth - wide - 8))}px`;
  }
}

function stop(event) {
  event.preventDefault();
  event.stopPropagation();
}
