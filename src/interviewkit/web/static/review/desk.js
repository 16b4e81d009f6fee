/** The review desk: one turn after the other, one key a decision. What was typed ahead waits its turn. */
import { ask, field } from "../base/dialog.js";
import { find, make } from "../base/dom.js";
import { selectedIn } from "../base/highlights.js";
import { post, Refused } from "../base/http.js";
import { addKeys } from "../base/keys.js";
import { offsetsOf } from "../base/offsets.js";
import { showFault, tell } from "../base/status.js";
import { clearCard, drawCard, drawEnd, drawJudgement } from "./card.js";
import { findQuote, findWords, narrow, neighbour, snap, widen } from "./spans.js";

const choice = readChoice();
const desk = { card: null, waiting: [], draft: null, place: null, side: "end", before: 3, info: false, told: {} };
let line = Promise.resolve();
/** Verdicts that are not known to be stored yet. */
const unanswered = new Set();

function readChoice() {
  const asked = new URLSearchParams(location.search);
  return {
    queue: asked.get("queue") ?? "",
    codes: asked.getAll("codes"),
    blind: asked.has("blind"),
    limit: Math.max(0, Number(asked.get("limit")) || 0),
    share: Math.min(100, Math.max(0, Number(asked.get("share") ?? 25) || 0)),
  };
}

/** Keys are done one after the other; what needs an answer holds the next one up. */
function press(run) {
  return () => { line = line.then(run).catch((fault) => { console.error(fault); showFault("Something went wrong on this page.", "Load it anew: what was saved is kept."); }); };
}

// -- what the server says -------------------------------------------------------------------------

async function open(anew = false) {
  try {
    arrive(await post("/api/review/open", { ...choice, anew }, { asks: true }));
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    desk.card = null;
    clearCard();
    find("#desk").replaceChildren(make("p", {}, "No turn can be shown here. ", make("a", { href: "/review" }, "Choose other turns")));
    showFault(fault.message, fault.hint);
  }
}

/** Do something with the card on the desk; a refusal is told, and the desk shown as it is. */
async function act(what, more = {}) {
  try {
    const answer = await post(`/api/review/${what}`, { ...choice, turn: desk.card?.turn.id ?? 0, ...more });
    tell("saved");
    return answer;
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    console.warn(`${what}: ${fault.message}`);
    await open();
    showFault(fault.message, fault.hint);
    return null;
  }
}

function arrive(answer) {
  desk.told = answer;
  desk.card = answer.card && inUnits(answer.card);
  desk.waiting = [...(desk.card?.proposals ?? [])];
  desk.before = 3;
  desk.info = false;
  if (desk.card) {
    drawCard(desk, press(showEarlier));
    takeNext();
    find("#desk .said").focus({ preventScroll: true });
    scrollTo({ top: 0 });
  } else {
    clearCard();
    drawEnd(desk, press(() => open(true)));
  }
}

/** The card with offsets as this language counts them, and its words. */
function inUnits(card) {
  const { toUnits } = offsetsOf(card.turn.text);
  const moved = (span) => ({ ...span, start: toUnits(span.start), end: toUnits(span.end) });
  return {
    ...card,
    proposals: card.proposals.map(moved),
    own: card.own.map(moved),
    sentences: card.sentences.map(([start, end]) => moved({ start, end })),
    words: findWords(card.turn.text),
  };
}

function inPoints({ start, end }) {
  const { toPoints } = offsetsOf(desk.card.turn.text);
  return { start: toPoints(start), end: toPoints(end) };
}

// -- verdicts -------------------------------------------------------------------------------------

/** The next proposal becomes the draft; questions about the whole turn come when there is none. */
function takeNext() {
  desk.side = "end";
  desk.place = null;
  desk.draft = null;
  while (desk.waiting.length && !desk.draft) {
    const proposal = desk.waiting.shift();
    const code = desk.card.codes.find((each) => each.id === proposal.code);
    if (code) desk.draft = { code, start: proposal.start, end: proposal.end, polarity: proposal.polarity, proposal };
  }
  show();
}

function show() {
  drawJudgement(desk, does);
}

function accept() {
  const { draft, card } = desk;
  if (!draft) return hint("Nothing waits for a verdict: choose a code, or d for done.");
  const made = { id: null, code: draft.code.id, polarity: draft.polarity, start: draft.start, end: draft.end, holds: true };
  const about = { code: draft.code.id, polarity: draft.polarity, ...inPoints(draft) };
  if (draft.proposal) about.proposal = draft.proposal.number;
  card.own = [...card.own, made];
  refresh(act("accept", about));
  takeNext();
}

