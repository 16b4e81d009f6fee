"""Topics are named, merged and made codes from their page, and each act is undone there."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from builders_desk import press
from builders_topics import place_fit
from builders_web import Served
from interviewkit import Study

pytestmark = pytest.mark.browser

EVIL = "<img src=x onerror=alert(1)>"


@pytest.fixture
def fitted(study_folder: Path) -> Study:
    study = Study.open(study_folder)
    place_fit(study)
    return study


def open_topic(page: Page, served: Served, number: int) -> None:
    page.goto(f"{served.address}/topics?topic={number}")
    expect(page.locator("#chosen")).to_be_visible()


def test_a_study_without_topics_says_what_to_do(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/topics")
    expect(page.get_by_role("button", name="Find topics")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("at least 40 turns")


def test_a_topic_is_named_and_the_name_undone(page: Page, served: Served, fitted: Study) -> None:
    open_topic(page, served, 0)
    press(page, "n")
    page.keyboard.type(EVIL)
    press(page, "Enter")
    expect(page.get_by_role("heading", level=2, name=EVIL)).to_be_visible()
    assert [each.name for each in fitted.topics().topics if each.name] == [EVIL]
    page.get_by_role("button", name="undo").click()
    expect(page.get_by_role("heading", level=2, name="hardly, talk")).to_be_visible()
    assert not any(each.name for each in fitted.topics().topics)


def test_topics_are_merged_and_parted(page: Page, served: Served, fitted: Study) -> None:
    before = len(fitted.topics().topics)
    open_topic(page, served, 1)
    page.get_by_label("Is one with").select_option("0")
    page.get_by_role("button", name="Merge").click()
    page.get_by_role("dialog").get_by_role("button", name="Merge").click()
    expect(page.locator("#chosen")).to_contain_text("what the model had as 2 topics")
    assert len(fitted.topics().topics) == before - 1
    page.wait_for_load_state()
    press(page, "u")
    expect(page.get_by_role("link", name="1 judge, never")).to_be_visible()
    assert len(fitted.topics().topics) == before


def test_the_map_says_people_first_and_leads_to_talk(
    page: Page, served: Served, fitted: Study
) -> None:
    page.goto(f"{served.address}/topics")
    spot = page.get_by_label("Topic 1, 3 people: judge, never")
    expect(spot).to_be_visible()
    press(page, "j")
    expect(page.locator("#chosen")).to_contain_text("hardly, talk")
    link = page.locator(".voices a").first
    assert link.get_attribute("href") == "/read/April/leaders#turn-2"
    row = page.get_by_role("row", name="judge, never")
    expect(row).to_contain_text("33%")


def test_a_topic_becomes_a_code(page: Page, served: Served, fitted: Study) -> None:
    open_topic(page, served, 1)
    page.locator("#label").fill("Not judged")
    page.get_by_label("an example").first.uncheck()
    page.get_by_role("button", name="Make it a code").click()
    page.wait_for_url("**/codebook#code-*")
    code = Study.open(fitted.root).codebook()[0].codes[-1]
    assert code.label == "Not judged"
    assert [each.text for each in code.examples] == [
        "It does not judge.",
        "It never judges what I ask.",
    ]
