"""The reading page in a browser: opened, and its keys pressed."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page

from builders_web import Served
from interviewkit import Study
from interviewkit.model import Coding

LEADERS, FREELANCERS = "April/leaders", "May/freelancers"


def open_reading(page: Page, served: Served, name: str = LEADERS, turn: int = 0) -> None:
    """The reading page of a transcript, once it is ready."""
    page.goto(f"{served.address}/read/{quote(name)}{f'#turn-{turn}' if turn else ''}")
    page.wait_for_selector("html[data-ready]", state="attached")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def wait_saved(page: Page) -> None:
    """Until all that was done so far is saved."""
    page.evaluate("() => import('/static/base/http.js').then((http) => http.settled())")
    page.wait_for_function("() => !document.querySelector('.stripe.pending')")


def codings_of(folder: Path, coder: str = "kim") -> list[Coding]:
    """What stands by a coder, as another program sees it."""
    return list(Study.open(folder).codings(coders=[coder]))


def said(coding: Coding) -> tuple[int, str, str, str]:
    """Turn, code, polarity and words of a coding."""
    return coding.passage.turn.position, coding.code, coding.polarity, coding.passage.quote


def select_words(page: Page, turn: int, start: int, end: int) -> None:
    """Drag the mouse over a piece of a turn, by offsets of its text as JavaScript counts."""
    page.locator(f"#turn-{turn}").scroll_into_view_if_needed()
    box = page.evaluate(
        """([turn, start, end]) => {
          const node = document.querySelector(`#turn-${turn} .said p`).firstChild;
          const range = document.createRange();
          range.setStart(node, start); range.setEnd(node, end);
          const boxes = [...range.getClientRects()], first = boxes[0], last = boxes.at(-1);
          const middle = (box) => box.top + box.height / 2;
          return [first.left + 1, middle(first), last.right - 1, middle(last)];
        }""",
        [turn, start, end],
    )
    page.mouse.move(box[0], box[1])
    page.mouse.down()
    page.mouse.move((box[0] + box[2]) / 2, box[3])
    page.mouse.move(box[2], box[3])
    page.mouse.up()
