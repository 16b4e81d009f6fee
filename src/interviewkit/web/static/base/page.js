/** What every page does: who is at work, blind or not, the way to other pages, all keys. */
import { ask, field } from "./dialog.js";
import { find, make, meta } from "./dom.js";
import { post, Refused } from "./http.js";
import { addKeys, showKeys } from "./keys.js";
import { showFault } from "./status.js";

async function askWho() {
  const input = make("input", { name: "coder", value: meta("coder"), autocomplete: "off", required: true });
  const told = await ask("Who codes in this browser?", [field("Name or initials", input)]);
  if (told) await sayWho(told.coder, false);
}

async function sayWho(coder, isNew) {
  try {
    await post("/api/coder", { coder, new: isNew });
    location.reload();
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    if (fault.status === 409 && !isNew && (await sure(fault))) await sayWho(coder, true);
    else showFault(fault.message, fault.hint);
  }
}

/** A name much like a known one may be a slip. */
async function sure(fault) {
  return ask("Somebody new?", [], { yes: "Yes, somebody new", told: [make("p", {}, fault.message)] });
}

async function turnBlind() {
  await post("/api/blind", { blind: meta("blind") !== "yes" });
  location.reload();
}

find("#who").addEventListener("click", askWho);
find("#blind").addEventListener("click", turnBlind);
find("#help").addEventListener("click", showKeys);
addKeys([{ key: "?", does: "all keys", run: showKeys }, { key: "b", does: "blind: hide proposals and others' codings", run: turnBlind }]);
for (const link of document.querySelectorAll("[data-goes]")) {
  addKeys([{ key: `g ${link.dataset.goes}`, does: `go to ${link.textContent.trim()}`, run: () => link.click() }]);
}
// All scripts of the page have run when this comes.
document.addEventListener("DOMContentLoaded", () => document.documentElement.classList.add("ready"));
