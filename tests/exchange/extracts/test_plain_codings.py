from __future__ import annotations

from pathlib import Path

import pytest

from builders_extracts import note_texts, told_codings, write_workbook
from interviewkit.exchange.extracts.plain_codings import is_own_codings, is_this, read


@pytest.mark.parametrize(
    "headings",
    [
        ("Interview", "Quote", "Code", "Coder"),
        ("Transkript", "Textstelle", "Kategorie", "Codierer"),
    ],
)
def test_any_table_of_words_and_codes(tmp_path: Path, headings: tuple[str, ...]) -> None:
    path = write_workbook(
        tmp_path / "codings.xlsx",
        [
            (*headings, "Phase"),
            ("I1", "I trust it.", "Trust > Machines", "ana", "2"),
            ("I1", "Yes.", "Agrees", "ana", ""),
            ("I1", "Yes.", "Agrees", "ana", ""),
            ("", "", "Agrees", "", ""),
        ],
    )
    assert is_this(path, path.read_bytes()[:4096])
    file = read(path)
    assert told_codings(file) == [
        ("I1", "I trust it.", "Trust > Machines", "ana"),
        ("I1", "Yes.", "Agrees", "ana"),
        ("I1", "Yes.", "Agrees", "ana"),
    ]
    first = file.project.sources[0].selections[0]
    assert note_texts(file.project, first.notes) == ["Phase: 2"]
    (loss,) = file.losses
    assert (loss.held, loss.kept, loss.names) == (4, 3, (
        "row 5: it names neither words nor a place of a document",
    ))  # fmt: skip


def test_themes_stand_above_and_columns_beside(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "codings.xlsx",
        [
            ("Document", "Theme", "Code 1", "Code 2", "Subcode", "Quote (verbatim)"),
            ("I1", "Trust", "Machines", "People", "", "I trust it."),
            ("I1", "Time", "", "", "", "Never."),
            ("I1", "Trust", "Machines", "", "Old", "I trusted it."),
        ],
    )
    assert is_this(path, path.read_bytes()[:4096])
    assert [code for _, _, code, _ in told_codings(read(path))] == [
        "Trust > Machines", "Trust > People", "Time", "Trust > Machines > Old",
    ]  # fmt: skip


def test_words_without_a_document_are_told(tmp_path: Path) -> None:
    path = tmp_path / "codings.tsv"
    path.write_text("quote\tcode\nI trust it.\tTrust;Joy\n", encoding="utf-16")
    assert is_this(path, path.read_bytes()[:4096])
    file = read(path)
    assert told_codings(file) == [
        ("", "I trust it.", "Trust", ""), ("", "I trust it.", "Joy", ""),
    ]  # fmt: skip
    assert "no column names documents: the words are looked for in all" in file.notes


def test_our_own_codings_are_left_to_their_reader(tmp_path: Path) -> None:
    path = tmp_path / "codings.csv"
    path.write_text("transcript,turn,quote,code,coder\nI1,3,Yes.,agrees,ana\n", encoding="utf-8")
    head = path.read_bytes()
    assert is_own_codings(path, head)
    assert not is_this(path, head)


def test_a_broken_row_is_told_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "codings.csv"
    path.write_text('document,quote,code\nI1,"a"b,Trust\nI1,Good.,Trust\n', encoding="utf-8")
    file = read(path)
    (loss,) = file.losses
    assert (loss.held, loss.kept, loss.dropped) == (2, 1, 1)
    assert loss.names[0].startswith("row 2: the row cannot be read")


@pytest.mark.shared
def test_segments_of_a_published_study_come_in_whole(shared: Path) -> None:
    path = shared / "interviews" / "pdpilot_interviews" / "parsed_coded_segments.csv"
    codings = told_codings(read(path))
    assert len(codings) == 262
    assert len({code for _, _, code, _ in codings}) == 77
    assert {document for document, *_ in codings} == {f"P{number}" for number in range(1, 8)}
