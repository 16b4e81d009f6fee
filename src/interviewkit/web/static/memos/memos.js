/** The journal: writing a memo, changing and removing one's own. */
import { ask, field } from "../base/dialog.js";
import { find, make } from "../base/dom.js";
import { attempt } from "../base/http.js";
import { addKeys } from "../base/keys.js";
import { tell } from "../base/status.js";
import { offerSubjects } from "./subjects.js";

const form = find("#new"), about = find("#about"), link = find("#link"), text = find("#text");

/** Show the page as it is now, with the attention on a memo. */
function showMemo(id, at = location.pathname + location.search) {
  const address = new URL(at, location.href);
  address.hash = `memo-${id}`;
  if (address.pathname + address.search !== location.pathname + location.search) return location.assign(address);
  history.replaceState(null, "", address);
  return location.reload();
}

async function write(event) {
  event.preventDefault();
  const made = await attempt("/api/memo", { about: about.value.trim() || "study", text: text.value }, "memo saved");
  if (!made) return;
  text.value = "";
  showMemo(made.id, "/memos");
}

async function edit(memo) {
  const input = make("textarea", { name: "text", rows: "8", cols: "60", dir: "auto", required: true });
  input.value = find(".source", memo).value;
  const told = await ask("Change the memo", [field("How it was stays in the log", input)]);
  if (!told) return;
  const made = await attempt("/api/memo", { replaces: Number(memo.dataset.id), text: told.text }, "memo saved");
  if (made) showMemo(made.id);
}

async function remove(memo) {
  const gone = await attempt("/api/memo/remove", { id: Number(memo.dataset.id) }, "memo removed");
  if (!gone) return;
  const back = make("button", { type: "button", on: { click: () => bringBack(gone.entry) } }, "Have it back");
  memo.replaceChildren(make("p", { class: "soft" }, "The memo is removed. ", back));
  back.focus();
}

async function bringBack(entry) {
  if (await attempt("/api/memo/undo", { entry }, "the memo is back")) location.reload();
}

/** Put the name of something where one writes. */
function insertLink() {
  if (!link.value.trim()) return;
  text.setRangeText(`[[${link.value.trim()}]]`, text.selectionStart, text.selectionEnd, "end");
  tell(`${link.value} is named in the memo`);
  link.value = "";
  text.focus();
}

form.addEventListener("submit", write);
find("button.main", form).disabled = false;  // only now is what is written kept
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); }
});
link.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) { event.preventDefault(); insertLink(); }
});
link.addEventListener("change", insertLink);
document.addEventListener("click", ({ target }) => {
  const does = target.closest("[data-does]")?.dataset.does, memo = target.closest(".memo");
  if (memo && does) ({ edit, remove })[does](memo);
});
addKeys([
  { key: "m", does: "write a memo", run: () => (about.value ? text : about).focus() },
  { key: "/", does: "find memos", run: () => find(".filters [name=text]").focus() },
]);
offerSubjects(document.querySelectorAll("[list=subjects]"));
if (location.hash.startsWith("#memo-")) document.getElementById(location.hash.slice(1))?.focus();
else if (new URLSearchParams(location.search).has("new")) text.focus();
