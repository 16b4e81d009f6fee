"""Judging turn after turn in a browser: by keys alone, and nothing is lost."""

from __future__ import annotations

import signal
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from builders_desk import all_is_saved, at_turn, long_review_study, open_desk, press
from builders_web import Served, serving
from interviewkit import Study

pytestmark = pytest.mark.browser


@pytest.fixture
def study_folder(tmp_path: Path) -> Path:
    return long_review_study(tmp_path / "study").root


def own(folder: Path, coder: str = "kim") -> Counter[tuple[str, str]]:
    """Code and status → how many codings of a person stand."""
    codings = Study.open(folder).codings(coders=[coder])
    return Counter((each.code, each.status) for each in codings)


def test_fifty_turns_by_keys_alone(page: Page, study_folder: Path) -> None:
    press(page, "g", "v")
    page.get_by_role("radio", name="rare").wait_for()
    page.get_by_role("radio", name="rare").focus()
    press(page, "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "Enter")
    for n in range(1, 51):
        at_turn(page, 2 * n)
        # The odd ones are proposed, the even ones coded by number, sentence by sentence.
        press(page, *(("y", "d") if n % 2 else ("2", "j", "y", "Enter")))
    expect(page.get_by_role("heading", level=1)).to_have_text("That is enough for now")
    expect(page.locator("#progress")).to_have_text("50 read, 0 to go")
    codings = Study.open(study_folder).codings(coders=["kim"])
    expected = [
        (2 * n, "isolation" if n % 2 else "trust", f"I hardly talk to anyone, case {n}.")
        for n in range(1, 51)
    ]
    found = [(each.passage.turn.position, each.code, each.passage.quote) for each in codings]
    assert sorted(found) == expected
    [row] = Study.open(study_folder).workload(coder="kim")
    assert (row["queue"], row["read"], row["left"]) == ("all", 50, 0)


def test_a_verdict_is_moved_judged_and_undone(
    page: Page, served: Served, study_folder: Path
) -> None:
    open_desk(page, served.address, "queue=all")
    press(page, "p", "ArrowDown", "ArrowLeft", "y")
    all_is_saved(page, 1)
    [coding] = Study.open(study_folder).codings(coders=["kim"])
    assert coding.passage.quote == "I hardly talk to anyone, case 1. Then I go"
    assert coding.polarity == "-"
    press(page, "u")
    expect(page.locator("#saved")).to_have_text("undone: accept isolation")
    assert not own(study_folder)
    press(page, "n")
    all_is_saved(page, 1)
    assert own(study_folder) == {("isolation", "rejected"): 1}


def test_a_rejection_is_no_coding_and_stays(page: Page, served: Served, study_folder: Path) -> None:
    open_desk(page, served.address, "queue=all")
    press(page, "n")
    expect(page.locator("#asking")).to_contain_text("0 of your codings are here, 1 rejected.")
    press(page, "n")
    all_is_saved(page, 1)
    assert own(study_folder) == {("isolation", "rejected"): 1}


def test_words_after_wide_characters_are_where_they_stand(
    page: Page, served: Served, study_folder: Path
) -> None:
    open_desk(page, served.address, "queue=all")
    press(page, "n", "2", "=")
    page.get_by_role("textbox").fill("🙂")
    press(page, "Enter", "y")
    all_is_saved(page, 2)
    quotes = {c.code: c.passage.quote for c in Study.open(study_folder).codings(coders=["kim"])}
    assert quotes["trust"] == "🙂"


def test_a_card_stays_when_somebody_else_codes(
    page: Page, served: Served, study_folder: Path
) -> None:
    open_desk(page, served.address, "queue=all")
    other = Study.open(study_folder).review("ben", queue="all")
    card = other.card()
    assert card is not None
    other.reject(card, card.proposals[0])
    other.close(card)
    page.reload()
    at_turn(page, 2)
    press(page, "y", "d")
    at_turn(page, 4)
    assert own(study_folder) == {("isolation", "accepted"): 1}


def test_skipped_turns_come_back_by_undo(page: Page, served: Served) -> None:
    open_desk(page, served.address, "queue=all&limit=5")
    press(page, "s")
    at_turn(page, 4)
    press(page, "u")
    at_turn(page, 2)


def test_a_memo_stays_with_the_turn(page: Page, served: Served, study_folder: Path) -> None:
    open_desk(page, served.address, "queue=all")
    press(page, "m")
    page.get_by_role("textbox").fill("<img src=x onerror=alert(1)> odd")
    press(page, "Enter")
    expect(page.locator(".judge")).to_contain_text("<img src=x onerror=alert(1)> odd")
    expect(page.locator("#saved")).to_have_text("saved")
    log = Study.open(study_folder).judgements(coder="kim")
    assert [(each["act"], each["memo"]) for each in log] == [
        ("memo", "<img src=x onerror=alert(1)> odd")
    ]


def test_random_turns_come_without_proposals(page: Page, served: Served) -> None:
    open_desk(page, served.address, "queue=random")
    expect(page.locator("#progress")).to_contain_text("random, blind")
    expect(page.locator(".talk")).to_contain_text("only honest measure")
    expect(page.get_by_role("button", name="Done")).to_be_visible()


def test_a_blind_browser_sees_no_proposal(page: Page, served: Served) -> None:
    page.get_by_role("button", name="blind").click()
    expect(page.locator("meta[name=blind]")).to_have_attribute("content", "yes")
    open_desk(page, served.address, "queue=all")
    expect(page.get_by_role("button", name="Done")).to_be_visible()
    expect(page.get_by_role("button", name="Accept")).to_have_count(0)


def test_what_was_said_before_unfolds(page: Page, served: Served) -> None:
    open_desk(page, served.address, "queue=all")
    press(page, "y", "d")
    at_turn(page, 4)
    expect(page.locator(".before li")).to_have_count(3)
    press(page, "n", "2", "y", "d")
    at_turn(page, 6)
    press(page, "h")
    expect(page.locator(".before li")).to_have_count(5)


def test_an_unknown_queue_is_told(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/review/read?queue=nonsense")
    expect(page.get_by_role("alert")).to_contain_text("there is no queue 'nonsense'")


def test_a_killed_server_takes_no_verdict(browser: Browser, study_folder: Path) -> None:
    with serving(study_folder, "--coder", "kim") as first:
        page = browser.new_context().new_page()
        page.goto(first.entrance)
        open_desk(page, first.address, "queue=all")
        press(page, "y")
        all_is_saved(page, 1)
        first.stop(signal.SIGKILL)
        press(page, "d")
        expect(page.get_by_role("alert")).to_contain_text("does not answer")
        port = first.address.rpartition(":")[2]
        with serving(study_folder, "--coder", "kim", "--port", port):
            at_turn(page, 4)
            expect(page.locator("#progress")).to_contain_text("1 read")
    page.context.close()
    assert own(study_folder) == {("isolation", "accepted"): 1}
