/** The study's page: its steps are begun here, and what they change is shown as it comes. */
import { attempt, get } from "../base/http.js";
import { startJob } from "../base/jobs.js";
import { onNews } from "../base/live.js";
import { showBringing } from "./bring.js";

let mark = null;

/** What the server would show now takes the place of what stands here, if nobody is about to press on it. */
async function refresh() {
  const answer = await fetch("/");
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [before, after] = [document.querySelector("#here"), page.querySelector("#here")];
  if (!after) return;
  const focused = before.contains(document.activeElement) ? document.activeElement.dataset.verb : null;
  before.replaceWith(document.adoptNode(after));
  if (focused) document.querySelector(`[data-verb="${focused}"]`)?.focus();
  begin();
}

async function fillWaiting() {
  for (const row of document.querySelectorAll("#waiting [data-path]")) {
    const cells = [...row.querySelectorAll("td")];
    try {
      const told = await get(`/api/files/preview?path=${encodeURIComponent(row.dataset.path)}`);
      const who = told.speakers.join(", ") + (told.more ? ` and ${told.more} more` : "");
      const texts = [told.fatal ? "" : who || "nobody is named", told.turns || "", [told.wave, told.group].filter(Boolean).join(", ") || "–",
        told.fatal ? `cannot be read: ${told.problem}` : told.doubts || "none"];
      cells.forEach((cell, at) => { cell.textContent = texts[at]; });
    } catch (fault) {
      cells[3].textContent = fault.message;
    }
  }
}

function begin() {
  for (const button of document.querySelectorAll("#here [data-verb]")) {
    button.addEventListener("click", () => startJob(button.dataset.verb));
  }
  document.querySelector("#strays")?.addEventListener("click", async () => {
    if (await attempt("/api/files/strays", {}, "copied")) refresh();
  });
  showBringing(refresh);
  fillWaiting();
}

begin();
document.addEventListener("job-ended", refresh);
onNews("mark", (news) => {
  if (mark !== null && mark !== news.mark && news.mark) refresh();
  mark = news.mark;
});
