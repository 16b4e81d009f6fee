/** The side on the right: what has the attention, why it was proposed, what was noted about it. */
import { find, make } from "../base/dom.js";
import { factsOf } from "./turn.js";
import { clock, describe, shorten, sign } from "./words.js";

const KINDS = { pattern: "pattern", example: "like the example", coder: "says", learned: "learned" };

export class Notes {
  /** `does` maps what can be done with a coding to functions of it. */
  constructor({ transcript, focus, codes, sheet, does }) {
    Object.assign(this, { transcript, focus, codes, sheet, does });
    this.place = find("#notes-body");
    focus.addEventListener("moved", () => this.soon());
    transcript.addEventListener("turn", ({ detail }) => { if (detail === this.focus.turn) this.soon(); });
    sheet.choices.addEventListener("changed", () => this.soon());
    this.draw();
  }

  soon() {
    if (this._waits) return;
    this._waits = true;
    setTimeout(() => { this._waits = false; this.draw(); }, 30);
  }

  draw() {
    const { turn } = this.focus, coding = this.transcript.codings.get(this.focus.coding);
    const focused = this.place.contains(document.activeElement) ? document.activeElement.dataset.does : null;
    this.place.replaceChildren(...(coding ? this._coding(coding) : this._turn(turn)), ...this._memos(turn));
    if (focused) this.place.querySelector(`[data-does="${focused}"]`)?.focus({ preventScroll: true });
  }

  _turn(position) {
    const speaker = this.transcript.speaker(position), shown = this.sheet.shownIn(position);
    const question = this.transcript.questions[this.transcript.turn(position).id];
    return [
      make("h2", {}, `Turn ${position} `, make("bdi", { class: "soft" }, speaker.label)),
      factsOf(speaker) ? make("p", { class: "soft" }, make("bdi", {}, factsOf(speaker))) : null,
      attributesOf(speaker),
      question ? make("p", { class: "question" }, make("span", { class: "soft" }, "asked: "), make("bdi", {}, shorten(question, 240))) : null,
      shown.length ? make("ul", { class: "codings" }, shown.map((each) => this._line(each))) : null,
      make("p", { class: "ends" }, this._button("memo", "memo", "m"), this._button("typo", "mend a typo", "E"),
        this.transcript.read.has(position) ? this._button("unread", "not read yet", "R") : this._button("read", "read to here", "r")),
    ].filter(Boolean);
  }

  _line(coding) {
    return make("li", {}, make("button", { type: "button", class: `line ${coding.kind}`, on: { click: () => this.focus.hold(coding) }, "aria-label": describe(coding, this.codes.label(coding.code), this.transcript.quote(coding)) },
      make("span", { class: `swatch code-${this.codes.colour(coding.code)}` }),
      make("bdi", {}, this.codes.label(coding.code)), make("span", { class: "soft" }, ` ${sign(coding.polarity)} ${coding.coder}`)));
  }

  _coding(coding) {
    const code = this.codes.get(coding.code), quote = this.transcript.quote(coding), time = this.transcript.timeOf(coding);
    return [
      make("h2", { class: "held" }, make("span", { class: `swatch code-${this.codes.colour(coding.code)}` }), make("bdi", {}, this.codes.label(coding.code)), ` ${sign(coding.polarity)}`),
      make("p", { class: "soft" }, statusOf(coding), time === null ? null : make("time", { class: "said-at" }, ` · ${clock(time)}`)),
      make("blockquote", { dir: "auto" }, shorten(quote, 300)),
      coding.kind === "proposal" ? this._why(coding) : null,
      code ? null : make("p", { class: "note" }, "This code is not in the codebook any more."),
      make("p", { class: "ends" }, this._buttons(coding)),
    ].filter(Boolean);
  }

  _buttons(coding) {
    const other = coding.polarity === "-" ? "+" : "-", allowed = this.codes.get(coding.code)?.polarity ?? [];
    const pole = allowed.includes(other) ? this._button("pole", other === "+" ? "make it +" : "make it −", other === "+" ? "+" : "−") : null;
    const memo = this._button("memo", "memo", "m");
    if (coding.kind === "proposal") return [this._button("accept", "accept", "a", "main"), this._button("reject", "reject", "x"), pole, this._button("recode", "another code", "C"), memo];
    if (coding.kind === "other") return [this._button("same", "code it too", "c"), memo];
    return [pole, this._button("recode", "another code", "C"), memo, this._button("withdraw", "take off", "x"),
      this._button("example", "example"), this._button("nearMiss", "near miss"), this._button("cite", "quote in report", "Q"),
      make("span", { class: "hint keys-hint" }, make("kbd", {}, "["), make("kbd", {}, "]"), " end ", make("kbd", {}, "{"), make("kbd", {}, "}"), " beginning")];
  }

  _button(act, name, key = "", kind = "") {
    if (!this.does[act]) return null;
    return make("button", { type: "button", class: kind, "data-does": act, on: { click: () => this.does[act]() } }, name, key ? make("kbd", { "aria-hidden": "true" }, key) : null);
  }

  /** Why a machine proposes it: what it met, how much that counted, and how likely it is right. */
  _why(coding) {
    const strongest = [...coding.evidence].sort((a, b) => b.strength - a.strength);
    const chance = chanceOf(coding);
    const score = coding.score === null ? null : make("p", {}, "score ", make("meter", { min: "0", max: "1", value: coding.score, "aria-label": "score" }), ` ${coding.score.toFixed(2)}`, chance === null ? null : `; people agree in ${Math.round(chance * 100)} of 100 such cases`);
    return make("section", { class: "why", "aria-label": "Why it was proposed", tabindex: "-1" }, make("h3", {}, "Why"), score,
      strongest.length ? make("ul", {}, strongest.map((each) => make("li", {},
        make("span", { class: "soft" }, each.kind === "coder" ? `${each.what} ${KINDS.coder} so` : `${KINDS[each.kind] ?? each.kind}: `),
        each.kind === "coder" ? null : make("bdi", {}, each.what), make("span", { class: "soft" }, ` ${each.strength.toFixed(2)}`)))) : make("p", { class: "soft" }, "The coder gave no reason."));
  }

  _memos(position) {
    const memos = this.transcript.memosOf(position);
    if (!memos.length) return [];
    return [make("h3", {}, "Memos"), ...memos.map((memo) => make("article", { class: "memo" },
      make("p", { dir: "auto" }, memo.text),
      make("p", { class: "soft" }, [memo.coder, memo.code ? this.codes.label(memo.code) : "", memo.at.slice(0, 10)].filter(Boolean).join(" · "),
        memo.coder === this.transcript.me && this.does.editMemo ? make("button", { type: "button", class: "bare", on: { click: () => this.does.editMemo(memo) } }, "edit") : null)))];
  }
}

/** How often people give the code to such a turn, where that was learned from what they judged. */
function chanceOf(coding) {
  if (coding.coder === "learned") return coding.score;
  return coding.evidence.find((each) => each.kind === "coder" && each.what === "learned")?.strength ?? null;
}

function statusOf(coding) {
  if (coding.kind === "proposal") return `proposed by ${coding.coder}; it waits for you`;
  if (coding.pending) return "not saved yet";
  return coding.kind === "own" ? `yours, saved` : `coded by ${coding.coder}`;
}

function attributesOf(speaker) {
  const rows = Object.entries(speaker.attributes);
  if (!rows.length) return null;
  return make("dl", { class: "attributes" }, rows.slice(0, 8).flatMap(([name, value]) => [make("dt", {}, make("bdi", {}, name)), make("dd", {}, make("bdi", {}, value))]));
}
