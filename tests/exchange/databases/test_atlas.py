"""XML exports and project bundles of ATLAS.ti."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from builders_atlas import PROJECT, UNIT, bundle_file, unit_file
from builders_databases import coders_of, look_of, notes_of, unplaced, words_of
from interviewkit.errors import SourceError
from interviewkit.exchange.databases.atlas import is_this, read
from interviewkit.exchange.databases.atlas_xml import read_atlas_color
from interviewkit.model.project import PICTURE, TEXT, ForeignFile


def losses_of(found: ForeignFile) -> dict[str, tuple[int, int, int]]:
    return {each.kind: (each.held, each.kept, each.dropped) for each in found.losses}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_export_keeps_quotes_codes_and_coders(tmp_path: Path, encoding: str) -> None:
    found = read(unit_file(tmp_path, encoding))
    anna, plan = found.project.sources
    assert (found.project.name, found.project.description) == ("Wege", "Testfahrt")
    assert (anna.kind, anna.text, anna.media) == (TEXT, "", "C:\\Interviews\\anna.rtf")
    assert (plan.kind, anna.description) == (PICTURE, "im Park")
    assert [each.quote for each in anna.selections] == [
        "Heute 🙂 fahre ich Rad.\nשלום עולם", "Ich auch",
    ]  # fmt: skip
    assert all(each.start is None for each in anna.selections)
    assert anna.selections[0].description == "in ATLAS.ti at !3 @ 1, 3 @ 2!"
    assert plan.selections[0].kind == PICTURE
    assert coders_of(found) == [("Kim", "gern"), ("Lee", "oft"), ("Lee", "oft"), ("Lee", "gern")]
    assert notes_of(found, anna.selections[0].notes) == ["lacht"]
    assert notes_of(found, anna.selections[1].notes) == ["Es regnet."]


def test_an_export_keeps_colours_families_and_links(tmp_path: Path) -> None:
    found = read(unit_file(tmp_path))
    codes = {code.name: code for code in found.project.codes}
    assert [code.color for code in codes.values()] == ["#FF0000", "#00FF00", ""]
    assert codes["gern"].description == "mit\nFreude"
    traffic, wave = found.project.sets
    assert traffic.codes == (codes["gern"].guid, codes["oft"].guid)
    assert wave.sources == (found.project.sources[0].guid,)
    [link] = found.project.links
    assert (link.origin, link.target, link.name) == (*traffic.codes, "widerspricht")


def test_an_export_counts_what_is_not_kept(tmp_path: Path) -> None:
    found = read(unit_file(tmp_path))
    assert losses_of(found) == {
        "codings": (5, 4, 1), "links": (2, 1, 1), "memos at selections": (2, 1, 1),
        "rows of the table networkviews/networkview": (2, 0, 2),
    }  # fmt: skip
    assert "no whole export" in found.notes[0]


@pytest.mark.parametrize("name", ["project.aprx", "Project.aprx", "inner/Project.aprx"])
def test_a_bundle_places_quotations_on_their_words(tmp_path: Path, name: str) -> None:
    path = bundle_file(tmp_path, name=name)
    if name.startswith("inner"):
        path = move_into(path, "inner")
    found = read(path)
    anna = found.project.sources[0]
    assert anna.text == ("Anna: Heute 🙂 fahre ich Rad.\nBen: Ich auch,\u00a0שלום עולם\nimmer.\n")
    assert words_of(found)["Anna"] == [
        ("fahre ich Rad", ["gern", "oft"]),
        ("Rad.\nBen: Ich", ["oft"]),
        ("Ich auch", []),
        ("immer.", []),
    ]
    assert [each.unresolved for each in unplaced(found)] == [
        "it lies outside of the text", "it marks no words",
    ]  # fmt: skip
    assert anna.evidence == "assumed; 4 of 5 lie within their elements"


def move_into(path: Path, folder: str) -> Path:
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, raw in members.items():
            inside = name if name.startswith(folder) else f"{folder}/{name}"
            archive.writestr(inside, raw)
    return path


def test_a_bundle_keeps_coders_tags_and_groups(tmp_path: Path) -> None:
    found = read(bundle_file(tmp_path))
    codes = {code.name: code for code in found.project.codes}
    assert codes["gern"].parent == codes["Verkehr"].guid
    assert [code.color for code in codes.values()] == ["#FF0000", "#00FF00", ""]
    assert codes["oft"].description == "mehrmals"
    assert coders_of(found) == [("Kim", "gern"), ("Lee", "oft"), ("Lee", "oft"), ("Kim", "oft")]
    assert found.project.sources[0].guid == "0f0e0d0c-0000-4000-8000-000000000002"
    [group] = found.project.sets
    assert group.codes == (codes["Verkehr"].guid, codes["oft"].guid)
    [link] = found.project.links
    assert (link.origin, link.target, link.name) == (*group.codes, "widerspricht")
    first, _, third, *_ = found.project.sources[0].selections
    assert first.codings[0].at == "2022-01-03T09:00:00Z"
    assert notes_of(found, first.notes) == ["Lacht."]
    assert notes_of(found, third.notes) == ["Es regnet."]


def test_a_bundle_counts_what_is_not_kept(tmp_path: Path) -> None:
    found = read(bundle_file(tmp_path))
    assert losses_of(found) == {
        "codings": (6, 4, 2), "links": (3, 2, 1),
        "rows of the table relations/relation": (1, 0, 1),
        "rows of the table smartcodes/smartcode": (1, 0, 1),
    }  # fmt: skip


def test_links_of_an_empty_memo_are_told(tmp_path: Path) -> None:
    empty = PROJECT.replace('name="Idee" content="cnt_2"', "")
    found = read(bundle_file(tmp_path, empty))
    assert losses_of(found)["links"] == (3, 1, 2)
    assert found.project.sources[0].selections[2].notes == ()


def test_other_archives_tell_how_to_export(tmp_path: Path) -> None:
    path = tmp_path / "a.atlproj"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("data.bin", b"closed")
    assert not is_this(path, path.read_bytes())
    with pytest.raises(SourceError, match=r"holds no project\.aprx") as fault:
        read(path)
    assert "REFI-QDA project" in fault.value.hint
    path.write_text("<other/>", "utf-8")
    with pytest.raises(SourceError, match="not the export of an ATLAS"):
        read(path)
    with pytest.raises(SourceError, match="there is no file"):
        read(tmp_path / "missing")


def test_entities_and_bombs_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    declared = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><storedHU>&a;</storedHU>'
    path.write_text(declared, "utf-8")
    with pytest.raises(SourceError, match="declares XML entities"):
        read(path)
    bomb = bundle_file(tmp_path, PROJECT.replace("Testfahrt", "x") + " " * 30_000_000)
    with pytest.raises(SourceError, match="zip bomb"):
        read(bomb)


def test_is_known_by_content_alone(tmp_path: Path) -> None:
    unit, bundle = unit_file(tmp_path), bundle_file(tmp_path)
    assert is_this(unit.rename(tmp_path / "a.bin"), UNIT.encode()[:200])
    assert is_this(bundle, bundle.read_bytes()[:64])
    assert not is_this(tmp_path / "none", b"PK\x03\x04")
    assert not is_this(tmp_path / "none", b"<Project/>")


def test_reading_changes_nothing(tmp_path: Path) -> None:
    paths = unit_file(tmp_path), bundle_file(tmp_path)
    before = look_of(tmp_path)
    for path in paths:
        assert read(path) == read(path)
    assert look_of(tmp_path) == before


@pytest.mark.parametrize(
    ("written", "color"),
    [("#80112233", "#112233"), ("255", "#FF0000"), ("16711680", "#0000FF"), ("0", "#000000"),
     ("#abcdef", "#ABCDEF"), ("-1", ""), ("blue", ""), ("", ""), ("99999999999", "")],
)  # fmt: skip
def test_colours_of_either_kind(written: str, color: str) -> None:
    assert read_atlas_color(written) == color
