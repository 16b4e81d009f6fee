"""A long interview to be reviewed in a browser, and what the desk shows."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from builders_review import propose, review_study
from interviewkit import Study

TURNS = 60


def long_review_study(folder: Path) -> Study:
    """Sixty turns of Ana, in every second of which the machine proposes isolation."""
    said = [f"I hardly talk to anyone, case {n}. Then I go home. 🙂" for n in range(1, TURNS + 1)]
    study = review_study(folder, said)
    for n in range(1, TURNS + 1, 2):
        propose(study, 2 * n, f"I hardly talk to anyone, case {n}.", "isolation", 0.9)
    return study


def open_desk(page: Page, address: str, asked: str) -> None:
    """Sit down before the first card."""
    page.goto(f"{address}/review/read?{asked}")
    expect(page.locator(".said")).to_be_visible()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def at_turn(page: Page, position: int) -> None:
    """Wait until the card of this turn lies on the desk."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"turn {position}")


def all_is_saved(page: Page, codings: int) -> None:
    """Wait until so many codings of one's own are shown as stored."""
    expect(page.locator(".own button")).to_have_count(codings)
