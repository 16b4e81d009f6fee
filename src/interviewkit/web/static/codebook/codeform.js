/** A code's fields, edited in place and checked while one writes. */
import { make } from "../base/dom.js";
import { post, Refused } from "../base/http.js";
import { Rows } from "./rows.js";

const QUICK = 300;
const THOROUGH = 1500;
const ORIGINS = [["", "not said"], ["inductive", "found in the material"], ["deductive", "fixed beforehand"]];

export class CodeForm {
  constructor(code, save) {
    Object.assign(this, { code, save, checks: 0 });
    const changed = () => this.changed();
    this.label = make("input", { id: "label", class: "grown", value: code.label, dir: "auto", maxlength: "500", on: { input: changed } });
    this.definition = make("textarea", { id: "definition", class: "grown", rows: "3", dir: "auto", on: { input: changed } });
    this.definition.value = code.definition;
    this.lists = {
      include: new Rows("What belongs to it", { what: "belongs to it" }, code.include, changed),
      exclude: new Rows("What does not", { what: "does not belong" }, code.exclude, changed),
      examples: new Rows("Examples", { what: "example", hint: "sentences as people say them", signed: true }, code.examples, changed),
      near_misses: new Rows("Near misses", { what: "near miss", hint: "they look like it and are not meant", paired: true }, code.near_misses, changed),
      patterns: new Rows("Patterns", { what: "pattern", hint: "words that the machine looks for", mono: true }, code.patterns, changed),
    };
    this.signs = ["+", "-"].map((sign) => make("input", { type: "checkbox", value: sign, checked: code.polarity.includes(sign), on: { change: changed } }));
    this.origin = make("select", { id: "origin", on: { change: changed } },
      ORIGINS.map(([value, shown]) => make("option", { value, selected: value === code.origin }, shown)));
    this.prevalence = make("input", { id: "prevalence", value: code.prevalence, placeholder: "30 %", maxlength: "12", on: { input: changed } });
    this.told = make("div", { "aria-live": "polite" });
    this.button = make("button", { type: "submit", class: "main", disabled: true, title: "Save (ctrl+s)" }, "Save");
    this.element = this.draw();
    this.first = JSON.stringify(this.values());
    this.check(0);
  }

  draw() {
    const { include, exclude, examples, near_misses, patterns } = this.lists;
    const signs = make("fieldset", {}, make("legend", {}, "Polarity"), make("div", { class: "signs" },
      make("label", {}, this.signs[0], "+ it is there"), make("label", {}, this.signs[1], "− the speaker says the opposite")));
    const form = make("form", { on: { submit: (event) => { event.preventDefault(); this.send(); } } },
      make("label", { for: "label" }, "Label"), this.label,
      make("label", { for: "definition" }, "Definition"), this.definition,
      include.element, exclude.element, examples.element, near_misses.element, patterns.element, signs,
      make("label", { for: "prevalence" }, "Expected in so many of the participants’ turns"), this.prevalence,
      make("label", { for: "origin" }, "Where it came from"), this.origin,
      make("div", { class: "save" }, this.told, make("div", { class: "ends" }, this.button)));
    return form;
  }

  values() {
    const lists = Object.fromEntries(Object.entries(this.lists).map(([name, rows]) => [name, rows.values()]));
    const polarity = this.signs.filter((box) => box.checked).map((box) => box.value);
    return { label: this.label.value.trim(), definition: this.definition.value.trim(), origin: this.origin.value, prevalence: this.prevalence.value.trim(), polarity, ...lists };
  }

  get isDirty() { return JSON.stringify(this.values()) !== this.first; }

  /** What was changed alone: what was left as it is must not be written anew. */
  changes() {
    const before = JSON.parse(this.first);
    return Object.fromEntries(Object.entries(this.values()).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])));
  }

  changed() {
    this.button.disabled = !this.isDirty;
    this.check(QUICK);
  }

  /** At once what can be told at once; the patterns are tried when one pauses. */
  check(wait) {
    const mine = ++this.checks;
    const ask = async (rules) => {
      if (mine !== this.checks || !this.element.isConnected) return;
      try {
        const { problems } = await post("/api/codebook/check", { code: this.code.id, fields: this.changes(), rules }, { asks: true });
        if (mine === this.checks) this.tell(problems, rules);
      } catch (fault) {
        if (!(fault instanceof Refused)) throw fault;
        if (mine === this.checks) this.tell([{ what: fault.message, hint: fault.hint }], true);
      }
    };
    setTimeout(() => ask(false), wait);
    if (this.lists.patterns.values().length) setTimeout(() => ask(true), wait + THOROUGH);
  }

  tell(problems, isThorough) {
    if (!problems.length) {
      const tried = isThorough ? " Its patterns were tried on its sentences." : "";
      this.told.replaceChildren(make("p", { class: "fine" }, `Nothing to mend.${tried}`));
      return;
    }
    const rows = problems.map((each) => make("li", {}, each.what, each.hint ? ` (${each.hint})` : ""));
    this.told.replaceChildren(make("div", { class: "problems", tabindex: "0", role: "group", "aria-label": "What to mend" }, make("strong", {}, "To mend"), make("ul", {}, rows)));
  }

  send() {
    if (this.isDirty) this.save(this.changes());
  }
}
