/** On a narrow window the sides are drawers: a button opens one, Escape and a tap on the text close it. */
import { find } from "../base/dom.js";

const SIDES = ["codes", "notes"];

export function prepareDrawers() {
  for (const side of SIDES) {
    find(`#open-${side}`).addEventListener("click", () => openDrawer(side, !isOpen(side)));
  }
  find("#scroller").addEventListener("pointerdown", () => closeDrawers());
  document.addEventListener("keydown", ({ key }) => { if (key === "Escape") closeDrawers(); });
}

const isOpen = (side) => find(`#${side}`).classList.contains("open");

export function openDrawer(side, wanted = true) {
  for (const each of SIDES) {
    find(`#${each}`).classList.toggle("open", each === side && wanted);
    find(`#open-${each}`).setAttribute("aria-expanded", String(each === side && wanted));
  }
}

export function closeDrawers() { for (const side of SIDES) openDrawer(side, false); }
