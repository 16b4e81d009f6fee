/** The question is a line of text; choosing from a list adds to it. */
import { find } from "../base/dom.js";

const QUOTED = /[\s()",:/~]/u;
const PLAIN = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u;
const WORDS = new Set(["and", "or", "not", "near", "follows"]);

export function prepareQuestion() {
  for (const chooser of document.querySelectorAll("[data-adds]"))
    chooser.addEventListener("change", () => { if (chooser.value.trim()) add(chooser.dataset.adds, chooser.value.trim()); });
}

function add(kind, value) {
  const input = find("#q");
  input.value = kind === "code" ? joinCode(input.value, value) : joinFilter(input.value, kind, value);
  find("#question").requestSubmit();
}

/** The codes stand first, so another one is joined to all that stands before the filters. */
function joinCode(question, code) {
  const name = PLAIN.test(code) && !code.endsWith("-") && !WORDS.has(code.toLowerCase()) ? code : quote(code);
  const filters = /(?:^|\s)(?:text|segment|wave|group|transcript|person|role|coder|status|machine):/u.exec(question);
  const at = filters ? filters.index : question.length;
  const codes = question.slice(0, at).trim(), rest = question.slice(at).trim();
  const how = find("#add-how").value;
  const needsBrackets = codes && /\s/u.test(codes) && how !== "and" && how !== "and not";
  const joined = codes ? `${needsBrackets || / or /u.test(codes) ? `(${codes})` : codes} ${how} ${name}` : name;
  return `${joined} ${rest}`.trim();
}

function joinFilter(question, kind, value) {
  const written = kind === "text" ? value.replace(/^(?!["~/])(.*\s.*)$/u, (words) => quote(words)) : QUOTED.test(value) ? quote(value) : value;
  const without = kind === "status" ? question.replace(/\s*\bstatus:\S+/u, "") : question;
  return `${without.trim()} ${kind}:${written}`.trim();
}

const quote = (text) => `"${text.replace(/[\\"]/gu, "\\$&")}"`;
