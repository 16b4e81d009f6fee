"""Pages of people, in a real browser: who is who, one person, open answers coded in place."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from builders_web import Client, Served, serving
from interviewkit import Study
from study.example import example_study

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def study_folder(tmp_path: Path) -> Path:
    """Six people in two talks, of whom two are known; a survey with two open questions."""
    example_study(tmp_path)
    settings = tmp_path / "study.toml"
    text = settings.read_text("utf-8")
    named = 'respondent = "id"\ntext = ["why", "wish"]'
    settings.write_text(text.replace('respondent = "id"', named), "utf-8")
    (tmp_path / "survey.csv").write_text(
        "id,burnout,trust,why,wish\n"
        "1,5,2,I hardly talk to anyone 🙂 at all.,More people.\n"
        f"2,2,4,It is quiet. {HOSTILE},\n"
        "3,4,3,,A desk.\n",
        "utf-8",
    )
    people = "speaker,participant,role,respondent\nAna,Ana,participant,1\nBen,Ben,participant,2\n"
    (tmp_path / "people.csv").write_text(people, "utf-8")
    study = Study.open(tmp_path)
    study.ingest()
    study.link()
    return tmp_path


def test_a_speaker_is_mapped_with_a_click(page: Page, served: Served, study_folder: Path) -> None:
    page.goto(f"{served.address}/people")
    page.get_by_role("button", name="Say who Cleo in April/leaders is").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Person").fill("P03")
    dialog.get_by_label("Row in the survey").fill("3")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text="is P03")).to_be_visible()
    with (study_folder / "people.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["speaker"] for row in rows] == ["Ana", "Ben", "Cleo"]
    assert rows[2]["participant"] == "P03"
    assert (rows[2]["respondent"], rows[2]["transcript"]) == ("3", "April/leaders")
    page.get_by_role("button", name="undo").click()
    expect(page.get_by_role("button", name="Say who Cleo in April/leaders is")).to_be_visible()
    assert "P03" not in (study_folder / "people.csv").read_text("utf-8")


def test_what_does_not_fit_is_told(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/people?show=all&text=Cleo")
    page.get_by_role("button", name="Say who Cleo in April/leaders is").click()
    page.get_by_role("dialog").get_by_label("Row in the survey").fill("999")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("the survey has no respondent '999'")


def test_segments_say_how_many_are_in_them(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/people")
    row = page.get_by_role("region", name="Segments").get_by_role("row", name="tired")
    expect(row).to_contain_text("burnout >= 4")
    expect(row.get_by_role("cell").last).to_have_text("2")


def test_answers_stand_beside_all_that_one_said(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/people/Ana")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ana")
    facts, speech = page.locator(".facts"), page.locator(".speech")
    expect(facts).to_contain_text("burnout")
    expect(facts).not_to_contain_text("I hardly talk")
    expect(speech).to_contain_text("It never judges me.")
    expect(speech).to_contain_text("I hardly talk to anyone 🙂 at all.")
    expect(speech.get_by_role("link", name="turn 2").first).to_have_attribute(
        "href", "/read/April/leaders#turn-2"
    )
    page.goto(f"{served.address}/people/Anna")
    expect(page.locator("main")).to_contain_text("there is nobody called 'Anna'")


def test_a_number_of_a_person_is_written_as_one_writes_it(
    client: Client, study_folder: Path
) -> None:
    people = "speaker,participant,age,hours\nAna,Ana,41,38.5\nBen,Ben,35,20\n"
    (study_folder / "people.csv").write_text(people, "utf-8")
    Study.open(study_folder).ingest()
    shown = client.get("/people/Ana")
    assert "<bdi>41</bdi>" in shown
    assert "<bdi>38.5</bdi>" in shown


def test_an_answer_is_coded_where_it_stands(page: Page, served: Served, study_folder: Path) -> None:
    page.goto(f"{served.address}/people/answers")
    answer = page.get_by_role("group", name="1: why")
    expect(page.get_by_role("group", name="2: why")).to_contain_text(HOSTILE)
    expect(page.get_by_role("row").nth(1)).to_contain_text("5")
    page.evaluate(
        """() => {
          const text = document.querySelector('.answer .text').firstChild;
          getSelection().setBaseAndExtent(text, 24, text, 33);
        }"""
    )
    page.keyboard.press("c")
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("blockquote")).to_have_text("🙂 at all")
    dialog.get_by_role("combobox").first.select_option("isolation")
    dialog.get_by_role("button", name="Code it").click()
    expect(answer.locator(".chip").filter(has_text="kim")).to_contain_text("Isolation")
    mine = [c for c in Study.open(study_folder).codings() if c.coder == "kim"]
    assert "🙂 at all" in [c.passage.quote for c in mine]
    answer.get_by_role("button", name="take off Isolation").click()
    expect(answer.locator(".chip").filter(has_text="kim")).to_have_count(0)
    page.keyboard.press("u")
    expect(answer.locator(".chip").filter(has_text="kim")).to_have_count(1)


def test_answers_are_found_by_words_and_segment(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/people/answers?text=desk")
    expect(page.locator(".answers tbody tr")).to_have_count(1)
    page.goto(f"{served.address}/people/answers?segment=fresh")
    expect(page.locator(".answers tbody th")).to_have_text(["2fresh"])


def test_a_study_without_open_answers_says_how(page: Page, tmp_path: Path) -> None:
    root = tmp_path / "plain"
    root.mkdir()
    example_study(root)
    with serving(root, "--coder", "kim") as running:
        page.goto(running.entrance)
        page.goto(f"{running.address}/people/answers")
        expect(page.locator("main")).to_contain_text("No open answers are taken in")


@pytest.fixture
def client(served: Served) -> Client:
    return Client(served)


def test_an_edit_is_told_made_and_undone(client: Client, study_folder: Path) -> None:
    body = {"transcript": "April/leaders", "turn": 2, "old": "hardly", "new": "rarely"}
    told = json.loads(client.post("/api/edit/preview", json.dumps(body).encode()))
    assert (told["codings"], told["entry"]) == (4, None)
    made = json.loads(client.post("/api/edit", json.dumps(body).encode()))
    assert made["text"] == "I rarely talk to my colleagues any more."
    gone = {"transcript": "April/leaders", "turn": 2, "text": "Hm."}
    lost = json.loads(client.post("/api/edit", json.dumps(gone).encode()))
    assert lost["lost"] == []
    [first, second] = json.loads(client.get("/api/edits?transcript=April/leaders"))["edits"]
    for each in (second, first):
        client.post("/api/people/undo", json.dumps({"entry": each["id"]}).encode())
    assert "hardly" in Study.open(study_folder).transcript("April/leaders").turns[1].text
