/** Figures that are still being worked out are waited for. */
import { get } from "../base/http.js";

const FIRST_PAUSE = 250, LONGEST_PAUSE = 4000;

async function wait() {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    await new Promise((again) => setTimeout(again, pause));
    const { ready } = await get(`/api/review/agreement${location.search}`);
    if (ready) return location.reload();
  }
}

if (document.querySelector("#waiting")) wait();
