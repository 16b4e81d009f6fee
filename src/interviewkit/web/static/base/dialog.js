/** Small windows above the page: to tell, to ask for a word, to ask whether. */
import { make } from "./dom.js";

/** Show something; returns the dialog, which is gone once it is closed. */
export function openDialog(title, ...content) {
  const close = make("button", { type: "button", class: "close" }, "Close");
  const dialog = make("dialog", { "aria-label": title }, make("h2", {}, title), ...content, make("div", { class: "ends" }, close));
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * Ask for values; resolves to them by name, or to `null` where it was put away.
 * `fields` are elements with a name, each with its label around it; ctrl Enter saves from any of them.
 */
export function ask(title, fields, { yes = "Save", told = [] } = {}) {
  return new Promise((resolve) => {
    const no = make("button", { type: "button" }, "Cancel");
    const form = make("form", { method: "dialog" }, make("h2", {}, title), ...told, ...fields,
      make("div", { class: "ends" }, no, make("button", { type: "submit", class: "main" }, yes)));
    const dialog = make("dialog", { "aria-label": title }, form);
    let values = null;
    no.addEventListener("click", () => dialog.close());
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); }
    });
    form.addEventListener("submit", () => { values = Object.fromEntries(new FormData(form)); });
    dialog.addEventListener("close", () => { dialog.remove(); resolve(values); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** A labelled field for {@link ask}. */
export function field(label, input) {
  return make("label", {}, label, make("br"), input);
}
