/** What others do meanwhile: the server says that something changed, and the page asks what. */
import { get, settled } from "../base/http.js";

const AGAIN = 2000;

export function followOthers(transcript, acts, anew) {
  let isAsking = false, isWanted = false;

  async function ask() {
    if (isAsking) { isWanted = true; return; }
    isAsking = true;
    try {
      do {
        isWanted = false;
        await settled(); // what is under way here comes back by itself
        const found = await get(`/api/read/changes?transcript=${encodeURIComponent(transcript.name)}&since=${encodeURIComponent(transcript.mark)}`);
        if (found.anew) await anew();
        else acts.follow(found);
      } while (isWanted);
    } catch { /* the server is away; the next word of it tells */ } finally { isAsking = false; }
  }

  const events = new EventSource("/api/events");
  events.addEventListener("mark", ask);
  events.addEventListener("error", () => {
    if (events.readyState === EventSource.CLOSED) setInterval(ask, AGAIN);
  });
  addEventListener("pagehide", () => events.close());
}
