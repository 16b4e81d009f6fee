/** The grid of open answers: an answer, or words of it, is coded where it stands. */
import { ask, field } from "../base/dialog.js";
import { find, make } from "../base/dom.js";
import { attempt } from "../base/http.js";
import { addKeys } from "../base/keys.js";
import { offsetsOf } from "../base/offsets.js";
import { tell } from "../base/status.js";

let lastCode = "";

const answers = () => [...document.querySelectorAll(".answer")];
const held = () => document.activeElement?.closest?.(".answer") ?? selected()?.answer ?? null;

/** The words that are selected within one answer. */
function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0), text = range.startContainer.parentElement?.closest(".answer .text");
  if (!text || !text.contains(range.endContainer)) return null;
  return { answer: text.closest(".answer"), start: range.startOffset, end: range.endOffset };
}

async function code(answer, words = selected()) {
  const text = find(".text", answer).textContent;
  const span = words?.answer === answer ? words : { start: 0, end: text.length };
  const choices = find("#codes").content.cloneNode(true);
  const select = make("select", { name: "code", required: true }, [...choices.children]);
  if (!select.options.length) return tell("There is no code yet: write one on the page of the codebook.");
  if (lastCode) select.value = lastCode;
  const pole = make("select", { name: "polarity" }, make("option", { value: "+" }, "+ it is so"), make("option", { value: "-" }, "− it is not so"));
  const quote = text.slice(span.start, span.end);
  const told = await ask("Code", [field("Code", select), field("Polarity", pole)], { yes: "Code it", told: [make("blockquote", { dir: "auto" }, quote)] });
  if (!told) return;
  lastCode = told.code;
  const { toPoints } = offsetsOf(text);
  const body = { turn: Number(answer.dataset.turn), start: toPoints(span.start), end: toPoints(span.end), code: told.code, polarity: told.polarity, quote };
  const done = await attempt("/api/read/code", body, "coded");
  if (done) apply(answer, done);
  answer.focus();
}

/** What came and went, as the server says. */
function apply(answer, done) {
  for (const id of done.retired) answer.querySelector(`.chip[data-id="${id}"]`)?.remove();
  for (const coding of done.added) {
    if (answer.querySelector(`.chip[data-id="${coding.id}"]`)) continue;
    const { label, colour } = describe(coding.code);
    find(".chips", answer).append(make("span", { class: `chip code-${colour}`, "data-id": coding.id },
      make("span", { class: "swatch", "aria-hidden": "true" }), make("bdi", {}, label), ` ${coding.polarity === "-" ? "−" : "+"} `,
      make("span", { class: "soft" }, coding.coder), make("button", { type: "button", class: "bare off", "data-does": "withdraw", "aria-label": `take off ${label}` }, "×")));
  }
}

function describe(code) {
  const option = find("#codes").content.querySelector(`option[value="${CSS.escape(code)}"]`);
  return { label: option?.textContent ?? code, colour: option?.dataset.colour ?? "0" };
}

async function withdraw(chip) {
  const answer = chip.closest(".answer");
  const done = await attempt("/api/read/withdraw", { id: Number(chip.dataset.id) }, "taken off");
  if (!done) return;
  chip.remove();
  answer.focus();
}

/** A proposal is accepted or rejected: it goes, and what was made of it comes. */
async function judge(chip, does) {
  const answer = chip.closest(".answer");
  const done = await attempt(`/api/read/${does}`, { id: Number(chip.dataset.id) }, `${does}ed`);
  if (!done) return;
  chip.remove();
  if (does === "accept") apply(answer, done);
  answer.focus();
}

async function undo(way) {
  if (await attempt(`/api/read/${way}`, {}, way === "undo" ? "undone" : "done again")) location.reload();
}

function step(by) {
  const all = answers(), at = all.indexOf(held());
  all[Math.min(all.length - 1, Math.max(0, at + by))]?.focus();
}

document.addEventListener("click", ({ target }) => {
  const does = target.closest("[data-does]")?.dataset.does;
  if (does === "code") code(target.closest(".answer"));
  if (does === "accept" || does === "reject") judge(target.closest(".chip"), does);
  if (does === "withdraw") withdraw(target.closest(".chip"));
});
addKeys([
  { key: "c", does: "code the answer, or the words selected in it", run: () => { const answer = held(); if (answer) code(answer); else tell("Stand on an answer first."); } },
  { key: "j", does: "next answer", run: () => step(1) },
  { key: "k", does: "answer before", run: () => step(-1) },
  { key: "u", does: "undo", run: () => undo("undo") },
  { key: "ctrl+z", does: "undo", run: () => undo("undo") },
  { key: "U", does: "redo", run: () => undo("redo") },
  { key: "/", does: "find answers", run: () => find(".filters [name=text]").focus() },
]);
