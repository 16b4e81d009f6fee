/** What is done with the selected passages; each act is undone as one. */
import { ask, field } from "../base/dialog.js";
import { find, make } from "../base/dom.js";
import { attempt } from "../base/http.js";
import { showFault } from "../base/status.js";

const KEPT = "interviewkit-retrieve-undo";

export function prepareActs(selection) {
  const on = (name, run) => find(name).addEventListener("click", run);
  on("#recode", () => recode(selection));
  on("#memo", () => write(selection));
  on("#quote", () => quote(selection, true));
  on("#unquote", () => quote(selection, false));
  on("#undo", undo);
  document.querySelector("#save")?.addEventListener("click", save);
  for (const button of document.querySelectorAll(".forget")) button.addEventListener("click", () => forget(button.dataset.name));
  offerUndo();
}

async function recode(selection) {
  const codes = find("#codes").content.firstElementChild.cloneNode(true);
  const sign = make("select", { name: "polarity" }, make("option", { value: "" }, "as it was"),
    make("option", { value: "+" }, "affirming (+)"), make("option", { value: "-" }, "opposing (−)"));
  const told = await ask("Another code", [field("Code", codes), field("Polarity", sign)], { yes: "Recode" });
  if (told) await act("/api/retrieve/recode", { codings: selection.codings, ...told });
}

async function write(selection) {
  const text = make("textarea", { name: "memo", rows: 5, cols: 40, required: true });
  const told = await ask("A memo on each of them", [field("Memo", text)]);
  if (told) await act("/api/retrieve/memo", { ...selection.spots, memo: told.memo });
}

const quote = (selection, quoted) => act("/api/retrieve/quote", { ...selection.spots, quoted });

async function save() {
  const name = make("input", { name: "name", required: true, autocomplete: "off" });
  const note = make("input", { name: "note", autocomplete: "off" });
  const told = await ask("Save the question", [field("Name", name), field("What it is for", note)]);
  const query = new URLSearchParams(location.search).get("q") ?? "";
  if (told) await act("/api/retrieve/save", { ...told, query }, `saved as ${told.name}`);
}

async function forget(name) {
  if (await ask(`Forget “${name}”?`, [], { yes: "Forget", told: [make("p", {}, "It stays in the log, and undoing brings it back.")] }))
    await act("/api/retrieve/forget", { name }, `forgot ${name}`);
}

/** Done, then shown anew: what was changed may not answer the question any more. */
async function act(path, body, says = "") {
  const answer = await attempt(path, body);
  if (!answer) return;
  if (answer.problems?.length) showFault(answer.problems.join(" "));
  if (answer.entries?.length) sessionStorage.setItem(KEPT, JSON.stringify({ says: answer.says ?? says, entries: answer.entries }));
  if (!answer.problems?.length) location.reload();
}

function offerUndo() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  if (!kept) return;
  const bar = find("#undo-bar");
  find("span", bar).textContent = `${kept.says}. `;
  bar.hidden = false;
}

async function undo() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  sessionStorage.removeItem(KEPT);
  if (kept && (await attempt("/api/retrieve/undo", { entries: kept.entries }, "undone"))) location.reload();
}