function reject() {
  if (!desk.draft) return withdraw();
  const { proposal } = desk.draft;
  if (proposal) refresh(act("reject", { proposals: [proposal.number] }));
  takeNext();
}

function rejectAll() {
  if (!desk.draft) return hint("Nothing is proposed here.");
  const all = [desk.draft.proposal, ...desk.waiting].filter(Boolean).map((each) => each.number);
  desk.waiting = [];
  if (all.length) refresh(act("reject", { proposals: all }));
  takeNext();
}

/** What one has said of the turn, as it is stored by now. */
async function refresh(sent) {
  const { card } = desk;
  unanswered.add(sent);
  const answer = await sent;
  unanswered.delete(sent);
  if (!answer || desk.card !== card) return;
  card.own = inUnits({ ...card, own: answer.own, proposals: [], sentences: [] }).own;
  show();
}

function turnPolarity() {
  const { draft } = desk;
  if (!draft) return hint("Nothing waits for a verdict.");
  const others = draft.code.polarity.filter((sign) => sign !== draft.polarity);
  if (!others.length) return hint(`${draft.code.label} has one polarity only.`);
  draft.polarity = others[0];
  show();
}

function choose(code) {
  if (desk.draft) {
    const kept = code.polarity.includes(desk.draft.polarity);
    desk.draft = { ...desk.draft, code, polarity: kept ? desk.draft.polarity : code.polarity[0] };
  } else {
    desk.draft = { code, ...placeOfNew(), polarity: code.polarity[0], proposal: null };
  }
  show();
}

/** Where a new coding starts out: what is selected, what was coded last here, or the whole turn. */
function placeOfNew() {
  if (desk.place) return desk.place;
  const held = desk.card.own.filter((each) => each.holds);
  if (held.length && !desk.card.blind) return { start: held.at(-1).start, end: held.at(-1).end };
  return { start: 0, end: desk.card.turn.text.length };
}

async function askCode() {
  const options = make("datalist", { id: "codes-here" }, desk.card.codes.map((each) => make("option", { value: each.label })));
  const input = make("input", { name: "code", list: "codes-here", autocomplete: "off", required: true });
  const told = await ask("Which code?", [field("Number or name", input), options], { yes: "Choose" });
  if (!told) return;
  const typed = told.code.trim().toLowerCase();
  const named = desk.card.codes.filter((each, i) => [each.id.toLowerCase(), each.label.toLowerCase(), String(i + 1)].includes(typed));
  const alike = desk.card.codes.filter((each) => each.label.toLowerCase().includes(typed));
  const found = named[0] ?? (alike.length === 1 ? alike[0] : null);
  if (found) choose(found);
  else hint(`No code here is called “${told.code}”.`);
}

async function withdraw() {
  const own = desk.card.own.filter((each) => each.id && each.holds);
  if (!own.length) return hint("You have coded nothing here; u takes back what was done last.");
  let chosen = own[0];
  if (own.length > 1) {
    const input = make("input", { name: "number", inputmode: "numeric", required: true, autocomplete: "off" });
    const told = await ask("Take back which of your codings?", [field(`Number, 1 to ${own.length}`, input)], { yes: "Take back" });
    chosen = told && own[Number(told.number) - 1];
  }
  if (chosen) takeBack(chosen);
}

function takeBack(coding) {
  desk.card.own = desk.card.own.filter((each) => each !== coding);
  refresh(act("withdraw", { coding: coding.id }));
  show();
}

async function writeMemo() {
  const input = make("input", { name: "text", required: true, autocomplete: "off", maxlength: 20000 });
  const told = await ask("Memo", [field(desk.draft ? "On this passage" : "On this turn", input)]);
  if (!told?.text.trim()) return;
  const about = desk.draft ? { code: desk.draft.code.id, ...inPoints(desk.draft) } : {};
  desk.card.memos = [...desk.card.memos, told.text.trim()];
  act("memo", { text: told.text, ...about });
  show();
}

async function finish() {
  if (desk.draft) return hint("First a verdict on the passage: y or n.");
  // Only when all is stored is the rest of the turn known to be absent.
  const stored = await Promise.all(unanswered);
  if (stored.includes(null)) return undefined;
  const answer = await act("done");
  if (answer) arrive(answer);
}

async function skip() {
  const answer = await act("skip");
  if (answer) arrive(answer);
}

async function undo() {
  const answer = await act("undo");
  if (!answer) return;
  arrive(answer);
  tell(`undone: ${answer.undone}`);
}

