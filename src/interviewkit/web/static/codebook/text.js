/** The file of the codebook as a text: what is wrong is told while one writes, with its line. */
import { find, make } from "../base/dom.js";
import { get, post, Refused } from "../base/http.js";
import { agree } from "./told.js";

const WAIT = 400;
const area = document.querySelector("#text");
let file = null;
let asked = 0;

async function start() {
  file = await get("/api/codebook/text");
  file.isDos = file.text.includes("\r\n");
  file.mark = file.text.startsWith("\ufeff") ? "\ufeff" : "";
  area.value = file.text.slice(file.mark.length);
  file.first = area.value;
  tell(file.problems);
  area.addEventListener("input", () => { countLines(); check(); });
  area.addEventListener("scroll", () => { find("#lines").scrollTop = area.scrollTop; });
  find("#save").addEventListener("click", save);
}

/** The text as the file has it: a browser knows one kind of line break only. */
function written() {
  return file.mark + (file.isDos ? area.value.replaceAll("\n", "\r\n") : area.value);
}

function check() {
  const mine = ++asked;
  setTimeout(async () => {
    if (mine !== asked) return;
    try {
      const { problems } = await post("/api/codebook/check-text", { text: written() }, { asks: true });
      if (mine === asked) tell(problems);
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault;
      tell([{ line: 0, what: fault.message, hint: fault.hint, fatal: true }]);
    }
  }, WAIT);
}

function tell(problems) {
  const place = find("#problems");
  const fatal = problems.filter((each) => each.fatal);
  const shown = [...fatal, ...problems.filter((each) => !each.fatal)].slice(0, 50);
  countLines(new Set(shown.map((each) => each.line)));
  find("#save").disabled = fatal.length > 0 && !fatal.every((each) => each.what === "the codebook has no codes");
  if (!shown.length) return place.replaceChildren(make("p", { class: "fine" }, "Nothing to mend."));
  const rows = shown.map((each) => make("li", {}, each.line ? goTo(each.line) : null, ` ${each.what}`, each.hint ? ` (${each.hint})` : ""));
  place.replaceChildren(make("div", { class: "problems" }, make("strong", {}, fatal.length ? "The codebook cannot be applied like this" : "To mend"), make("ul", {}, rows)));
}

function goTo(line) {
  return make("button", { type: "button", class: "bare", on: { click: () => showLine(line) } }, `line ${line}`);
}

function showLine(line) {
  const lines = area.value.split("\n");
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
  const height = parseFloat(getComputedStyle(area).lineHeight);
  area.scrollTop = Math.max(0, (line - 6) * height);
}

function countLines(wrong = new Set()) {
  const count = area.value.split("\n").length;
  const numbers = Array.from({ length: count }, (_, i) => make("span", { class: wrong.has(i + 1) ? "wrong" : null }, String(i + 1)));
  find("#lines").replaceChildren(...numbers.flatMap((each) => [each, "\n"]));
  find("#lines").scrollTop = area.scrollTop;
}

async function save() {
  const done = await agree("/api/codebook/rewrite", { text: written() }, file.seen, "Save the file");
  if (!done) return;
  file.first = area.value;
  location.assign("/codebook");
}

addEventListener("keydown", (event) => {
  if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  if (!find("#save").disabled) save();
});
addEventListener("beforeunload", (event) => { if (file && area.value !== file.first) event.preventDefault(); });
if (area) start();
