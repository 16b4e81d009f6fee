/** Topics: named, merged, made codes; each act is saved, and can be undone. */
import { ask } from "../base/dialog.js";
import { make } from "../base/dom.js";
import { post, Refused } from "../base/http.js";
import { startJob } from "../base/jobs.js";
import { addKeys } from "../base/keys.js";
import { showFault, tell } from "../base/status.js";

const chosen = document.querySelector("#chosen");
const topic = Number(chosen?.dataset.topic ?? -1);
const SAID = "interviewkit-topics";

async function act(what, body, said) {
  try {
    const answer = await post(`/api/topics/${what}`, body);
    sessionStorage.setItem(SAID, said(answer));
    return answer;
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    showFault(fault.message, fault.hint);
    return null;
  }
}

async function rename(event) {
  event.preventDefault();
  const { name } = Object.fromEntries(new FormData(event.target));
  if (await act("name", { topic, name }, () => (name.trim() ? "named" : "its name is taken away"))) location.reload();
}

async function merge(event) {
  event.preventDefault();
  const select = event.target.elements.into;
  if (!select.value) return select.focus();
  const into = select.selectedOptions[0].textContent;
  const sure = await ask("Are they one?", [], { yes: "Merge", told: [make("p", {}, `This topic goes on as part of ${into}, with the turns of both, here and in reports, and after topics are found anew if both survive. It can be undone.`)] });
  if (sure && (await act("merge", { topic, into: Number(select.value) }, () => "merged"))) location.assign(`/topics?topic=${select.value}#chosen`);
}

async function makeCode(event) {
  event.preventDefault();
  const told = new FormData(event.target);
  const body = { topic, label: told.get("label"), definition: told.get("definition"), turns: told.getAll("turn").map(Number) };
  const answer = await act("code", body, ({ says }) => says);
  if (answer) location.assign(`/codebook#code-${encodeURIComponent(answer.code)}`);
}

async function undo(event) {
  if (await act("undo", { entry: Number(event.currentTarget.dataset.undo) }, () => "undone")) location.reload();
}

document.querySelector("#rename")?.addEventListener("submit", rename);
document.querySelector("#merge")?.addEventListener("submit", merge);
document.querySelector("#code")?.addEventListener("submit", makeCode);
for (const button of document.querySelectorAll("[data-undo]")) button.addEventListener("click", undo);
document.querySelector("#discover")?.addEventListener("click", () => startJob("discover"));
document.addEventListener("job-ended", ({ detail }) => { if (detail.verb === "discover" && detail.state === "done") location.reload(); });

/** j and k go through the list of topics. */
function step(by) {
  const links = [...document.querySelectorAll(".topic-list a")];
  const at = links.findIndex((link) => link.closest(".chosen"));
  links[Math.min(Math.max(at + by, 0), links.length - 1)]?.click();
}

addKeys([
  { key: "j", does: "next topic", run: () => step(1) }, { key: "k", does: "previous topic", run: () => step(-1) },
  { key: "n", does: "name the topic", run: () => document.querySelector("#name")?.focus() },
  { key: "u", does: "undo the newest act on topics", run: () => document.querySelector("[data-undo]")?.click() },
]);

const said = sessionStorage.getItem(SAID);
sessionStorage.removeItem(SAID);
if (said) tell(said);
