/** What others do meanwhile: the server says that something changed, and the page asks what. */
import { get, settled } from "../base/http.js";
import { onNews } from "../base/live.js";

/**
 * `follow(found)` is told what changed; `anew()` where the whole transcript must be asked for.
 * Returns a function that asks at once.
 */
export function followOthers(transcript, { follow, anew }) {
  let isAsking = false, isWanted = false;

  async function ask() {
    isWanted = true;
    if (isAsking) return;
    isAsking = true;
    try {
      while (isWanted) {
        isWanted = false;
        await settled(); // what is under way here comes back by itself
        const found = await get(`/api/read/changes?transcript=${encodeURIComponent(transcript.name)}&since=${encodeURIComponent(transcript.mark)}`);
        if (found.anew) await anew();
        else follow(found);
      }
    } catch {
      // The server is away or busy: its next word, or the next act, tells.
    } finally { isAsking = false; }
  }

  onNews("mark", ask);
  return ask;
}
