/** Rename, merge, split, move, remove: asked for in a small window, told, done. */
import { ask, field } from "../base/dialog.js";
import { make } from "../base/dom.js";
import { get } from "../base/http.js";
import { agree } from "./told.js";

/** Each resolves to the act that was done, or to `null`. */
export class Deeds {
  constructor(state) { this.state = state; }

  get seen() { return this.state.book.version; }

  async rename(code) {
    const told = await ask(`Rename ${code.label}`, [
      field("Label", input("label", code.label)),
      field("Id, in files and commands (letters, digits and _ - .)", input("new", code.id)),
    ], { yes: "Go on" });
    if (!told) return null;
    const id = told.new.trim();
    if (id !== code.id) return agree("/api/codebook/rename", { code: code.id, new: id, label: told.label.trim() }, this.seen, "Rename");
    return { edit: { label: told.label.trim() } };
  }

  async renameTheme(theme) {
    const told = await ask(`Rename ${theme.label}`, [field("Id, in files and commands", input("new", theme.id))], { yes: "Go on" });
    return told && agree("/api/codebook/rename", { theme: theme.id, new: told.new.trim() }, this.seen, "Rename");
  }

  async merge(code) {
    const others = this.state.book.codes.filter((each) => each.id !== code.id);
    const told = await ask(`Merge ${code.label} with another code`, [
      field("Becomes one with", choice("into", others.map((each) => [each.id, each.label]))),
      field("Called", input("label", "", "as that one is")),
    ], {
      yes: "Go on",
      told: [make("p", { class: "soft" }, "The one code holds where either of them did: examples, near misses and patterns come together, and a turn counts as read for it only if it was read for both.")],
    });
    if (!told) return null;
    const label = told.label.trim() ? { label: told.label.trim() } : {};
    return agree("/api/codebook/merge", { codes: [code.id], into: told.into, ...label }, this.seen, "Merge");
  }

  async split(code) {
    const { codings, all } = await get(`/api/codebook/codings?${new URLSearchParams({ code: code.id })}`);
    const names = await ask(`Split ${code.label}`, [
      field("A new code", input("first", "", "", true)),
      field("Another (may be left out)", input("second", "")),
      make("label", { class: "tick" }, make("input", { type: "checkbox", name: "goes" }), "The code itself goes; what is not dealt out goes to the first"),
    ], { yes: "Go on" });
    if (!names) return null;
    const into = [names.first, names.second].map((name) => name.trim()).filter(Boolean);
    const dealt = codings.length ? await deal(code, into, codings, all, Boolean(names.goes)) : {};
    if (!dealt) return null;
    const body = { code: code.id, into, codings: dealt, rest: names.goes ? into[0] : "" };
    return agree("/api/codebook/split", body, this.seen, "Split");
  }

  async move(code) {
    const { themes, codes } = this.state.book;
    const told = await ask(`Move ${code.label}`, [
      field("Theme", choice("theme", [["", "none"], ...themes.map((each) => [each.id, each.label])], code.theme)),
      field("Below the wider code", choice("parent", [["", "none"], ...codes.filter((each) => each.id !== code.id).map((each) => [each.id, each.label])], code.parent)),
    ], { yes: "Go on" });
    if (!told) return null;
    const places = {};
    if (told.theme !== code.theme) places.theme = told.theme;
    if (told.parent !== code.parent) places.parent = told.parent;
    return Object.keys(places).length ? agree("/api/codebook/move", { code: code.id, ...places }, this.seen, "Move") : null;
  }

  remove(code) { return agree("/api/codebook/remove", { code: code.id }, this.seen, "Remove the code"); }
  removeTheme(theme) { return agree("/api/codebook/remove", { theme: theme.id }, this.seen, "Remove the theme"); }
}

function input(name, value, placeholder = "", required = false) {
  return make("input", { name, value, placeholder, required, class: "wide", autocomplete: "off", maxlength: "500", dir: "auto" });
}

function choice(name, options, chosen = "") {
  return make("select", { name, class: "wide" }, options.map(([value, shown]) => make("option", { value, selected: value === chosen }, shown)));
}

/** Which coding goes where, quote by quote; resolves to ids by the name of the part. */
async function deal(code, into, codings, all, goes) {
  const stays = goes ? `${into[0]} (the rest)` : `stays with ${code.label}`;
  const rows = codings.map((each) => make("li", {},
    make("span", { dir: "auto" }, `“${each.quote}” `, make("span", { class: "soft" }, `${each.transcript} ${each.turn}, ${each.coder}`)),
    select(each, [["", stays], ...into.map((name) => [name, name])])));
  const more = all > codings.length ? [make("p", { class: "note" }, `The first ${codings.length} of ${all} codings are shown.`)] : [];
  const told = await ask("Which coding goes where?", [make("div", { class: "deal", tabindex: "0", role: "group", "aria-label": "Codings to be dealt out" }, make("ul", {}, rows))], { yes: "Go on", told: more });
  if (!told) return null;
  return Object.fromEntries(into.map((name) => [name, codings.filter((each) => told[`c${each.id}`] === name).map((each) => each.id)]));
}

function select(coding, options) {
  return make("select", { name: `c${coding.id}`, "aria-label": `where “${coding.quote.slice(0, 80)}” goes` },
    options.map(([value, shown]) => make("option", { value }, shown)));
}
