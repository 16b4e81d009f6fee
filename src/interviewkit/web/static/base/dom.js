/** Building what is shown. Whatever is given as text stays text: nothing is ever read as HTML. */

/** An element with attributes and children; `on` maps events to what is done. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, run] of Object.entries(value)) element.addEventListener(event, run);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** The one element that a selector finds; a missing one is a mistake of ours. */
export function find(selector, within = document) {
  const found = within.querySelector(selector);
  if (!found) throw new Error(`nothing on this page is ${selector}`);
  return found;
}

/** What a meta tag of the page says. */
export const meta = (name) => document.querySelector(`meta[name=${name}]`)?.content ?? "";
