/** What is told of an act: that it is saved, or what went wrong and what to do. */
import { find, make } from "./dom.js";

let fading = 0;

/** Say briefly that something was done; screen readers hear it. */
export function tell(text) {
  const place = find("#saved");
  place.textContent = text;
  clearTimeout(fading);
  fading = setTimeout(() => { place.textContent = ""; }, 4000);
}

/** Say what went wrong, until it is put away. */
export function showFault(message, hint = "") {
  const place = find("#fault");
  const close = make("button", { type: "button", on: { click: hideFault } }, "close");
  place.replaceChildren(make("strong", {}, message), hint ? ` ${hint}` : "", close);
  place.hidden = false;
}

export function hideFault() {
  find("#fault").hidden = true;
}
