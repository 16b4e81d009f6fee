/** Dealing out turns: what it means is told before anything is drawn. */
import { ask } from "../base/dialog.js";
import { find, make } from "../base/dom.js";
import { post, Refused } from "../base/http.js";
import { showFault } from "../base/status.js";

const form = document.querySelector("#deal");
let asked = 0;

function read() {
  const told = new FormData(form);
  const others = told.get("others").split(",").map((name) => name.trim()).filter(Boolean);
  const coders = [...new Set([...told.getAll("coder"), ...others])];
  return {
    coders, n: Math.max(0, Number(told.get("n")) || 0), codes: told.getAll("code"), participants: told.get("what") === "participants",
    overlap: coders.length > 1 ? Math.min(100, Math.max(0, Number(told.get("overlap")) || 0)) : 0,
  };
}

/** What each would have to read; only the newest answer is shown. */
async function foresee() {
  const wanted = read();
  const place = find("#foreseen");
  if (!wanted.coders.length || !wanted.n) {
    place.textContent = wanted.n ? "Choose who reads." : "Say how many.";
    return;
  }
  const mine = ++asked;
  try {
    const { given } = await post("/api/review/foresee", wanted, { asks: true });
    if (mine === asked) place.textContent = inWords(wanted, given);
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    place.textContent = fault.message;
  }
}

function inWords({ coders, n, overlap, participants }, given) {
  const what = participants ? (n === 1 ? "person with all that they said" : "people with all that they said") : n === 1 ? "turn" : "turns";
  const parts = coders.map((name) => `${name} ${given[name]}`).join(", ");
  const shared = Math.round((n * overlap) / 100);
  const common = coders.length > 1 ? ` Everyone reads ${shared} of them.` : "";
  return `Chance draws ${n} ${what} that were not drawn yet.${common} To read: ${parts}. All blind. The draw becomes part of the study’s random sample and cannot be drawn back.`;
}

async function deal(event) {
  event.preventDefault();
  const wanted = read();
  if (!wanted.coders.length || !wanted.n) return foresee();
  await foresee();
  const sure = await ask("Draw and deal out?", [], { yes: "Draw", told: [make("p", {}, find("#foreseen").textContent)] });
  if (sure) await send(wanted, false);
}

async function send(wanted, isNew) {
  try {
    await post("/api/review/assign", { ...wanted, new: isNew });
    location.reload();
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    const isSlip = !isNew && fault.message.includes("did you mean");
    if (isSlip && (await ask("Somebody new?", [], { yes: "Yes, somebody new", told: [make("p", {}, fault.message)] }))) await send(wanted, true);
    else showFault(fault.message, fault.hint);
  }
}

if (form) {
  form.addEventListener("input", foresee);
  form.addEventListener("submit", deal);
}
