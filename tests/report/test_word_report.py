"""The report as a Word document: real styles, captions, fields, alt texts, and all that is said."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from test_report_html import nasty_inputs

from builders_outline import (
    HOSTILE,
    PROFILES,
    build_empty,
    build_parts,
    build_survey_alone,
    build_whole,
    write_spaces_alike,
)
from interviewkit.report.figures import make_sentence
from interviewkit.report.outline import build_outline
from interviewkit.report.pages import Outline
from interviewkit.report.walk import list_anchors, list_figures, list_quotes
from interviewkit.report.word.report import render
from outline_contents import list_paragraphs, list_sentences, list_tables

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def part(name: str) -> Outline:
    return build_parts()[name]


@cache
def drawn(name: str = ""):
    return Document(BytesIO(render(part(name))))


def said(document) -> str:
    """All words of a document, those in tables included."""
    body = document.element.body
    texts = (
        "".join(t.text or "" for t in p.iter(f"{W}t", f"{W}tab", f"{W}br"))
        for p in body.iter(f"{W}p")
    )
    return write_spaces_alike("\n".join(texts))


def paragraphs_of(document, style: str) -> list[str]:
    return [each.text for each in document.paragraphs if each.style.name == style]


def instructions(document) -> list[str]:
    return [each.text.strip() for each in document.element.iter(f"{W}instrText")]


def bookmarks(document) -> set[str]:
    return {each.get(qn("w:name")) for each in document.element.iter(f"{W}bookmarkStart")}


@pytest.mark.parametrize("name", ["", *PROFILES])
def test_every_sentence_is_there_unbroken(name):
    text = said(drawn(name))
    told = [each.thing.text for each in list_sentences(part(name))]
    told += [each.thing.text for each in list_paragraphs(part(name))]
    assert told or name == "brief"
    assert [each for each in told if write_spaces_alike(each) not in text] == []


def test_the_headline_has_its_figures_below():
    told = [each.text for each in drawn("full").paragraphs]
    at = next(n for n, text in enumerate(told) if "AI gives freelancers room" in text)
    assert told[at + 1] == part("full").front.exact.text


@pytest.mark.parametrize("name", ["full", "appendix"])
def test_quotes_stand_in_the_style_of_quotes(name):
    quotes = [each.thing for each in list_quotes(part(name))]
    assert quotes
    expected = [f"{each.before}{each.text}{each.after}" for each in quotes]
    assert paragraphs_of(drawn(name), "Quote") == expected


def test_headings_are_headings():
    document = drawn()
    assert paragraphs_of(document, "Title") == [part("").title]
    chapters = paragraphs_of(document, "Heading 1")
    assert {page.title for page in part("").themes} < set(chapters)
    assert {"Limits", "How it was done", "Methods in full"} < set(chapters)
    assert "Nearly all have more room to act" in paragraphs_of(document, "Heading 2")


def test_the_analysts_paragraph_keeps_list_and_emphasis():
    document = drawn("full")
    assert {"first", "second"} <= set(paragraphs_of(document, "List Bullet"))
    [own] = [each for each in document.paragraphs if each.text == "What nobody expected."]
    assert [run.text for run in own.runs if run.bold] == ["nobody"]


def test_a_text_whose_figures_changed_is_flagged():
    [told] = [each for each in paragraphs_of(drawn("full"), "Caution") if "30 of 40" in each]
    assert told.startswith("This text was written before the figures changed.")


def test_every_figure_has_its_caption_with_a_field():
    for name in ("full", "appendix"):
        captions = [each for each in paragraphs_of(drawn(name), "Caption") if each[:6] == "Figure"]
        figures = [each.thing for each in list_figures(part(name)) if each.thing.number]
        words = [f"Figure {each.number}. {each.finding or each.title}" for each in figures]
        assert captions == words
        fields = [each for each in instructions(drawn(name)) if each.startswith("SEQ Figure")]
        assert len(fields) == len(figures)


def test_fields_count_as_the_captions_say():
    """Word counts each field one up unless it is told where to begin again."""
    for name in ("", *PROFILES):
        number, counted = 0, []
        for each in instructions(drawn(name)):
            if each.startswith("SEQ Figure"):
                again = re.search(r"\\r (\d+)", each)
                number = int(again[1]) if again else number + 1
                counted.append(number)
        numbers = [each.thing.number for each in list_figures(part(name))]
        assert counted == [each for each in numbers if each]


def test_fields_refer_to_places_that_are_there():
    for name in ("", *PROFILES):
        document = drawn(name)
        references = [each.split()[1] for each in instructions(document) if each[:3] == "REF"]
        assert references or name in ("appendix", "brief")  # what they would refer to is not there
        links = [each.get(qn("w:anchor")) for each in document.element.iter(f"{W}hyperlink")]
        assert {*references, *links} <= bookmarks(document)


def test_every_anchor_is_a_bookmark_once():
    for name in ("", *PROFILES):
        starts = [e.get(qn("w:name")) for e in drawn(name).element.iter(f"{W}bookmarkStart")]
        assert len(starts) == len(set(starts)) == len(set(list_anchors(part(name))))
        assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", each, re.ASCII) for each in starts)


def test_a_number_leads_to_its_voices():
    cells = (link for table in drawn().tables for link in table._tbl.iter(f"{W}hyperlink"))
    assert any("who" in link.get(qn("w:anchor")) for link in cells)


def test_figures_are_pictures_with_words_for_who_does_not_see_them():
    pytest.importorskip("resvg_py", reason="charts are drawn as pictures by resvg-py")
    document = drawn("full")
    described = [each.get("descr") for each in document.element.iter(qn("wp:docPr"))]
    assert len(described) == len(list(list_figures(part("full"))))
    [shares] = [each for each in described if "who voiced room to act" in each]
    assert "Women: 95%" in shares


def test_where_nothing_can_be_drawn_the_numbers_stand_in(monkeypatch):
    monkeypatch.setattr("interviewkit.report.word.writer.draw_png", lambda _: None)
    document = Document(BytesIO(render(part("full"))))
    assert not list(document.element.iter(qn("wp:docPr")))
    assert len(document.tables) >= len(list(list_figures(part("full"))))
    assert "38 of 40" in said(document)


def test_tables_are_real_and_their_heads_are_repeated():
    document, tables = drawn("appendix"), list(list_tables(part("appendix")))
    titles = [each for each in paragraphs_of(document, "Caption") if each.startswith("Table ")]
    assert len(titles) == sum(bool(each.thing.title) for each in tables)
    for table in document.tables:
        assert table.style.name == "Report Table"
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_numbers_stand_to_the_right():
    [table] = [each for each in drawn("appendix").tables if each.cell(0, 0).text == "Transcript"]
    sides = {cell.text: cell.paragraphs[0].alignment for cell in table.rows[0].cells}
    assert sides["Words"] is not None
    assert sides["Transcript"] is None


def test_the_document_says_what_it_is():
    properties = drawn().core_properties
    assert properties.title == "Room to act: how freelancers work with AI"
    assert properties.author == "A. Researcher and B. Colleague"
    assert properties.language == "en-GB"
    assert f"{properties.created:%Y-%m-%d %H:%M}" == "2025-06-02 09:30"


def test_pages_are_numbered():
    footer = drawn().sections[0].footer._element
    assert [each.text.strip() for each in footer.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]


def test_the_same_outline_is_the_same_file():
    assert render(build_whole()) == render(part(""))


def test_no_macro_no_address_and_no_picture_of_an_empty_page():
    with ZipFile(BytesIO(render(part("")))) as package:
        names = package.namelist()
        links = b"".join(package.read(each) for each in names if each.endswith(".rels"))
    assert not [each for each in names if "vba" in each or "thumbnail" in each]
    assert b"External" not in links


def test_text_from_outside_stays_text():
    outline = build_outline(nasty_inputs())
    document = Document(BytesIO(render(outline)))
    assert said(document).count("alert(1)") > 10
    assert not list(document.element.iter(f"{W}drawing")) or not document.element.xpath(
        ".//a:hlinkClick"
    )
    allowed = ("SEQ ", "REF ", "PAGE", "NUMPAGES")
    assert all(each.startswith(allowed) for each in instructions(document))


def test_hostile_words_are_written_as_they_are():
    whole = build_whole()
    outline = replace(whole, title=HOSTILE, limits=(make_sentence(HOSTILE),))
    document = Document(BytesIO(render(outline)))
    [limit] = paragraphs_of(document, "List Bullet")[-1:]
    assert "<w:p><w:r><w:t>x</w:t></w:r></w:p> { REF a \\h }" in limit
    assert "\U0001f9d1\u200d\U0001f4bb שלום עולם مرحبا" in limit
    assert "\u202e" not in limit
    assert not [each for each in instructions(document) if "REF a" in each]


def test_words_from_right_to_left_run_so():
    whole = build_whole()
    document = Document(BytesIO(render(replace(whole, limits=(make_sentence("שלום AI"),)))))
    [limit] = [each for each in document.paragraphs if each.text == "שלום AI"]
    assert limit._p.pPr.find(qn("w:bidi")) is not None
    assert limit.runs[0].font.rtl


@pytest.mark.parametrize("build", [build_empty, build_survey_alone])
def test_the_smallest_studies_have_a_document(build):
    document = Document(BytesIO(render(build())))
    assert not re.search(r"\bnan\b|\bNone\b", said(document))
    assert paragraphs_of(document, "Heading 1")


def test_every_profile_has_its_own_parts():
    assert not paragraphs_of(drawn("brief"), "Heading 1")
    assert paragraphs_of(drawn("full"), "Lead")[0] == "AI gives freelancers room"
    assert "Who said it: 38\N{NO-BREAK SPACE}people" in paragraphs_of(
        drawn("appendix"), "Heading 2"
    )
