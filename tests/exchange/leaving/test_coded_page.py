"""Coded transcripts as a page: every word is there, and every mark says whose it is."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from builders_leaving import AT, GROUP, INTERVIEW, code, leaving_study
from interviewkit.exchange.leaving.coded_page import draw_coded_page
from interviewkit.exchange.leaving.marked_turns import mark_turns
from interviewkit.model import Memo
from interviewkit.model.code_colours import ON_PAPER
from interviewkit.model.memo import Subject


def draw(**changes: object) -> str:
    study = leaving_study(**changes)
    return draw_coded_page(study, study.transcripts).decode()


def measure_contrast(one: str, other: str) -> float:
    """How far two colours are apart, by the formula of WCAG 2."""

    def light(color: str) -> float:
        parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def list_said(page: str) -> list[str]:
    """The words of each turn, without the numbers of marks."""
    said = re.findall(r'<p class="said" dir="auto">(.*?)</p>', page, re.DOTALL)
    return [unescape(re.sub(r"<sup.*?</sup>|<[^>]+>", "", each)) for each in said]


def test_every_turn_says_what_was_said() -> None:
    assert list_said(draw()) == [t.text for talk in (GROUP, INTERVIEW) for t in talk.turns]


def test_markup_that_was_said_stays_harmless() -> None:
    page = draw()
    assert "<b>it</b>" not in page
    assert "&lt;b&gt;it&lt;/b&gt;" in page
    assert "Alone &amp; apart" in page
    assert "<script" not in page


def test_a_mark_names_its_code_and_its_coders() -> None:
    marks = mark_turns(leaving_study(), GROUP)[1].marks
    assert [(m.number, m.title, m.coders) for m in marks] == [
        (1, "Alone & apart", ("kim", "lee")), (2, "Tools", ("kim",)), (3, "Tools", ("rules",)),
    ]  # fmt: skip
    assert marks[0].memos == (("lee", "Strong."),)


def test_what_opposes_a_code_has_a_minus() -> None:
    marks = mark_turns(leaving_study(), GROUP)[2].marks
    assert [m.title for m in marks] == ["Tools", "Alone & apart (−)"]


def test_overlapping_marks_cut_the_turn_where_they_meet() -> None:
    pieces = mark_turns(leaving_study(), GROUP)[1].pieces
    assert [(p.text, len(p.marks)) for p in pieces] == [
        ("I hardly talk to my ", 1), ("colleagues.", 2), (" ", 1), ("The coffee is good.", 2),
    ]  # fmt: skip


def test_each_number_leads_to_its_mark() -> None:
    page = draw()
    leads = set(re.findall(r'href="#(t\d+-m\d+)"', page))
    assert leads == set(re.findall(r'<li class="c\d+" id="(t\d+-m\d+)"', page))
    assert len(leads) == 6


def test_memos_stand_beside_what_they_are_about() -> None:
    gone = Memo(8, Subject("turn", "April/group", 2), "Gone by now.", "lee", AT, gone=True)
    page = draw(memos=(*leaving_study().memos, gone))
    for said in ("Strong.", "A calm talk.", "Is it chosen?", "Ask about nights.", "Gone by now."):
        assert page.count(said) == 1, said


def test_an_uncoded_study_says_so() -> None:
    page = draw(codings=())
    assert "Nothing is coded" in page
    assert "<mark" not in page


def test_the_colours_can_be_read_on_paper() -> None:
    assert min(measure_contrast(color, "#ffffff") for color in ON_PAPER) >= 4.5


def test_the_whole_of_a_turn_may_be_marked() -> None:
    whole = code(INTERVIEW, 2, "They never judge me.", "tools")
    [_, turn] = mark_turns(leaving_study(codings=(whole,)), INTERVIEW)
    assert [(piece.text, len(piece.ends)) for piece in turn.pieces] == [("They never judge me.", 1)]


def test_the_colours_are_those_of_the_workspace(root: Path) -> None:
    css = (root / "src/interviewkit/web/static/base/colours.css").read_text("utf-8")
    light = css.split("@media")[0]
    assert re.findall(r"--code-\d+: (#\w{6})", light) == list(ON_PAPER)


def test_only_what_crosses_turns_is_part_of_a_longer_passage() -> None:
    page = draw()
    assert page.count("part of a longer passage") == 2
    alone = code(GROUP, 2, "I hardly talk to my colleagues.", "alone", selection="s2")
    other = code(GROUP, 2, "I hardly talk to my colleagues.", "tools", selection="s2")
    assert "part of a longer passage" not in draw(codings=(alone, other))
