/** Who is who: a label is given a person and a row of the survey with a click. */
import { ask, field } from "../base/dialog.js";
import { make } from "../base/dom.js";
import { attempt, get } from "../base/http.js";
import { addKeys } from "../base/keys.js";

const PAUSE = 120;

/** A field that offers names as one types. */
function nameField(label, name, value, kind) {
  const list = make("datalist", { id: `known-${kind}` }), input = make("input", { name, value, list: list.id, autocomplete: "off" });
  let waits = 0;
  const offer = async () => {
    const known = await get(`/api/people/names?text=${encodeURIComponent(input.value)}`);
    list.replaceChildren(...known[kind].map((each) => make("option", { value: each })));
  };
  input.addEventListener("input", () => { clearTimeout(waits); waits = setTimeout(offer, PAUSE); });
  input.addEventListener("focus", offer, { once: true });
  return [field(label, input), list];
}

async function map(row) {
  const { transcript, label, participant, respondent, role } = row.dataset;
  const moderates = make("input", { type: "checkbox", name: "moderates", checked: role === "moderator" });
  const told = await ask(`Who is ${label}?`, [
    ...nameField("Person", "participant", participant || label, "people"),
    ...nameField("Row in the survey (its id)", "respondent", respondent === "moderator" ? "" : respondent, "respondents"),
    make("label", {}, moderates, " asks the questions"),
  ], { told: [make("p", { class: "soft" }, `In ${transcript}. It is written into the participants file; your other lines stay, and it can be undone.`)] });
  if (!told) return;
  const newRole = told.moderates ? "moderator" : role === "moderator" ? "participant" : "";
  const body = { transcript, label, participant: told.participant, role: newRole, respondent: told.respondent === respondent ? "" : told.respondent };
  const done = await attempt("/api/people/speaker", body, "saved in the participants file");
  if (done) show(row, done);
}

/** The row says what was saved, and how to have it back; the page is drawn anew when it is left. */
function show(row, { entry, says }) {
  row.classList.add("done");
  const back = make("button", { type: "button", on: { click: () => undo(entry) } }, "undo");
  const anew = make("a", { href: location.href }, "show all anew");
  row.replaceChildren(make("td", { colspan: "7", role: "status" }, make("bdi", {}, says), ". ", back, " ", anew));
  anew.addEventListener("click", (event) => { event.preventDefault(); location.reload(); });
  back.focus();
}

async function undo(entry) {
  if (await attempt("/api/people/undo", { entry }, "undone")) location.reload();
}

document.addEventListener("click", ({ target }) => {
  const row = target.closest("tr[data-label]");
  if (row && target.closest("[data-does=map]")) map(row);
});
addKeys([{ key: "/", does: "find people", run: () => document.querySelector(".filters [name=text]")?.focus() }]);
