"""Reading beside others: what one sees of machines and people, and what not."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from builders_read import FREELANCERS, LEADERS, codings_of, open_reading, press, said, wait_saved
from builders_web import Served
from interviewkit import Study

pytestmark = pytest.mark.browser


def test_a_proposal_is_accepted_with_its_reason_beside(
    page: Page, served: Served, study_folder: Path
) -> None:
    open_reading(page, served, LEADERS)
    press(page, "n")
    expect(page.locator("#notes .why")).to_contain_text("pattern: talk more than ever")
    press(page, "a")
    wait_saved(page)
    assert (3, "isolation", "-", "Really? We talk more than ever.") in [
        said(each) for each in codings_of(study_folder)
    ]
    expect(page.locator("#turn-3 .stripe.proposal")).to_have_count(0)


def test_a_rejected_proposal_comes_back_by_undo(
    page: Page, served: Served, study_folder: Path
) -> None:
    open_reading(page, served, LEADERS)
    press(page, "n", "x")
    expect(page.locator("#turn-3 .stripe")).to_have_count(0)
    wait_saved(page)
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    expect(page.locator("#turn-3 .stripe")).to_have_count(0)
    press(page, "u")
    expect(page.locator("#turn-3 .stripe.proposal")).to_have_count(1)


def test_hidden_proposals_stay_hidden(page: Page, served: Served) -> None:
    open_reading(page, served, LEADERS)
    expect(page.locator(".stripe.proposal")).to_have_count(1)
    page.get_by_role("button", name="proposals").click()
    expect(page.locator(".stripe.proposal")).to_have_count(0)
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    expect(page.locator("#turn-3")).to_be_visible()
    expect(page.locator(".stripe.proposal")).to_have_count(0)
    expect(page.locator(".told")).not_to_contain_text(["proposed"] * 8)


def test_blind_shows_nothing_of_others(page: Page, served: Served) -> None:
    open_reading(page, served, FREELANCERS)
    expect(page.locator(".stripe.other").first).to_be_attached()
    page.get_by_role("button", name="blind").click()
    page.wait_for_selector("#blind[aria-pressed=true]")
    page.wait_for_selector("html[data-ready]", state="attached")
    expect(page.locator("#turn-2 .stripe.own")).to_have_count(1)
    expect(page.locator(".stripe.other, .stripe.proposal")).to_have_count(0)
    told = page.evaluate(
        "() => fetch('/api/read/transcript?name=May%2Ffreelancers').then((answer) => answer.text())"
    )
    assert '"lee"' not in told
    assert '"rules"' not in told


def test_what_another_codes_appears(
    page: Page, served: Served, browser: Browser, study_folder: Path
) -> None:
    open_reading(page, served, FREELANCERS)
    study = Study.open(study_folder)
    turn = study.transcript(FREELANCERS).turns[7]
    study.marking("lee").code(turn.id or 0, (0, 10), "isolation")
    expect(page.locator("#turn-8 .stripe.other")).to_have_count(1, timeout=2500)


def test_acts_wait_while_the_server_is_away(page: Page, served: Served, study_folder: Path) -> None:
    open_reading(page, served, FREELANCERS, turn=4)
    page.context.set_offline(True)
    press(page, "1", "j", "j", "j", "j", "2")
    expect(page.locator("#fault")).to_contain_text("does not answer")
    page.context.set_offline(False)
    wait_saved(page)
    found = [said(each)[:2] for each in codings_of(study_folder)]
    assert {(4, "isolation"), (8, "neutrality")} <= set(found)
    expect(page.locator("#fault")).to_be_hidden()
