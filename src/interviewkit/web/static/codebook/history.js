/** The versions of the codebook that are kept: what changed, by whom, and the way back. */
import { make } from "../base/dom.js";
import { get } from "../base/http.js";

/** `undo` is called with the entry of a change. */
export async function openHistory(place, undo) {
  const { versions } = await get("/api/codebook/history");
  const steps = versions.map((each, index) => drawStep(each, index, undo));
  const empty = make("p", { class: "soft" }, "Nobody has changed the codebook here yet.");
  place.replaceChildren(make("div", { class: "history" }, make("h2", {}, "Versions and what changed"), steps.length ? make("ol", {}, steps) : empty));
}

function drawStep(each, index, undo) {
  const when = new Date(each.at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
  const says = make("span", { class: each.stands ? null : "undone" }, each.says);
  const who = each.by ? `${each.by}, ` : "";
  const back = each.entry && each.stands
    ? make("button", { type: "button", on: { click: () => undo(each.entry) }, "aria-label": `Undo: ${each.says}` }, "Undo")
    : null;
  const head = make("div", { class: "ends" }, says, make("span", { class: "soft" }, `${who}${when} · ${each.version}`), back);
  return make("li", { class: "step" }, head, drawChanges(each.changes, index));
}

function drawChanges(changes, index) {
  if (!changes.length) return null;
  const rows = changes.map((each) => make("li", { dir: "auto" }, describe(each)));
  const count = `${changes.length} ${changes.length === 1 ? "change" : "changes"}`;
  return make("details", { open: index === 0 && changes.length < 9 }, make("summary", {}, count), make("ul", {}, rows));
}

function describe({ kind, what, id, field, before, after }) {
  const subject = [what, id, field].filter(Boolean).join(" ");
  if (kind === "added" || kind === "removed") return `${subject} ${kind}${after || before ? `: ${after || before}` : ""}`;
  return `${subject}: “${before}” → “${after}”`;
}
