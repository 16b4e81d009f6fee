/** Summaries of the matrix are written in their cells, and saved when one leaves them. */
import { find, make } from "../base/dom.js";
import { attempt } from "../base/http.js";

for (const place of document.querySelectorAll(".summary"))
  find(".write", place).addEventListener("click", () => open(place));

function open(place) {
  const written = find(".written", place), button = find(".write", place);
  const field = make("textarea", { rows: 4, "aria-label": button.getAttribute("aria-label") });
  field.value = written.textContent;
  const before = field.value;
  written.hidden = true;
  button.hidden = true;
  place.append(field);
  field.focus();
  let closed = false;
  const close = async (keep) => {
    if (closed) return;
    closed = true;
    const text = keep ? field.value.trim() : before;
    const saved = text === before || (await attempt("/api/retrieve/summary", { about: place.dataset.about, text }));
    if (!saved) { closed = false; return; }
    field.remove();
    written.textContent = text;
    written.hidden = !text;
    button.textContent = text ? "change" : "summarise";
    button.hidden = false;
    button.focus();
  };
  field.addEventListener("blur", () => close(true));
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(false);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) close(true);
  });
}
document.documentElement.dataset.ready = "yes";
