/** The page of retrieval: the question is put together, passages are selected and worked on together. */
import { find } from "../base/dom.js";
import { addKeys } from "../base/keys.js";
import { unfoldContext } from "./context.js";
import { prepareQuestion } from "./question.js";
import { Selection } from "./selection.js";
import { prepareActs } from "./acts.js";

const passages = [...document.querySelectorAll(".passage")];
const selection = new Selection(passages);
prepareQuestion();
prepareActs(selection);
for (const passage of passages) unfoldContext(passage);

let at = -1;
function walk(step) {
  if (!passages.length) return;
  at = Math.min(Math.max(at + step, 0), passages.length - 1);
  find("input[type=checkbox]", passages[at]).focus();
  passages[at].scrollIntoView({ block: "nearest" });
}
for (const [number, passage] of passages.entries()) passage.addEventListener("focusin", () => { at = number; });

const here = () => passages[at];
addKeys([
  { key: "/", does: "write the question", run: () => find("#q").focus() },
  { key: "j", does: "next passage", run: () => walk(1) },
  { key: "k", does: "passage before", run: () => walk(-1) },
  { key: "x", does: "select the passage, or not", run: () => here() && selection.toggle(here()) },
  { key: "X", does: "select all on this page", run: () => selection.all() },
  { key: "o", does: "what was said before and after", run: () => here() && find("summary", here()).click() },
  { key: "Enter", does: "read it in its transcript", run: () => here() && find(".about a", here()).click() },
]);
document.documentElement.dataset.ready = "yes";
