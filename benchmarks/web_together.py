"""Two people code one transcript in two browsers while ``interviewkit code`` runs beside them.

    python benchmarks/web_together.py [--study FOLDER] [--acts 60] [--alone] [--write FILE]

Each codes by keys as fast as the page shows the one before as saved. Counted afterwards: whether
all that was shown as saved stands in the log, by whom it is, and whether each page shows what the
other did. Measured: how long after it was saved one's coding stands in the other's browser. A
third visitor, who reads blind, must see none of it.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path

import page as pages
from playwright.sync_api import Browser, Page, sync_playwright
from web_bench import (
    Served,
    build_parser,
    copied_study,
    describe_machine,
    draw_table,
    pick,
    serving,
)
from web_pages import start_coding
from web_reading import CHROMIUM, WATCH, wait_until

NAME = "coded"
SEEN = """
window.arrivals = [];
window.countOthers = () => [...(CSS.highlights ?? [])]
  .filter(([name]) => name.startsWith("code-") && name.includes("-other-"))
  .reduce((n, [, highlight]) => n + highlight.size, 0);
window.watchOthers = () => {
  let known = countOthers();
  setInterval(() => {
    const now = countOthers();
    for (; known < now; known += 1) arrivals.push(Date.now());
    known = now;
  }, 20);
};
"""
"""Put into each page: when a coding of somebody else's comes to be drawn."""


class Coder:
    """One person in a browser of their own, at the same few turns as the other."""

    def __init__(self, browser: Browser, served: Served, name: str, blind: bool = False) -> None:
        self.name = name
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        context.add_init_script(WATCH + SEEN)
        self.page: Page = context.new_page()
        self.page.goto(served.entrance)
        self._say(served.address, "coder", {"coder": name, "new": True})
        self._say(served.address, "blind", {"blind": blind})
        self.page.goto(f"{served.address}/read/{NAME}#turn-1900")
        wait_until(self.page, "watched.drawn")
        self.page.evaluate("watchOthers()")
        self.saved: list[float] = []

    def _say(self, address: str, what: str, told: dict[str, object]) -> None:
        self.page.evaluate(
            """([address, told]) => fetch(address, {
                 method: "POST", body: JSON.stringify(told),
                 headers: { "Content-Type": "application/json",
                            "X-CSRF": document.querySelector("meta[name=csrf]").content },
               }).then((answer) => { if (!answer.ok) throw new Error(answer.status); })""",
            [f"{address}/api/{what}", told],
        )

    def code(self, number: int) -> None:
        """Choose the next sentence and give it a code; remembers when it was saved."""
        self.page.keyboard.press("s")
        self.page.evaluate("watchCoding()")
        self.page.keyboard.press(str(1 + number % 5))
        wait_until(self.page, "watched.shown && watched.saved !== undefined")
        self.saved.append(self.page.evaluate("Date.now()"))

    def arrivals(self) -> list[float]:
        return list(self.page.evaluate("arrivals"))


def tell_delays(a: Coder, b: Coder) -> list[float]:
    """Seconds from saved in one browser to drawn in the other, in the order of both."""
    return [
        max(0.0, (seen - done) / 1000) for done, seen in zip(a.saved, b.arrivals(), strict=False)
    ]


def count_logged(database: Path, names: Sequence[str]) -> dict[str, int]:
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        rows = connection.execute(
            "SELECT coder.name, count(*) FROM judgement JOIN coder ON coder.id = coder_id "
            "WHERE act = 'code' GROUP BY coder.name"
        ).fetchall()
    return {name: n for name, n in rows if name in names}


def measure(folder: Path, served: Served, browser: Browser, acts: int) -> dict[str, object]:
    two = [Coder(browser, served, name) for name in ("dora", "emil")]
    blind = Coder(browser, served, "finn", blind=True)
    at_first = blind.page.evaluate("countOthers()")
    for number in range(acts):
        for each in two:
            each.code(number)
    time.sleep(2)
    delays = sorted(tell_delays(*two) + tell_delays(*two[::-1]))
    logged = count_logged(folder / "study.db", [each.name for each in two])
    seen = [len(each.arrivals()) for each in two]
    return {
        "shown as saved": len(two[0].saved) + len(two[1].saved),
        "in the log": sum(logged.values()),
        "seen by the other": sum(seen),
        "median delay, s": round(pick(delays, 0.5), 2),
        "p95": round(pick(delays, 0.95), 2),
        "longest": round(delays[-1], 2),
        "seen blind": blind.page.evaluate("countOthers()") - at_first,
    }


def main() -> None:
    parser = build_parser(__doc__)
    parser.add_argument("--acts", type=int, default=60)
    parser.add_argument("--alone", action="store_true", help="without interviewkit code beside")
    given = parser.parse_args()
    with (
        copied_study("reading", given) as folder,
        serving(folder) as served,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        coding = None if given.alone else start_coding(folder)
        machine = describe_machine()
        found = measure(folder, served, browser, given.acts)
        if coding:
            whole = coding.poll() is None
            found["interviewkit code"] = "ran on" if whole else f"ended with {coding.poll()}"
            coding.wait()
            found["in the log when it had ended"] = sum(
                count_logged(folder / "study.db", ["dora", "emil"]).values()
            )
        browser.close()
    told = f"{machine}.\n\n{draw_table([found])}"
    print(json.dumps(found, indent=1))
    if given.write:
        begin, end = (f"<!-- workspace together: {each} -->" for each in ("begin", "end"))
        pages.write(given.write, told, begin, end, "The workspace: two at once")


if __name__ == "__main__":
    main()
