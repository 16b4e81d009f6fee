"""Databases of Taguette: words within HTML, counted in bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders_databases import change_database, coders_of, count_rows, look_of, words_of
from builders_taguette import PAGE, TEXT, WORDS, taguette_file
from interviewkit.errors import SourceError
from interviewkit.exchange.databases.html_words import HtmlWords
from interviewkit.exchange.databases.taguette import KINDS, WordBytes, is_this, read


def test_highlights_stand_on_their_words(tmp_path: Path) -> None:
    found = read(taguette_file(tmp_path))
    assert words_of(found) == {
        "Anna": [
            ("fahre ich Rad", ["rad", "rad.gern"]),
            ("Rad.\nJa!\nIch", ["rad.gern"]),
            ("שלום עולם", ["rad.x.y"]),
            ("b < c\nGut 👍🏽", []),
        ]
    }
    source = found.project.sources[0]
    assert source.text == TEXT
    assert (source.description, source.media) == ("im Park", "anna.html")
    assert source.offsets == "UTF-8 bytes of the words, marks not counted"
    assert source.evidence == "4 of 4 quoted texts stand where it says"


@pytest.mark.parametrize("key", ["highlight_id", "id"])
def test_the_log_tells_who_gave_which_tag(tmp_path: Path, key: str) -> None:
    found = read(taguette_file(tmp_path, key))
    assert coders_of(found) == [
        ("kim", "rad"), ("lee", "rad.gern"), ("lee", "rad.gern"), ("", "rad.x.y")
    ]  # fmt: skip
    first, *_, unmade = found.project.sources[0].selections
    assert [each.at for each in first.codings] == ["2026-03-01T10:00:00", "2026-03-02T10:00:00"]
    assert unmade.user == ""


def test_tags_stand_under_the_nearest_tag_above(tmp_path: Path) -> None:
    codes = {code.name: code for code in read(taguette_file(tmp_path)).project.codes}
    assert {name: code.parent for name, code in codes.items()} == {
        "rad": "", "rad.gern": codes["rad"].guid, "rad.x.y": codes["rad"].guid,
    }  # fmt: skip
    assert codes["rad.gern"].description == "mit Freude"


def test_libreqda_says_what_is_below_what(tmp_path: Path) -> None:
    path = taguette_file(tmp_path)
    change_database(
        path,
        "ALTER TABLE tags ADD COLUMN parent_id INTEGER",
        "ALTER TABLE tags ADD COLUMN color VARCHAR(7)",
        "ALTER TABLE users ADD COLUMN displayname VARCHAR(255)",
        "INSERT INTO tags VALUES (4, 1, 'wetter', '', 3, '#33aa55'), (5, 1, 'a', '', 6, NULL), "
        "(6, 1, 'b', '', 5, NULL)",
        "UPDATE users SET displayname = 'Kim Lund' WHERE login = 'kim'",
        "CREATE TABLE collections (id INTEGER, name TEXT, description TEXT, project_id INTEGER, "
        "parent_id INTEGER)",
        "CREATE TABLE collection_documents (collection_id INTEGER, document_id INTEGER)",
        "INSERT INTO collections VALUES (1, 'Stadt', 'alle', 1, NULL), (2, 'Nord', NULL, 1, 1)",
        "INSERT INTO collection_documents VALUES (2, 1)",
    )
    found = read(path)
    codes = {code.name: code for code in found.project.codes}
    assert (found.project.tool, found.format) == ("LibreQDA", "LibreQDA database")
    assert (codes["wetter"].parent, codes["wetter"].color) == (codes["rad.x.y"].guid, "#33AA55")
    assert codes["rad.gern"].parent == codes["rad"].guid
    assert "" in (codes["a"].parent, codes["b"].parent)
    assert [(each.name, each.description, each.sources) for each in found.project.sets] == [
        ("Stadt", "alle", ()), ("Stadt > Nord", "", (found.project.sources[0].guid,)),
    ]  # fmt: skip
    assert [user.name for user in found.project.users] == ["Kim Lund", "lee"]
    assert coders_of(found)[0] == ("Kim Lund", "rad")
    assert [each.why for each in found.losses if each.kind == "codes"] == [
        "a tag that stood below itself stands alone"
    ]
    assert not [each for each in found.losses if "collection" in each.kind]


def test_losses_add_up_to_the_rows_of_the_tables(tmp_path: Path) -> None:
    path = taguette_file(tmp_path)
    found, held = read(path), count_rows(path)
    lost = {each.kind: each for each in found.losses}
    rows = {KINDS[table]: count for table, count in held.items()}
    assert {kind: each.held for kind, each in lost.items()}.items() <= rows.items()
    codings = sum(len(each.codings) for _, each in found.project.each_selection())
    assert codings + lost["codings"].dropped == rows["codings"] == 5
    assert len(found.project.sources[0].selections) + lost["selections"].dropped == 5
    assert len(found.project.codes) == rows["codes"]
    assert (lost["members"].changed, lost["steps of the log"].changed) == (2, 5)
    assert set(lost) == {"codings", "selections", "members", "steps of the log"}


def test_secrets_of_users_stay_where_they_are(tmp_path: Path) -> None:
    found = read(taguette_file(tmp_path))
    assert [user.name for user in found.project.users] == ["kim", "lee"]
    assert "example.org" not in repr(found)
    assert "passwords" in found.notes[0]


def test_several_projects_are_refused_by_name(tmp_path: Path) -> None:
    path = taguette_file(tmp_path)
    empty = "INSERT INTO projects VALUES (2, 'Leer', '', '2026-01-01 00:00:00')"
    change_database(path, empty)
    found = read(path)
    assert found.project.name == "Wege"
    assert [each.names for each in found.losses if each.kind == "projects"] == [("Leer",)]
    change_database(path, "INSERT INTO tags VALUES (70, 2, 'anderes', '')")
    with pytest.raises(SourceError, match="holds 2 projects: Wege, Leer") as fault:
        read(path)
    assert "Project info" in fault.value.hint
    change_database(path, "DELETE FROM projects")
    with pytest.raises(SourceError, match="holds no project"):
        read(path)


def test_reading_changes_nothing(tmp_path: Path) -> None:
    path = taguette_file(tmp_path)
    before = look_of(tmp_path)
    assert is_this(path, path.read_bytes()[:64])
    assert read(path) == read(path)
    assert look_of(tmp_path) == before


def test_words_are_those_that_a_browser_counts() -> None:
    words = HtmlWords(PAGE)
    assert "".join(run.text for run in words.runs) == WORDS
    for run in words.runs:
        assert words.text[run.start : run.start + len(run.text)] == run.text


@given(st.integers(0, len(WORDS) - 1), st.integers(1, 20))
def test_any_stretch_of_bytes_is_found(start: int, length: int) -> None:
    words, end = HtmlWords(PAGE), min(start + length, len(WORDS))
    places = WordBytes(words)
    first = places.start(len(WORDS[:start].encode()))
    last = places.end(len(WORDS[:end].encode()))
    assert first is not None
    assert last is not None
    assert "".join(words.text[first:last].split()) == "".join(WORDS[start:end].split())


@given(st.text(alphabet="<>/!-&;\"'= abp1\n🙂", max_size=80))
def test_broken_marks_lose_no_letter(html: str) -> None:
    words = HtmlWords(html)
    assert "".join(run.text for run in words.runs) == "".join(
        words.text[run.start : run.start + len(run.text)] for run in words.runs
    )


def test_marks_that_never_end_take_no_longer_than_others() -> None:
    """Each of these takes minutes where a search begins anew at every mark."""
    for piece in ('<a "', "<!--", "<", "</p", "<a b='", "<?", "&#", "<script>"):
        html = piece * 200_000
        assert len(HtmlWords(html).text) <= len(html)


def test_pre_scripts_and_entities_are_read_as_shown() -> None:
    html = (
        "<style>p{}</style><pre>\neins\n</pre>a&nbsp;&lt;b&gt;<script>x</script>&amp; <!-- n -->c"
    )
    assert HtmlWords(html).text == "eins\na\u00a0<b>& c"
