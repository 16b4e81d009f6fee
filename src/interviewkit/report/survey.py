"""The survey: a figure a question, two segments side by side, and what to doubt of both."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from interviewkit.model import Contrast, Estimate, Interval
from interviewkit.model.estimate import FEWEST
from interviewkit.model.table import COUNT, NUMBER, TEXT, ResultTable
from interviewkit.report.figures import BarChart, BarRow, Figure, Sentence, make_sentence
from interviewkit.report.methods import describe_link
from interviewkit.report.pages import Section, make_anchors
from interviewkit.report.voices import Cast
from interviewkit.tables.fields import Field, build_table, read_fields
from interviewkit.tables.survey.contrasts import (
    FOR_REPORT,
    build_contrasts,
    list_sides,
    name_answer,
)
from interviewkit.wording.numbers import (
    HARD_SPACE,
    NOTHING,
    count,
    counted,
    effective_n,
    interval_named,
    mean_range,
    percent,
    percent_range,
)
from interviewkit.wording.sentences import describe_contrast
from interviewkit.wording.words import join_words

FOLDED = 30
"""Charts with more bars than this open on request."""

SEGMENTS = (
    Field.of("segment", TEXT, "title"),
    Field.of("rule", TEXT, labels={"": NOTHING}),
    *read_fields(COUNT, "respondents"),
    Field.of("weighted_n", NUMBER, "weighted", places=0),
    Field.of("participants", COUNT, lambda each: len(each.participants)),
)


def survey_section(cast: Cast) -> Section:
    """The survey's figures; empty where there are none."""
    estimates = cast.inputs.estimates
    if not (estimates or cast.inputs.contrasts):
        return Section("survey", "Survey")
    figures = tuple(
        _figure([e for e in estimates if e.variable == name], anchor, cast)
        for name, anchor in survey_anchors(cast).items()
    )
    lead = (*_lead(cast), *comparison_sentences(cast))
    figures = (*comparison_figures(cast), *figures)
    tables = (*comparison_tables(cast), *_tables(cast))
    return Section("survey", "Survey figures by segment", lead, figures, tables)


def survey_anchors(cast: Cast) -> dict[str, str]:
    """The anchor of every survey variable's figure."""
    return make_anchors(dict.fromkeys(each.variable for each in cast.inputs.estimates), "survey")


def _lead(cast: Cast) -> tuple[Sentence, ...]:
    note, link = cast.inputs.study.note, describe_link(cast.inputs.link)
    return tuple(
        make_sentence(text) for text in (link, note and f"The authors note: {note}") if text
    )


def _figure(estimates: Sequence[Estimate], anchor: str, cast: Cast) -> Figure:
    first = estimates[0]
    is_share = all(estimate.kind == "share" for estimate in estimates)
    rows = tuple(_row(estimate, cast) for estimate in estimates)
    low, high = (0.0, 1.0) if is_share else _scale(rows)
    label = cast.variable(first.variable)
    levels = {estimate.level for estimate in estimates}
    if levels == {first.level} and first.level:
        label, rows = f"{label}: {first.level}", tuple(replace(row, group="") for row in rows)
    note = f"{_way(estimates)}.{_whiskers(estimates)}{doubts(estimates, cast)}"
    everyone = next((e for e in estimates if not e.segment), None)
    if everyone:
        note += f" n\u00a0=\u00a0{counted(everyone.n, 'respondent')}."
    chart = BarChart(rows, low, high, is_share)
    return Figure(anchor, label, note, chart, folded=len(rows) > FOLDED)


def _way(estimates: Sequence[Estimate]) -> str:
    """How the figures were made, or at least what they are."""
    ways = sorted({e.method for e in estimates if e.method} or {e.kind for e in estimates})
    text = join_words(ways)
    return text[:1].upper() + text[1:]


def _whiskers(estimates: Sequence[Estimate]) -> str:
    level = next((e.interval.level for e in estimates if e.interval), None)
    return "" if level is None else f" Whiskers: {percent(level)} intervals."


def _row(estimate: Estimate, cast: Cast) -> BarRow:
    names = [segment.name for segment in cast.inputs.segments]
    position = names.index(estimate.segment) if estimate.segment in names else -1
    title = cast.inputs.segments[position].title if position >= 0 else estimate.segment
    if estimate.segment in cast.inputs.constructed.get(estimate.variable, ()):
        title = f"{title} (by construction)"
    return BarRow(
        title or "All respondents",
        estimate.value,
        estimate.n,
        estimate.weighted_n,
        estimate.interval,
        group=estimate.level,
        segment=position,
    )


def _scale(rows: Sequence[BarRow]) -> tuple[float, float]:
    """An axis for means in four round steps: from 0, or below it where a figure is."""
    ends = [row.value for row in rows]
    ends += [end for row in rows if row.interval for end in (row.interval.low, row.interval.high)]
    known = [0.0, *(end for end in ends if math.isfinite(end))]
    low, high = min(known), max(known)
    step = _round_step((high - low) / 4 or 0.25)
    while (start := math.floor(low / step) * step) + 4 * step < high - 1e-9 * step:
        step = _round_step(step * 1.01)
    return start, start + 4 * step


