"""Projects of RQDA, of the first and the last tables."""

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
from builders_rqda import TALK, VERSIONS, rqda_file
from interviewkit.errors import SourceError
from interviewkit.exchange.databases.rqda import KINDS, is_this, read
from interviewkit.model.project import ForeignFile


@pytest.fixture(params=tuple(VERSIONS))
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def found(tmp_path: Path, version: str) -> ForeignFile:
    return read(rqda_file(tmp_path, version))


def test_codings_of_both_coders_stand_on_their_words(found: ForeignFile, version: str) -> None:
    expected = [
        ("fahre ich Rad", ["gern", "oft"]),
        ("Rad.\nBen: Ich auch, שלום עולם", ["oft"]),
        ("Ben", []),
    ]
    second = [("Gut 👍🏽 so", ["gern"])] if version == "0.2.2" else []
    assert words_of(found)["Anna"] == expected + second
    assert found.project.sources[0].offsets == "Unicode characters"
    coders = [("kim", "gern"), ("lee", "oft"), ("lee", "oft")]
    if version == "0.2.2":
        coders += [("mo", "gern"), ("lee", "gern")]
    assert coders_of(found) == coders
    first = found.project.sources[0].selections[0]
    assert first.at == "2026-03-03T10:11:12"
    assert notes_of(found, first.codings[0].notes) == ["sehr"]


def test_categories_stand_above_codes_or_become_sets(found: ForeignFile, version: str) -> None:
    codes = {code.name: code for code in found.project.codes}
    assert list(codes) == ["Verkehr", "Lust", "gern", "oft"]
    assert codes["gern"].parent == codes["Verkehr"].guid
    assert [name for name, code in codes.items() if code.is_codable] == ["gern", "oft"]
    assert codes["gern"].description == "mit Freude"
    assert codes["gern"].color == ("#FF0000" if version == "0.2.2" else "")
    lust, wave = found.project.sets
    assert (lust.name, lust.codes) == ("Lust", (codes["gern"].guid,))
    assert (wave.name, wave.sources) == ("Welle 1", (found.project.sources[0].guid,))


def test_cases_hold_sources_places_and_values(found: ForeignFile, version: str) -> None:
    anna, ben = found.project.cases
    source = found.project.sources[0]
    assert (anna.name, anna.description, anna.sources) == ("Anna", "Schwester", (source.guid,))
    words = {each.guid: TALK[each.start : each.end] for each in source.selections}
    assert [words[each] for each in ben.selections] == ["Ben"]
    if version == "0.2.2":
        age, town = found.project.variables
        assert (age.name, age.type, age.description) == ("Alter", "Float", "Jahre")
        assert (anna.values, ben.values) == ({age.guid: "34"}, {})
        assert source.values == {town.guid: "Köln"}


def test_notes_and_pictures_are_kept(tmp_path: Path) -> None:
    found = read(rqda_file(tmp_path))
    assert found.project.description == "Testfahrt"
    assert ("Tag 1", "Es regnet.") in [(each.name, each.text) for each in found.project.notes]
    assert notes_of(found, found.project.sources[0].notes) == ["lacht"]
    assert [each.xml for each in unplaced(found)] == [
        '<PictureSelection firstX="5" firstY="6" secondX="7" secondY="8"/>'
    ]


def test_losses_add_up_to_the_rows_of_the_tables(tmp_path: Path, version: str) -> None:
    path = rqda_file(tmp_path, version)
    found, held = read(path), count_rows(path)
    lost = {each.kind: each for each in found.losses}
    rows = {KINDS[table.casefold()]: count for table, count in held.items()}
    assert {kind: each.held for kind, each in lost.items()}.items() <= rows.items()
    assert (lost["codings of text"].kept, lost["codings of text"].dropped) == (3, 3)
    assert "1: they were deleted in RQDA" in lost["codings of text"].why
    codings = sum(len(each.codings) for _, each in found.project.each_selection())
    marked = [kind for kind in rows if "codings of" in kind]
    dropped = sum(lost[kind].dropped for kind in marked if kind in lost)
    assert codings == sum(rows[kind] for kind in marked) - dropped
    assert len(found.project.cases) == rows["cases"]
    assert (lost["codes in categories"].changed, lost["codes in categories"].dropped) == (1, 1)
    if version == "0.2.2":
        assert (lost["codes"].changed, lost["values of cases"].dropped) == (1, 1)


def test_reading_changes_nothing(tmp_path: Path) -> None:
    path = rqda_file(tmp_path)
    before = look_of(tmp_path)
    assert is_this(path, path.read_bytes()[:64])
    assert read(path) == read(path)
    assert look_of(tmp_path) == before
    change_database(path, "DROP TABLE treecode")
    assert not is_this(path, path.read_bytes()[:64])
    with pytest.raises(SourceError, match="not one of RQDA"):
        read(path)
