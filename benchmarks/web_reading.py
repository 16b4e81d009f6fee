"""How the reading page feels on long transcripts: first paint, coding by keys, scrolling.

    python benchmarks/web_reading.py [--study FOLDER] [--write docs/benchmarks.md]

In Chromium, on a transcript of 2,000 turns with 5,000 overlapping codings: when it is first
painted, when its codings are drawn, how many elements of the text are there for codings, and how
long a key takes to the frame with the new coding, and until it is saved. On 20,000 turns: the gaps
between frames while the wheel turns and while one jumps, and how much is in the document.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

import page as pages
from playwright.sync_api import Page, sync_playwright
from web_bench import build_parser, copied_study, describe_machine, draw_table, pick, serving

CHROMIUM = "/usr/bin/chromium"
KEYS = 50

WATCH = """
window.watched = { gaps: [], long: [] };
addEventListener("keydown", (event) => { watched.key = event.timeStamp; }, true);
new PerformanceObserver((list) => {
  for (const each of list.getEntries()) watched.long.push(each.duration);
}).observe({ type: "longtask", buffered: true });
const isReady = () => document.documentElement.dataset.ready === "yes";
const settle = () => requestAnimationFrame(() => setTimeout(() => {
  watched.drawn ??= performance.now();
}));
const look = new MutationObserver(() => {
  if (document.documentElement && isReady()) { look.disconnect(); settle(); }
});
look.observe(document, { attributes: true, subtree: true, childList: true });
window.countOwn = () => [...(CSS.highlights ?? [])]
  .filter(([name]) => name.startsWith("code-") && name.includes("-own-"))
  .reduce((n, [, highlight]) => n + highlight.size, 0);
