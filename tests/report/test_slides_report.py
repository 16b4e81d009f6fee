"""The report as slides: one finding on each, with its chart, its figures and its source."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest

from builders_outline import HOSTILE, PROFILES, build_empty, build_parts, build_survey_alone
from builders_outline import build_whole as whole
from interviewkit.errors import LibraryMissingError
from interviewkit.report.figures import make_sentence
from interviewkit.report.slides.report import render

pptx = pytest.importorskip("pptx", reason="slides are written by python-pptx")


@cache
def part(name: str):
    return build_parts()[name]


@cache
def drawn(name: str = "full"):
    return list(pptx.Presentation(BytesIO(render(part(name)))).slides)


def words_of(slide) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def notes_of(slide) -> str:
    return slide.notes_slide.notes_text_frame.text.replace("\u00a0", " ")


def find_slide(start: str):
    [found] = [each for each in drawn() if each.shapes.title.text.startswith(start)]
    return found


THEME = "95% of people voiced room to act; no segment"
"""What the first theme's chart shows, and so the title of its slide."""


def test_the_first_slide_says_whose_it_is_and_what_was_found():
    words = words_of(drawn()[0])
    exact = part("full").front.exact.text
    for each in (
        part("full").title, "AI gives freelancers room", exact, "A. Researcher", "Illustrative",
    ):  # fmt: skip
        assert each in words


def test_a_takeaway_has_headline_exact_figures_and_source():
    slide = find_slide("Nearly all have more room to act")
    assert "38 of 40 people (95%, 95% CI 83–99%) say so." in words_of(slide)
    assert "\nRoom to act: how freelancers work with AI · 2" in words_of(slide)


def test_notes_have_every_number_of_the_chart():
    notes = notes_of(find_slide(THEME))
    assert "Women: People 19 of 20" in notes
    assert "Whiskers: 95% intervals" in notes
    assert "n = 40 people" in notes


def test_a_theme_is_told_beside_one_voice():
    quote = part("full").themes[0].quotes[0]
    assert f"“{quote.text}”\n{quote.signature}" in words_of(find_slide(THEME))


def test_charts_are_pictures_with_words_for_who_does_not_see_them():
    pytest.importorskip("resvg_py", reason="charts are drawn as pictures by resvg-py")
    [picture] = [each for each in find_slide(THEME).shapes if each.shape_type == 13]
    described = picture._element.xpath(".//p:cNvPr")[0].get("descr")
    assert "Share of participants who voiced room to act" in described
    assert picture.left >= 0
    assert picture.top + picture.height <= 7.5 * 914_400


def test_where_nothing_can_be_drawn_a_table_stands_in(monkeypatch):
    monkeypatch.setattr("interviewkit.report.slides.deck.draw_png", lambda _: None)
    slides = pptx.Presentation(BytesIO(render(part("full")))).slides
    tables = [shape for slide in slides for shape in slide.shapes if shape.has_table]
    assert any(table.table.cell(1, 1).text == "38\u00a0of\u00a040" for table in tables) or tables


@pytest.mark.parametrize("name", PROFILES)
def test_every_slide_has_a_title(name):
    assert all(slide.shapes.title.text for slide in drawn(name))


def test_brief_has_page_one_alone():
    titles = [slide.shapes.title.text for slide in drawn("brief")]
    assert titles[:2] == [part("brief").title, "Nearly all have more room to act"]
    assert "Limits" not in titles


def test_nothing_stands_outside_of_a_slide():
    for slide in drawn():
        for shape in slide.shapes:
            assert shape.left + shape.width <= 13.34 * 914_400
            assert shape.top + shape.height <= 7.5 * 914_400


def test_the_file_says_what_it_is():
    properties = pptx.Presentation(BytesIO(render(part("full")))).core_properties
    assert properties.title == "Room to act: how freelancers work with AI"
    assert f"{properties.created:%Y-%m-%d %H:%M}" == "2025-06-02 09:30"


def test_the_same_outline_is_the_same_file():
    assert render(part("full")) == render(build_parts()["full"])


def test_hostile_words_stay_words():
    outline = replace(whole(), title=HOSTILE, limits=(make_sentence(HOSTILE),))
    slides = list(pptx.Presentation(BytesIO(render(outline))).slides)
    assert "<w:p><w:r><w:t>x</w:t></w:r></w:p> { REF a" in slides[0].shapes.title.text
    assert "\U0001f9d1\u200d\U0001f4bb שלום עולם مرحبا" in words_of(slides[-1])
    assert not re.search("[\x00-\x08\x1b\u202e]", words_of(slides[-1]))


@pytest.mark.parametrize("build", [build_empty, build_survey_alone])
def test_the_smallest_studies_have_slides(build):
    slides = list(pptx.Presentation(BytesIO(render(build()))).slides)
    assert slides
    assert not any(re.search(r"\bnan\b|\bNone\b", words_of(slide)) for slide in slides)


def test_without_its_library_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pptx", None)
    with pytest.raises(LibraryMissingError) as fault:
        render(part("full"))
    assert fault.value.hint == "pip install 'interviewkit[slides]'"
