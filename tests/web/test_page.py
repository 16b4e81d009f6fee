"""What every page does."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_keys_lead_to_pages(page: Page) -> None:
    page.keyboard.press("g")
    page.keyboard.press("m")
    expect(page.get_by_role("heading", level=1)).to_have_text("Memos")


def test_all_keys_are_shown(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("go to Memos")


def test_a_visitor_says_who_codes(page: Page) -> None:
    page.get_by_role("button", name="kim").click()
    page.get_by_role("textbox").fill("Lee")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="lee", exact=True)).to_be_visible()
