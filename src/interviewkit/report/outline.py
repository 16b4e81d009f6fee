"""From findings to a frozen description of the report.

``build_outline`` decides everything that is said; the renderers only draw it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import count as counting
from typing import TypeVar

from interviewkit.model.table import ESTIMATE, VOICES
from interviewkit.report.appendix import build_appendix
from interviewkit.report.asked import build_asked_section
from interviewkit.report.associations import build_associations_section
from interviewkit.report.compare import build_compare_section
from interviewkit.report.discovery import build_topics_section
from interviewkit.report.figures import Figure
from interviewkit.report.inputs import ReportInputs
from interviewkit.report.joint import build_joint_of_report
from interviewkit.report.limits import list_limits
from interviewkit.report.methods import describe_methods
from interviewkit.report.pages import Outline, Section, ThemePage
from interviewkit.report.strands import Strand, list_strands
from interviewkit.report.summary import build_glance, write_summary
from interviewkit.report.survey import survey_anchors, survey_section
from interviewkit.report.themes import build_theme_pages
from interviewkit.report.voices import Cast
from interviewkit.wording.numbers import count
from interviewkit.wording.words import write_day

_Part = TypeVar("_Part", ThemePage, Section)


def build_outline(inputs: ReportInputs) -> Outline:
    """The report as data: the same inputs give an equal outline. Nothing is read or drawn."""
    cast, found = Cast(inputs), list_strands(inputs.codebook)
    pages = build_theme_pages(cast, found)
    outline = Outline(
        title=inputs.title or inputs.study.name,
        study=inputs.study.name,
        note=inputs.study.note,
        authors=inputs.study.authors,
        generated=write_day(inputs.generated),
        made=inputs.generated,
        facts=_facts(cast),
        segments=tuple(segment.title for segment in inputs.segments),
        waves=cast.waves,
        summary=write_summary(cast, found, pages),
        glance=build_glance(cast, found, pages),
        methods=describe_methods(cast),
        themes=pages,
        topics=build_topics_section(cast, found),
        survey=survey_section(cast),
        limits=list_limits(cast),
        appendix=build_appendix(cast),
        version=inputs.version,
        compare=build_compare_section(inputs.side_by_side),
        joint=build_joint_of_report(inputs),
        differences=build_associations_section(cast),
        asked=build_asked_section(cast),
    )
    return replace(_numbered(outline), places=_places(cast, found, pages))


def _places(
    cast: Cast, found: Sequence[Strand], pages: Sequence[ThemePage]
) -> Mapping[tuple[str, str], str]:
    """Where the people behind a number are listed, and what an estimate stands on."""
    places = {(ESTIMATE, name): anchor for name, anchor in survey_anchors(cast).items()}
    for strand, page in zip(found, pages, strict=True):
        if page.who:
            places |= {(VOICES, name): page.who.id for name in (strand.id, *strand.code_ids)}
        cards = zip(strand.code_ids, page.cards, strict=False)  # none where nobody has coded
        places |= {(ESTIMATE, code): card.id for code, card in cards}
    return places


def _facts(cast: Cast) -> tuple[tuple[str, str], ...]:
    """The few numbers of the title page."""
    transcripts, estimates = cast.inputs.transcripts, cast.inputs.estimates
    respondents = 0 if transcripts else cast.inputs.link.respondents  # the survey is all there is
    facts = (
        ("participants", len(cast.people)),
        ("conversations", len(transcripts)),
        ("words", sum(transcript.words for transcript in transcripts)),
        ("coded passages", len(cast.voices)),
        ("survey respondents", max((e.n for e in estimates), default=respondents)),
    )
    return tuple(
        (noun if number > 1 else noun.removesuffix("s"), count(number))
        for noun, number in facts
        if number
    )


def _numbered(outline: Outline) -> Outline:
    """Figures counted through in the order in which they stand."""
    numbers = counting(1)

    def number(figure: Figure) -> Figure:
        return replace(figure, number=next(numbers))

    def give(part: _Part) -> _Part:
        return replace(part, figures=tuple(map(number, part.figures)))

    return replace(
        outline,
        glance=outline.glance and number(outline.glance),
        themes=tuple(map(give, outline.themes)),
        topics=give(outline.topics),
        survey=give(outline.survey),
        compare=give(outline.compare),
    )
