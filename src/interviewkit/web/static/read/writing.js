/** What is written beside the text: memos, a mended typo, the name of a new code. */
import { ask, field } from "../base/dialog.js";
import { make } from "../base/dom.js";
import { attempt } from "../base/http.js";
import { shorten } from "./words.js";

export class Writing {
  /** `refresh` asks the server what changed, `renew` for everything. */
  constructor({ transcript, codes, acts, refresh, renew }) { Object.assign(this, { transcript, codes, acts, refresh, renew }); }

  /** A memo on a turn, a passage or a coding; `old` is one to be changed. */
  async memo({ turn, span = null, coding = null, old = null }) {
    const at = span ?? coding, on = at ? `“${shorten(this.transcript.turn(turn).text.slice(at.start, at.end), 80)}”` : `turn ${turn}`;
    const input = make("textarea", { name: "text", rows: "6", cols: "48", dir: "auto" });
    input.value = old?.text ?? "";
    const told = await ask(old ? "Change the memo" : "Memo", [field(`on ${on}`, input)]);
    if (!told || (!old && !told.text.trim())) return;
    const { start, end } = at ? this.transcript.place({ turn, start: at.start, end: at.end }) : {};
    const body = old ? { id: old.id } : { transcript: this.transcript.name, position: turn, start, end, code: coding?.code ?? "" };
    if (await attempt("/api/read/memo", { ...body, text: told.text }, told.text.trim() ? "memo saved" : "memo removed")) this.refresh();
  }

  /** Mend what was typed wrong; the original is kept, and codings move with the text. */
  async typo(turn) {
    const input = make("textarea", { name: "text", rows: "8", cols: "60", dir: "auto", required: true });
    input.value = this.transcript.turn(turn).text;
    const told = await ask(`Mend a typo in turn ${turn}`, [field("What was said", input)], {
      told: [make("p", { class: "soft" }, "The original is kept, codings move with the text, and it can be undone.")],
    });
    if (!told || told.text === this.transcript.turn(turn).text) return;
    const body = { transcript: this.transcript.name, position: turn, text: told.text };
    const answer = await attempt("/api/read/mend", body, "mended");
    if (answer?.swallows) await this._swallow(body, answer.swallows);
    if (answer) this.renew();
  }

  /** Codings would lose all of their words: only if that is meant. */
  async _swallow(body, why) {
    const sure = await ask("Codings would lose their words", [], { yes: "Mend it all the same", told: [make("p", {}, why)] });
    if (sure) await attempt("/api/read/mend", { ...body, swallow: true }, "mended");
  }

  /** A new code in the words of the passage, or those typed, given to the passage, its first example. */
  async invent(span, label, polarity) {
    const answer = await attempt("/api/read/invent", { ...this.transcript.place(span), label, polarity }, `new code ${label} saved`);
    if (!answer) return null;
    this.codes.renew(answer.codes);
    this.codes.use(answer.code);
    this.acts.apply(answer);
    return answer.added[0]?.id ?? null;
  }

  /** The passage of a coding becomes an example or a near miss of its code. */
  illustrate(coding, nearMiss) {
    return attempt("/api/read/illustrate", { ...this.transcript.place(coding), code: coding.code, polarity: coding.polarity, near_miss: nearMiss }, nearMiss ? "kept as a near miss" : "kept as an example");
  }

  cite(coding) { return attempt("/api/read/cite", this.transcript.place(coding), "the report will quote it"); }
}
