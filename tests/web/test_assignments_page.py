"""Turns are dealt out from a page, told beforehand, and read blind."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from builders_desk import press
from builders_web import Served
from interviewkit import Study

pytestmark = pytest.mark.browser


def deal(page: Page, served: Served, turns: int, *coders: str) -> None:
    page.goto(f"{served.address}/review/assignments")
    for name in coders:
        page.get_by_role("checkbox", name=name).check()
    page.get_by_role("spinbutton", name="How many").fill(str(turns))


def test_turns_are_dealt_out_and_read_blind(page: Page, served: Served, study_folder: Path) -> None:
    deal(page, served, 4, "kim", "lee")
    page.get_by_label("Read by everyone").fill("50")
    expect(page.locator("#foreseen")).to_contain_text("Everyone reads 2 of them")
    expect(page.locator("#foreseen")).to_contain_text("kim 3, lee 3")
    page.get_by_role("button", name="Draw and deal out").click()
    page.get_by_role("button", name="Draw", exact=True).click()
    rows = page.get_by_role("row", name="assigned")
    expect(rows).to_have_count(2)
    left = Study.open(study_folder).workload(coder="kim")[0]["left"]
    assert isinstance(left, int)
    page.get_by_role("link", name="go on").click()
    for n in range(left):
        expect(page.locator("#progress")).to_have_text(
            f"assigned, blind · {n} read, {left - n} to go"
        )
        expect(page.get_by_role("button", name="Accept")).to_have_count(0)
        press(page, "d")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing is left here")
    assert Study.open(study_folder).workload(coder="kim")[0]["left"] == 0


def test_somebody_new_is_dealt_to(page: Page, served: Served, study_folder: Path) -> None:
    deal(page, served, 2, "kim")
    page.get_by_label("Others").fill("Zoë <b>")
    page.get_by_role("button", name="Draw and deal out").click()
    page.get_by_role("button", name="Draw", exact=True).click()
    expect(page.get_by_role("rowheader", name="Zoë <b>")).to_be_visible()
    assert {row["coder"] for row in Study.open(study_folder).workload()} == {"kim", "Zoë <b>"}


def test_a_slip_in_a_name_is_asked_about(page: Page, served: Served) -> None:
    deal(page, served, 2)
    page.get_by_label("Others").fill("kimm")
    page.get_by_role("button", name="Draw and deal out").click()
    page.get_by_role("button", name="Draw", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("did you mean 'kim'")


def test_more_than_there_is_is_told(page: Page, served: Served) -> None:
    deal(page, served, 500, "kim")
    page.get_by_role("button", name="Draw and deal out").click()
    page.get_by_role("button", name="Draw", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("fewer than 500")
