/** The codebook: a tree on the left, what is chosen on the right. */
import { ask, field } from "../base/dialog.js";
import { find, make } from "../base/dom.js";
import { attempt, get, Refused } from "../base/http.js";
import { addKeys } from "../base/keys.js";
import { onNews } from "../base/live.js";
import { showFault, tell } from "../base/status.js";
import { CodeForm } from "./codeform.js";
import { Deeds } from "./deeds.js";
import { openHistory } from "./history.js";
import { State } from "./state.js";
import { openSuggestions } from "./suggestions.js";
import { drawTree } from "./tree.js";

const state = new State();
const deeds = new Deeds(state);
const sheet = find("#sheet");
const empty = [...sheet.childNodes];
let form = null;
let lastEntry = null;

async function start() {
  await state.load();
  drawNew();
  draw();
}

function draw() {
  drawTree(find("#tree"), state, pick);
  form = null;
  if (state.code) drawCode(state.code);
  else if (state.theme) drawTheme(state.theme);
  else sheet.replaceChildren(...(state.book.codes.length ? [make("p", { class: "soft" }, "Choose a code or a theme.")] : empty));
}

/** Read everything anew; what is chosen stays so unless the act gave it another name. */
async function renew(chosen = null) {
  await state.load();
  if (chosen) state.choose(chosen);
  draw();
}

async function pick(chosen) {
  if (!(await mayLeave())) return;
  state.choose(chosen);
  draw();
  find("h2", sheet).focus?.();
  if (matchMedia("(max-width: 52rem)").matches) sheet.scrollIntoView();
}

async function mayLeave() {
  if (!form?.isDirty) return true;
  return Boolean(await ask("Leave without saving?", [], { yes: "Leave", told: [make("p", {}, "What you changed here is not saved yet.")] }));
}

// -- what is new, and the way back ---------------------------------------------------------------

function drawNew() {
  const place = find("#new");
  place.hidden = false;
  place.replaceChildren(
    button("New code", addCode), button("New theme", addTheme), button("History", showHistory),
    make("a", { class: "button", href: "/codebook?text=1" }, "The file"),
  );
}

async function addCode() {
  if (!(await mayLeave())) return;
  const themes = [["", "none"], ...state.book.themes.map((each) => [each.id, each.label])];
  const told = await ask("A new code", [
    field("Label", make("input", { name: "label", class: "wide", required: true, maxlength: "500", autocomplete: "off", dir: "auto" })),
    field("Definition", make("textarea", { name: "definition", class: "wide", rows: "3", dir: "auto" })),
    field("Theme", make("select", { name: "theme", class: "wide" }, themes.map(([value, shown]) => make("option", { value }, shown)))),
  ], { yes: "Make it" });
  if (!told) return;
  const done = await attempt("/api/codebook/add", told, "made");
  if (done) await finish(done, { code: done.code });
}

async function addTheme() {
  if (!(await mayLeave())) return;
  const told = await ask("A new theme", [
    field("Label", make("input", { name: "label", class: "wide", required: true, maxlength: "500", autocomplete: "off", dir: "auto" })),
    field("Definition", make("textarea", { name: "definition", class: "wide", rows: "3", dir: "auto" })),
  ], { yes: "Make it" });
  if (!told) return;
  const done = await attempt("/api/codebook/add-theme", told, "made");
  if (done) await finish(done, { theme: done.id });
}

async function finish(done, chosen) {
  lastEntry = done.entry;
  tell(done.says ?? "done");
  await renew(chosen);
}

async function undo(entry) {
  const done = await attempt("/api/codebook/undo", { entry }, "undone");
  if (!done) return;
  lastEntry = null;
  await renew();
  if (!state.code && !state.theme) state.choose({});
  draw();
  await showHistory();
}

async function undoLast() {
  if (!lastEntry) lastEntry = (await get("/api/codebook/history")).versions.find((each) => each.entry && each.stands && each.by)?.entry;
  if (lastEntry) await undo(lastEntry);
}

async function showHistory() {
  if (!(await mayLeave())) return;
  form = null;
  await openHistory(sheet, undo);
}

// -- a code, a theme -----------------------------------------------------------------------------