// -- the passage ----------------------------------------------------------------------------------

function move(change) {
  if (!desk.draft) return hint("Choose a code first: its passage can then be moved.");
  Object.assign(desk.draft, change(desk.draft));
  show();
}

/** The sentence beside; from the whole turn the first one, or backwards the last. */
function beside(step) {
  move((span) => {
    const { sentences, turn } = desk.card;
    const whole = span.start === 0 && span.end === turn.text.length;
    return whole && sentences.length ? sentences.at(step > 0 ? 0 : -1) : neighbour(span, sentences, step);
  });
}

const grow = (stops) => () => move((span) => widen(span, desk.card[stops], desk.side));
const shrink = (stops) => () => move((span) => narrow(span, desk.card[stops], desk.side));

function turnSide() {
  desk.side = desk.side === "end" ? "start" : "end";
  show();
}

async function setQuote() {
  const input = make("input", { name: "quote", required: true, autocomplete: "off" });
  const told = await ask("The passage", [field("Words of the turn", input)], { yes: "Set" });
  const found = told && findQuote(desk.card.turn.text, told.quote);
  if (found) pick(found);
  else if (told) hint("These words do not stand in the turn.");
}

function pick(span) {
  if (desk.draft) Object.assign(desk.draft, span);
  else desk.place = span;
  show();
}

function takeSelection() {
  const node = find("#desk .said").firstChild;
  const span = node && desk.card && selectedIn(node);
  const words = span && snap(span, desk.card.words);
  if (words) {
    getSelection().removeAllRanges();
    pick(words);
  }
}

// -- the rest -------------------------------------------------------------------------------------

function hint(text) {
  tell(text);
}

function showEarlier() {
  desk.before += 6;
  drawCard(desk, press(showEarlier));
  show();
}

function showInfo() {
  desk.info = !desk.info;
  show();
}

/** Only where a card lies on the desk. */
const here = (run) => press(() => (desk.card ? run() : undefined));

/** What buttons and keys do; `choose` and `takeBack` take what they are about. */
const does = {
  accept: here(accept), reject: here(reject), none: here(rejectAll), polarity: here(turnPolarity), code: here(askCode),
  next: here(() => beside(1)), previous: here(() => beside(-1)), wordMore: here(grow("words")), wordLess: here(shrink("words")),
  sentenceMore: here(grow("sentences")), sentenceLess: here(shrink("sentences")), side: here(turnSide), quote: here(setQuote),
  done: here(finish), withdraw: here(withdraw), memo: here(writeMemo), info: here(showInfo), skip: here(skip),
  earlier: here(showEarlier), undo: press(undo),
  choose: (code) => here(() => choose(code))(), takeBack: (coding) => here(() => takeBack(coding))(),
};

addKeys([
  { key: "y", does: "accept (a)", run: does.accept }, { key: "a", does: "accept", run: does.accept },
  { key: "n", does: "reject (x)", run: does.reject },
  { key: "x", does: "reject; where nothing is proposed, take back a coding of yours", run: does.reject },
  { key: "N", does: "reject all that is proposed in this turn", run: does.none },
  { key: "p", does: "the other polarity", run: does.polarity },
  { key: "c", does: "another code, by name", run: does.code },
  { key: "j", does: "next sentence", run: does.next }, { key: "k", does: "previous sentence", run: does.previous },
  { key: "ArrowRight", does: "extend by a word", run: does.wordMore }, { key: "ArrowLeft", does: "narrow by a word", run: does.wordLess },
  { key: "ArrowDown", does: "extend by a sentence", run: does.sentenceMore }, { key: "ArrowUp", does: "narrow by a sentence", run: does.sentenceLess },
  { key: "e", does: "move the other end", run: does.side }, { key: "=", does: "set the passage to these words", run: does.quote },
  { key: "m", does: "write a memo", run: does.memo }, { key: "i", does: "the whole code: include, exclude, examples", run: does.info },
  { key: "h", does: "more of what was said before", run: does.earlier },
  { key: "d", does: "done with the turn: nothing more is in it (Enter)", run: does.done }, { key: "Enter", does: "done with the turn", run: does.done },
  { key: "s", does: "skip the turn", run: does.skip },
  { key: "u", does: "undo what was done last", run: does.undo }, { key: "ctrl+z", does: "undo", run: does.undo },
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => ({
    key: String(n), does: `code ${n}`, run: here(() => desk.card.codes[n - 1] && choose(desk.card.codes[n - 1])),
  })),
]);
document.addEventListener("mouseup", here(takeSelection));
press(() => open())();
