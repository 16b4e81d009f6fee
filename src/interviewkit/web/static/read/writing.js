/** What is written beside the text: memos, a mended typo, the name of a new code. */
import { ask, field } from "../base/dialog.js";
import { make } from "../base/dom.js";
import { attempt, get } from "../base/http.js";
import { shorten } from "./words.js";

export class Writing {
  constructor({ transcript, codes, acts }) { Object.assign(this, { transcript, codes, acts }); }

  /** A memo on a turn, a passage or a coding; `old` is one to be changed. */
  async memo({ turn, span = null, coding = null, old = null }) {
    const at = span ?? coding, on = at ? `“${shorten(this.transcript.turn(turn).text.slice(at.start, at.end), 80)}”` : `turn ${turn}`;
    const input = make("textarea", { name: "text", rows: "6", cols: "48", dir: "auto" });
    input.value = old?.text ?? "";
    const told = await ask(old ? "Change the memo" : "Memo", [field(`on ${on}`, input)]);
    if (!told || (!old && !told.text.trim())) return;
    const place = at ? this.transcript.place({ turn, start: at.start, end: at.end }) : { turn: this.transcript.turn(turn).id };
    const body = { transcript: this.transcript.name, ...place, code: coding?.code ?? "", text: told.text, ...(old ? { id: old.id } : {}) };
    this.acts.apply(await attempt("/api/read/memo", body, "memo saved"));
  }

  /** Mend what was typed wrong; the original is kept, and codings move with the text. */
  async typo(turn) {
    const input = make("textarea", { name: "text", rows: "8", cols: "60", dir: "auto", required: true });
    input.value = this.transcript.turn(turn).text;
    const told = await ask(`Mend a typo in turn ${turn}`, [field("What was said", input)], {
      told: [make("p", { class: "soft" }, "The original is kept, codings move with the text, and it can be undone.")],
    });
    if (!told || told.text === this.transcript.turn(turn).text) return;
    const body = { transcript: this.transcript.name, turn: this.transcript.turn(turn).id, text: told.text };
    if (await attempt("/api/read/mend", body, "mended")) location.reload();
  }

  /** A new code in the words of the passage, or those typed, with the passage as its first example. */
  async invent(label, example) {
    const answer = await attempt("/api/codebook/add", { label, example, definition: "" }, `new code ${label}`);
    if (!answer) return null;
    await this.renewCodes();
    return answer.code ?? answer.id;
  }

  async renewCodes() { this.codes.renew((await get("/api/read/codes")).codes); }
}
