"""A theme's chapter: its paragraph, quotes worth reading, who said otherwise, what qualifies it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from builders_report import study, with_deviant_cases, with_standing
from interviewkit.model import DeviantCase, MetaInference
from interviewkit.report.excerpts import LEFT_OUT
from interviewkit.report.inputs import AnalystText, ReportInputs
from interviewkit.report.outline import build_outline
from interviewkit.report.pages import ThemePage


@pytest.fixture(scope="module")
def inputs() -> ReportInputs:
    return study()


@pytest.fixture(scope="module")
def pages(inputs: ReportInputs) -> tuple[ThemePage, ...]:
    return build_outline(inputs).themes


def page_of(inputs: ReportInputs, title: str) -> ThemePage:
    return next(page for page in build_outline(inputs).themes if page.title == title)


def all_affirm(inputs: ReportInputs) -> ReportInputs:
    codings = tuple(replace(each, polarity="+") for each in inputs.codings)
    return with_deviant_cases(with_standing(replace(inputs, codings=codings)))


# -- quotes ------------------------------------------------------------------------------------


def test_nobody_is_quoted_twice_on_a_page(pages: tuple[ThemePage, ...]) -> None:
    for page in pages:
        shown = (*page.quotes, *page.otherwise)
        assert max(Counter(quote.speaker for quote in shown).values()) == 1
        assert len({quote.transcript for quote in page.quotes}) >= len(page.quotes) - 1


def test_a_quote_is_whole_sentences_of_its_turn(
    pages: tuple[ThemePage, ...], inputs: ReportInputs
) -> None:
    places = {(turn.transcript, turn.position): turn for turn in inputs.turns.values()}
    for page in pages:
        for quote in (*page.quotes, *page.otherwise):
            turn = places[quote.transcript, quote.turn]
            assert LEFT_OUT not in quote.text
            assert quote.before + quote.text + quote.after == turn.text
            assert quote.text[0].isupper()
            assert quote.text[-1] == "."
            assert (quote.coded or quote.text) in quote.text
            assert turn.speaker == quote.speaker
    ids = [quote.id for page in pages for quote in (*page.quotes, *page.otherwise)]
    assert len(ids) == len(set(ids))


def test_quotes_are_signed_by_what_fits_many(pages: tuple[ThemePage, ...]) -> None:
    signed = {quote.signature for page in pages for quote in page.quotes}
    assert all(text.startswith("participant") for text in signed)
    assert any("wave 2025-0" in text for text in signed)


def test_no_more_quotes_than_asked(inputs: ReportInputs) -> None:
    for wanted in (0, 1, 2):
        pages = build_outline(replace(inputs, quotes=wanted)).themes
        assert all(len(page.quotes) + len(page.otherwise) == wanted for page in pages)


def test_what_people_decided_is_quoted_before_what_nobody_did(inputs: ReportInputs) -> None:
    page = page_of(inputs, "Room to act")
    assert all("Ada" in quote.decided for quote in page.quotes)


# -- who said otherwise ------------------------------------------------------------------------


def test_who_said_otherwise_took_the_other_side(pages: tuple[ThemePage, ...]) -> None:
    page = pages[0]
    assert {quote.polarity for quote in page.quotes} == {"+"}
    assert {quote.polarity for quote in page.otherwise} == {"-"}
    assert page.otherwise[0].deviant.startswith("opposing; 31 of 38")
    said = page.otherwise_note.replace("\u00a0", " ")
    assert said == (
        "One of the 38 who voiced it was opposing only, where most were affirming, and six more "
        "took both sides."
    )


def test_where_all_agree_it_says_that_nobody_contradicts(inputs: ReportInputs) -> None:
    page = page_of(all_affirm(inputs), "Isolation")
    assert page.otherwise == ()
    assert page.otherwise_note == (
        "Nobody said otherwise: all six who voiced it took the same side."
    )
    assert not any(quote.deviant for quote in page.quotes)


def with_sides(inputs: ReportInputs, sided: bool) -> ReportInputs:
    """The study with a codebook whose codes of one theme all have two sides, or none."""
    sides = ("+", "-") if sided else ("+",)
    book = inputs.codebook
    assert book is not None
    codes = tuple(replace(code, polarity=sides) for code in book.codes)
    return replace(inputs, codebook=replace(book, codes=codes))


def test_without_sides_nobody_is_said_to_agree(inputs: ReportInputs) -> None:
    page = page_of(with_sides(all_affirm(inputs), sided=False), "Isolation")
    assert page.otherwise_note == (
        "It was coded without sides, so who would say otherwise cannot be told from it."
    )


def test_only_codes_with_sides_tell_who_agrees(inputs: ReportInputs) -> None:
    alike = all_affirm(inputs)
    whole = next(page for page in build_outline(alike).themes if len(page.codes) > 1)
    book = alike.codebook
    assert book is not None
    sided = whole.codes[0].id
    codes = tuple(replace(c, polarity=("+", "-")[: 1 + (c.id == sided)]) for c in book.codes)
    page = page_of(replace(alike, codebook=replace(book, codes=codes)), whole.title)
    assert "for whom a side was coded took the same side" in page.otherwise_note


def test_who_voices_it_against_their_segment_is_told(inputs: ReportInputs) -> None:
    page = page_of(all_affirm(inputs), "Isolation")
    who = page.who.people[0].name
    case = DeviantCase("isolation", who, "segment", "men", True, "", 18, 20)
    page = page_of(replace(all_affirm(inputs), deviant=(case,)), "Isolation")
    assert [quote.speaker for quote in page.otherwise] == [who]
    assert page.otherwise_note.replace("\u00a0", " ") == (
        "One person voiced it, though 18 of 20 people of “Men” did not voice it."
    )


# -- the paragraph -----------------------------------------------------------------------------


def test_the_paragraph_is_drafted_until_it_is_written(inputs: ReportInputs) -> None:
    page = page_of(inputs, "Room to act")
    assert page.paragraph.text.startswith(
        "More than nine in ten of the participants spoke of room to act."
    )
    assert "31 affirm it, six do both and one opposes it" in page.paragraph.text
    assert "Most often it was self-efficacy" in page.paragraph.text
    own = AnalystText("theme-agency", "They dare more.", page.paragraph.drafted, "old figures")
    written = page_of(replace(inputs, texts={own.key: own}), "Room to act").paragraph
    assert (written.text, written.edited, written.stale) == ("They dare more.", True, True)


def test_what_researchers_concluded_stands_in_the_paragraph(inputs: ReportInputs) -> None:
    said = MetaInference("isolation", "confident", "expands", "Quiet is not loneliness", "Ada", "")
    page = page_of(replace(inputs, inferences=(said,)), "Isolation")
    assert page.paragraph.text.endswith("Quiet is not loneliness.")


# -- what qualifies it, and the chart ----------------------------------------------------------


def test_what_qualifies_a_theme_is_said(pages: tuple[ThemePage, ...]) -> None:
    said = " ".join(each.text for each in pages[0].qualifies).replace("\u00a0", " ")
    assert "unreviewed machine codes" in said
    assert "how they differ from everyone else was not tested" in said
    assert "From wave 2025-04 to wave 2025-05 the share fell" in said


def test_a_rough_share_is_told_as_rough(inputs: ReportInputs) -> None:
    few = replace(inputs.prevalence[0], of="isolation", voiced=2, n=6, share=1 / 3)
    wide = replace(few, interval=replace(few.interval, low=0.09, high=0.7))
    others = tuple(
        p for p in inputs.prevalence if (p.of, p.segment, p.wave) != ("isolation", "", "")
    )
    page = page_of(replace(inputs, prevalence=(wide, *others)), "Isolation")
    said = " ".join(each.text for each in page.qualifies).replace("\u00a0", " ")
    assert "6 people in 8 conversations tell a share only roughly" in said


def test_one_chart_is_for_the_chapter_and_the_rest_for_the_appendix(
    pages: tuple[ThemePage, ...],
) -> None:
    for page in pages:
        assert [figure.folded for figure in page.figures] == [False] + [True] * (
            len(page.figures) - 1
        )


def test_segments_with_nobody_are_left_out_and_named_once(inputs: ReportInputs) -> None:
    empty = replace(inputs.segments[0], name="none", label="Pilots", participants=())
    outline = build_outline(replace(inputs, segments=(*inputs.segments, empty)))
    labels = [row.label for page in outline.themes for row in page.figures[0].chart.rows]
    assert "Pilots" not in labels
    limits = " ".join(each.text for each in outline.limits)
    assert limits.count("“Pilots”") == 1
    assert "Nobody in the conversations belongs to “Pilots”" in limits
