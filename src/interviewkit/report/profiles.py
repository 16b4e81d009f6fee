"""One outline, three reports: page one alone, what people publish, and all that proves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from interviewkit.model.report_profile import APPENDIX, BRIEF, FULL, PAIR, STEMS
from interviewkit.report.figures import Figure
from interviewkit.report.pages import Outline, Quote, Section, ThemePage
from interviewkit.report.walk import list_anchors


def cut_profile(outline: Outline, profile: str) -> Outline:
    """The parts of an outline that belong to a profile; nothing is said anew.

    What stands in the file of another profile is named in ``elsewhere``.
    """
    cut = _CUTS[profile](outline)
    here, elsewhere = set(list_anchors(cut)), dict[str, str]()
    for other in reversed(PAIR):  # what is in both files is looked for in the one that people read
        if other != profile:
            found = list_anchors(_CUTS[other](outline))
            elsewhere |= {each: STEMS[other] for each in found if each not in here}
    return replace(cut, profile=profile, elsewhere=elsewhere)


def _cut_full(outline: Outline) -> Outline:
    """What people publish: no table, no card, one figure a theme, methods in short."""
    return replace(
        outline,
        methods=(),
        themes=tuple(map(_tell_theme, outline.themes)),
        asked=_leave_out(outline.asked),
        topics=_tell_section(outline.topics),
        survey=_tell_section(outline.survey),
        differences=_leave_out(outline.differences),
        compare=_tell_section(outline.compare),
        joint=None,
        appendix=(),
    )


def _cut_brief(outline: Outline) -> Outline:
    """Page one and nothing else."""
    return replace(
        _cut_full(outline),
        glance=None,
        methods_short=(),
        themes=(),
        topics=_leave_out(outline.topics),
        survey=_leave_out(outline.survey),
        compare=_leave_out(outline.compare),
        limits=(),
    )


def _cut_appendix(outline: Outline) -> Outline:
    """What proves it: methods in full, cards, people, tables, and the trail of runs."""
    return replace(
        outline,
        front=None,
        glance=None,
        methods_short=(),
        themes=tuple(map(_prove_theme, outline.themes)),
        topics=_prove_section(outline.topics),
        survey=_prove_section(outline.survey),
        compare=_prove_section(outline.compare),
        limits=(),
    )


_CUTS = MappingProxyType({FULL: _cut_full, APPENDIX: _cut_appendix, BRIEF: _cut_brief})


def _tell_theme(page: ThemePage) -> ThemePage:
    return replace(
        page,
        figures=_choose_told(page.figures),
        quotes=tuple(map(_sign_plainly, page.quotes)),
        otherwise=tuple(map(_sign_plainly, page.otherwise)),
        cards=(),
        who=None,
    )


def _sign_plainly(quote: Quote) -> Quote:
    """What was said, signed by what fits many; who, where and by whose word is in the appendix."""
    return replace(
        quote,
        before="",
        after="",
        speaker="",
        about="",
        transcript="",
        turn=0,
        time="",
        code="",
        score="",
        decided="",
        evidence=(),
        deviant="",
        segments=(),
        wave=-1,
        coded="",
    )


def _prove_theme(page: ThemePage) -> ThemePage:
    return replace(
        page,
        lead=(),
        figures=_choose_folded(page.figures),
        paragraph=None,
        qualifies=(),
    )


def _tell_section(section: Section) -> Section:
    return replace(section, figures=_choose_told(section.figures), tables=())


def _prove_section(section: Section) -> Section:
    return replace(section, text=(), figures=_choose_folded(section.figures))


def _leave_out(section: Section) -> Section:
    return Section(section.id, section.title)


def _choose_told(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures for people: those that are not folded away."""
    return tuple(figure for figure in figures if not figure.folded)


def _choose_folded(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    return tuple(figure for figure in figures if figure.folded)
