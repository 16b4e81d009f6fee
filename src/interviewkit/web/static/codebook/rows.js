/** Lists that one edits row by row: texts, or sentences with the polarity that they show. */
import { make } from "../base/dom.js";

const SIGNS = [["+", "+"], ["-", "−"]];

/** A list of rows under a title; `values()` gives what stands in them, empty rows left out. */
export class Rows {
  constructor(title, { hint = "", what, signed = false, paired = signed, mono = false }, items, changed) {
    Object.assign(this, { what, signed, paired, mono, changed });
    this.list = make("ul", { class: "rows" });
    const more = make("button", { type: "button", class: "bare more-rows", on: { click: () => this.add("", "+", true) } }, `+ ${what}`);
    this.element = make("fieldset", {}, make("legend", {}, title, hint ? make("span", { class: "hint" }, ` ${hint}`) : null), this.list, more);
    for (const item of items) this.add(item.text ?? item, item.polarity ?? "+");
  }

  add(text, polarity = "+", focus = false) {
    const input = make("textarea", { rows: "1", "aria-label": this.what, dir: "auto", class: this.mono ? "mono" : null, on: { input: this.changed } });
    input.value = text;
    const sign = this.signed ? this.makeSign(polarity) : null;
    const row = make("li", { "data-polarity": polarity }, input, sign);
    row.append(make("button", { type: "button", class: "bare", "aria-label": `Take out: ${this.what}`, title: "take out", on: { click: () => this.drop(row) } }, "×"));
    this.list.append(row);
    if (focus) input.focus();
  }

  makeSign(polarity) {
    const options = SIGNS.map(([value, shown]) => make("option", { value, selected: value === polarity }, shown));
    return make("select", { "aria-label": "polarity that it shows", on: { change: this.changed } }, options);
  }

  drop(row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    (next?.querySelector("textarea") ?? this.element.querySelector(".more-rows")).focus();
    this.changed();
  }

  values() {
    const rows = [...this.list.children].map((row) => {
      const text = row.querySelector("textarea").value.trim();
      if (!this.paired) return text;
      return { text, polarity: this.signed ? row.querySelector("select").value : row.dataset.polarity };
    });
    return rows.filter((each) => (each.text ?? each) !== "");
  }
}
