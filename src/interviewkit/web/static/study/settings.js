/** study.toml as a text: checked as one types, written only where it holds, and never lost. */
import { find, make } from "../base/dom.js";
import { attempt, post, Refused } from "../base/http.js";
import { showFault } from "../base/status.js";
import { setKey } from "./toml.js";

const form = find("#settings");
const area = find("#text");
const saved = { text: area.value };
const DRAFT = `settings-draft ${location.host} ${form.dataset.before}`;
let waiting = 0;
let asked = 0;

/** The folders that all files share that lie deepest; at least one folder is left below it. */
let shared = "transcripts";

function findShared(paths) {
  const folders = paths.map((path) => path.split("/").slice(0, -1));
  const depth = Math.max(...folders.map((each) => each.length));
  const deepest = folders.filter((each) => each.length === depth);
  const differs = deepest[0].findIndex((name, at) => deepest.some((each) => each[at] !== name));
  return deepest[0].slice(0, differs < 0 ? depth - 1 : differs).join("/");
}

const isChanged = () => area.value !== saved.text;

function changed() {
  showNumbers();
  try {
    if (isChanged()) localStorage.setItem(DRAFT, area.value);
    else localStorage.removeItem(DRAFT);
  } catch { /* a browser that keeps nothing: the page still has it */ }
  find("#revert").disabled = !isChanged();
  find("#save").disabled = true;
  clearTimeout(waiting);
  waiting = setTimeout(check, 250);
}

function showNumbers() {
  const lines = area.value.split("\n").length;
  find("#numbers").textContent = Array.from({ length: lines }, (_, at) => at + 1).join("\n");
  find("#numbers").scrollTop = area.scrollTop;
}

async function check() {
  const number = ++asked;
  try {
    const told = await post("/api/settings/check", { text: area.value }, { asks: true });
    if (number === asked) show(told);
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    showFault(fault.message, fault.hint);
  }
}

function show(told) {
  find("#save").disabled = !told.is_valid || !isChanged();
  const parts = told.problems.map((each) => make("p", { class: each.fatal ? "wrong" : "" },
    each.line ? make("button", { type: "button", on: { click: () => goTo(each.line) } }, `line ${each.line}`) : null,
    ` ${each.what}`, each.hint ? make("span", { class: "hint" }, ` (${each.hint})`) : null));
  if (told.is_valid) parts.push(make("p", {}, isChanged() ? "This can be saved." : "This is saved."), ...told.says.map((text) => make("p", {}, text)));
  if (told.files.length) {
    shared = findShared(told.files.map((each) => each.path)) || shared;
    parts.push(filesTable(told));
  }
  find("#verdict").replaceChildren(...parts);
}

function filesTable(told) {
  const head = make("tr", {}, ["File", "Wave", "Group", "Date"].map((text) => make("th", { scope: "col" }, text)));
  const rows = told.files.map((each) => make("tr", {}, make("td", {}, each.path),
    make("td", {}, each.wave || "–"), make("td", {}, each.group || "–"), make("td", {}, each.date || "–")));
  const more = told.found - told.files.length;
  return make("div", { class: "scroll" }, make("table", {}, make("thead", {}, head), make("tbody", {}, rows)),
    more > 0 ? make("p", { class: "hint" }, `… and ${more} more`) : null);
}

function goTo(line) {
  const lines = area.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
  area.scrollTop = Math.max(0, (line - 6) * (area.scrollHeight / lines.length));
}

/** Written into the text as if typed, so that the browser's own undo takes it back. */
function replaceText(text) {
  area.focus();
  area.select();
  if (!document.execCommand("insertText", false, text)) area.value = text;
  changed();
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = area.value;
  const told = await attempt("/api/settings", { text, before: form.dataset.before });
  if (!told) return;
  form.dataset.before = told.before;
  saved.text = text;
  changed();
});
find("#revert").addEventListener("click", () => replaceText(saved.text));
area.addEventListener("input", changed);
area.addEventListener("scroll", () => { find("#numbers").scrollTop = area.scrollTop; });
addEventListener("beforeunload", (event) => { if (isChanged()) event.preventDefault(); });
for (const button of document.querySelectorAll("[data-key]")) {
  const { section, key, value } = button.dataset;
  const fitting = () => (key === "pattern" ? value.replace(/^transcripts(?=\/)/, () => shared) : value);
  button.addEventListener("click", () => replaceText(setKey(area.value, section, key, fitting())));
}

const asks = new URLSearchParams(location.search);
const draft = localStorage.getItem(DRAFT);
if (draft !== null) area.value = draft;
if (asks.get("survey")) area.value = setKey(area.value, "survey", "file", asks.get("survey"));
if (asks.get("participants")) area.value = setKey(area.value, "transcripts", "participants", asks.get("participants"));
changed();
