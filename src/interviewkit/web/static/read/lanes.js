/** Lanes: what overlaps lies side by side, as few lanes as it takes. */

/** The lane of each of these spans, which are in order of their starts. */
export function assignLanes(spans) {
  const ends = [];
  return spans.map(({ start, end }) => {
    let lane = ends.findIndex((last) => last <= start);
    if (lane < 0) lane = ends.length;
    ends[lane] = end;
    return lane;
  });
}
