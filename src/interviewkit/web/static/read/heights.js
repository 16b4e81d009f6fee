/** How tall turns are: guessed from their texts, then as measured; and where each begins. */

export class Heights {
  /** `guesses` are in pixels, one a turn. */
  constructor(guesses) {
    this._heights = Float64Array.from(guesses);
    this._measured = new Uint8Array(guesses.length);
    this._tops = new Float64Array(guesses.length + 1);
    this._good = 0; // tops hold up to here
  }

  get total() { return this.top(this._heights.length); }

  /** Where the turn of that index begins. */
  top(index) {
    for (let at = this._good; at < index; at += 1) this._tops[at + 1] = this._tops[at] + this._heights[at];
    this._good = Math.max(this._good, index);
    return this._tops[index];
  }

  /** Returns by how much the turn is taller than was thought. */
  measure(index, height) {
    const change = height - this._heights[index];
    this._measured[index] = 1;
    if (!change) return 0;
    this._heights[index] = height;
    this._good = Math.min(this._good, index);
    return change;
  }

  /** The index of the turn at a distance from the top. */
  at(distance) {
    const total = this.total;
    let low = 0, high = this._heights.length - 1;
    if (distance >= total) return high;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this._tops[middle] <= distance) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Guess anew what was not measured, and forget what was: the column has another width. */
  guess(guesses) {
    this._heights.set(guesses);
    this._measured.fill(0);
    this._good = 0;
  }
}
