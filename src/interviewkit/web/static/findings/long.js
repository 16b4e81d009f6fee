/** Long tables: as many rows as their description says are open to the eye, the others on a click. */
import { make } from "../base/dom.js";

export function fold(within) {
  for (const table of within.querySelectorAll("table[data-shown]")) {
    const most = Number(table.dataset.shown);
    const rows = [...table.querySelectorAll("tbody tr:not(.group)")];
    if (!most || rows.length <= most + 3) continue;
    const rest = rows.slice(most);
    for (const row of rest) row.hidden = true;
    const button = make("button", { type: "button", class: "more" }, `Show ${rest.length} more rows`);
    button.addEventListener("click", () => {
      for (const row of rest) row.hidden = false;
      button.remove();
    });
    (table.closest(".scroll") ?? table).after(button);
  }
}
