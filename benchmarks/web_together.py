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
import subprocess
import sys
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
    read_entrance,
    serving,
)
from web_pages import start_coding
from web_reading import CHROMIUM, WATCH, wait_until

NAME = "coded"
TWO = ("dora", "emil")
SEEN = """
window.arrivals = new Map();
window.watchOthers = (names) => setInterval(() => {
  for (const told of document.querySelectorAll("#turns .told li")) {
    const what = `${told.closest("article").id} ${told.textContent}`;
    if (names.some((name) => what.includes(name)) && !arrivals.has(what)) {
      arrivals.set(what, Date.now());
    }
  }
}, 20);
"""
"""Put into each page: when what these people coded comes to stand there in words."""


class Coder:
    """One person in a browser of their own, at the same few turns as the other."""

    def __init__(
        self, browser: Browser, served: Served, folder: Path, name: str, blind: bool = False
    ) -> None:
        self.name = name
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        context.add_init_script(WATCH + SEEN)
        self.page: Page = context.new_page()
        self.page.goto(ask_in(folder))
        self._say(served.address, "coder", {"coder": name, "new": True})
        self._say(served.address, "blind", {"blind": blind})
        self.page.goto(f"{served.address}/read/{NAME}#turn-1900")
        wait_until(self.page, "watched.drawn")
        self.page.evaluate("(names) => { watchOthers(names); }", [*({*TWO} - {name})])
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
        """Code the first sentence of the next turn; remembers when it was saved."""
        self.page.keyboard.press("j")
        self.page.keyboard.press("s")
        self.page.evaluate("watchCoding()")
        self.page.keyboard.press(str(1 + number % 5))
        wait_until(self.page, "watched.shown && watched.saved !== undefined")
        self.saved.append(self.page.evaluate("Date.now()"))

    def arrivals(self) -> list[float]:
        return list(self.page.evaluate("[...arrivals.values()]"))


def ask_in(folder: Path) -> str:
    """An address that lets one more browser in: what a second ``serve`` prints."""
    command = [sys.executable, "-m", "interviewkit", "serve", "--no-open", "--study", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as joining:
        return read_entrance(joining.stdout)


def tell_delays(a: Coder, b: Coder) -> list[float]:
    """Seconds from saved in one browser to drawn in the other, in the order of both."""
    return [
        max(0.0, (seen - done) / 1000) for done, seen in zip(a.saved, b.arrivals(), strict=False)
    ]


def count_logged(database: Path, names: Sequence[str]) -> dict[str, int]:
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        rows = connection.execute(
            "SELECT coder.name, count(*) FROM judgement JOIN coder ON coder.id = coder_id "
            "GROUP BY coder.name"
        ).fetchall()
    return {name: n for name, n in rows if name in names}


def measure(folder: Path, served: Served, browser: Browser, acts: int) -> dict[str, object]:
    two = [Coder(browser, served, folder, name) for name in TWO]
    blind = Coder(browser, served, folder, "finn", blind=True)
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
        "seen blind": len(blind.arrivals()),
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
                count_logged(folder / "study.db", TWO).values()
            )
        browser.close()
    told = f"{machine}.\n\n{draw_table([found])}"
    print(json.dumps(found, indent=1))
    if given.write:
        begin, end = (f"<!-- workspace together: {each} -->" for each in ("begin", "end"))
        pages.write(given.write, told, begin, end, "The workspace: two at once")


if __name__ == "__main__":
    main()
