"""Differences are settled on a board, where both coders' marks stand in the text."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Page, expect

from builders_desk import press
from builders_web import Client, Served
from interviewkit import Study
from interviewkit.model import Judgement
from interviewkit.model.review import MEMO
from interviewkit.store.database import Store

pytestmark = pytest.mark.browser

EVIL = "<script>alert(1)</script>"


def consensus(folder: Path) -> list[tuple[str, str, str]]:
    """(quote, code, polarity) of what was settled of the two turns on which Kim and Lee differ."""
    study = Study.open(folder)
    disputed = {each.turn.id for each in study.disputes()}
    found = study.codings(coders=["consensus"])
    return [
        (each.passage.quote, each.code, each.polarity)
        for each in found
        if each.passage.turn.id in disputed and each.holds
    ]


def open_board(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/review/disagreements")
    expect(page.locator("#dispute .said")).to_be_visible()


def test_a_side_is_taken_and_opened_again(page: Page, served: Served, study_folder: Path) -> None:
    open_board(page, served)
    expect(page.locator("#dispute")).to_contain_text("kim found it (+)")
    expect(page.locator("#dispute")).to_contain_text("lee read it and did not find it")
    expect(page.locator("#disputes")).to_contain_text("2 open, 0 settled")
    assert "Neutrality" in page.locator("#disputes strong").all_inner_texts()  # its label
    press(page, "1")
    expect(page.locator("#disputes")).to_contain_text("1 open, 1 settled")
    assert consensus(study_folder) == [("It never judges me.", "neutrality", "+")]
    press(page, "k", "u")
    expect(page.locator("#disputes")).to_contain_text("2 open, 0 settled")
    assert consensus(study_folder) == []


def test_differences_that_are_not_listed_are_counted(
    page: Page, served: Served, study_folder: Path
) -> None:
    talk = "".join(f"Ana: I am alone, for the {nth}th time.\nMod: Go on.\n" for nth in range(205))
    (study_folder / "transcripts/May/long.txt").write_text(talk, "utf-8")
    study = Study.open(study_folder)
    study.ingest()
    rows = [f"May/long,{2 * nth + 1},{code},{coder}\n" for nth in range(205)
            for coder, code in (("kim", "isolation"), ("lee", ""))]  # fmt: skip
    (study_folder / "long.csv").write_text("transcript,turn,code,coder\n" + "".join(rows), "utf-8")
    study.import_codings(study_folder / "long.csv")
    open_board(page, served)
    expect(page.locator("#disputes")).to_contain_text("207 open, 0 settled")
    expect(page.locator("#disputes")).to_contain_text("7 more come once these are settled")


def test_all_is_settled_by_keys(page: Page, served: Served, study_folder: Path) -> None:
    open_board(page, served)
    press(page, "0")
    expect(page.locator("#disputes")).to_contain_text("1 open, 1 settled")
    press(page, "o", "ArrowLeft", "p", "y")
    expect(page.locator("#disputes")).to_contain_text("0 open, 2 settled")
    assert consensus(study_folder) == [("I work at", "isolation", "-")]
    assert all(row["settled"] for row in Study.open(study_folder).differences())


def test_another_code_is_settled(page: Page, served: Served, study_folder: Path) -> None:
    open_board(page, served)
    press(page, "j", "c")
    page.get_by_role("combobox").select_option("neutrality")
    page.get_by_role("button", name="Choose").click()
    press(page, "y")
    expect(page.locator("#disputes")).to_contain_text("1 open, 1 settled")
    assert consensus(study_folder) == [("I work at home.", "neutrality", "+")]
    [entry] = [e for e in Study.open(study_folder).judgements() if e["act"] == "settle"]
    assert (entry["coder"], entry["code"]) == ("consensus", "isolation")


def test_marks_of_both_are_set_off(page: Page, served: Served) -> None:
    open_board(page, served)
    press(page, "j")
    expect(page.locator("#dispute .said")).to_have_text("I work at home.")
    texts = page.evaluate(
        "[...CSS.highlights].map(([name, ranges]) => [name, [...ranges].map(String)])"
    )
    assert texts == [["side-1", ["I work at home."]]]


def test_hostile_memos_stay_text(page: Page, served: Served, study_folder: Path) -> None:
    turn = Study.open(study_folder).disputes()[0].turn
    with Store(study_folder / "study.db").jotting() as shelves:
        shelves.judgements.add(Judgement("lee", MEMO, turn.id or 0, memo=EVIL), None)
    open_board(page, served)
    expect(page.locator(".noted")).to_have_text(EVIL)


def test_the_board_is_not_shown_blind(page: Page, served: Served) -> None:
    page.get_by_role("button", name="blind").click()
    expect(page.locator("meta[name=blind]")).to_have_attribute("content", "yes")
    page.goto(f"{served.address}/review/disagreements")
    expect(page.get_by_role("main")).to_contain_text("their reading would lean on it")
    refused = page.request.get(f"{served.address}/api/review/disputes")
    assert refused.status == 409
    page.goto(f"{served.address}/review/agreement")
    expect(page.get_by_role("table")).to_have_count(0)


@pytest.mark.parametrize(
    "told",
    [
        {"code": "isolation"},
        {"turn": 1, "code": "nonsense"},
        {"turn": 10**9, "code": "isolation"},
        {"turn": 2, "code": "isolation", "starts": [0], "ends": [999], "polarities": ["+"]},
        {"turn": 2, "code": "isolation", "starts": [0], "ends": [4], "polarities": ["?"]},
        {"turn": 2, "code": "isolation", "starts": [0], "ends": [], "polarities": ["+"]},
    ],
)
def test_what_cannot_be_settled_writes_nothing(
    served: Served, study_folder: Path, told: dict[str, object]
) -> None:
    before = len(Study.open(study_folder).judgements())
    with pytest.raises(HTTPError) as refused:
        Client(served).post("/api/review/settle", json.dumps(told).encode())
    assert refused.value.code in (400, 409)
    assert len(Study.open(study_folder).judgements()) == before


def test_agreement_is_drawn_from_the_tables(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/review/agreement")
    expect(page.get_by_role("main")).to_contain_text("beyond what chance alone would give")
    people = page.locator("section.figure").first
    expect(people).to_contain_text("Agreement between people: kim and lee")
    expect(people.get_by_role("row", name="isolation")).to_contain_text("0.62")
    confusion = page.locator("section.figure").last
    expect(confusion.get_by_role("row", name="neutrality 0 1 1")).to_be_visible()
    page.get_by_label("machine").uncheck()
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("section.figure").first).to_contain_text("kim and lee")
    expect(page.get_by_text("kim and machine")).to_have_count(0)
