/** The keys of the reading page; all that they do can be done by mouse too. */
import { addKeys } from "../base/keys.js";
import { tell } from "../base/status.js";

export function addReadingKeys(desk) {
  const { walking, choosing, focus, finding, choices } = desk;
  const key = (name, does, run) => ({ key: name, does, run });
  addKeys([
    key("j", "next turn", () => walking.step(1)),
    key("k", "previous turn", () => walking.step(-1)),
    key("J", "next unread turn", () => walking.unread(1) || tell("all turns after this are read")),
    key("K", "previous unread turn", () => walking.unread(-1) || tell("all turns before this are read")),
    key("r", "read to here", () => desk.readHere()),
    key("R", "not read yet", () => desk.unread()),
    key("s", "choose the next sentence", () => choosing.sentence(1)),
    key("S", "choose the sentence before", () => choosing.sentence(-1)),
    key("w", "widen by a word", () => choosing.end(1)),
    key("W", "widen by a sentence", () => choosing.end(1, "sentence")),
    key("t", "choose the whole turn", () => choosing.turn()),
    key("shift+ArrowRight", "widen by a word", () => choosing.end(1)),
    key("shift+ArrowLeft", "narrow by a word", () => choosing.end(-1)),
    key("shift+ArrowDown", "widen by a sentence", () => choosing.end(1, "sentence")),
    key("shift+ArrowUp", "narrow by a sentence", () => choosing.end(-1, "sentence")),
    key("]", "move the end forward, of what is chosen or held", () => choosing.end(1)),
    key("[", "move the end back", () => choosing.end(-1)),
    key("}", "move the beginning forward", () => choosing.start(1)),
    key("{", "move the beginning back", () => choosing.start(-1)),
    key("c", "code: the palette (without a choice: for the whole turn)", () => desk.openPalette()),
    key("C", "another code instead of the held one", () => desk.recode()),
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => key(String(digit), "give the recent code of that number", () => desk.giveRecent(digit))),
    key("+", "for", () => desk.pole("+")),
    key("-", "against", () => desk.pole("-")),
    key("n", "next proposal (with a choice: new code in these words)", () => (focus.span ? desk.openPalette({ typed: desk.transcript.quote(focus.span) }) : desk.nextProposal(1))),
    key("p", "previous proposal", () => desk.nextProposal(-1)),
    key("a", "accept the proposal", () => desk.accept()),
    key("x", "reject the proposal; take off a coding", () => desk.reject()),
    key("e", "why it was proposed", () => desk.why()),
    key("o", "proposals on or off", () => { choices.proposals = !choices.proposals; tell(choices.proposals ? "proposals are shown" : "proposals are hidden"); }),
    key("m", "memo on what is held or chosen, or the turn", () => desk.memo()),
    key("E", "mend a typo in the turn", () => desk.writing.typo(focus.turn)),
    key("Q", "quote in the report", () => desk.cite()),
    key("/", "search in the transcript", () => finding.open()),
    key("ctrl+f", "search in the transcript", () => finding.open()),
    key("u", "undo", () => desk.undo(false)),
    key("ctrl+z", "undo", () => desk.undo(false)),
    key("U", "redo", () => desk.undo(true)),
    key("ctrl+Z", "redo", () => desk.undo(true)),
    key("Escape", "let go of what is chosen or held", () => focus.release()),
  ]);
}
