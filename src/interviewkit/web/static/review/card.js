/** How the desk looks: the turn in its talk, what is asked, and what can be said. */
import { find, make } from "../base/dom.js";
import { canHighlight, paint } from "../base/highlights.js";
import { clearMarks, drawMarks } from "../read/marks.js";

let drawnAt = null;

/** The turn with what was said before it; drawn once a card. */
export function drawCard(desk, earlier) {
  const { card, told } = desk;
  const { turn } = card;
  if (drawnAt !== null) clearMarks(drawnAt);
  find("#where").textContent = `${turn.transcript}, turn ${turn.position}`;
  find("#progress").textContent = [card.queue + (card.blind ? ", blind" : ""), progress(told)].join(" · ");
  const talk = make("article", { class: "talk", "aria-labelledby": "speaker" },
    drawBefore(card, desk.before, earlier),
    make("h2", { id: "speaker", class: "speaker" }, turn.speaker),
    make("p", { class: "said", dir: "auto", tabindex: "-1" }, turn.text),
    make("p", { class: "soft quiet" }, `${told.why} `, make("a", { href: `/read/${encodeURI(turn.transcript)}#turn-${turn.position}` }, "Read it in the transcript")));
  find("#desk").replaceChildren(talk, make("section", { class: "judge", "aria-label": "Your judgement" }));
}

export function progress({ read, left }) {
  return left === null ? `${read} read` : `${read} read, ${left} to go`;
}

function drawBefore(card, most, earlier) {
  const shown = card.before.slice(-most);
  const hidden = card.before.length - shown.length;
  const more = hidden ? make("button", { type: "button", class: "bare", on: { click: earlier } }, `${hidden + card.earlier} more turns before `, make("kbd", {}, "h")) : null;
  const isShown = shown.some((each) => each.text === card.question);
  const asked = card.question && !isShown ? make("li", {}, make("strong", {}, "asked"), " ", make("span", { dir: "auto" }, card.question)) : null;
  const lines = shown.map((each) => make("li", {}, make("strong", {}, each.speaker), " ", make("span", { dir: "auto" }, each.text)));
  if (!lines.length && !asked) return make("p", { class: "soft" }, "The talk begins here.");
  return make("div", { class: "before" }, make("h2", { class: "unseen" }, "Before"), more, make("ol", {}, asked, lines));
}

/** What is asked of the turn, and all that can be done; drawn after each key. */
export function drawJudgement(desk, does) {
  const focused = document.activeElement?.dataset?.does;
  const content = desk.draft ? drawDraft(desk, does) : drawTurnQuestion(desk, does);
  find("#desk .judge").replaceChildren(
    ...[...content, drawCodes(desk, does), drawOwn(desk, does), drawMemos(desk), drawRest(does)].filter(Boolean));
  if (focused) document.querySelector(`[data-does="${CSS.escape(focused)}"]`)?.focus();
  paintPassages(desk);
  find("#asking").textContent = inWords(desk);
}

/** Codings as on the reading page: one's own solid, proposals dashed; what is asked about is set off. */
function paintPassages({ draft, waiting, card, place }) {
  const line = find("#desk .said");
  const own = card.own.filter((each) => each.holds).map((each) => ({ ...each, kind: "own" }));
  const proposed = waiting.map((each) => ({ ...each, kind: "proposal" }));
  drawnAt = card.turn.position;
  const inOrder = [...own, ...proposed].sort((a, b) => a.start - b.start);
  drawMarks(drawnAt, line, inOrder, (id) => card.codes.find((each) => each.id === id)?.colour ?? 0);
  paint("draft", line.firstChild, draft ? [draft] : place ? [place] : []);
}

/** The same for ears. */
function inWords({ draft, card, waiting }) {
  if (!draft) return `Nothing waits for a verdict. ${tellOwn(card.own)} Choose a code, or d for done.`;
  const quote = card.turn.text.slice(draft.start, draft.end);
  const more = waiting.length ? ` ${waiting.length} more in this turn.` : "";
  return `${draft.code.label}, ${draft.polarity === "-" ? "minus" : "plus"}: “${quote}”. ${question(draft)}${more}`;
}

function tellOwn(own) {
  const coded = own.filter((each) => each.holds).length, rejected = own.length - coded;
  return [`${coded} of your codings ${coded === 1 ? "is" : "are"} here`, rejected ? `${rejected} rejected` : ""].filter(Boolean).join(", ") + ".";
}

const question = (draft) => (draft.proposal ? "Does this hold here?" : "Is this what you mean?");

function drawDraft(desk, does) {
  const { draft, waiting, side } = desk;
  const more = waiting.length ? make("span", { class: "soft" }, ` ${waiting.length} more in this turn`) : null;
  return [
    make("h2", { class: `asked code-${draft.code.colour}` }, make("span", { class: "swatch" }), draft.code.label, make("span", { class: "sign" }, draft.polarity)),
    canHighlight ? null : make("blockquote", {}, desk.card.turn.text.slice(draft.start, draft.end)),
    make("p", { class: "question" }, question(draft), more),
    make("div", { class: "verdicts" }, button("accept", "Accept", "y", does, "main"), button("reject", "Reject", "n", does), button("none", "None here", "N", does)),
    make("p", { class: "definition" }, draft.code.definition),
    draft.proposal ? drawWhy(draft.proposal) : null,
    draft.proposal && draft.proposal.code !== draft.code.id ? make("p", { class: "hint" }, `Instead of ${draft.proposal.code}, which is then rejected.`) : null,
    drawMoves(desk, does),
    desk.info ? drawInfo(draft.code) : null,
  ];
}

