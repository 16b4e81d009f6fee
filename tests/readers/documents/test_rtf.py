"""Rich Text: encodings, half characters, tables, and what is hidden or beside the text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders_tiers import letters_of, said_in, told_in
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.contract import Source
from interviewkit.readers.documents.rtf import read_rtf

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset128 MS Mincho;}"
    r"{\f2\fcharset204 Times;}}{\colortbl;\red0\green0\blue0;}{\*\generator Riched20;}\pard "
)


def rtf(*lines: str) -> str:
    return HEAD + "\n".join(rf"{line}\par" for line in lines) + "}"


def test_turns_with_bold_names(read: Any) -> None:
    raw = rtf(r"{\b Mira} How was it?", r"\b Ben\b0  Fine.", r"{\b Mira} Good.", r"{\b Ben} Yes.")
    assert said_in(read(raw, "a.rtf")) == [
        ("Mira", "How was it?"),
        ("Ben", "Fine."),
        ("Mira", "Good."),
        ("Ben", "Yes."),
    ]


@pytest.mark.parametrize("name", ["a.rtf", "a.doc", "a.txt"])
def test_rtf_is_known_by_its_content(read: Any, name: str) -> None:
    reading = read(rtf("Mira: How?", "Ben: So.", "Mira: Ah."), name)
    assert reading.reader == "rtf"
    assert ("but is a .rtf file" in told_in(reading)) == (name != "a.rtf")


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"K\'f6ln \'93so\'94", "Köln “so”"),
        (r"\u8364 ?uro, \u-10179 ?\u-8704 ?", "€uro, 😀"),
        (r"\uc2\u26085 ab\uc1\u26412 ?x", "日本x"),
        (r"\uc0\u233\u232", "éè"),
        (r"{\f1 \'93\'fa\'96\'7b}", "日本"),
        (r"{\f2 \'cf\'f0\'e8\'e2\'e5\'f2}", "Привет"),
        (r"a\emdash b\~c\_d\-e\tab f", "a—b c-de\tf"),
        (r"\{curly\} and \\", "{curly} and \\"),
        (r"one\line two", "one\ntwo"),
        (r"half \u-10179 ?gone", "half \ufffdgone"),
        (r"no\u number, no\u0 ?thing", "nonumber, nothing"),
    ],
)
def test_characters_in_every_way_of_writing(read: Any, written: str, text: str) -> None:
    reading = read(rtf(f"Mira: x {written}", "Ben: So.", "Mira: Ah."), "a.rtf")
    assert said_in(reading)[0] == ("Mira", f"x {text}")


def test_bytes_of_utf8_that_tools_write_are_read(read: Any) -> None:
    reading = read(rtf("Mira: Zoë, naïve", "Ben: So.", "Mira: Ah.").encode(), "a.rtf")
    assert said_in(reading)[0] == ("Mira", "Zoë, naïve")


def test_what_is_no_speech_is_told(read: Any) -> None:
    raw = rtf(
        r"{\header Study 7\par}Mira: How{\v  hidden} was it?{\super\chftn}{\footnote a footnote}",
        r"Ben: Fine{\deleted  never}, {\revised thanks}.{\*\atnid JH}{\*\annotation a comment}",
        r"Mira: {\field{\*\fldinst PAGE}{\fldrslt seven}}And "
        r"{\field{\*\fldinst HYPERLINK x}{\fldrslt home}}?",
        r"{\*\unknown secret}{\pict\bin4 }}}}}Ben: Quiet.",
    )
    reading = read(raw, "a.rtf")
    assert said_in(reading) == [
        ("Mira", "How was it?"),
        ("Ben", "Fine, thanks."),
        ("Mira", "And home?"),
        ("Ben", "Quiet."),
    ]
    told = told_in(reading)
    assert "read as accepted: 1 inserted, 1 deleted" in told
    for why, words in (
        ("page headers and footers", "Study 7"),
        ("hidden text", "hidden"),
        ("footnotes", "a footnote"),
        ("deleted in tracked changes", "never"),
        ("comments of the document", "a comment"),
        ("fields that the program fills in", "seven"),
    ):
        assert f"{why}, set aside: '{words}'" in told


def test_tables_of_turns_are_turns(read: Any) -> None:
    rows = [
        ("Time", "Speaker", "Text"),
        ("0:10", "Mira", "How?"),
        ("0:12", "Ben", "Fine."),
        ("0:15", "Mira", "Ah."),
    ]
    body = "".join(
        r"\trowd\cellx1000\cellx2000\cellx9000\pard\intbl "
        + "".join(rf"{cell}\cell " for cell in row)
        + "\\row\n"
        for row in rows
    )
    reading = read(HEAD + body + r"\pard Ben: After the table.\par}", "a.rtf")
    assert said_in(reading)[:3] == [("Mira", "How?"), ("Ben", "Fine."), ("Mira", "Ah.")]
    assert said_in(reading)[3] == ("Ben", "After the table.")
    assert reading.transcripts[0].turns[0].start == 10


def test_a_document_that_breaks_off_gives_what_stands_above(read: Any) -> None:
    raw = rtf("Mira: How was it?", "Ben: Fine.", "Mira: And so on")
    reading = read(raw[: raw.index("so on")], "a.rtf")
    assert said_in(reading) == [("Mira", "How was it?"), ("Ben", "Fine."), ("Mira", "And")]
    assert "cut off; what stands above was read" in told_in(reading)


def test_a_million_braces_do_no_harm(read: Any) -> None:
    assert not read("{\\rtf1 " + "{" * 300_000, "a.rtf").transcripts
    assert not read("{\\rtf1 " + "}" * 300_000, "a.rtf").transcripts


TEXT = st.text(st.characters(codec="utf-8", categories=("L", "Zs")), max_size=20)


@given(st.lists(TEXT, min_size=1, max_size=5))
def test_every_letter_arrives(texts: list[str]) -> None:
    def written(text: str) -> str:
        wide = text.encode("utf-16-le")
        units = [
            int.from_bytes(wide[at : at + 2], "little", signed=True)
            for at in range(0, len(wide), 2)
        ]
        return "".join(chr(u) if 31 < u < 127 else rf"\u{u} ?" for u in units)

    raw = rtf(*map(written, texts)).encode("ascii")
    found, _ = read_rtf(Source("a.rtf", "a", raw), TranscriptSettings())
    arrived = [each.text for talk in found for each in (*talk.said, *talk.aside)]
    arrived += [each.speaker for talk in found for each in talk.said]  # a word may be a label
    assert letters_of(arrived) == letters_of(texts)


def test_plain_documents_agree_with_striprtf() -> None:
    striprtf = pytest.importorskip("striprtf.striprtf")
    raw = rtf(
        r"Mira: K\'f6ln \u8364 ?uro\tab so",
        r"Ben: \ldblquote Fine\rdblquote  \emdash  yes.",
        "Mira: Ah.",
    )
    found, _ = read_rtf(Source("a.rtf", "a", raw.encode()), TranscriptSettings())
    theirs = striprtf.rtf_to_text(raw).split("\n")
    assert [f"{piece.speaker}: {piece.text}" for piece in found[0].said] == theirs[:3]