def _round_step(least: float) -> float:
    """The next step that an axis may take: 1, 2, 2.5 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= least * (1 - 1e-9))


def _tables(cast: Cast) -> tuple[ResultTable, ...]:
    title = "Segments: how many people stand behind them"
    table = build_table("segments", SEGMENTS, cast.inputs.segments, title, shown=30)
    return (table,) if table.rows else ()


SENTENCES = 12
"""So many comparisons are told in words; all of them stand in the tables."""


# -- two segments side by side -------------------------------------------------------------------


def comparison_sentences(cast: Cast) -> tuple[Sentence, ...]:
    """The comparisons in words."""
    return tuple(
        make_sentence(describe_contrast(each)) for each in cast.inputs.contrasts[:SENTENCES]
    )


def comparison_figures(cast: Cast) -> tuple[Figure, ...]:
    """A chart of shares for each comparison; means stand in the table, each in its own unit."""
    families = _families(cast)
    ids = make_anchors(families, "compared")
    return tuple(
        Figure(ids[title], title, _note(shares), BarChart(_bars(shares), 0.0, 1.0, True))
        for title, family in families.items()
        if (shares := [each for each in family if each.first.kind == "share"])
    )


def comparison_tables(cast: Cast) -> tuple[ResultTable, ...]:
    """A table for each comparison: both figures, the difference, the ratio, p."""
    return tuple(_table(family, cast) for family in _families(cast).values())


def _families(cast: Cast) -> dict[str, list[Contrast]]:
    """Comparisons by their title, in the order of study.toml."""
    families: dict[str, list[Contrast]] = {}
    for each in cast.inputs.contrasts:
        families.setdefault(each.title, []).append(each)
    return families


def _note(family: Sequence[Contrast]) -> str:
    method = family[0].first.method
    return f"{method[:1].upper()}{method[1:]}. Whiskers: {_named(family)}s."


def _named(family: Sequence[Contrast]) -> str:
    return interval_named(each.first.interval for each in family)


def _bars(family: Sequence[Contrast]) -> tuple[BarRow, ...]:
    """Both segments of every variable, one beneath the other."""
    return tuple(
        BarRow(
            title,
            side.value,
            side.n,
            side.weighted_n,
            side.interval,
            group=name_answer(side, each.naming),
        )
        for each in family
        for side, title in ((each.first, each.naming.first), (each.second, each.naming.second))
    )


def _table(family: Sequence[Contrast], cast: Cast) -> ResultTable:
    table = build_contrasts(family).reading(*FOR_REPORT)
    shared = max(each.shared for each in family)
    both = f" {count(shared)} people are in both; the intervals allow for it." if shared else ""
    note = f"Brackets: {_named(family)}s.{both}{doubts(list_sides(family), cast)}"
    return replace(table, notes=(note,))


SILENCE = 0.05
"""From this share of people without an answer on, it is told what they might have changed."""
NAMED = 6
"""So many figures are told by name; of more it is said how many."""


# -- what a reader should know: few people, extreme shares, missing answers ------------------------


def doubts(estimates: Sequence[Estimate], cast: Cast) -> str:
    """Sentences for a note below figures, each beginning with a blank; empty where all is well."""
    several = len({(each.variable, each.level) for each in estimates}) > 1
    return "".join(
        f" {text}"
        for text in (
            _thin(estimates, cast),
            _extreme(estimates, cast, several),
            _silent(estimates, cast, several),
        )
        if text
    )


def _thin(estimates: Sequence[Estimate], cast: Cast) -> str:
    """Kish's number once a segment, its least: the levels of one question share it."""
    worth: dict[str, float] = {}
    for each in (each for each in estimates if each.is_thin):
        name = _segment(each, cast)
        worth[name] = min(worth.get(name, math.inf), each.worth)
    if not worth:
        return ""
    those = _some(f"{name} ({effective_n(n)})" for name, n in worth.items())
    return f"Fewer than {FEWEST} people’s worth of answers, an indication only: {those}."


def _extreme(estimates: Sequence[Estimate], cast: Cast, several: bool) -> str:
    """Korn and Graubard's interval beside that of the whiskers."""
    shown = [
        f"{_name(each, cast, several)} {percent_range(each.beside)}"
        for each in estimates
        if each.beside is not None
    ]
    return f"Korn and Graubard’s interval, safer here: {_some(shown)}." if shown else ""


def _silent(estimates: Sequence[Estimate], cast: Cast, several: bool) -> str:
    shown = []
    for each in estimates:
        who = each.unanswered
        if who is not None and who.share >= SILENCE:
            shown.append(f"{_name(each, cast, several)} {percent(who.share)}{_bounds(each)}")
    if not shown:
        return ""
    what = "No answer (in brackets the figure if all of them had given the least, or the most)"
    return f"{what}: {_some(shown)}."


def _bounds(each: Estimate) -> str:
    who = each.unanswered
    if who is None or math.isnan(who.low):
        return ""
    show = percent_range if each.kind == "share" else mean_range
    return f" ({show(Interval(who.low, who.high))})"


def _name(each: Estimate, cast: Cast, several: bool) -> str:
    label = cast.variable(each.variable)
    what = f"{label}: {each.level}" if each.level not in ("", "yes") else label
    return f"{_segment(each, cast)}, {what}," if several else _segment(each, cast)


def _segment(each: Estimate, cast: Cast) -> str:
    return cast.titles.get(each.segment, each.segment) or "all respondents"


def _some(texts: Iterable[str]) -> str:
    told = list(texts)
    more = [f"{count(len(told) - NAMED)}{HARD_SPACE}more"] if len(told) > NAMED else []
    return join_words([*told[:NAMED], *more])
