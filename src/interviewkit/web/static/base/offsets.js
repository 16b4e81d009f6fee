/** Offsets: the server counts Unicode characters, JavaScript counts halves of some of them. */

/** Positions of a text in both counts; for most texts the two are the same. */
export function offsetsOf(text) {
  const plain = !/[\uD800-\uDBFF]/.test(text);
  if (plain) return { toUnits: (at) => at, toPoints: (at) => at };
  const units = [];
  let at = 0;
  for (const sign of text) {
    units.push(at);
    at += sign.length;
  }
  units.push(at);
  return {
    toUnits: (point) => units[Math.min(point, units.length - 1)],
    toPoints: (unit) => {
      let low = 0, high = units.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (units[middle] <= unit) low = middle;
        else high = middle - 1;
      }
      return low;
    },
  };
}
