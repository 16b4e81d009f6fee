/** The report: written anew from here, and shown anew once it is. */
import { startJob } from "../base/jobs.js";

for (const button of document.querySelectorAll("[data-verb]")) {
  button.addEventListener("click", () => startJob(button.dataset.verb));
}
document.addEventListener("job-ended", ({ detail }) => { if (detail.state === "done") location.reload(); });
