"""Memos on everything a study has: written, found, followed, taken back."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from builders_review import SAID, review_study
from interviewkit import Study
from interviewkit.errors import NewCoderError, StudyError
from interviewkit.model import Memo
from interviewkit.tables.drawing import draw_table
from interviewkit.tables.material.memos import build_memos


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return review_study(tmp_path / "study")


def write(study: Study, about: str, text: str = "Hm.", **how: Any) -> Memo:
    return study.write_memo(about, text, coder=how.pop("coder", "eva"), **how)


@pytest.mark.parametrize(
    ("written", "kind", "place"),
    [
        ("study", "study", "study"),
        ("study:", "study", "study"),
        ("talk", "transcript", "transcript:talk"),
        ("transcript:talk", "transcript", "transcript:talk"),
        ("talk#2", "turn", "turn:talk#2"),
        ("turn:talk#2", "turn", "turn:talk#2"),
        ("code:isolation", "code", "code:isolation"),
        ("code:Isolation", "code", "code:isolation"),
        ("person:talk", "person", "person:talk"),
        ("finding:isolation", "finding", "finding:isolation"),
    ],
)
def test_a_memo_may_be_about_anything(study: Study, written: str, kind: str, place: str) -> None:
    memo = write(study, written)
    assert (memo.kind, memo.place) == (kind, place)
    assert study.memos(about=written) == [memo] == study.memos(kinds=[kind])
    assert not memo.gone


@pytest.mark.parametrize(
    ("written", "told", "hint"),
    [
        ("code:isolatoin", "there is no code 'isolatoin'", "did you mean 'isolation'?"),
        ("isolation", "'isolation' does not say what it is", "did you mean 'code:isolation'?"),
        ("theme:bonds", "there is no theme 'bonds'", "there is no theme yet"),
        ("talk#99", "talk has no turn 99", "its turns are numbered from 1 to 16"),
        ("tlak#2", "there is no turn 'tlak'", "did you mean 'talk'?"),
        ("topic:3", "there is no topic '3'", "there is no topic yet"),
        ("finding:isolation/tired", "there is no segment or wave 'tired'", "yet"),
    ],
)
def test_what_is_not_there_has_no_memo(study: Study, written: str, told: str, hint: str) -> None:
    with pytest.raises(StudyError, match=told) as fault:
        write(study, written)
    assert hint in fault.value.hint
    assert study.memos() == []


def test_a_memo_on_a_passage_has_its_quote(study: Study) -> None:
    memo = write(study, "talk#2", quote="my colleagues")
    assert (memo.kind, memo.quote) == ("passage", "my colleagues")
    assert memo.span is not None
    assert SAID[0][slice(*memo.span)] == "my colleagues"
    assert study.memos(about="talk#2") == [memo]
    with pytest.raises(StudyError, match="does not say 'my friends'"):
        write(study, "talk#2", quote="my friends")
    with pytest.raises(StudyError, match="does not say that there"):
        write(study, "talk#2", start=0, end=999)
    with pytest.raises(StudyError, match="only a memo on a turn"):
        write(study, "study", quote="my colleagues")


def test_links_lead_both_ways(study: Study) -> None:
    there = write(
        study, "talk#2", "Compare [[code:isolation]] with [[talk#4]] and [[person:talk]]."
    )
    assert [str(each) for each in there.names] == ["code:isolation", "turn:talk#4", "person:talk"]
    for named in ("code:Isolation", "talk#4", "person:talk"):
        assert study.memos(naming=named) == [there]
    assert study.memos(naming="talk#2") == []


def test_a_link_to_nothing_is_refused(study: Study) -> None:
    with pytest.raises(StudyError, match=r"\[\[code:isolatoin\]\]: there is no code") as fault:
        write(study, "study", "As in [[code:isolatoin]].")
    assert "did you mean 'isolation'?" in fault.value.hint


def test_a_memo_under_a_code_is_found_by_the_code(study: Study) -> None:
    memo = write(study, "talk#2", code="isolation")
    assert study.memos(naming="code:isolation") == [memo]


def test_an_edit_takes_the_place_of_what_was(study: Study) -> None:
    first = write(study, "code:isolation", "It is the office.")
    second = study.edit_memo(first.id, "It is the tool.", coder="eva")
    assert study.memos() == [second]
    assert (second.at, bool(second.changed)) == (first.at, True)
    study.undo(entry=second.id)
    [back] = study.memos()
    assert (back.text, back.changed) == ("It is the office.", "")


def test_a_removed_memo_can_be_had_back(study: Study) -> None:
    memo = write(study, "person:talk", "Shy.")
    gone = study.remove_memo(memo.id, coder="eva")
    assert study.memos() == []
    undone = study.undo(entry=gone.id)
    assert study.memos() == [memo]
    study.undo(entry=undone.id)
    assert study.memos() == []


def test_what_was_written_anew_is_not_taken_back_below(study: Study) -> None:
    first = write(study, "study", "One.")
    second = study.edit_memo(first.id, "Two.", coder="eva")
    with pytest.raises(StudyError, match=f"entry {second.id} rests on entry {first.id}"):
        study.undo(entry=first.id)
    undone = study.undo(entry=second.id)
    third = study.edit_memo(first.id, "Three.", coder="eva")
    with pytest.raises(StudyError, match=f"entry {third.id} rests on entry {second.id}"):
        study.undo(entry=undone.id)


def test_nobody_changes_the_memo_of_another(study: Study) -> None:
    memo = write(study, "study", "Mine.")
    write(study, "study", "Also mine.", coder="ben", new_coder=True)
    with pytest.raises(StudyError, match="is by eva"):
        study.edit_memo(memo.id, "Yours.", coder="ben")
    study.edit_memo(memo.id, "Mine, still.", coder="eva")
    with pytest.raises(StudyError, match="was changed meanwhile"):
        study.remove_memo(memo.id, coder="eva")
    with pytest.raises(StudyError, match="there is no memo 999"):
        study.memo(999)
    with pytest.raises(NewCoderError):
        write(study, "study", coder="evo")


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 100_001])
def test_an_empty_or_endless_memo_is_refused(study: Study, text: str) -> None:
    with pytest.raises(StudyError, match="memo"):
        write(study, "study", text)


def test_memos_are_found_by_words_person_and_day(study: Study) -> None:
    one = write(study, "talk#2", "Loneliness again.", quote="my colleagues")
    two = write(study, "study", "Ask about the office.", coder="ben", new_coder=True)
    assert study.memos(text="LONELINESS") == [one]
    assert study.memos(text="colleagues again") == [one]
    assert study.memos(coder="ben") == [two]
    day = one.at[:10]
    assert study.memos(since=day, until=day) == [one, two]
    assert study.memos(since="2999-01-01") == study.memos(until="1999-12-31") == []
    assert study.memos(about="transcript:talk") == [one]


def test_a_memo_stays_when_its_passage_is_mended(study: Study) -> None:
    write(study, "talk#2", "Sad.", quote="hardly talk")
    study.edit_turn("talk", 2, old="hardly", new="rarely", coder="eva")
    assert study.memos()[0].quote == "rarely talk"
    write(study, "talk#4", "Trust.", quote="I believe what it tells me.")
    study.edit_turn("talk", 4, old=" I believe what it tells me.", coder="eva", swallow=True)
    gone = study.memos(text="trust")
    assert [(each.quote, each.gone) for each in gone] == [("I believe what it tells me.", True)]


def test_a_memo_follows_a_renamed_transcript(study: Study) -> None:
    write(study, "transcript:talk", "Noisy.")
    path = study.root / "transcripts" / "talk.txt"
    path.rename(path.with_name("interview.txt"))
    study.ingest()
    [memo] = study.memos(about="transcript:interview")
    assert not memo.gone


def test_memos_of_what_is_gone_are_kept(study: Study) -> None:
    write(study, "code:trust", "Is this one?")
    path = study.root / "codebook.yaml"
    text = path.read_text("utf-8")
    path.write_text(text[: text.index("  - id: trust")], "utf-8")
    [memo] = Study.open(study.root).memos()
    assert (memo.place, memo.gone) == ("code:trust", True)


@pytest.mark.parametrize("name", ["memos.md", "memos.csv", "memos.docx", "memos.xlsx"])
def test_memos_are_exported_whole(study: Study, name: str) -> None:
    write(study, "talk#2", "=1+1 <b>[[code:isolation]]</b>\nsecond line", quote="my colleagues")
    path = study.root / "exports" / name
    assert study.export_memos(path).facts["memos"] == 1
    content = path.read_bytes()
    if name.endswith("csv"):
        [row] = csv.DictReader(content.decode("utf-8-sig").splitlines(keepends=True))
        assert row["quote"] == "my colleagues"
        assert row["about"] == "turn:talk#2"
        assert "second line" in row["text"]
    elif name.endswith("md"):
        assert "my colleagues" in content.decode()
    elif name.endswith("docx"):
        from docx import Document

        [table] = Document(str(path)).tables
        assert "second line" in table.rows[1].cells[-1].text or any(
            "second line" in cell.text for cell in table.rows[1].cells
        )
    else:
        from openpyxl import load_workbook

        cells = [cell for row in load_workbook(path).active.values for cell in row]
        assert any("second line" in str(cell) for cell in cells)


def test_a_table_of_memos_shows_what_is_there(study: Study) -> None:
    write(study, "talk#2", "Sad.", quote="my colleagues")
    drawn = str(draw_table(build_memos(study.memos()), "text"))
    assert "turn:talk#2" in drawn
    assert "my colleagues" in drawn


def test_an_export_of_no_known_kind_is_refused(study: Study) -> None:
    with pytest.raises(StudyError, match="how is it to be written"):
        study.export_memos(study.root / "memos.xyz")
