/** One turn as it stands on the page: who, when, the text as one piece, its codings in words. */
import { make } from "../base/dom.js";
import { clock, describe } from "./words.js";

/** The element of a turn. The text stays one text node: ranges are drawn over it. */
export function buildTurn(transcript, position) {
  const turn = transcript.turn(position), speaker = transcript.speaker(position);
  const isQuiet = speaker.role === "moderator";
  return make("article", {
    id: `turn-${position}`, class: `turn${isQuiet ? " moderator" : ""}`, tabindex: "-1", "data-position": position,
    "aria-posinset": position, "aria-setsize": transcript.length, "aria-labelledby": `who-${position}`,
  },
  head(turn, speaker, position),
  make("div", { class: "said" }, make("p", { dir: "auto" }, turn.text)),
  make("div", { class: "margin" }),
  make("ul", { class: "unseen told" }));
}

function head(turn, speaker, position) {
  const who = speaker.participant && speaker.participant !== speaker.label ? `${speaker.label}` : speaker.label;
  return make("header", { class: "who" },
    make("a", { class: "number", href: `#turn-${position}`, tabindex: "-1", "aria-label": `Turn ${position}` }, String(position)),
    make("h2", { id: `who-${position}` }, make("bdi", {}, who)),
    make("span", { class: "facts" }, make("bdi", {}, factsOf(speaker))),
    make("span", { class: "flags" }),
    turn.start === null ? null : make("time", { class: "time" }, clock(turn.start)));
}

/** Who that is, as far as it is known: the person behind the label, and their segments. */
export function factsOf(speaker) {
  const person = speaker.participant && speaker.participant !== speaker.label ? [speaker.participant] : [];
  return [...person, ...speaker.segments].join(" · ");
}

/** Tell a turn's codings in words to those who do not see lines; and whether it is read, and has memos. */
export function tellTurn(element, transcript, position, codings, labelOf) {
  const told = codings.map((each) => make("li", {}, describe(each, labelOf(each.code), transcript.quote(each))));
  element.querySelector(".told").replaceChildren(...told);
  const memos = transcript.memosOf(position).length;
  const isRead = transcript.read.has(position), isBegun = !isRead && transcript.begun.has(position);
  element.classList.toggle("read", isRead);
  element.classList.toggle("begun", isBegun);
  element.querySelector(".flags").replaceChildren(
    ...(memos ? [make("span", { class: "has-memo", title: "has a memo" }, memos === 1 ? "memo" : `${memos} memos`)] : []),
    ...(isRead || isBegun ? [make("span", { class: "unseen" }, isRead ? "read" : "read before codes were added")] : []));
}
