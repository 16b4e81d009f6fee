"""Tables that quote words without their texts: each coding stands on the words that are meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_extracts import Rows, write_workbook
from interviewkit import Study
from interviewkit.model.project_json import losses_from_plain

TALKS = {
    "I1": "Ana: I trust it, mostly.\nBen: Yes.\nAna: It never failed. Yes.\n",
    "I2": "Cem: The machines stand still, and nobody ever comes to have a look.\nDia: Sure.\n",
}


@pytest.fixture
def study(tmp_path: Path) -> Study:
    Study.init(tmp_path / "study")
    study = Study.open(tmp_path / "study")
    for name, text in TALKS.items():
        (study.root / "transcripts" / f"{name}.txt").write_text(text, encoding="utf-8")
    study.ingest()
    return study


def take_in(study: Study, rows: Rows) -> tuple[list[tuple[str, str, int, str]], str]:
    """(coder, code, turn, words) of each coding, and why selections did not come in as they were"""
    path = write_workbook(study.root.parent / "codings.xlsx", rows)
    outcome = study.import_project(path, as_coder="ana")
    said = [(c.coder, c.code, c.passage.turn.position, c.passage.quote) for c in study.codings()]
    losses = {each.kind: each for each in losses_from_plain(outcome.facts["losses"])}
    held = losses["selections"]
    assert held.held == held.kept + held.changed + held.dropped
    return said, held.why


def test_words_said_twice_stand_where_the_file_says(study: Study) -> None:
    rows = [
        ("Document", "Quote", "Code", "Coder", "Line"),
        ("I1.docx", "Yes.", "doubts", "ana", 3),
        ("I1.docx", "yes", "agrees", "ana", 2),
    ]
    said, _ = take_in(study, rows)
    assert sorted(said) == [("ana", "agrees", 2, "Yes"), ("ana", "doubts", 3, "Yes.")]


def test_words_said_twice_and_coded_alike_stand_in_both(study: Study) -> None:
    rows = [("Document", "Quote", "Code"), ("I1", "Yes.", "agrees"), ("I1", "Yes.", "agrees")]
    said, _ = take_in(study, rows)
    assert [(code, turn) for _, code, turn, _ in said] == [("agrees", 2), ("agrees", 3)]


def test_words_said_twice_and_coded_once_are_told(study: Study) -> None:
    said, why = take_in(study, [("Document", "Quote", "Code"), ("I1", "Yes.", "agrees")])
    assert (said, why) == (
        [],
        "whose words stand in several places, and nothing says which is meant: kept aside",
    )


def test_words_of_another_talk_are_told(study: Study) -> None:
    rows = [
        ("Document", "Quote", "Code"),
        ("I1", "The machines stand still, and nobody ever comes to have a look.", "broken"),
        ("I1", "Sure.", "agrees"),
        ("I1", "“I trust it […]”", "trust"),
    ]
    said, why = take_in(study, rows)
    assert [(code, words[:10]) for _, code, _, words in said] == [
        ("trust", "I trust it"),
        ("broken", "The machin"),
    ]
    assert "1 found by their words, in another transcript than the file names" in why
    assert "1 whose words stand in no transcript of that name: kept aside" in why
