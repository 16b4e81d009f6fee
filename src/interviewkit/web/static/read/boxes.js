/** Underlines for browsers without the Custom Highlight API: a thin box under each line of a coding. */
import { make } from "../base/dom.js";

export function drawBoxes(line, codings) {
  for (const old of line.parentNode.querySelectorAll(".box")) old.remove();
  const origin = line.parentNode.getBoundingClientRect();
  for (const coding of codings) {
    const range = document.createRange();
    range.setStart(line.firstChild, coding.start);
    range.setEnd(line.firstChild, coding.end);
    for (const { left, bottom, width } of range.getClientRects()) {
      const box = make("i", { class: `box ${coding.kind} code-${coding.colour}`, "aria-hidden": "true" });
      box.style.insetInlineStart = "auto";
      box.style.left = `${left - origin.left}px`;
      box.style.top = `${bottom - origin.top + 3.5 * coding.lane - 2}px`;
      box.style.width = `${width}px`;
      line.parentNode.append(box);
    }
  }
}
