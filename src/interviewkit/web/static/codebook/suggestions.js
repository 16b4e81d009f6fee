/** What a code may get from what people judged: shown with its reason, taken one by one. */
import { make } from "../base/dom.js";
import { get } from "../base/http.js";

const TITLES = { example: "Examples", "near miss": "Near misses", pattern: "Patterns" };

/** `take` is called with a suggestion; it resolves to whether that was taken. */
export async function openSuggestions(place, code, take) {
  place.replaceChildren(make("p", { class: "soft" }, "Looking at what people judged …"));
  const { suggestions, note } = await get(`/api/codebook/suggest?${new URLSearchParams({ code: code.id })}`);
  const groups = Object.entries(TITLES).flatMap(([kind, title]) => drawGroup(title, suggestions.filter((each) => each.kind === kind), take));
  const empty = make("p", {}, "Nothing to suggest yet: judge some turns for this code first.");
  place.replaceChildren(make("div", { class: "suggestions" },
    make("h3", { tabindex: "-1" }, "Suggested from what people judged"),
    ...(groups.length ? groups : [empty]),
    note ? make("p", { class: "soft small" }, `Note: ${note}.`) : ""));
  place.querySelector("h3").focus();
}

function drawGroup(title, rows, take) {
  if (!rows.length) return [];
  return [make("h4", {}, title), make("ul", {}, rows.map((each) => drawRow(each, take)))];
}

function drawRow(each, take) {
  const button = make("button", { type: "button", "aria-label": `Take: ${each.text}`, on: { click: taken } }, "Take");
  const sign = each.polarity === "-" ? " (−)" : "";
  const row = make("li", {}, make("span", { dir: "auto", class: each.kind === "pattern" ? "mono" : null }, each.text, sign), make("span", { class: "soft small" }, describe(each)), button);
  async function taken() {
    button.disabled = true;
    if (await take(each)) button.replaceWith(make("span", { class: "soft" }, "taken"));
    else button.disabled = false;
  }
  return row;
}

function describe(each) {
  if (each.kind !== "pattern") return each.why;
  return `in ${each.turns} turns of ${each.people} people with the code (${each.new} not found yet), ${each.other_turns} of ${each.other_people} without`;
}