/** The passage's ends, by word and by sentence. */
function drawMoves({ draft, side }, does) {
  return make("div", { class: "moves", role: "group", "aria-label": "The passage" },
    make("span", {}, "words"), arrow("wordLess", "←", "A word less", does), arrow("wordMore", "→", "A word more", does),
    make("span", {}, "sentences"), arrow("sentenceLess", "↑", "A sentence less", does), arrow("sentenceMore", "↓", "A sentence more", does),
    arrow("previous", "k", "The sentence before", does), arrow("next", "j", "The next sentence", does),
    button("side", `${side} moves`, "e", does, "quiet"), draft.code.polarity.length > 1 ? button("polarity", "other polarity", "p", does, "quiet") : null,
    button("info", "whole code", "i", does, "quiet"));
}

const arrow = (name, sign, title, does) => make("button", { type: "button", title, "aria-label": title, "data-does": name, on: { click: does[name] } }, make("kbd", {}, sign));

function drawTurnQuestion(desk, does) {
  const { card, place } = desk;
  const other = card.own.length ? "other codes" : "codes";
  return [
    make("h2", { class: "asked" }, `Which ${other} are in this turn?`),
    make("p", { class: "question" }, place ? "A code for the words that are set off:" : "A number for each, then done: what you did not find is then known to be absent."),
    make("div", { class: "verdicts" }, button("done", "Done", "d", does, "main"), button("skip", "Skip", "s", does)),
    ...card.said.map((each) => make("p", { class: "hint" }, each)),
  ];
}

function drawWhy(proposal) {
  const score = proposal.score === null ? "" : ` ${proposal.score.toFixed(2)}`;
  const lines = proposal.why.map((each) => make("li", {}, make("span", { class: "kind" }, each.kind), " ", make("span", { dir: "auto" }, each.what), each.strength ? ` ${each.strength.toFixed(2)}` : ""));
  return make("div", { class: "why" }, make("p", {}, `proposed by ${proposal.coder}${score}`), make("ul", {}, lines));
}

function drawInfo(code) {
  const groups = [["include", code.include], ["exclude", code.exclude], ["example", code.examples], ["near miss", code.near_misses]];
  const lines = groups.flatMap(([name, texts]) => texts.slice(0, 6).map((text) => make("li", {}, make("span", { class: "kind" }, name), " ", make("span", { dir: "auto" }, text))));
  return make("ul", { class: "info" }, lines.length ? lines : make("li", {}, "Nothing but its definition."));
}

function drawCodes({ card, draft }, does) {
  const rows = card.codes.map((code, i) => make("li", {},
    make("button", {
      type: "button", class: `code code-${code.colour}`, title: code.definition, "aria-pressed": String(draft?.code === code),
      "data-does": `code ${code.id}`, on: { click: () => does.choose(code) },
    }, make("span", { class: "swatch" }), make("span", { class: "label" }, code.label), i < 9 ? make("kbd", {}, String(i + 1)) : null)));
  return make("div", {}, make("h3", {}, draft ? "Another code instead" : "Codes"), make("ul", { class: "codes" }, rows));
}

function drawOwn({ card }, does) {
  if (!card.own.length) return null;
  const rows = card.own.map((each) => make("li", {},
    make("span", {}, `${each.holds ? "" : "not "}${label(card, each.code)} ${each.polarity} `), make("q", { dir: "auto" }, clip(card.turn.text.slice(each.start, each.end))), " ",
    each.id ? make("button", { type: "button", class: "bare", on: { click: () => does.takeBack(each) } }, "take back") : make("span", { class: "soft saving" }, "saving …")));
  return make("div", {}, make("h3", {}, "You said"), make("ol", { class: "own" }, rows));
}

function drawMemos({ card }) {
  return card.memos.length ? make("div", {}, make("h3", {}, "Your memos"), make("ul", { class: "own" }, card.memos.map((each) => make("li", { dir: "auto" }, each)))) : null;
}

function drawRest(does) {
  return make("div", { class: "small rest" }, button("memo", "memo", "m", does), button("code", "code by name", "c", does), button("quote", "set words", "=", does), button("undo", "undo", "u", does));
}

function button(name, label, key, does, kind = "") {
  return make("button", { type: "button", class: kind, "data-does": name, on: { click: does[name] } }, label, " ", make("kbd", {}, key));
}

const label = (card, id) => card.codes.find((each) => each.id === id)?.label ?? id;
const clip = (text) => (text.length > 90 ? `${text.slice(0, 89)}…` : text);

/** Nothing is left, or enough is done. */
export function drawEnd({ told }, more) {
  find("#where").textContent = told.limit && told.read >= told.limit ? "That is enough for now" : "Nothing is left here";
  find("#progress").textContent = progress(told);
  find("#desk").replaceChildren(make("div", { class: "end" },
    make("p", {}, told.read ? `You read ${told.read} turns in the queue “${told.queue}”. All is saved.` : `There is nothing to read in the queue “${told.queue}”.`),
    make("p", { class: "verdicts" }, make("button", { type: "button", class: "main", on: { click: more } }, "Go on"), make("a", { class: "button", href: "/review" }, "Other turns"),
      make("a", { class: "button", href: "/review/agreement" }, "Agreement"))));
  find("#desk button").focus();
}

export function clearCard() {
  if (drawnAt !== null) clearMarks(drawnAt);
  paint("draft", null, []);
  find("#asking").textContent = "";
}
