"""A few signs that XML forbids do not make a whole project unreadable; harm stays refused."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from builders_refi import pack, put
from builders_refi_ways import CODED, SOURCES, TEXTS, list_codings, pack_ways, swap, write_plainly
from interviewkit.errors import SourceError
from interviewkit.exchange.refi.reading import read

MEMO = "Work comes first."


def write_memo(text: str) -> str:
    return swap(MEMO, lambda _: text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Food & drink", "Food & drink"),
        ("3 < 4 &amp; 5 &lt; 6", "3 < 4 & 5 < 6"),
        ("page one\x0cpage two", "page one page two"),
        ("a&#12;b&#x41;", "a bA"),
        ("bell\x07", "bell\ufffd"),
        ("no&nbsp;break, &eacute;t&eacute;", "no\xa0break, été"),
        ("&unheard;", "&unheard;"),
        ("<![CDATA[x & y]]> & z", "x & y & z"),
        ("as <said> of <b>some</b>, 3 <4", "as <said> of <b>some</b>, 3 <4"),
    ],
)
def test_signs_that_nobody_escaped_are_mended(written: str, meant: str, tmp_path: Path) -> None:
    found = read(put(tmp_path, pack_ways(write_memo(written))))
    assert found.project.notes[0].text == meant
    assert list_codings(found.project) == Counter(CODED)
    assert "may not stand in XML" in found.notes[0]


def test_a_sign_for_a_sign_keeps_places_right(tmp_path: Path) -> None:
    xml = write_plainly(inline=True).replace("Interviewer: How", "Interviewer\x0b How")
    found = read(put(tmp_path, pack({"project.qde": xml.encode()})))
    assert list_codings(found.project) == Counter(CODED)


@pytest.mark.parametrize(
    "raw",
    [
        b"\n  " + write_plainly().encode(),
        write_memo("caf\xe9").encode("latin-1", errors="xmlcharrefreplace"),
        write_memo("A & B").replace("utf-8", "utf-16").encode("utf-16"),
        b"\xef\xbb\xbf" + write_memo("A & B").encode(),
    ],
    ids=["blanks before", "not UTF-8", "UTF-16", "a mark"],
)
def test_the_whole_file_is_read_all_the_same(raw: bytes, tmp_path: Path) -> None:
    found = read(put(tmp_path, pack({"project.qde": raw, **_pack_texts()})))
    assert len(found.project.codes) == 4
    assert {each.name: each.text for each in found.project.sources} == TEXTS


def _pack_texts() -> dict[str, bytes]:
    return {f"Sources/{guid}.txt": TEXTS[name].encode() for name, guid in SOURCES.items()}


@pytest.mark.parametrize(
    "xml",
    [
        write_memo("A & B")[:-20],
        write_memo("A & B").replace("</Note>", "", 1),
        write_memo("A & B\x00"),
        write_memo("A & B").replace("<Project", '<!DOCTYPE p [<!ENTITY a "b">]><Project', 1),
    ],
    ids=["cut off", "an end is missing", "binary", "entities"],
)
def test_other_damage_is_refused_as_before(xml: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no whole XML|entities"):
        read(put(tmp_path, pack_ways(xml)))
