/** The board: one difference after the other, both coders' marks in the text, and the consensus made there. */
import { ask, field } from "../base/dialog.js";
import { find, make } from "../base/dom.js";
import { selectedIn } from "../base/highlights.js";
import { get, post, Refused } from "../base/http.js";
import { addKeys } from "../base/keys.js";
import { offsetsOf } from "../base/offsets.js";
import { showFault, tell } from "../base/status.js";
import { drawBoard, drawDispute } from "./dispute.js";
import { findWords, narrow, neighbour, snap, widen } from "./spans.js";

const board = { disputes: [], codes: [], leftOut: 0, leftOpen: 0, chosen: 0, draft: null, side: "end" };
/** What all agree on goes to the consensus with the first that is settled here. */
let agreed = true;
let line = Promise.resolve();

const press = (run) => () => { line = line.then(run).catch((fault) => { console.error(fault); showFault("Something went wrong on this page.", "Load it anew: what was settled is kept."); }); };
const here = (run) => press(() => (chosen() ? run() : undefined));
const chosen = () => board.disputes[board.chosen];
const codeOf = (id) => board.codes.find((each) => each.id === id) ?? { id, label: id, polarity: ["+"], colour: 0, definition: "" };

async function load() {
  try {
    const told = await get("/api/review/disputes");
    board.codes = told.codes;
    board.leftOut = told.left_out;
    board.leftOpen = told.left_open;
    board.disputes = told.disputes.map(inUnits);
    show();
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    showFault(fault.message, fault.hint);
  }
}

/** A difference with offsets as this language counts them. */
function inUnits(dispute) {
  const { toUnits } = offsetsOf(dispute.turn.text);
  const moved = (mark) => ({ ...mark, start: toUnits(mark.start), end: toUnits(mark.end) });
  const said = dispute.said.map((each) => ({ ...each, marks: each.marks.map(moved) }));
  return { ...dispute, said, settled: dispute.settled.map(moved), words: findWords(dispute.turn.text), sentences: sentencesOf(dispute.turn.text) };
}