window.watchCoding = () => {
  const before = countOwn();
  watched.key = watched.shown = watched.saved = undefined;
  const status = document.querySelector("#saved");
  status.textContent = "";
  const look = () => {
    if (watched.shown === undefined && countOwn() > before) {
      watched.shown = 0;
      setTimeout(() => { watched.shown = performance.now() - watched.key; });
    }
    if (watched.saved === undefined && status.textContent.includes("saved")) {
      watched.saved = performance.now() - watched.key;
    }
    if (!watched.shown || watched.saved === undefined) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};
window.watchFrames = () => {
  let last = performance.now();
  watched.gaps = []; watched.long = []; watched.isWatching = true;
  const frame = (now) => {
    watched.gaps.push(now - last); last = now;
    if (watched.isWatching) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
};
"""
"""Put into the page before its own scripts: clocks, and nothing else."""


def measure_painting(page: Page, address: str, times: int) -> dict[str, object]:
    """Milliseconds from asking for the page, in the middle of so many visits."""
    first, drawn, load = [], [], []
    for _ in range(times):
        page.goto(address)
        wait_until(page, "watched.drawn")
        told = page.evaluate(
            """() => [performance.getEntriesByName("first-contentful-paint")[0].startTime,
                 watched.drawn, performance.getEntriesByType("resource")
                   .filter((each) => each.name.includes("/api/read/transcript"))[0].responseEnd]"""
        )
        for kept, each in zip((first, drawn, load), told, strict=True):
            kept.append(each)
    return {
        "first paint, ms": round(pick(first, 0.5)),
        "transcript here, ms": round(pick(load, 0.5)),
        "codings drawn, ms": round(pick(drawn, 0.5)),
        "slowest of them": round(max(drawn)),
    }


def wait_until(page: Page, holds: str) -> None:
    """Playwright's own way would need a looser policy than the pages have."""
    page.evaluate(
        f"""() => new Promise((done) => {{
              const look = () => (({holds}) ? done() : setTimeout(look, 5));
              look();
            }})"""
    )


def count_elements(page: Page) -> dict[str, object]:
    """What of the codings is in the document: ranges, and elements within the text."""
    return dict(
        page.evaluate(
            """() => {
              const lines = [...document.querySelectorAll("#turns .said > p")];
              return {
                "turns in the document": document.querySelector("#turns").children.length,
                "elements in the document": document.querySelectorAll("*").length,
                "texts looked at": lines.length,
                "elements within texts": lines.reduce((n, each) => n + each.children.length, 0),
                "ranges drawn": [...CSS.highlights].reduce((n, [, each]) => n + each.size, 0),
              };
            }"""
        )
    )


def measure_coding(page: Page, database: Path, times: int) -> dict[str, object]:
    """Milliseconds from a key to the frame with the new coding, and until it is saved."""
    luck = Random(5)
    shown, saved, kept = [], [], 0
    for number in range(times):
        for _ in range(luck.randint(1, 4)):
            page.keyboard.press("j")
        for _ in range(1 + number % 2):
            page.keyboard.press("s")
        page.evaluate("watchCoding()")
        before = count_entries(database)
        page.keyboard.press(str(1 + number % 5))
        wait_until(page, "watched.shown && watched.saved !== undefined")
        kept += count_entries(database) > before
        told = page.evaluate("[watched.shown, watched.saved]")
        shown.append(told[0] / 1000)
        saved.append(told[1] / 1000)
    return {
        "key to paint, median ms": round(pick(shown, 0.5) * 1000),
        "p95": round(pick(shown, 0.95) * 1000),
        "key to saved, median ms": round(pick(saved, 0.5) * 1000),
        "p95 ": round(pick(saved, 0.95) * 1000),
        "in the database when shown as saved": f"{kept} of {times}",
    }


def count_entries(database: Path) -> int:
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        return int(connection.execute("SELECT count(*) FROM judgement").fetchone()[0])


def measure_scrolling(page: Page) -> list[dict[str, object]]:
    """Gaps between frames while one scrolls and jumps."""
    page.evaluate("document.querySelector('#scroller').focus()")
    box = page.locator("#scroller").bounding_box() or {"x": 0, "y": 0, "width": 800, "height": 600}
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    found = []
    for what, steps in (("wheel", 150), ("fast wheel", 100), ("jumps", 40), ("keys j", 60)):
        page.evaluate("watchFrames()")
        for number in range(steps):
            if what.endswith("wheel"):
                page.mouse.wheel(0, 120 if what == "wheel" else 3000)
            elif what == "jumps":
                turn = 1 + (number * 7919) % 20_000
                page.evaluate("(turn) => { location.hash = `turn-${turn}`; }", turn)
            else:
                page.keyboard.press("j")
            time.sleep(0.02)
        page.wait_for_timeout(300)
        gaps, long = page.evaluate("(watched.isWatching = false, [watched.gaps, watched.long])")
        found.append(_tell_gaps(what, gaps, long))
    return found


def _tell_gaps(what: str, gaps: Sequence[float], long: Sequence[float]) -> dict[str, object]:
    return {
        "while": what,
        "frames": len(gaps),
        "median gap, ms": round(pick(gaps, 0.5)),
        "p99": round(pick(gaps, 0.99)),
        "longest": round(max(gaps)),
        "gaps over 100 ms": sum(each > 100 for each in gaps),
        "longest task, ms": round(max(long, default=0)),
    }


def main() -> None:
    given = build_parser(__doc__).parse_args()
    with (
        copied_study("reading", given) as folder,
        serving(folder, "--coder", "ana") as served,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.add_init_script(WATCH)
        page.goto(served.entrance)
        machine = describe_machine()
        parts: list[tuple[str, list[dict[str, object]]]] = []
        for name, told in (("coded", "2,000 turns, 5,000 codings"), ("long", "20,000 turns")):
            address = f"{served.address}/read/{name}"
            parts.append((f"{told}: painting", [measure_painting(page, address, 9)]))
            parts.append((f"{told}: in the document", [count_elements(page)]))
            parts.append((f"{told}: coding", [measure_coding(page, folder / "study.db", KEYS)]))
            print(json.dumps(parts[-3:], indent=1), flush=True)
        parts.append(("20,000 turns: scrolling", measure_scrolling(page)))
        print(json.dumps(parts[-1:], indent=1), flush=True)
        browser.close()
    tables = [f"*{told}*\n\n{draw_table(rows)}" for told, rows in parts]
    report = "\n\n".join([f"{machine}.", *tables])
    if given.write:
        begin, end = (f"<!-- workspace reading: {each} -->" for each in ("begin", "end"))
        pages.write(given.write, report, begin, end, "The workspace: reading")


if __name__ == "__main__":
    main()
