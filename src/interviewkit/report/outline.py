"""From findings to a frozen description of the report.

``build_outline`` decides everything that is said; the renderers only draw it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count as counting
from typing import TypeVar

from interviewkit.model.table import ESTIMATE, VOICES
from interviewkit.report.appendix import build_appendix
from interviewkit.report.asked import build_asked_section
from interviewkit.report.associations import build_associations_section
from interviewkit.report.compare import build_compare_section
from interviewkit.report.discovery import build_topics_section
from interviewkit.report.figure_findings import finish_figure
from interviewkit.report.figures import Figure, HeatTable, make_sentence
from interviewkit.report.front import build_front
from interviewkit.report.glance import build_glance
from interviewkit.report.inputs import ReportInputs
from interviewkit.report.joint import build_joint_of_report
from interviewkit.report.limits import list_limits
from interviewkit.report.methods import describe_methods
from interviewkit.report.methods_short import summarise_methods
from interviewkit.report.pages import Outline, Section, ThemePage
from interviewkit.report.sentences import CAUTION
from interviewkit.report.strands import Strand, list_strands
from interviewkit.report.survey import survey_anchors, survey_section
from interviewkit.report.themes import build_theme_pages
from interviewkit.report.voices import Cast
from interviewkit.report.walk import Located, list_blocks, list_figures
from interviewkit.wording.numbers import count, counted
from interviewkit.wording.words import join_words, write_day

_Part = TypeVar("_Part", ThemePage, Section)


def build_outline(inputs: ReportInputs) -> Outline:
    """The report as data: the same inputs give an equal outline. Nothing is read or drawn."""
    cast, found = Cast(inputs), list_strands(inputs.codebook)
    pages = _fold(build_theme_pages(cast, found))
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
        front=build_front(cast, found, pages),
        glance=build_glance(cast, found, pages),
        methods=describe_methods(cast),
        methods_short=summarise_methods(cast),
        themes=pages,
        topics=_fold_tables(build_topics_section(cast, found)),
        survey=survey_section(cast),
        limits=list_limits(cast),
        appendix=build_appendix(cast),
        version=inputs.version,
        compare=build_compare_section(inputs.side_by_side),
        joint=build_joint_of_report(inputs),
        differences=build_associations_section(cast),
        asked=build_asked_section(cast),
    )
    outline = _note_stale(_numbered(outline))
    return replace(outline, places=_places(cast, found, pages))


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


def _fold_tables(section: Section) -> Section:
    """A section whose tables of counts stand in the appendix."""
    figures = section.figures
    return replace(
        section,
        figures=tuple(
            replace(e, folded=e.folded or isinstance(e.chart, HeatTable)) for e in figures
        ),
    )


def _fold(pages: Iterable[ThemePage]) -> tuple[ThemePage, ...]:
    """Themes with one figure to be seen; the others stand in the appendix."""
    return tuple(replace(page, figures=tuple(_fold_rest(page.figures))) for page in pages)


def _fold_rest(figures: Sequence[Figure]) -> Iterator[Figure]:
    told = next((figure for figure in figures if not figure.folded), None)
    return (replace(each, folded=each is not told) for each in figures)


def _note_stale(outline: Outline) -> Outline:
    """The limits with the texts that were written before their figures changed."""
    stale = [each.thing.key for each in list_blocks(outline) if each.thing.stale]
    if not stale:
        return outline
    verb = "was" if len(stale) == 1 else "were"
    noted = make_sentence(
        f"{counted(len(stale), 'text')} of this report {verb} written before the figures behind "
        f"changed: {join_words(stale)}.",
        kind=CAUTION,
    )
    return replace(outline, limits=(*outline.limits, noted))


def _numbered(outline: Outline) -> Outline:
    """Figures finished and counted through: those to be seen, then those of the appendix."""
    numbers = counting(1)
    told = {id(each.thing): next(numbers) for each in _list_numbered(outline, folded=False)}
    told |= {id(each.thing): next(numbers) for each in _list_numbered(outline, folded=True)}

    def number(figure: Figure) -> Figure:
        return replace(finish_figure(figure), number=told[id(figure)])

    def give(part: _Part) -> _Part:
        return replace(part, figures=tuple(map(number, part.figures)))

    return replace(
        outline,
        glance=outline.glance and number(outline.glance),
        themes=tuple(map(give, outline.themes)),
        topics=give(outline.topics),
        survey=give(outline.survey),
        compare=give(outline.compare),
        appendix=tuple(map(give, outline.appendix)),
    )


def _list_numbered(outline: Outline, *, folded: bool) -> Iterator[Located[Figure]]:
    """The figures of chapters; those of page one have no number."""
    figures = list_figures(replace(outline, front=None))
    return (each for each in figures if each.thing.folded == folded)
