/** What a change does to everything that rests on it is told first, and done when one agrees. */
import { ask } from "../base/dialog.js";
import { make } from "../base/dom.js";
import { post, Refused } from "../base/http.js";
import { showFault } from "../base/status.js";

/** Resolves to the act once it is done, to `null` where it was not. */
export async function agree(path, body, seen, yes) {
  try {
    const told = await post(path, { ...body, seen, dry: true }, { asks: true });
    const content = describeEffects(told);
    if (!(await ask(capitalise(told.says), [], { yes, told: content }))) return null;
    return await post(path, { ...body, seen, dry: false });
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    showFault(fault.message, fault.hint);
    return null;
  }
}

export function describeEffects({ effects, notes }) {
  const rows = effects.map((each) => make("tr", {},
    make("th", { scope: "row" }, each.what, each.coder ? make("span", { class: "soft" }, ` by ${each.coder}`) : ""),
    make("td", {}, each.people || "–"), make("td", {}, each.count), make("td", {}, each.becomes)));
  const head = make("tr", {}, ["What rests on it", "People", "Count", "What becomes of it"].map((name) => make("th", { scope: "col" }, name)));
  const table = make("div", { class: "told scroll", tabindex: "0", role: "group", "aria-label": "What becomes of what rests on it" }, make("table", {}, make("thead", {}, head), make("tbody", {}, rows)));
  const told = rows.length ? [table] : [make("p", {}, "Nothing that people coded changes.")];
  return [...told, ...notes.map((note) => make("p", { class: "soft" }, note)), make("p", { class: "soft" }, "It can be undone.")];
}

const capitalise = (text) => text.charAt(0).toUpperCase() + text.slice(1);
