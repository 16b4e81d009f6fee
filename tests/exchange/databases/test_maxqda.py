"""Databases of MAXQDA: what is known of them is held; what is not is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_databases import (
    change_database,
    coders_of,
    count_rows,
    look_of,
    notes_of,
    unplaced,
    words_of,
)
from builders_maxqda import LONG, SHEET, bare_file, beside_file, full_file, pack_as_qt, write_rtf
from interviewkit.errors import SourceError
from interviewkit.exchange.databases.maxqda import KINDS, is_this, read
from interviewkit.exchange.databases.stored_words import decode_words

WORDS = [
    ("fahre ich Rad.", ["gern", "oft"]), (LONG, ["oft"]), ("Gut 👍🏽 ", ["gern"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("make", "place", "offsets"),
    [
        (full_file, "Texts.Body", "UTF-16 units"),
        (beside_file, "TextData.Words", "UTF-16 units from 1 on"),
    ],
)
def test_words_are_found_where_codings_quote_them(
    tmp_path: Path, make: object, place: str, offsets: str
) -> None:
    assert callable(make)
    found = read(make(tmp_path))
    anna = found.project.sources[0]
    assert anna.text == SHEET
    assert words_of(found)["Anna"] == WORDS
    assert anna.offsets == offsets
    assert anna.evidence == "5 of 5 quoted texts stand where it says"
    assert found.notes[-1] == f"words of documents were found in {place}"


def test_without_words_the_quotes_are_kept(tmp_path: Path) -> None:
    found = read(bare_file(tmp_path))
    assert [each.text for each in found.project.sources] == ["", ""]
    assert [each.quote for each in unplaced(found)][:2] == ["fahre ich Rad.", LONG[:63].strip()]
    assert all("words of its document" in each.unresolved for each in unplaced(found)[:3])
    lost = {each.kind: each for each in found.losses}
    assert (lost["sources"].held, lost["sources"].changed) == (2, 2)


def test_places_on_pages_are_told(tmp_path: Path) -> None:
    found = read(full_file(tmp_path))
    [page] = found.project.sources[1].selections
    assert (page.quote, page.unresolved) == ("auf Seite zwei", "it marks a place on a page")


def test_columns_that_say_what_they_are_are_kept(tmp_path: Path) -> None:
    found = read(full_file(tmp_path))
    codes = {code.name: code for code in found.project.codes}
    assert codes["gern"].parent == codes["oft"].guid
    assert (codes["gern"].color, codes["gern"].description) == ("#FF0000", "mit Freude")
    assert codes["lose"].parent == ""
    anna = found.project.sources[0]
    assert (anna.description, anna.at) == ("im Park", "2024-05-06T07:08:09")
    assert coders_of(found) == [
        ("Kim", "gern"), ("Lee", "oft"), ("Kim", "oft"), ("Lee", "gern"), ("Kim", "gern"),
    ]  # fmt: skip
    assert notes_of(found, anna.selections[0].codings[0].notes) == ["sehr"]
    assert notes_of(found, anna.notes) == ["müde"]
    assert notes_of(found, codes["oft"].notes) == ["wann?"]
    assert ("Idee", "Es regnet.") in [(each.name, each.text) for each in found.project.notes]
    [age] = found.project.variables
    assert (age.name, anna.values) == ("Alter", {age.guid: "34"})


@pytest.mark.parametrize("make", [bare_file, full_file, beside_file])
def test_losses_add_up_to_the_rows_of_the_tables(tmp_path: Path, make: object) -> None:
    assert callable(make)
    path = make(tmp_path)
    found, held = read(path), count_rows(path)
    lost = {each.kind: each for each in found.losses}
    rows = {KINDS.get(table.casefold(), f"rows of the table {table.casefold()}"): count
            for table, count in held.items()}  # fmt: skip
    assert {kind: each.held for kind, each in lost.items()}.items() <= rows.items()
    codings = sum(len(each.codings) for _, each in found.project.each_selection())
    assert codings + lost["codings"].dropped == rows["codings"] == 7
    assert len(found.project.codes) == rows["codes"]
    if make is full_file:
        assert {kind: each.dropped for kind, each in lost.items()} == {
            "sources": 0, "codes": 0, "codings": 2, "memos": 1, "values of variables": 1,
            "rows of the table preferences": 1,
        }  # fmt: skip


def test_what_is_not_known_is_said(tmp_path: Path) -> None:
    found = read(full_file(tmp_path))
    assert "no documentation" in found.notes[0]
    assert "REFI-QDA" in found.notes[1]


def test_other_databases_are_refused(tmp_path: Path) -> None:
    path = full_file(tmp_path)
    head = path.read_bytes()[:64]
    assert is_this(path, head)
    change_database(path, "ALTER TABLE Codings RENAME COLUMN WordID TO Other")
    assert not is_this(path, head)
    with pytest.raises(SourceError, match="not one of MAXQDA that is known here") as fault:
        read(path)
    assert "REFI-QDA" in fault.value.hint


def test_reading_changes_nothing(tmp_path: Path) -> None:
    path = full_file(tmp_path)
    before = look_of(tmp_path)
    assert read(path) == read(path)
    assert look_of(tmp_path) == before


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("schlicht", "schlicht"),
        ("größer".encode(), "größer"),
        ("größer".encode("cp1252"), "größer"),
        ("größer 🙂".encode("utf-16"), "größer 🙂"),
        ("größer 🙂".encode("utf-16-le"), "größer 🙂"),
        (write_rtf("größer 🙂\nweiter"), "größer 🙂\nweiter"),
        (pack_as_qt(b"gepackt"), "gepackt"),
        ("<html><body><p>a</p><p>b</p></body></html>", "a\nb\n"),
        (b"\x89PNG\r\n", ""), (b"%PDF-1.7", ""), (b"x\x9cbroken", ""),
        (b"", ""), (None, ""), (5, ""), ("{\\rtf1 \\u", ""),
    ],
)  # fmt: skip
def test_words_in_any_wrapping(cell: object, words: str) -> None:
    assert decode_words(cell).rstrip("\x00") == words


def test_a_cell_that_unpacks_beyond_measure_is_none() -> None:
    assert decode_words(pack_as_qt(bytes(100_000_000))) == ""
