/** The codebook as the server has it, and what is chosen in it. */
import { get } from "../base/http.js";

export class State {
  constructor() {
    this.book = null;
    this.chosen = readChosen();
  }

  async load() {
    this.book = await get("/api/codebook");
    this.codes = new Map(this.book.codes.map((code) => [code.id, code]));
    this.themes = new Map(this.book.themes.map((theme) => [theme.id, theme]));
  }

  get code() { return this.chosen.code ? this.codes.get(this.chosen.code) ?? null : null; }
  get theme() { return this.chosen.theme ? this.themes.get(this.chosen.theme) ?? null : null; }

  /** Choose a code or a theme; the address says so, so that it can be kept and gone back to. */
  choose(chosen, keep = true) {
    this.chosen = chosen;
    const query = new URLSearchParams(chosen).toString();
    if (keep) history.pushState(null, "", query ? `/codebook?${query}` : "/codebook");
  }

  back() { this.chosen = readChosen(); }
}

function readChosen() {
  const asked = new URLSearchParams(location.search);
  if (asked.get("code")) return { code: asked.get("code") };
  return asked.get("theme") ? { theme: asked.get("theme") } : {};
}
