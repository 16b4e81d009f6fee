/** What was said before and after a passage, asked for when it is unfolded. */
import { find, make } from "../base/dom.js";
import { get } from "../base/http.js";
import { showFault } from "../base/status.js";

const AROUND = 3;

export function unfoldContext(passage) {
  const details = find("details", passage);
  details.addEventListener("toggle", () => { if (details.open) load(passage, find(".turns", details)); }, { once: true });
}

async function load(passage, place) {
  const { transcript, turn } = passage.dataset;
  try {
    const asked = new URLSearchParams({ transcript, turn, around: AROUND });
    const { turns } = await get(`/api/retrieve/around?${asked}`);
    place.replaceChildren(...turns.map((each) => draw(each, Number(turn))));
  } catch (fault) {
    showFault("The turns around it could not be loaded.", fault.message);
  }
}

const draw = ({ position, speaker, text }, here) =>
  make("p", { class: position === here ? "here" : "", dir: "auto" }, make("strong", {}, `${position} ${speaker}`), " ", text);
