/** Keys: each page says which keys do what; one place listens, and `?` shows them all. */
import { make } from "./dom.js";
import { openDialog } from "./dialog.js";

const known = new Map();
let prefix = "";

/** `key` is what is typed ("j", "ctrl+z", "g s"), `does` what it does in words, `run` how. */
export function addKeys(list) {
  for (const each of list) known.set(each.key, each);
}

const WRITES = "input, textarea, select, [contenteditable]";
const PRESSED = "button, a, summary, [role=option], [role=button]";

function nameOf(event) {
  const shift = event.shiftKey && event.key.length > 1 ? "shift+" : ""; // of letters, the key itself says it
  const with_ = (event.ctrlKey || event.metaKey ? "ctrl+" : "") + (event.altKey ? "alt+" : "") + shift;
  return with_ + event.key;
}

function listen(event) {
  if (event.defaultPrevented || event.isComposing || event.target.closest?.(WRITES)) return;
  if (document.querySelector("dialog[open]")) return;
  // Enter and the space bar press what has the focus.
  if ((event.key === "Enter" || event.key === " ") && event.target.closest?.(PRESSED)) return;
  const name = prefix + nameOf(event);
  prefix = "";
  if ([...known.keys()].some((key) => key.startsWith(`${name} `))) prefix = `${name} `;
  const found = known.get(name);
  if (!found && !prefix) return;
  event.preventDefault();
  found?.run(event);
}

/** All keys of this page; those that do the same stand together. */
export function showKeys() {
  const byDeed = new Map();
  for (const { key, does } of known.values()) byDeed.set(does, [...(byDeed.get(does) ?? []), key]);
  const rows = [...byDeed].map(([does, keys]) =>
    make("div", {}, make("dt", {}, keys.map((key) => make("kbd", {}, spell(key)))), make("dd", {}, does)));
  openDialog("Keys", make("dl", { class: "keys" }, rows)).classList.add("wide");
}

const SIGNS = { ArrowRight: "→", ArrowLeft: "←", ArrowUp: "↑", ArrowDown: "↓", Escape: "Esc" };

/** A key as it stands on a keyboard. */
const spell = (key) => key.replace(/[A-Z]\w+$/u, (name) => SIGNS[name] ?? name);

document.addEventListener("keydown", listen);
