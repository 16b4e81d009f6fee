/** A setting in a text of TOML, set without touching anything else that stands there. */

/** The text with `key = "value"` in a section: in the place of what sets it or stands there as an example. */
export function setKey(text, section, key, value) {
  const lines = text.split("\n");
  const line = `${key} = ${JSON.stringify(value)}`;
  const head = lines.findIndex((each) => each.trim().replaceAll(" ", "") === `[${section}]`);
  if (head < 0) return `${text.replace(/\n*$/, "")}\n\n[${section}]\n${line}\n`;
  let end = lines.findIndex((each, at) => at > head && /^\s*\[/.test(each));
  if (end < 0) end = lines.length;
  const within = (pattern) => lines.findIndex((each, at) => at > head && at < end && pattern.test(each));
  const set = within(new RegExp(`^\\s*${key}\\s*=`));
  const example = within(new RegExp(`^\\s*#\\s*${key}\\s*=`));
  if (set >= 0) lines[set] = line;
  else if (example >= 0) lines[example] = line;
  else lines.splice(head + 1, 0, line);
  return lines.join("\n");
}
