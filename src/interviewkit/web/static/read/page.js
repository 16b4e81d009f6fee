/** The reading page: the transcript is asked for, and everything is put together. */
import { find, meta } from "../base/dom.js";
import { get } from "../base/http.js";
import { showFault } from "../base/status.js";
import { Acts } from "./acts.js";
import { Choices } from "./choices.js";
import { Choosing } from "./choosing.js";
import { Codes } from "./codes.js";
import { Desk } from "./desk.js";
import { prepareDrawers } from "./drawers.js";
import { Finding } from "./finding.js";
import { Focus } from "./focus.js";
import { addReadingKeys } from "./reading_keys.js";
import { followOthers } from "./live.js";
import { Sheet } from "./sheet.js";
import { Transcript } from "./transcript.js";
import { Walking } from "./walking.js";
import { Writing } from "./writing.js";

async function open() {
  const told = await get(addressOf(meta("transcript")));
  const transcript = new Transcript(told), codes = new Codes(told.codes), focus = new Focus(), choices = new Choices();
  const sheet = new Sheet({ transcript, focus, codes, choices, scroller: find("#scroller"), room: find("#room"), feed: find("#turns") });
  const acts = new Acts(transcript, codes);
  const parts = { transcript, codes, focus, choices, sheet, acts };
  parts.walking = new Walking(parts);
  parts.choosing = new Choosing(parts);
  parts.renew = () => renew(parts);
  parts.refresh = followOthers(transcript, { follow: (found) => acts.follow(found), anew: parts.renew });
  parts.writing = new Writing(parts);
  parts.finding = new Finding(parts);
  const desk = new Desk(parts);
  addReadingKeys(desk);
  prepareDrawers();
  find("#turns").setAttribute("aria-busy", "false");
  goToAddress(parts);
  addEventListener("hashchange", () => goToAddress(parts));
  addEventListener("beforeprint", () => sheet.scroll.drawAll());
  addEventListener("afterprint", () => sheet.scroll.draw());
  document.documentElement.dataset.ready = "yes";
}

/** Everything anew, in place where the turns are the same: another codebook, or too much has happened. */
async function renew({ transcript, codes }) {
  const told = await get(addressOf(transcript.name));
  codes.renew(told.codes);
  if (!transcript.renew(told)) location.reload();
}

const addressOf = (name) => `/api/read/transcript?name=${encodeURIComponent(name)}`;

/** `#turn-30` leads to a turn; without it one goes on where one stopped reading; what is read to its end, and so what was read elsewhere, opens at its beginning. */
function goToAddress({ walking, transcript }) {
  const asked = /^#turn-(\d+)$/u.exec(location.hash);
  const last = [...transcript.begun].reduce((most, each) => Math.max(most, each), 0);
  const next = last < transcript.length ? last + 1 : 1;
  walking.to(asked ? Number(asked[1]) : next, asked || next > 1 ? "start" : "nearest");
}

open().catch((fault) => {
  showFault("The transcript could not be opened.", fault.message);
  throw fault;
});