function drawCode(code) {
  form = new CodeForm(code, (fields) => saveCode(code, fields));
  const people = `${code.people} ${code.people === 1 ? "person" : "people"}, ${code.passages} ${code.passages === 1 ? "passage" : "passages"}`;
  const proposed = code.proposed ? `; machines propose ${code.proposed}` : "";
  sheet.replaceChildren(
    make("h2", { tabindex: "-1", class: `code-${code.colour}` }, make("span", { class: "swatch", "aria-hidden": "true" }), make("span", { dir: "auto" }, code.label)),
    make("p", { class: "about" }, make("code", {}, code.id), ` · ${people}${proposed} · `,
      make("a", { href: `/retrieve?${new URLSearchParams({ code: code.id })}` }, "all passages")),
    make("div", { class: "deeds" },
      button("Rename", () => doDeed(deeds.rename(code), "code")),
      state.book.codes.length > 1 ? button("Merge", () => doDeed(deeds.merge(code), "code")) : null,
      button("Split", () => doDeed(deeds.split(code), "code")),
      button("Move", () => doDeed(deeds.move(code), "code")),
      button("Remove", () => doDeed(deeds.remove(code), "code"), "danger"),
      button("Suggest", () => suggest(code))),
    make("div", { id: "suggested" }),
    form.element,
  );
}

/** The form is drawn anew with what was taken; the suggestions stay open above it. */
async function suggest(code) {
  if (!(await mayLeave())) return;
  const take = async ({ kind, text, polarity }) => {
    const done = await attempt("/api/codebook/take", { code: code.id, kind, text, polarity });
    if (!done) return false;
    const open = find("#suggested");
    await finish(done, { code: code.id });
    find("#suggested").replaceWith(open);
    return true;
  };
  try {
    await openSuggestions(find("#suggested"), code, take);
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    find("#suggested").replaceChildren();
    showFault(fault.message, fault.hint);
  }
}

async function doDeed(deed, kind) {
  const done = await deed;
  if (!done) return;
  if (done.edit) await saveCode(state.code, done.edit);
  else await finish(done, done.id ? { [kind]: done.id } : {});
}

async function saveCode(code, fields) {
  const done = await attempt("/api/codebook/edit", { code: code.id, fields, seen: code.version });
  if (!done) return;
  await finish(done, { code: code.id });
  if (done.notes.length) tell(done.notes[0]);
}

function drawTheme(theme) {
  const label = make("input", { id: "label", class: "grown", value: theme.label, maxlength: "500", dir: "auto" });
  const definition = make("textarea", { id: "definition", class: "grown", rows: "3", dir: "auto" });
  definition.value = theme.definition;
  const exclusive = make("input", { type: "checkbox", id: "exclusive", checked: theme.exclusive });
  const save = async (event) => {
    event.preventDefault();
    const body = { theme: theme.id, label: label.value.trim(), definition: definition.value.trim(), exclusive: exclusive.checked, seen: state.book.version };
    const done = await attempt("/api/codebook/edit", body);
    if (done) await finish(done, { theme: theme.id });
  };
  sheet.replaceChildren(
    make("h2", { tabindex: "-1", dir: "auto" }, theme.label),
    make("p", { class: "about" }, make("code", {}, theme.id), ` · ${theme.codes.length} ${theme.codes.length === 1 ? "code" : "codes"}`),
    make("div", { class: "deeds" },
      button("Rename", () => doDeed(deeds.renameTheme(theme), "theme")),
      button("Remove", () => doDeed(deeds.removeTheme(theme), "theme"), "danger")),
    make("form", { on: { submit: save } },
      make("label", { for: "label" }, "Label"), label, make("label", { for: "definition" }, "Definition"), definition,
      make("label", { class: "tick" }, exclusive, " One turn has at most one of its codes"),
      make("div", { class: "ends" }, make("button", { type: "submit", class: "main" }, "Save"))),
  );
}

function button(text, run, kind = null) {
  return make("button", { type: "button", class: kind, on: { click: run } }, text);
}

addKeys([
  { key: "n", does: "a new code", run: addCode },
  { key: "h", does: "versions and what changed", run: showHistory },
  { key: "ctrl+z", does: "undo the last change of the codebook", run: undoLast },
]);
addEventListener("keydown", (event) => {
  if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form?.send();
});
addEventListener("popstate", () => { state.back(); draw(); });
addEventListener("beforeunload", (event) => { if (form?.isDirty) event.preventDefault(); });
onNews("mark", async () => {
  if (!state.book || form?.isDirty || document.querySelector("dialog[open]") || sheet.querySelector(".history")) return;
  const before = JSON.stringify(state.book);
  await state.load();
  if (JSON.stringify(state.book) !== before && !form?.isDirty) draw();
});
start();