/** Told by punctuation alone. */
function sentencesOf(text) {
  return [...text.matchAll(/\S[^]*?(?:[.!?…]+["'”’)\]]*(?=\s|$)|$)/g)].map((found) => ({ start: found.index, end: found.index + found[0].trimEnd().length }));
}

function show() {
  drawBoard(board, does, codeOf);
  drawDispute(board, does, codeOf);
}

function choose(at) {
  board.chosen = Math.min(Math.max(at, 0), board.disputes.length - 1);
  board.draft = null;
  show();
  find("#disputes [aria-current]")?.scrollIntoView({ block: "nearest" });
}

// -- settling -------------------------------------------------------------------------------------

/** One side's marks become the consensus. */
function side(number) {
  const said = chosen().said[number];
  return said ? settle(said.marks) : undefined;
}

async function settle(marks, other = "") {
  const dispute = chosen();
  const { toPoints } = offsetsOf(dispute.turn.text);
  const answer = await send("settle", {
    turn: dispute.turn.id, code: dispute.code, other, agreed,
    starts: marks.map((mark) => toPoints(mark.start)), ends: marks.map((mark) => toPoints(mark.end)), polarities: marks.map((mark) => mark.polarity),
  });
  if (!answer) return;
  agreed = false;
  arrive(answer, true);
}

async function reopen() {
  const { entry, turn, code } = chosen();
  if (!entry) return tell("Nothing is settled here.");
  const answer = await send("reopen", { entry, turn: turn.id, code });
  if (answer) arrive(answer, false);
}

async function send(what, body) {
  try {
    const answer = await post(`/api/review/${what}`, body);
    tell(what === "settle" ? "settled" : "open again");
    return answer;
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    showFault(fault.message, fault.hint);
    return null;
  }
}

/** The difference as it is now; once settled, the next open one comes. */
function arrive({ dispute }, goOn) {
  if (dispute) board.disputes[board.chosen] = inUnits(dispute);
  else board.disputes.splice(board.chosen, 1);
  const next = goOn ? nextOpen(board.chosen) : board.chosen;
  choose(next);
}

function nextOpen(at) {
  const order = [...board.disputes.keys()].map((step) => (at + step) % board.disputes.length);
  return order.find((each) => !board.disputes[each].is_settled) ?? at;
}

// -- otherwise than either side -------------------------------------------------------------------

/** A passage of one's own; once more, and it is put away. */
function turnOtherwise() {
  if (!board.draft) return otherwise();
  board.draft = null;
  show();
}

function otherwise() {
  const dispute = chosen();
  const first = [...dispute.settled, ...dispute.said.flatMap((each) => each.marks)][0];
  const span = first ?? { start: 0, end: dispute.turn.text.length };
  const code = codeOf(dispute.code);
  board.draft = { start: span.start, end: span.end, polarity: first?.polarity ?? code.polarity[0], code };
  board.side = "end";
  show();
}

function accept() {
  if (!board.draft) return tell("Choose a side, or o to settle it otherwise.");
  const { code, ...mark } = board.draft;
  return settle([mark], code.id === chosen().code ? "" : code.id);
}

function turnPolarity() {
  if (!board.draft) otherwise();
  const { draft } = board;
  draft.polarity = draft.code.polarity.find((sign) => sign !== draft.polarity) ?? draft.polarity;
  show();
}

async function askCode() {
  if (!board.draft) otherwise();
  const input = make("select", { name: "code" }, board.codes.map((each) => make("option", { value: each.id, selected: each.id === board.draft.code.id }, each.label)));
  const told = await ask("Which code is it?", [field("Code", input)], { yes: "Choose" });
  if (!told) return;
  const code = codeOf(told.code);
  board.draft = { ...board.draft, code, polarity: code.polarity.includes(board.draft.polarity) ? board.draft.polarity : code.polarity[0] };
  show();
}

function move(change) {
  if (!board.draft) otherwise();
  Object.assign(board.draft, change(board.draft));
  show();
}

const grow = (stops) => () => move((span) => widen(span, chosen()[stops], board.side));
const shrink = (stops) => () => move((span) => narrow(span, chosen()[stops], board.side));

function turnSide() {
  board.side = board.side === "end" ? "start" : "end";
  show();
}

function takeSelection() {
  const node = document.querySelector("#dispute .said")?.firstChild;
  const span = node && chosen() && selectedIn(node);
  const words = span && snap(span, chosen().words);
  if (!words) return;
  getSelection().removeAllRanges();
  move(() => words);
}

const does = {
  choose: (at) => press(() => choose(at))(), take: (number) => here(() => side(number))(),
  next: here(() => choose(board.chosen + 1)), previous: here(() => choose(board.chosen - 1)), nextOpen: here(() => choose(nextOpen(board.chosen + 1))),
  none: here(() => settle([])), otherwise: here(turnOtherwise), accept: here(accept), polarity: here(turnPolarity), code: here(askCode),
  wordMore: here(grow("words")), wordLess: here(shrink("words")), sentenceMore: here(grow("sentences")), sentenceLess: here(shrink("sentences")),
  sentence: here(() => move((span) => neighbour(span, chosen().sentences, 1))), side: here(turnSide), reopen: here(reopen),
};

addKeys([
  { key: "j", does: "next difference", run: does.next }, { key: "k", does: "previous difference", run: does.previous },
  ...[1, 2, 3, 4, 5, 6].map((n) => ({ key: String(n), does: `settle it as coder ${n} says`, run: here(() => side(n - 1)) })),
  { key: "0", does: "settle: the code is not there", run: does.none },
  { key: "o", does: "settle it otherwise: passage, polarity or code of your own", run: does.otherwise },
  { key: "y", does: "settle it so", run: does.accept }, { key: "p", does: "the other polarity", run: does.polarity }, { key: "c", does: "another code", run: does.code },
  { key: "ArrowRight", does: "extend by a word", run: does.wordMore }, { key: "ArrowLeft", does: "narrow by a word", run: does.wordLess },
  { key: "ArrowDown", does: "extend by a sentence", run: does.sentenceMore }, { key: "ArrowUp", does: "narrow by a sentence", run: does.sentenceLess },
  { key: "e", does: "move the other end", run: does.side },
  { key: "u", does: "open it again: take back what was settled", run: does.reopen },
]);
document.addEventListener("mouseup", here(takeSelection));
press(load)();
