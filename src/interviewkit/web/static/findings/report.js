/** The report: written anew from here, and shown anew once it is. Its frame may load nothing by
 * itself, so it asks this page for its other file. */
import { startJob } from "../base/jobs.js";

for (const button of document.querySelectorAll("[data-verb]")) {
  button.addEventListener("click", () => startJob(button.dataset.verb));
}
document.addEventListener("job-ended", ({ detail }) => { if (detail.state === "done") location.reload(); });

const frame = document.querySelector("iframe");
addEventListener("message", ({ source, data }) => {
  if (!frame || source !== frame.contentWindow || typeof data !== "string") return;
  if (/^report(-appendix|-brief)?\.html(#[^\s]*)?$/.test(data)) frame.src = `/report/frame/${data}`;
});
