/** How the board looks: the list of differences, and one of them with everybody's marks in the text. */
import { find, make } from "../base/dom.js";
import { paint } from "../base/highlights.js";

const SIDES = 4;

export function drawBoard({ disputes, chosen, leftOut, leftOpen }, does, codeOf) {
  const open = disputes.filter((each) => !each.is_settled).length;
  const rows = disputes.map((each, at) => make("li", {},
    make("button", { type: "button", class: `row-of ${each.is_settled ? "settled" : "open"}`, "aria-current": at === chosen ? "true" : null, on: { click: () => does.choose(at) } },
      make("span", { class: "mark", "aria-hidden": "true" }, each.is_settled ? "✓" : "•"),
      make("span", {}, make("strong", { dir: "auto" }, codeOf(each.code).label), make("span", { class: "soft" }, ` ${each.turn.transcript}, turn ${each.turn.position}`),
        make("span", { class: "unseen" }, each.is_settled ? ", settled" : ", open")))));
  const head = disputes.length ? `${open + leftOpen} open, ${disputes.length - open + leftOut - leftOpen} settled` : "They agree on all that they have both read.";
  find("#disputes").replaceChildren(make("p", { class: "soft" }, head), make("ol", {}, rows), leftOut ? make("p", { class: "soft" }, `${leftOut} more come once these are settled.`) : "");
}

export function drawDispute(board, does, codeOf) {
  const dispute = board.disputes[board.chosen];
  const place = find("#dispute");
  if (!dispute) return place.replaceChildren();
  const focused = document.activeElement?.dataset?.does;
  const code = codeOf(dispute.code);
  place.replaceChildren(
    make("h2", { class: `asked code-${code.colour}` }, make("span", { class: "swatch" }), make("span", { dir: "auto" }, code.label)),
    make("p", { class: "definition" }, code.definition),
    make("p", { class: "soft quiet" }, `${dispute.turn.transcript}, turn ${dispute.turn.position}, ${dispute.turn.speaker} `,
      make("a", { href: `/read/${encodeURI(dispute.turn.transcript)}#turn-${dispute.turn.position}` }, "in the transcript")),
    make("p", { class: "said", dir: "auto" }, dispute.turn.text),
    make("ol", { class: "sides" }, dispute.said.map((each, at) => drawSide(each, at, dispute, does))),
    dispute.is_settled ? drawSettled(dispute, does, codeOf) : "",
    board.draft ? drawDraft(board, does) : drawWays(does));
  if (focused) document.querySelector(`[data-does="${CSS.escape(focused)}"]`)?.focus();
  paintMarks(board, dispute);
  find("#asking").textContent = inWords(dispute, board);
}

function drawSide(said, at, dispute, does) {
  const quotes = said.marks.map((mark) => make("li", {}, make("span", { class: "sign" }, mark.polarity), " ", make("q", { dir: "auto" }, dispute.turn.text.slice(mark.start, mark.end))));
  return make("li", { class: `side side-${Math.min(at, SIDES - 1)}` },
    make("div", {}, make("span", { class: "sample" }, said.coder), " ", said.signs.length ? `found it (${said.signs.join(" and ")})` : "read it and did not find it",
      quotes.length ? make("ul", {}, quotes) : null,
      said.memos.map((memo) => make("p", { class: "noted", dir: "auto" }, memo))),
    make("button", { type: "button", "data-does": `take ${at}`, on: { click: () => does.take(at) } }, `As ${said.coder}`, " ", make("kbd", {}, String(at + 1))));
}

function drawSettled(dispute, does, codeOf) {
  const quotes = dispute.settled.map((mark) => make("li", {}, make("span", { class: "sign" }, mark.polarity), " ", make("q", { dir: "auto" }, dispute.turn.text.slice(mark.start, mark.end))));
  return make("div", { class: "consensus" }, make("p", {}, make("strong", {}, "Settled: "), quotes.length ? `${codeOf(dispute.code).label} is here.` : "it is not there."), quotes.length ? make("ul", {}, quotes) : "",
    dispute.entry ? make("button", { type: "button", "data-does": "reopen", on: { click: does.reopen } }, "Open it again ", make("kbd", {}, "u")) : "");
}

function drawWays(does) {
  return make("div", { class: "verdicts" },
    button("none", "Not there", "0", does), button("otherwise", "Otherwise …", "o", does), button("previous", "Previous", "k", does), button("next", "Next", "j", does));
}

function drawDraft({ draft, side }, does) {
  return make("div", { class: "otherwise" },
    make("p", {}, make("strong", {}, `${draft.code.label} ${draft.polarity}`), " in the words that are set off. Move their ends, or mark others with the mouse."),
    make("div", { class: "moves", role: "group", "aria-label": "The passage" },
      make("span", {}, "words"), arrow("wordLess", "←", "A word less", does), arrow("wordMore", "→", "A word more", does),
      make("span", {}, "sentences"), arrow("sentenceLess", "↑", "A sentence less", does), arrow("sentenceMore", "↓", "A sentence more", does),
      button("side", `${side} moves`, "e", does), draft.code.polarity.length > 1 ? button("polarity", "other polarity", "p", does) : null, button("code", "another code", "c", does)),
    make("div", { class: "verdicts" }, button("accept", "Settle it so", "y", does, "main"), button("otherwise", "Not so", "o", does)));
}

const arrow = (name, sign, title, does) => make("button", { type: "button", title, "aria-label": title, "data-does": name, on: { click: does[name] } }, make("kbd", {}, sign));

function button(name, label, key, does, kind = "") {
  return make("button", { type: "button", class: kind, "data-does": name, on: { click: does[name] } }, label, " ", make("kbd", {}, key));
}

function paintMarks({ draft }, dispute) {
  const node = find("#dispute .said").firstChild;
  for (let at = 0; at < SIDES; at += 1) paint(`side-${at}`, node, dispute.said.filter((_, i) => Math.min(i, SIDES - 1) === at).flatMap((each) => each.marks));
  paint("draft", node, draft ? [draft] : []);
}

function inWords(dispute, { draft }) {
  if (draft) return `${draft.code.label} ${draft.polarity}: “${dispute.turn.text.slice(draft.start, draft.end)}”`;
  const said = dispute.said.map((each) => `${each.coder}: ${each.signs.join(" and ") || "not there"}`).join("; ");
  return `${dispute.code}. ${said}. ${dispute.is_settled ? "Settled." : "Open."}`;
}
