/** The findings: shown as they are computed, renewed on a click, with conclusions written in place. */
import { find, make } from "../base/dom.js";
import { attempt, get } from "../base/http.js";
import { onNews } from "../base/live.js";
import { fold } from "./long.js";

const SECOND = 1000;
let mark = null;

/** What the server shows now takes the place of what stands here; what is being written stays. */
async function renew() {
  const written = unsaved();
  const answer = await fetch("/findings");
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const after = page.querySelector("#found");
  const open = document.activeElement?.closest("form.infer");
  if (open && written.length) return;
  find("#found").replaceWith(document.adoptNode(after));
  for (const { of, about, text, fit } of written) fill(of, about, text, fit);
  begin();
}

const forms = () => [...document.querySelectorAll("form.infer")];
const isChanged = (form) => form.text.value !== form.text.defaultValue;

function unsaved() {
  return forms().filter(isChanged).map((form) => (
    { of: form.dataset.of, about: form.dataset.about, text: form.text.value, fit: form.fit.value }));
}

function fill(of, about, text, fit) {
  const form = forms().find((each) => each.dataset.of === of && each.dataset.about === about);
  if (!form) return;
  form.text.value = text;
  if (fit) form.fit.value = fit;
}

async function wait() {
  const place = document.querySelector("#found");
  if (place?.dataset.computing !== "yes") return;
  try {
    const told = await get("/api/findings");
    if (told.version !== place.dataset.version) return void (await renew());
  } catch { /* the server is away for a moment */ }
  setTimeout(wait, SECOND);
}

async function save(form) {
  const body = { of: form.dataset.of, about: form.dataset.about, fit: form.fit.value, text: form.text.value };
  const told = await attempt("/api/infer", body);
  if (!told) return;
  form.text.defaultValue = form.text.value = told.text;
  find(".hint", form).textContent = told.text ? "saved" : "taken back";
}

/** A theme beside a variable for which nobody has concluded anything yet. */
async function lay(form) {
  const { of, about } = Object.fromEntries(new FormData(form));
  const known = forms().find((each) => each.dataset.of === of && each.dataset.about === about);
  if (known) return known.text.focus();
  const template = forms().find((each) => each.dataset.of === of);
  const copy = template.cloneNode(true);
  copy.dataset.about = about;
  copy.reset();
  copy.text.value = copy.text.defaultValue = "";
  const named = form.of.selectedOptions[0].textContent;
  form.before(make("article", { class: "joint" }, make("h3", {}, `${named} beside ${about}`), copy));
  listen(copy);
  copy.text.focus();
}

function listen(form) {
  form.addEventListener("submit", (event) => { event.preventDefault(); save(form); });
}

function begin() {
  fold(find("#found"));
  forms().forEach(listen);
  document.querySelector("#lay")?.addEventListener("submit", (event) => { event.preventDefault(); lay(event.target); });
  wait();
}

function offer() {
  if (document.querySelector("#newer") || document.querySelector("#found").dataset.computing === "yes") return;
  const button = make("button", { type: "button", on: { click: () => { note.remove(); renew(); } } }, "Show what is found now");
  const note = make("p", { id: "newer", class: "note", role: "status" }, "The study has changed since this was computed. ", button);
  find(".found .heading").after(note);
}

begin();
onNews("mark", (news) => {
  if (mark !== null && mark !== news.mark) offer();
  mark = news.mark;
});
addEventListener("beforeunload", (event) => { if (unsaved().length) event.preventDefault(); });
