/** What this browser chose to see; remembered until it chooses otherwise. */
import { OWN, PROPOSAL } from "./transcript.js";

const KEPT = "interviewkit.read";

export class Choices extends EventTarget {
  constructor() {
    super();
    this.kept = { proposals: true, ...recall() };
  }

  get proposals() { return this.kept.proposals; }

  set proposals(isShown) {
    this.kept.proposals = isShown;
    try { localStorage.setItem(KEPT, JSON.stringify(this.kept)); } catch { /* a browser that keeps nothing forgets it */ }
    this.dispatchEvent(new CustomEvent("changed"));
  }

  /** Those of a turn's codings that are drawn: what was refused is not, nor a proposal that has its answer. */
  among(codings) {
    const own = codings.filter((each) => each.kind === OWN);
    return codings.filter((each) => {
      if (each.status === "rejected") return false;
      return each.kind !== PROPOSAL || (this.proposals && !own.some((one) => answers(one, each)));
    });
  }
}

/** Whether a coding says something of what is proposed: of its very place, or the same of much the same place. */
export function answers(own, proposal) {
  if (own.code !== proposal.code) return false;
  if (own.start === proposal.start && own.end === proposal.end) return true;
  const overlap = Math.min(own.end, proposal.end) - Math.max(own.start, proposal.start);
  return own.polarity === proposal.polarity && 2 * overlap >= Math.min(own.end - own.start, proposal.end - proposal.start);
}

function recall() {
  try { return JSON.parse(localStorage.getItem(KEPT) ?? "{}"); } catch { return {}; }
}

