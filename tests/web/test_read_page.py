"""Reading and coding a transcript in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from builders_read import (
    FREELANCERS,
    codings_of,
    open_reading,
    press,
    said,
    select_words,
    wait_saved,
)
from builders_web import Served
from interviewkit import Study

pytestmark = pytest.mark.browser


def test_a_newcomer_codes_her_first_passage(page: Page, served: Served, study_folder: Path) -> None:
    page.get_by_role("link", name="Transcripts", exact=True).click()
    page.get_by_role("link", name="May/freelancers").click()
    page.wait_for_selector("html[data-ready]", state="attached")
    select_words(page, 4, 0, 8)
    page.keyboard.type("iso")
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_contain_text("Isolation saved")
    wait_saved(page)
    assert (4, "isolation", "+", "We meet") in [said(each) for each in codings_of(study_folder)]


def test_what_is_read_to_its_end_opens_at_its_beginning(
    page: Page, served: Served, study_folder: Path
) -> None:
    study = Study.open(study_folder)
    turns = [each.id or 0 for each in study.transcript(FREELANCERS).turns]
    study.marking("kim").read(turns[:-1])
    open_reading(page, served, FREELANCERS)
    expect(page.locator("#notes h2")).to_contain_text(f"Turn {len(turns)} ")
    study.marking("kim").read(turns)
    open_reading(page, served, FREELANCERS, turn=3)
    open_reading(page, served, FREELANCERS)
    expect(page.locator("#notes h2")).to_contain_text("Turn 1 ")


def test_a_drag_snaps_to_words(page: Page, served: Served, study_folder: Path) -> None:
    open_reading(page, served, FREELANCERS)
    select_words(page, 4, 4, 13)  # from within "meet" to within "Mondays"
    press(page, "2")
    wait_saved(page)
    found = [said(each) for each in codings_of(study_folder) if each.passage.turn.position == 4]
    assert found == [(4, "neutrality", "+", "meet on Mondays")]


def test_two_clicks_take_the_sentence(page: Page, served: Served) -> None:
    open_reading(page, served, FREELANCERS)
    page.locator("#turn-6 .said p").dblclick(position={"x": 20, "y": 12})
    expect(page.locator("#heard")).to_have_text("chosen: It does not judge.")


def test_three_clicks_take_the_turn(page: Page, served: Served) -> None:
    open_reading(page, served, FREELANCERS)
    page.locator("#turn-6 .said p").click(position={"x": 20, "y": 12}, click_count=3)
    expect(page.locator("#heard")).to_have_text("chosen: It does not judge. That helps.")


def test_a_code_in_the_list_codes_what_is_chosen(
    page: Page, served: Served, study_folder: Path
) -> None:
    open_reading(page, served, FREELANCERS, turn=4)
    press(page, "t")
    page.locator("#codes").get_by_role("button", name="Neutrality").click()
    wait_saved(page)
    assert (4, "neutrality", "+", "We meet on Mondays.") in [
        said(each) for each in codings_of(study_folder)
    ]


def test_polarity_is_turned_and_an_end_moved(
    page: Page, served: Served, study_folder: Path
) -> None:
    open_reading(page, served, FREELANCERS, turn=4)
    press(page, "s", "c", "Enter")
    wait_saved(page)
    press(page, "-", "[", "[", "}")
    page.wait_for_function("() => document.querySelectorAll('#turn-4 .stripe.pending').length")
    page.wait_for_timeout(700)
    wait_saved(page)
    found = [said(each) for each in codings_of(study_folder) if each.passage.turn.position == 4]
    assert found == [(4, "isolation", "-", "meet on")]


def test_undo_and_redo_after_the_page_is_loaded_anew(
    page: Page, served: Served, study_folder: Path
) -> None:
    open_reading(page, served, FREELANCERS, turn=4)
    before = codings_of(study_folder)
    press(page, "1")
    wait_saved(page)
    open_reading(page, served, FREELANCERS, turn=8)
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    press(page, "u")
    expect(page.locator("#saved")).to_contain_text("undone: Isolation in turn 4")
    assert codings_of(study_folder) == before
    press(page, "U")
    expect(page.locator("#saved")).to_contain_text("done again: Isolation in turn 4")
    assert len(codings_of(study_folder)) == len(before) + 1


def test_read_to_here_marks_what_was_not_read(page: Page, served: Served) -> None:
    open_reading(page, served, FREELANCERS, turn=5)
    expect(page.locator("#read-told")).to_have_text("4 of 8 turns read")
    press(page, "r")
    expect(page.locator("#read-told")).to_have_text("6 of 8 turns read")
    page.reload()
    expect(page.locator("#read-told")).to_have_text("6 of 8 turns read")


def test_fifty_turns_coded_by_keys_alone(page: Page, served: Served, study_folder: Path) -> None:
    open_reading(page, served, FREELANCERS, turn=1)
    ways = (("1",), ("s", "2"), ("t", "c", "Enter"), ("s", "w", "1"), ("c", "n", "e", "u", "Enter"))
    for number in range(50):
        press(page, *ways[number % len(ways)], "j" if number % 8 < 7 else "k")
    wait_saved(page)
    shown = page.evaluate("() => document.querySelectorAll('.stripe.own').length")
    mine = [
        each for each in codings_of(study_folder) if each.passage.turn.transcript == FREELANCERS
    ]
    assert shown == len([each for each in mine if each.holds]) > 8


def test_search_finds_whatever_case(page: Page, served: Served) -> None:
    open_reading(page, served, FREELANCERS)
    press(page, "/")
    page.keyboard.type("JUDGE")
    expect(page.locator("#finding-told")).to_have_text("1 of 2")
    press(page, "Enter")
    expect(page.locator("#finding-told")).to_have_text("2 of 2")
    expect(page.locator("#turn-7")).to_contain_class("here")


def test_each_turn_tells_its_codings_in_words(page: Page, served: Served) -> None:
    open_reading(page, served, FREELANCERS)
    expect(page.locator("#turn-2 .told")).to_contain_text("Isolation, for (+), kim")
    expect(page.locator("#turn-2 .told")).to_contain_text("Isolation, for (+), lee")


def test_the_transcript_stands_without_scripts(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/read/{FREELANCERS}?plain=1")
    expect(page.locator("#turn-2")).to_contain_text("Isolation + kim: I hardly talk to anyone.")


def test_transcripts_are_listed_with_who_read_them(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/read?by=turns")
    row = page.get_by_role("row", name="May/freelancers")
    expect(row).to_contain_text("kim 4")
    expect(row).to_contain_text("lee 3")


def test_a_new_code_in_the_words_of_the_passage(
    page: Page, served: Served, study_folder: Path
) -> None:
    open_reading(page, served, FREELANCERS, turn=4)
    press(page, "t", "c")
    page.keyboard.type("Meeting in person")
    press(page, "Enter")
    expect(page.locator("#codes")).to_contain_text("Meeting in person")
    expect(page.locator("#turn-4 .stripe.own")).to_have_count(1)
    assert (4, "meeting_in_person", "+", "We meet on Mondays.") in [
        said(each) for each in codings_of(study_folder)
    ]
    assert "We meet on Mondays." in (study_folder / "codebook.yaml").read_text("utf-8")


def test_a_memo_is_kept_beside_the_turn(page: Page, served: Served) -> None:
    open_reading(page, served, FREELANCERS, turn=4)
    press(page, "m")
    page.get_by_role("dialog").get_by_role("textbox").fill("Only Mondays?")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.locator("#notes .memo")).to_contain_text("Only Mondays?")
    page.reload()
    expect(page.locator("#turn-4 .has-memo")).to_be_visible()


def test_ctrl_enter_saves_a_memo(page: Page, served: Served) -> None:
    open_reading(page, served, FREELANCERS, turn=4)
    press(page, "m")
    page.get_by_role("dialog").get_by_role("textbox").fill("Only Mondays?")
    press(page, "Control+Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("#notes .memo")).to_contain_text("Only Mondays?")


def test_a_polarity_that_a_code_lacks_is_not_offered(page: Page, served: Served) -> None:
    open_reading(page, served, FREELANCERS, turn=4)
    press(page, "t", "c")
    page.keyboard.type("Meeting in person")
    press(page, "Enter")
    expect(page.locator("#notes").get_by_role("button", name="take off")).to_be_visible()
    expect(page.locator("#notes").get_by_role("button", name="make it")).to_have_count(0)
    press(page, "-")
    expect(page.locator("#saved")).to_contain_text("its polarity is set in the codebook")


def test_a_typo_is_mended_and_codings_move(page: Page, served: Served, study_folder: Path) -> None:
    open_reading(page, served, FREELANCERS, turn=7)
    press(page, "E")
    page.get_by_role("dialog").get_by_role("textbox").fill("Well, it never judges what I ask.")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.locator("#turn-7 .said")).to_have_text("Well, it never judges what I ask.")
    press(page, "u")
    expect(page.locator("#turn-7 .said")).to_have_text("It never judges what I ask.")


def test_a_passage_becomes_an_example(page: Page, served: Served, study_folder: Path) -> None:
    open_reading(page, served, FREELANCERS, turn=4)
    press(page, "t", "1")
    wait_saved(page)
    page.get_by_role("button", name="example").click()
    expect(page.locator("#saved")).to_contain_text("kept as an example")
    assert "We meet on Mondays." in (study_folder / "codebook.yaml").read_text("utf-8")


def test_a_passage_is_quoted_in_the_report(page: Page, served: Served, study_folder: Path) -> None:
    open_reading(page, served, FREELANCERS, turn=4)
    press(page, "t", "1", "Q")
    expect(page.locator("#saved")).to_contain_text("the report will quote it")
