"""The survey's chapter: the figures that study.toml asks for, and two segments side by side.

Every other figure stands in the tables of the appendix.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interviewkit.model import Estimate
from interviewkit.model.survey_figure import MEANS, SHARES, STACKED, SurveyFigure
from interviewkit.report.figures import Figure, Sentence, Span, make_sentence
from interviewkit.report.methods import describe_link
from interviewkit.report.pages import Section, make_anchors
from interviewkit.report.survey_charts import (
    Shown,
    build_survey_chart,
    name_those_left_out,
    withhold_few,
)
from interviewkit.report.survey_doubts import describe_basis, list_doubts
from interviewkit.report.survey_findings import write_finding
from interviewkit.report.survey_pairs import (
    anchor_comparisons,
    build_pair_figures,
    find_anchor,
    list_pair_gaps,
    may_be_shown,
    write_comparisons,
)
from interviewkit.report.survey_tables import build_survey_tables
from interviewkit.report.voices import Cast
from interviewkit.wording.numbers import counted

TABLES = "survey-tables"
"""The section of the appendix that holds every survey figure."""
CHARTS = 12
"""Where study.toml asks for no figures, so many of the questions that it shows are drawn."""
SEVERAL = "Several answers were possible."


@dataclass(frozen=True)
class _Drawing:
    """A figure with its anchor, and what of it may be shown."""

    figure: SurveyFigure
    anchor: str
    shown: Shown


def survey_section(cast: Cast) -> Section:
    """The survey's figures; empty where there are none."""
    if not (cast.inputs.estimates or cast.inputs.contrasts):
        return Section("survey", "Survey")
    drawings = _draw(cast)
    figures = tuple(_figure(each, cast) for each in drawings if each.shown.estimates)
    gaps = [*(each.shown for each in drawings), *list_pair_gaps(cast)]
    left_out = (make_sentence(text) for text in name_those_left_out(gaps, cast))
    text = (*_lead(cast), *left_out, *_tell_tables(cast, drawings))
    return Section("survey", "What the survey says", text, (*figures, *build_pair_figures(cast)))


def build_survey_appendix(cast: Cast) -> Section:
    """Comparisons in words and all figures as tables."""
    return Section(
        TABLES,
        "Survey: every figure",
        write_comparisons(cast),
        tables=build_survey_tables(cast),
    )


def survey_anchors(cast: Cast) -> dict[str, str]:
    """Where each survey variable is drawn, or else the tables that hold it."""
    places = dict.fromkeys((each.variable for each in cast.inputs.estimates), TABLES)
    ids = anchor_comparisons(cast)
    for each in cast.inputs.contrasts:
        if may_be_shown(each, cast):
            places[each.first.variable] = find_anchor(each, ids)
    for drawn in reversed(_draw(cast)):
        places |= {e.variable: drawn.anchor for e in drawn.shown.estimates}
    return places


def _lead(cast: Cast) -> tuple[Sentence, ...]:
    """Who answered; what the authors note stands on the cover and among the limits."""
    estimates = cast.inputs.estimates
    sides = (side.n for each in cast.inputs.contrasts for side in (each.first, each.second))
    most = max((*(each.n for each in estimates), *sides), default=0)
    n = cast.inputs.link.respondents or most
    weighted = any("weights" in each.method for each in estimates)
    who = f"{counted(n, 'person', 'people')} answered the survey"
    told = f"{who}; its figures are weighted." if weighted else f"{who}."
    link = describe_link(cast.inputs.link)
    return tuple(make_sentence(text) for text in (told, link) if text)


def _tell_tables(cast: Cast, drawings: Sequence[_Drawing]) -> tuple[Sentence, ...]:
    """Where the questions stand that no chart shows."""
    drawn = {name for each in drawings for name in each.figure.variables}
    drawn |= {each.first.variable for each in cast.inputs.contrasts}
    more = {each.variable for each in cast.inputs.estimates} - drawn
    if not more:
        return ()
    told = Span("in the appendix", TABLES)
    stands = "stands" if len(more) == 1 else "stand"
    return (make_sentence(f"{counted(len(more), 'further question')} {stands} ", told, "."),)


# -- figures ---------------------------------------------------------------------------------------


def _draw(cast: Cast) -> list[_Drawing]:
    """The figures that study.toml asks for; where there are none, the questions that it shows."""
    asked = cast.inputs.survey_figures
    planned = asked or _plan_by_default(cast)[:CHARTS]
    titles = [figure.title for figure in planned] if asked else _list_names(planned)
    ids = make_anchors(titles, "survey")
    return [
        _Drawing(figure, ids[title], withhold_few(figure.choose(cast.inputs.estimates), cast))
        for figure, title in zip(planned, titles, strict=True)
    ]


def _list_names(planned: Sequence[SurveyFigure]) -> list[str]:
    return [next(iter(figure.variables)) for figure in planned]


def _plan_by_default(cast: Cast) -> list[SurveyFigure]:
    """A figure a question: everyone and each segment, answer scales as stacks."""
    by_variable: dict[str, list[Estimate]] = {}
    for each in cast.inputs.estimates:
        by_variable.setdefault(each.variable, []).append(each)
    return [_plan_question(name, found, cast) for name, found in by_variable.items()]


def _plan_question(name: str, found: Sequence[Estimate], cast: Cast) -> SurveyFigure:
    levels = {each.level for each in found}
    share = all(each.kind == "share" for each in found)
    kind = MEANS if not share else STACKED if len(levels) > 1 else SHARES
    among = tuple(dict.fromkeys(each.segment for each in found))
    label = cast.variable(name)
    return SurveyFigure(label, kind, {name: label}, among)


def _figure(each: _Drawing, cast: Cast) -> Figure:
    figure, found = each.figure, each.shown.estimates
    several = f" {SEVERAL}" if figure.several else ""
    note = describe_basis(found, cast, whiskers=figure.kind != STACKED)
    chart = build_survey_chart(figure, found, cast)
    return Figure(
        each.anchor,
        figure.title,
        f"{note}{several}{list_doubts(found, cast)}",
        chart,
        finding=write_finding(figure, found, cast),
    )
