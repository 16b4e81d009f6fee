/** The printed transcript: a button that prints, where scripts run. */
import { find } from "../base/dom.js";

const button = find("#print");
button.hidden = false;
button.addEventListener("click", () => print());
