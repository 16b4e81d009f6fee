"""OpenDocument: what is read, what is set aside, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders_documents import odf, odf_table, odt, packed, paragraphs
from builders_tiers import letters_of, said_in, told_in
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.contract import Source
from interviewkit.readers.documents.odt import read_odt

TALK = paragraphs("Mira: How was it?", "Ben: Fine, thanks.", "Mira: And at home?", "Ben: Quiet.")
RIGHT = [
    ("Mira", "How was it?"),
    ("Ben", "Fine, thanks."),
    ("Mira", "And at home?"),
    ("Ben", "Quiet."),
]


@pytest.mark.parametrize("name", ["a.odt", "a.ott", "a.docx"])
def test_paragraphs_are_read_as_any_text(read: Any, name: str) -> None:
    reading = read(odt(TALK), name)
    assert (reading.reader, said_in(reading)) == ("odt", RIGHT)
    assert ("is named .docx" in told_in(reading)) == (name == "a.docx")


def test_a_flat_document_is_read_alike(read: Any) -> None:
    assert said_in(read(odf(TALK, flat=True), "a.fodt")) == RIGHT
    assert said_in(read(odf(TALK, flat=True), "a.xml")) == RIGHT


def test_bold_names_speak_without_a_colon(read: Any) -> None:
    lines = [(who, text) for who, text in RIGHT]
    body = paragraphs(
        *(f'<text:span text:style-name="B">{who}</text:span> {text}' for who, text in lines)
    )
    assert said_in(read(odt(body), "a.odt")) == RIGHT


def test_breaks_blanks_and_lists_are_text(read: Any) -> None:
    body = paragraphs('Mira: One<text:line-break/>two<text:s text:c="2"/>three<text:tab/>four')
    body += (
        "<text:list><text:list-item><text:p>Ben: In a list.</text:p></text:list-item></text:list>"
    )
    body += '<text:section text:name="s"><text:p>Mira: In a\n  section.</text:p></text:section>'
    reading = read(odt(body), "a.odt")
    assert said_in(reading) == [
        ("Mira", "One\ntwo  three\tfour"),
        ("Ben", "In a list."),
        ("Mira", "In a section."),
    ]


def test_what_is_no_speech_is_told(read: Any) -> None:
    changed = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
        "<office:change-info><dc:creator>Jo</dc:creator></office:change-info>"
        "<text:p>never </text:p></text:deletion></text:changed-region>"
        '<text:changed-region text:id="c2"><text:insertion/></text:changed-region>'
        '<text:changed-region text:id="c3"><text:deletion/></text:changed-region>'
        "</text:tracked-changes>"
    )
    lines = paragraphs(
        'Mira: How<text:change text:change-id="c1"/> was it?<text:note><text:note-citation>1'
        "</text:note-citation><text:note-body><text:p>a footnote</text:p></text:note-body>"
        "</text:note>",
        "Ben: Fine<office:annotation><dc:creator>Jo</dc:creator><text:p>a comment</text:p>"
        '</office:annotation>, thanks.<text:span text:style-name="H"> hidden</text:span>',
        'Mira: And <text:change-start text:change-id="c3"/>here <text:change-end '
        'text:change-id="c3"/><text:change-start text:change-id="c2"/>at home'
        '<text:change-end text:change-id="c2"/>?',
        "Ben: Quiet.<text:page-number>7</text:page-number>",
    )
    margins = "<style:header><text:p>Study 7</text:p></style:header>"
    reading = read(odt(changed + lines, margins=margins), "a.odt")
    assert said_in(reading) == RIGHT
    told = told_in(reading)
    assert "read as accepted: 1 inserted, 2 deleted" in told
    assert "deleted in tracked changes, set aside: 'never' (line 1), 'here' (line 3)" in told
    for why, words in (
        ("footnotes", "a footnote"),
        ("comments of the document", "a comment"),
        ("hidden text", "hidden"),
        ("page headers and footers", "Study 7"),
        ("fields that the program fills in", "7"),
    ):
        assert f"{why}, set aside: '{words}'" in told
    assert "Jo" not in told


def test_tables_of_turns_are_turns(read: Any) -> None:
    rows = [("Time", "Speaker", "Text"), ("0:10", "Mira", "How was it?"), ("0:12", "Ben", "Fine.")]
    body = odf_table(*rows, ("0:15", "Mira", "Good."), ("0:18", "Ben", "Yes."))
    reading = read(odt(body), "a.odt")
    assert said_in(reading) == [
        ("Mira", "How was it?"),
        ("Ben", "Fine."),
        ("Mira", "Good."),
        ("Ben", "Yes."),
    ]
    assert [turn.start for turn in reading.transcripts[0].turns] == [10, 12, 15, 18]


def test_a_table_that_lays_out_a_page_is_text(read: Any) -> None:
    inner = odf_table(("x", "y"))
    cell = f"<table:table-cell>{TALK}{inner}</table:table-cell>"
    layout = f"<table:table><table:table-row>{cell}</table:table-row></table:table>"
    assert said_in(read(odt(layout), "a.odt"))[:3] == RIGHT[:3]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (odt("", kind="spreadsheet"), "it is a spreadsheet"),
        (
            odt(TALK, **{"META-INF__manifest.xml": "<m><encryption-data/></m>"}),
            "protected by a password",
        ),
        (odt(TALK)[:300], "damaged or cut off"),
        (packed({"content.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "XML entities"),
        (packed({"content.xml": "no xml"}), "cannot be read as XML"),
    ],
)
def test_what_cannot_be_read_is_said(read: Any, raw: bytes, why: str) -> None:
    reading = read(raw, "a.odt")
    assert reading.transcripts == ()
    assert why in told_in(reading)


WORD = st.sampled_from(
    [
        "so",
        "Kürbis",
        "50%",
        "A&amp;B",
        "<text:s/>",
        "<text:tab/>",
        "日本",
        "<text:span>x</text:span>",
    ]
)
ASIDE = st.sampled_from(
    [
        "<office:annotation><text:p>note</text:p></office:annotation>",
        '<text:span text:style-name="H">gone</text:span>',
    ]
)


@given(
    st.lists(
        st.lists(st.one_of(WORD, ASIDE), min_size=1, max_size=6).map("".join),
        min_size=1,
        max_size=6,
    )
)
def test_every_letter_arrives_or_is_told(texts: list[str]) -> None:
    source = Source("a.odt", "a", odt(paragraphs(*texts)))
    found, _ = read_odt(source, TranscriptSettings())
    arrived = [each.text for talk in found for each in (*talk.said, *talk.aside)]
    arrived += [each.speaker for talk in found for each in talk.said]  # a word may be a label
    plain = " ".join(texts).replace("amp;", "")
    for mark in (
        "office:annotation",
        "text:p",
        "text:span",
        ' text:style-name="H"',
        "text:s/",
        "text:tab/",
    ):
        plain = plain.replace(f"<{mark}>", "").replace(f"</{mark}>", "").replace(mark, "")
    assert letters_of(arrived) == letters_of([plain])
