/** Long work: begun here, its progress told on every page, its outcome where a page has room for it (`#work`). */
import { find, make } from "./dom.js";
import { post, Refused } from "./http.js";
import { onNews } from "./live.js";
import { showFault } from "./status.js";

const VERBS = {
  ingest: "reading files", code: "coding", discover: "finding topics", link: "linking the survey",
  report: "writing the report", run: "running all steps",
};
let current = null;

/** Begin a step; its progress and end come as news. */
export async function startJob(verb, options = {}) {
  try {
    show((await post("/api/jobs", { verb, options })).job);
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    showFault(fault.message, fault.hint);
  }
}

const stopJob = () => post("/api/jobs/stop");

/** A part of the bar on top says on every page that something is at work. */
function showInBar(job) {
  const place = find("#job");
  place.hidden = job.state !== "running";
  const share = job.total ? ` ${Math.floor((100 * job.done) / job.total)}%` : "";
  place.textContent = `${VERBS[job.verb]}${share} …`;
}

function show(job) {
  const before = current;
  current = job;
  if (!job) return;
  showInBar(job);
  const place = document.querySelector("#work");
  if (place && (job.state === "running" || before || place.dataset.dismissed !== String(job.number))) showHere(place, job);
  if (before?.number === job.number && before.state === "running" && job.state !== "running") {
    document.dispatchEvent(new CustomEvent("job-ended", { detail: job }));
  }
}

/** The place is built once a job, and its parts are changed: a focused button stays focused. */
function showHere(place, job) {
  if (place.dataset.job !== String(job.number)) {
    place.dataset.job = job.number;
    place.replaceChildren(
      make("h2", {}, ""), make("p", { class: "how-far" }, ""), make("progress", { max: 1, "aria-label": "How far it is" }),
      make("ul", { class: "outcomes" }), make("div", { class: "ends" }));
    place.hidden = false;
  }
  const isRunning = job.state === "running";
  find("h2", place).textContent = titleOf(job);
  find(".how-far", place).textContent = isRunning ? howFar(job) : "";
  find(".how-far", place).hidden = !isRunning;
  showProgress(find("progress", place), job, isRunning);
  showOutcomes(find(".outcomes", place), job);
  showEnds(find(".ends", place), job);
}

const ENDED = { done: "is done", stopped: "was stopped", failed: "did not work" };

function titleOf(job) {
  const name = VERBS[job.verb][0].toUpperCase() + VERBS[job.verb].slice(1);
  return job.state === "running" ? `${name} …` : `${name} ${ENDED[job.state]}`;
}

function howFar(job) {
  if (!job.label) return "getting ready";
  return job.total ? `${job.label}: ${job.done.toLocaleString("en")} of ${job.total.toLocaleString("en")}` : job.label;
}

function showProgress(bar, job, isRunning) {
  bar.hidden = !isRunning;
  if (job.total) bar.value = job.done / job.total;
  else bar.removeAttribute("value");
}

function showOutcomes(list, job) {
  const items = job.outcomes.map((each) => make("li", {},
    make("strong", {}, each.verb), " ", each.says.join("; "),
    each.problems.length ? problems(each.problems) : null));
  if (job.state === "stopped") items.push(make("li", {}, "What had not been finished is as if it had not begun."));
  if (job.fault) items.push(make("li", { class: "note" }, make("strong", {}, job.fault.message), ` ${job.fault.hint}`));
  if (list.childElementCount !== items.length) list.replaceChildren(...items);
}

/** Faults of files as on the command line: place, line, what, and what to do. */
export function problems(list) {
  return make("ul", { class: "problems" }, list.map((each) => make("li", { class: each.fatal ? "fatal" : "" },
    make("span", { class: "mark" }, each.fatal ? "left out" : "note"), " ",
    make("code", {}, each.line ? `${each.path}:${each.line}` : each.path), ` ${each.what}`,
    each.hint ? make("span", { class: "hint" }, ` (${each.hint})`) : null)));
}

function showEnds(place, job) {
  if (place.dataset.state === job.state) return;
  place.dataset.state = job.state;
  const buttons = [];
  if (job.state === "running") buttons.push(make("button", { type: "button", on: { click: stopJob } }, "Stop"));
  else {
    if (job.fault?.may_force) {
      buttons.push(make("button", { type: "button", on: { click: () => startJob(job.verb, { force: true }) } }, "Write over it"));
    }
    buttons.push(make("button", { type: "button", on: { click: () => { find("#work").hidden = true; } } }, "Close"));
  }
  place.replaceChildren(...buttons);
}

onNews("job", (news) => show(news.job));
