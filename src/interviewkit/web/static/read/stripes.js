/** Stripes in the margin: one a coding, as tall as its lines, in lanes; each can be held and says what it is. */
import { make } from "../base/dom.js";
import { assignLanes } from "./lanes.js";
import { describe, saidBy, sign } from "./words.js";

const APART = 9; // pixels from lane to lane
const MOST_LANES = 7;

/** Where the lines of each coding are, in pixels from the top of its turn. All is read before anything is written. */
export function measureStripes(element, codings) {
  if (!codings.length) return [];
  const line = element.querySelector(".said p"), top = element.getBoundingClientRect().top;
  const range = document.createRange(), node = line.firstChild;
  return codings.map((coding) => {
    range.setStart(node, Math.min(coding.start, node.length));
    range.setEnd(node, Math.min(coding.end, node.length));
    const box = range.getBoundingClientRect();
    return { coding, start: box.top - top, end: box.bottom - top };
  });
}

/** Draw them; `held` is the coding that has the attention. */
export function drawStripes(element, measured, { labelOf, colourOf, held, hold, inTurn }) {
  const margin = element.querySelector(".margin");
  const sorted = [...measured].sort((a, b) => a.start - b.start || b.end - a.end);
  const lanes = assignLanes(sorted);
  const focused = margin.contains(document.activeElement) ? document.activeElement.dataset.coding : null;
  margin.replaceChildren(...sorted.map(({ coding, start, end }, at) => {
    const label = describe(coding, labelOf(coding.code));
    const stripe = make("button", {
      type: "button", class: `stripe ${coding.kind} code-${colourOf(coding.code)}${coding.pending ? " pending" : ""}`,
      "data-coding": coding.id, "data-label": `${labelOf(coding.code)} ${sign(coding.polarity)} · ${saidBy(coding)}`,
      "aria-label": label, "aria-pressed": String(coding.id === held), tabindex: inTurn ? "0" : "-1",
      on: { click: () => hold(coding), focus: () => hold(coding) },
    });
    stripe.style.top = `${start + 2}px`;
    stripe.style.height = `${Math.max(14, end - start - 4)}px`;
    stripe.style.insetInlineStart = `${APART * Math.min(lanes[at], MOST_LANES)}px`;
    return stripe;
  }));
  if (focused) (margin.querySelector(`[data-coding="${CSS.escape(focused)}"]`) ?? element).focus({ preventScroll: true });
}

/** Which stripes Tab goes to: those of the turn that has the attention. */
export function openStripes(element, isOpen) {
  for (const stripe of element?.querySelectorAll(".stripe") ?? []) stripe.tabIndex = isOpen ? 0 : -1;
}
