/** How codings, times and counts are said in words. */

export const counted = (n, one, many = `${one}s`) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

/** Seconds as 6:54 or 1:02:09; nothing where there are none. */
export function clock(seconds) {
  if (seconds === null || seconds === undefined) return "";
  const whole = Math.floor(seconds), two = (n) => String(n).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

export const sign = (polarity) => (polarity === "-" ? "−" : "+");

/** Whose a coding is, and whether it is more than a proposal. */
export function saidBy(coding) {
  if (coding.kind === "proposal") return `proposed by ${coding.coder}`;
  return coding.pending ? `${coding.coder}, not saved yet` : coding.coder;
}

/** A coding in one line: what a stripe and a screen reader say. */
export function describe(coding, label, quote = "") {
  const polarity = coding.polarity === "-" ? "against" : "for";
  const at = quote ? `: “${shorten(quote, 120)}”` : "";
  return `${label}, ${polarity} (${sign(coding.polarity)}), ${saidBy(coding)}${at}`;
}

export function shorten(text, most) {
  const flat = text.replace(/\s+/gu, " ");
  return flat.length <= most ? flat : `${[...flat].slice(0, most - 1).join("")}…`;
}
