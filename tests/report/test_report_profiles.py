"""One outline cut into the report that people publish, its appendix, and page one."""

from __future__ import annotations

import re

import pytest

from builders_report import study
from interviewkit.model.report_profile import APPENDIX, BRIEF, FULL
from interviewkit.report import html
from interviewkit.report.outline import build_outline
from interviewkit.report.profiles import cut_profile
from interviewkit.report.walk import list_anchors, list_figures, list_quotes
from outline_contents import list_tables


@pytest.fixture(scope="module")
def whole():
    return build_outline(study())


@pytest.fixture(scope="module")
def full(whole):
    return cut_profile(whole, FULL)


@pytest.fixture(scope="module")
def appendix(whole):
    return cut_profile(whole, APPENDIX)


def ids(found) -> set[str]:
    return {each.thing.id for each in found}


def test_no_figure_is_lost_or_doubled(whole, full, appendix):
    told, proved = ids(list_figures(full)), ids(list_figures(appendix))
    assert told | proved == ids(list_figures(whole))
    assert not told & proved


def test_tables_stand_in_the_appendix(whole, full, appendix):
    assert not list(list_tables(full))
    assert [each.thing.title for each in list_tables(appendix)] == [
        each.thing.title for each in list_tables(whole)
    ]


def test_every_anchor_is_in_one_of_both_files(whole, full, appendix):
    assert set(list_anchors(full)) | set(list_anchors(appendix)) == set(list_anchors(whole))


def test_what_is_not_here_is_known_elsewhere(full, appendix):
    who = appendix.themes[0].who.id
    assert full.elsewhere[who] == "report-appendix"
    assert appendix.elsewhere["summary"] == "report"
    for one, other in ((full, appendix), (appendix, full)):
        assert set(one.elsewhere) == set(list_anchors(other)) - set(list_anchors(one))


def test_a_theme_has_one_figure_and_no_card(full, appendix):
    for told, proved in zip(full.themes, appendix.themes, strict=True):
        assert len(told.figures) == 1
        assert not told.cards
        assert proved.cards
        assert proved.who.people


def test_quotes_are_signed_by_people_not_by_scores(full, appendix):
    for each in list_quotes(full):
        assert (each.thing.score, each.thing.evidence, each.thing.decided) == ("", (), "")
    assert all(each.thing.decided for each in list_quotes(appendix))


def test_brief_is_page_one_alone(whole):
    brief = cut_profile(whole, BRIEF)
    assert (brief.themes, brief.sections, brief.appendix, brief.methods) == ((), (), (), ())
    assert brief.elsewhere["limits"] == "report"
    assert "methods" not in set(list_anchors(brief))


def test_nothing_is_folded_and_no_command_is_told(full, appendix):
    for cut in (full, appendix):
        page = html.render(cut)
        assert not re.search(r"interviewkit [a-z]+ (--)?[a-z]", page)
    assert "<details" not in html.render(full)


def test_links_of_both_files_lead_somewhere(full, appendix):
    """Every anchor that one file leads to is an element of that file, or of the other."""
    pages = {"report": html.render(full), "report-appendix": html.render(appendix)}
    ids = {name: set(re.findall(r' id="([^"]*)"', page)) for name, page in pages.items()}
    for name, page in pages.items():
        for stem, anchor in re.findall(r'href="(?:([\w-]+)\.html)?#([^"]+)"', page):
            assert anchor in ids[stem or name], (name, stem, anchor)
    assert 'href="report-appendix.html#theme-agency-who"' in pages["report"]


def test_a_choice_travels_with_a_row(full):
    """The script leads to the people of a segment; without it the link leads to all of them."""
    rows = re.findall(r'<tr[^>]* data-segment="(-?\d+)"[^>]*data-href="([^"]+)"', html.render(full))
    assert ("0", "report-appendix.html#theme-agency-who") in rows
