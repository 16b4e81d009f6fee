"""Open coding: a study that has texts and no codebook yet."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from builders_read import codings_of, open_reading, press, said, select_words, wait_saved
from builders_web import serving
from interviewkit import Study

pytestmark = pytest.mark.browser


def test_the_first_code_is_made_while_reading(browser: Browser, tmp_path: Path) -> None:
    Study.init(tmp_path)
    (tmp_path / "transcripts/talk.txt").write_text(
        "Ana: I hardly talk to my colleagues any more.\nBen: Really?\n", "utf-8"
    )
    Study.open(tmp_path).ingest()
    with serving(tmp_path) as served:
        page = browser.new_context().new_page()
        page.goto(served.entrance)
        open_reading(page, served, str(Study.open(tmp_path).transcripts()[0]["transcript"]))
        expect(page.locator("#code-list")).to_contain_text("No codes yet")
        press(page, "t", "c")  # who codes is asked when it matters
        press(page, "Enter")
        page.get_by_role("dialog").get_by_role("textbox").fill("kim")
        page.get_by_role("dialog").get_by_role("button", name="Save").click()
        page.wait_for_selector("#who:has-text('kim')")
        page.wait_for_selector("html[data-ready]", state="attached")
        select_words(page, 1, 2, 13)
        page.keyboard.type("Isolation")
        press(page, "Enter")
        wait_saved(page)
        expect(page.locator("#code-list")).to_contain_text("Isolation")
        page.context.close()
    assert [said(each) for each in codings_of(tmp_path)] == [(1, "isolation", "+", "hardly talk")]
