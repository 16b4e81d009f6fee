/** Figures that are still being worked out are waited for. */
import { get } from "../base/http.js";

const PAUSE = 1500;

async function wait() {
  for (;;) {
    await new Promise((again) => setTimeout(again, PAUSE));
    const { ready } = await get(`/api/review/agreement${location.search}`);
    if (ready) return location.reload();
  }
}

if (document.querySelector("#waiting")) wait();
