/** The codes beside the text: a click codes what is chosen; people come before passages. */
import { find, make } from "../base/dom.js";
import { counted, sign } from "./words.js";

export class SideList {
  constructor({ transcript, codes, sheet, pressed }) {
    Object.assign(this, { transcript, codes, sheet, pressed });
    this.list = find("#code-list");
    this.filter = find("#code-filter");
    this.about = find("#code-about");
    this.filter.addEventListener("input", () => this.draw());
    this.filter.addEventListener("keydown", (event) => this._key(event));
    codes.addEventListener("changed", () => this.soon());
    transcript.addEventListener("codings", () => this.soon());
    sheet.choices.addEventListener("changed", () => this.soon());
    this.draw();
  }

  /** Counting is for when nothing else is to be done: it must not stand between a key and its line. */
  soon() {
    if (this._waits) return;
    this._waits = true;
    const idle = globalThis.requestIdleCallback ?? ((run) => setTimeout(run, 80));
    idle(() => { this._waits = false; this.draw(); }, { timeout: 500 });
  }

  draw() {
    const counts = this._count(), shown = this.codes.matching(this.filter.value);
    const focused = this.list.contains(document.activeElement) ? document.activeElement.dataset.code : null;
    this.list.replaceChildren(...(shown.length ? this._groups(shown, counts) : [make("li", { class: "empty" }, this._none())]));
    if (focused) this.list.querySelector(`[data-code="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  _none() {
    if (this.codes.list.length) return "No code is called that.";
    return "No codes yet. Choose a passage in the text and give it a name: that is the first code.";
  }

  /** Codes below their themes, in the order of the codebook. */
  _groups(shown, counts) {
    const themes = new Map();
    for (const code of shown) themes.set(code.theme, [...(themes.get(code.theme) ?? []), code]);
    return [...themes].flatMap(([theme, codes]) => [
      ...(theme && themes.size > 1 ? [make("li", { class: "theme" }, make("bdi", {}, theme))] : []),
      ...codes.map((code) => this._row(code, counts.get(code.id)))]);
  }

  _row(code, count) {
    const show = () => this._tell(code);
    const told = count
      ? `${counted(count.people.size, "person", "people")}, ${counted(count.passages, "passage")} here${count.proposed ? `, ${counted(count.proposed, "proposal")}` : ""}`
      : "not here yet";
    return make("li", {}, make("button", {
      type: "button", class: "code-row", "data-code": code.id, title: told, on: { click: () => this.pressed(code), mouseenter: show, focus: show },
    },
    make("span", { class: `swatch code-${code.colour}`, "aria-hidden": "true" }),
    make("bdi", { class: "code-name" }, code.label),
    make("span", { class: "count", "aria-hidden": "true" }, count?.people.size ? String(count.people.size) : "", count?.passages ? make("small", {}, ` ${count.passages}`) : "", count?.proposed ? make("small", { class: "proposed" }, ` ${count.proposed}`) : ""),
    make("span", { class: "unseen" }, told)));
  }

  _tell(code) {
    const lists = [["belongs to it", code.include], ["does not", code.exclude]].filter(([, items]) => items.length);
    this.about.replaceChildren(
      make("p", { class: "about-name" }, make("span", { class: `swatch code-${code.colour}` }), make("bdi", {}, code.label), make("span", { class: "soft" }, code.polarity.map(sign).join(" "))),
      make("p", {}, make("bdi", {}, code.definition || "no definition yet")),
      ...lists.map(([name, items]) => make("p", { class: "soft" }, `${name}: `, make("bdi", {}, items.join("; ")))));
  }

  _count() {
    const counts = new Map();
    for (let turn = 1; turn <= this.transcript.length; turn += 1) {
      const speaker = this.transcript.speaker(turn);
      for (const coding of this.sheet.shownIn(turn)) {
        const count = counts.get(coding.code) ?? { people: new Set(), passages: 0, proposed: 0 };
        counts.set(coding.code, count);
        if (coding.kind === "proposal") count.proposed += 1;
        else {
          count.passages += 1;
          count.people.add(speaker.participant || speaker.label);
        }
      }
    }
    return counts;
  }

  _key(event) {
    if (event.key === "ArrowDown") this.list.querySelector("button")?.focus();
    else if (event.key === "Enter") this.list.querySelector("button")?.click();
    else if (event.key === "Escape") { this.filter.value = ""; this.draw(); this.filter.blur(); }
    else return;
    event.preventDefault();
  }
}
