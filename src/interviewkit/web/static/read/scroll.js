/**
 * The part of the transcript that is near the window. Only those turns are in the document; what is
 * read stays in its place while turns above it turn out taller or smaller than was guessed.
 */
import { Heights } from "./heights.js";

const AROUND = 900; // pixels drawn beyond the window on either side

export class Scroll {
  /** `build(position)` makes a turn's element; `shown(list)` and `gone(position)` are told what came and went. */
  constructor({ scroller, room, feed, count, guess, build, shown, gone }) {
    Object.assign(this, { scroller, room, feed, count, guess, build, shown, gone });
    this.heights = new Heights(this._guesses());
    this.elements = new Map();
    this._first = 0;
    this._width = feed.clientWidth;
    this._pending = false;
    scroller.addEventListener("scroll", () => this._soon(), { passive: true });
    new ResizeObserver(() => this._resized()).observe(scroller);
  }

  element(position) { return this.elements.get(position); }

  /** Draw what is near the window and measure it. */
  draw() {
    this._pending = false;
    const { scrollTop: top, clientHeight: tall } = this.scroller;
    const lead = this.room.offsetTop;
    const anchor = this.heights.at(Math.max(0, top - lead));
    const within = top - lead - this.heights.top(anchor);
    const first = this.heights.at(Math.max(0, top - lead - AROUND));
    const last = this.heights.at(top - lead + tall + AROUND);
    this._place(first, last);
    if (!this._measure()) return this._set(first);
    this._set(first);
    if (top > lead) this.scroller.scrollTop = this.heights.top(anchor) + within + lead;
  }

  /** Bring a turn into view; `where` is "start", "center" or "nearest". */
  show(position, where = "nearest") {
    const wanted = () => {
      const lead = this.room.offsetTop, tall = this.scroller.clientHeight;
      const top = lead + this.heights.top(position - 1), bottom = lead + this.heights.top(position);
      const now = this.scroller.scrollTop, edge = Math.min(90, tall / 6);
      if (where === "start") return top - edge / 3;
      if (where === "center") return Math.min(top - edge / 3, (top + bottom - tall) / 2);
      if (top < now + edge / 2) return top - edge / 2;
      if (bottom > now + tall - edge) return Math.min(top - edge / 2, bottom - tall + edge);
      return now;
    };
    for (let tries = 0; tries < 3; tries += 1) {
      const to = wanted();
      if (Math.abs(to - this.scroller.scrollTop) < 1 && this.elements.has(position)) break;
      this.scroller.scrollTop = to;
      this.draw();
    }
  }

  /** Whether a turn stands in the window, if only in part. */
  sees(position) {
    const top = this.room.offsetTop + this.heights.top(position - 1), bottom = this.room.offsetTop + this.heights.top(position);
    return bottom > this.scroller.scrollTop + 8 && top < this.scroller.scrollTop + this.scroller.clientHeight - 8;
  }

  /** The first turn that stands in the window. */
  get firstSeen() {
    return this.heights.at(Math.max(0, this.scroller.scrollTop + 24 - this.room.offsetTop)) + 1;
  }

  /** All turns at once, to be printed; `draw` goes back to what is near. */
  drawAll() { this._place(0, this.count - 1); this._set(0); }

  _soon() {
    if (this._pending) return;
    this._pending = true;
    requestAnimationFrame(() => this.draw());
  }

  _place(first, last) {
    for (const [position, element] of this.elements) {
      if (position - 1 >= first && position - 1 <= last) continue;
      if (element.contains(document.activeElement)) this.scroller.focus({ preventScroll: true });
      element.remove();
      this.elements.delete(position);
      this.gone(position);
    }
    const fresh = [];
    let before = null;
    for (let index = first; index <= last; index += 1) {
      let element = this.elements.get(index + 1);
      if (!element) {
        element = this.build(index + 1);
        this.elements.set(index + 1, element);
        if (before) before.after(element);
        else this.feed.prepend(element);
        fresh.push(index + 1);
      }
      before = element;
    }
    this._first = first;
    if (fresh.length) this.shown(fresh);
  }

  _measure() {
    let changed = 0;
    for (const [position, element] of this.elements) changed |= Boolean(this.heights.measure(position - 1, element.getBoundingClientRect().height));
    return changed;
  }

  _set(first) {
    this.room.style.height = `${this.heights.total}px`;
    this.feed.style.transform = `translateY(${this.heights.top(first)}px)`;
  }

  _resized() {
    const width = this.feed.clientWidth;
    if (width !== this._width) {
      const held = this.firstSeen;
      this._width = width;
      this.heights.guess(this._guesses());
      this.draw();
      if (held > 1) this.show(held, "start");
    } else this.draw();
    this.shown([...this.elements.keys()]);
  }

  _guesses() { return Array.from({ length: this.count }, (_, index) => this.guess(index + 1)); }
}
