"""Two segments of the survey side by side: a chart, a table and a sentence for each comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewkit.model import Contrast, Estimate
from interviewkit.model.table import ResultTable
from interviewkit.report.doubts import doubts
from interviewkit.report.figures import BarChart, BarRow, Figure, Sentence, sentence
from interviewkit.report.formats import anchors
from interviewkit.report.voices import Cast
from interviewkit.tables.contrast import build_contrasts, name_figure
from interviewkit.wording.numbers import interval_named

SENTENCES = 12
"""So many comparisons are told in words; all of them stand in the tables."""


def comparison_sentences(cast: Cast) -> tuple[Sentence, ...]:
    """The comparisons in words, as the figures themselves have made them."""
    return tuple(sentence(each.words) for each in cast.inputs.contrasts[:SENTENCES] if each.words)


def comparison_figures(cast: Cast) -> tuple[Figure, ...]:
    """A chart of shares for each comparison; means stand in the table, each in its own unit."""
    families = _families(cast)
    ids = anchors(families, "compared")
    return tuple(
        Figure(ids[title], title, _note(shares), BarChart(_bars(shares, cast), 0.0, 1.0, True))
        for title, family in families.items()
        if (shares := [each for each in family if each.first.kind == "share"])
    )


def comparison_tables(cast: Cast) -> tuple[ResultTable, ...]:
    """A table for each comparison: both figures, the difference, the ratio, p."""
    return tuple(_table(title, family, cast) for title, family in _families(cast).items())


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


def _bars(family: Sequence[Contrast], cast: Cast) -> tuple[BarRow, ...]:
    """Both segments of every variable, one beneath the other."""
    return tuple(
        BarRow(
            _title(side.segment, cast),
            side.value,
            side.n,
            side.weighted_n,
            side.interval,
            group=_what(side, cast),
        )
        for each in family
        for side in (each.first, each.second)
    )


def _title(segment: str, cast: Cast) -> str:
    return next((s.title for s in cast.inputs.segments if s.name == segment), segment)


def _what(side: Estimate, cast: Cast) -> str:
    return name_figure(side, cast.inputs.variable_labels.get(side.variable, "") or side.variable)


def _table(title: str, family: Sequence[Contrast], cast: Cast) -> ResultTable:
    titles = {segment.name: segment.title for segment in cast.inputs.segments}
    named = {name_figure(e.first, e.first.variable): _what(e.first, cast) for e in family}
    sides = list(dict.fromkeys(side for each in family for side in (each.first, each.second)))
    table = build_contrasts(family, titles).labelled("what", named)
    notes = (*table.notes, *filter(None, [doubts(sides, cast).strip()]))
    return replace(table, title=title, notes=notes)
