"use strict";
// Adds to a page that is complete without it: tooltips, filters, sorting, shorter tables.
// Reads and writes this document only; the page's policy forbids anything else.
(() => {
  const all = (where, what) => Array.from(where.querySelectorAll(what));

  // Tooltips: the words of a mark beside the pointer.
  const tip = document.getElementById("tip");
  const show = (event) => {
    const mark = event.target.closest("[data-tip]");
    tip.hidden = !mark;
    if (!mark) return;
    tip.textContent = mark.dataset.tip;
    const left = Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8);
    const below = event.clientY + 18;
    const fits = below + tip.offsetHeight < innerHeight;
    tip.style.left = `${Math.max(8, left)}px`;
    tip.style.top = `${fits ? below : event.clientY - tip.offsetHeight - 12}px`;
  };
  document.addEventListener("pointermove", show);
  for (const away of ["pointerleave", "scroll", "click"]) {
    document.addEventListener(away, () => { tip.hidden = true; });
  }
  // The drawings' own titles would show a second tooltip; screen readers get them as labels.
  for (const drawing of all(document, "svg.track, svg.bubbles")) {
    for (const title of all(drawing, "title")) {
      title.parentNode.setAttribute("aria-label", title.textContent);
      title.remove();
    }
  }

  // A place is an anchor, and may say a choice: #theme-x-who?segment=2&wave=0.
  const readPlace = () => {
    const [id, choice] = decodeURIComponent(location.hash.slice(1)).split("?");
    return { id, choice: new URLSearchParams(choice || "") };
  };
  // A link into something folded opens it, and filters it by the choice.
  const reveal = () => {
    const { id, choice } = readPlace();
    const target = id && document.getElementById(id);
    if (!target) return;
    const theme = target.closest("[data-theme]");
    if (theme && choice.toString()) pick(theme, choice.get("segment") || "", choice.get("wave") || "");
    target.hidden = false;
    for (let box = target; box; box = box.parentElement) {
      if (box.tagName === "DETAILS") box.open = true;
    }
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  // Where the report is framed, whoever frames it brings the other file.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const file = link && link.getAttribute("href");
    if (!file || file.startsWith("#") || parent === self) return;
    event.preventDefault();
    parent.postMessage(file, "*");
  });

  // Filters of one theme: figures, quotes and who said it follow the same choice.
  const has = (list, wanted) => wanted === "" || (list || "").split(" ").includes(wanted);
  const fitsVoice = (voice, choice) =>
    has(voice.dataset.segments, choice.segment) && has(voice.dataset.waves, choice.wave) &&
    (!choice.polarity || !voice.dataset.polarity || voice.dataset.polarity === choice.polarity);
  const fitsRow = (row, choice) =>
    ["segment", "wave"].every((by) =>
      choice[by] === "" || row.dataset[by] === "-1" || row.dataset[by] === choice[by]);
  const choose = (theme, choice) => {
    for (const row of all(theme, "tr[data-row]")) row.classList.toggle("faded", !fitsRow(row, choice));
    for (const voice of all(theme, "[data-voice]")) voice.hidden = !fitsVoice(voice, choice);
    const quotes = all(theme, ".quote"), none = theme.querySelector(".none");
    if (none) none.hidden = !quotes.length || quotes.some((quote) => !quote.hidden);
    const people = all(theme, ".who > ol > li");
    const fitting = people.filter((person) => !person.hidden).length;
    const filtered = choice.segment !== "" || choice.wave !== "";
    theme.querySelector(".fits").textContent =
      filtered ? ` (of ${people.length} listed, ${fitting} fit the filter)` : "";
  };
  const read = (form) => {
    const value = (name) => (form.elements[name] ? form.elements[name].value : "");
    return { segment: value("segment"), wave: value("wave"), polarity: value("polarity") };
  };

  // Sorting stays within a group of rows.
  const sort = (table, by) => {
    for (const body of table.tBodies) {
      const rows = all(body, "tr[data-row]");
      rows.forEach((row, place) => { row.dataset.place = row.dataset.place || place; });
      const key = (row) => (by ? -row.dataset[by] : +row.dataset.place);
      rows.sort((one, other) => key(one) - key(other)).forEach((row) => body.append(row));
    }
  };

  // The choice of a theme, set from a row of a figure or from a link.
  const pick = (theme, segment, wave) => {
    const form = theme.querySelector(".filters");
    if (!form) return;
    if (form.elements.segment) form.elements.segment.value = segment;
    if (form.elements.wave) form.elements.wave.value = wave;
    form.elements.polarity.value = "";
    choose(theme, read(form));
  };
  for (const form of all(document, "[data-theme] .filters")) {
    const theme = form.closest("[data-theme]");
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", () => {
      choose(theme, read(form));
      const by = form.elements.sort.value;
      for (const table of all(theme, "table[data-sortable]")) sort(table, by);
    });
  }
  // From a figure to the people behind it, who may be listed in the other file.
  for (const row of all(document, "tr[data-href]")) {
    row.addEventListener("click", (event) => {
      event.preventDefault();
      event.stopPropagation();
      const { segment, wave, href } = row.dataset;
      const choice = new URLSearchParams();
      if (segment !== "-1") choice.set("segment", segment);
      if (wave !== "-1") choice.set("wave", wave);
      all(document, "tr.picked").forEach((other) => other.classList.remove("picked"));
      row.classList.add("picked");
      const place = `${href.includes("#") ? "" : "#"}${href}${choice.toString() ? `?${choice}` : "?all="}`;
      if (place.startsWith("#")) {
        if (location.hash === place) reveal(); else location.hash = place;
      } else if (parent !== self) parent.postMessage(place, "*");
      else location.href = place;
    });
  }

  // Long tables start short.
  for (const table of all(document, "table[data-shown]")) {
    const shown = +table.dataset.shown;
    const rest = all(table, "tbody tr").slice(shown);
    if (!shown || rest.length < 3) continue;
    rest.forEach((row) => { row.hidden = true; });
    const button = document.createElement("button");
    button.className = "rest";
    button.textContent = `Show all ${shown + rest.length} rows (${shown} shown)`;
    button.addEventListener("click", () => {
      rest.forEach((row) => { row.hidden = false; });
      button.remove();
    });
    table.after(button);
  }

  // The contents follow the reader.
  const links = new Map(all(document, '.contents a[href^="#"]').map((link) => [link.hash.slice(1), link]));
  if ("IntersectionObserver" in window) {
    const follow = new IntersectionObserver((seen) => {
      for (const { target, isIntersecting } of seen) {
        if (!isIntersecting) continue;
        links.forEach((link) => link.classList.remove("now"));
        links.get(target.id).classList.add("now");
      }
    }, { rootMargin: "-10% 0px -80% 0px" });
    links.forEach((_, id) => follow.observe(document.getElementById(id)));
  }

  reveal();
  document.documentElement.dataset.ready = "true";
})();
