/** Asking the server, and telling it what was done. What it cannot take now is kept and sent again. */
import { meta } from "./dom.js";
import { hideFault, showFault, tell } from "./status.js";

/** The study said no: `message` says why, `hint` what to do. */
export class Refused extends Error {
  constructor({ message, hint }, status) {
    super(message);
    this.hint = hint ?? "";
    this.status = status;
  }
}

const RETRY = 1000;
const BUSY = 503;
let line = Promise.resolve();
let waiting = 0;

/** What stands at an address, as JSON. */
export async function get(path) {
  return read(await fetch(path, { headers: { Accept: "application/json" } }));
}

/**
 * Do something; resolves once it is saved. Acts are sent one after the other, in the order in which they
 * were done; while the server is away they wait, and the page says so. What only asks is no act: with
 * `asks` nothing would be lost by leaving the page.
 */
export function post(path, body = {}, { asks = false } = {}) {
  const sent = line.then(() => send(path, body, asks ? 0 : 1));
  line = sent.catch(() => {});
  return sent;
}

/** Resolves once all that was done so far is saved. */
export const settled = () => line;

/** The same, and a refusal is shown; resolves to `null` then. */
export async function attempt(path, body, done = "saved") {
  try {
    const answer = await post(path, body);
    tell(done);
    return answer;
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    showFault(fault.message, fault.hint);
    return null;
  }
}

async function send(path, body, acts) {
  waiting += acts;
  try {
    for (;;) {
      const answer = await trySend(path, body);
      if (answer && answer.status !== BUSY) return await read(answer);
      showFault(await tellDelay(answer), "What you do is kept here and saved once that is over: leave this page open.");
      await new Promise((again) => setTimeout(again, RETRY));
    }
  } finally {
    waiting -= acts;
  }
}

/** Why an act has to wait: no server is there, or another program keeps the study for a while. */
async function tellDelay(answer) {
  if (!answer) return "The workspace does not answer.";
  return (await answer.json().catch(() => null))?.error?.message ?? "The study is busy.";
}

/** The answer; nothing where no server is there. */
async function trySend(path, body) {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRF": meta("csrf") },
      body: JSON.stringify(body),
    });
    if (waiting && answer.ok) hideFault();
    return answer;
  } catch {
    return null;
  }
}

async function read(answer) {
  const isJson = answer.headers.get("content-type")?.includes("json");
  if (answer.ok) return answer.json();
  throw new Refused(isJson ? (await answer.json()).error : { message: await answer.text() }, answer.status);
}

addEventListener("beforeunload", (event) => {
  if (waiting) event.preventDefault();
});
