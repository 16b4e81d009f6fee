/** Themes and their codes, with how many people and passages stand under each. */
import { make } from "../base/dom.js";

/** `pick` is called with `{ code }` or `{ theme }`. */
export function drawTree(place, state, pick) {
  place.replaceChildren(...state.book.tree.flatMap((group) => drawGroup(group, state, pick)));
}

function drawGroup(group, state, pick) {
  const list = group.codes.length
    ? make("ul", {}, group.codes.map((node) => drawCode(node, state, pick)))
    : make("p", { class: "soft small" }, "no codes yet");
  if (!group.theme) return state.book.themes.length ? [make("h2", {}, "Without a theme"), list] : [list];
  const link = makeLink({ theme: group.theme }, state.chosen.theme === group.theme, pick);
  link.dir = "auto";
  link.append(group.label);
  return [make("h2", {}, link), list];
}

function drawCode(node, state, pick) {
  const code = state.codes.get(node.id);
  const link = makeLink({ code: code.id }, state.chosen.code === code.id, pick);
  link.classList.add(`code-${code.colour}`);
  link.append(
    make("span", { class: "swatch", "aria-hidden": "true" }),
    make("span", { class: "name", dir: "auto" }, code.label),
    make("span", { class: "counts" }, `${code.people} · ${code.passages}`, make("span", { class: "unseen" }, " people and passages")),
  );
  const below = node.below.length ? make("ul", {}, node.below.map((each) => drawCode(each, state, pick))) : null;
  return make("li", {}, link, below);
}

function makeLink(chosen, isChosen, pick) {
  const open = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    pick(chosen);
  };
  const href = `/codebook?${new URLSearchParams(chosen)}`;
  return make("a", { href, "aria-current": isChosen ? "true" : null, on: { click: open } });
}
