"""Two segments of the survey side by side: a chart, a table and a sentence for each comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewkit.model import Contrast
from interviewkit.model.table import ResultTable
from interviewkit.report.doubts import doubts
from interviewkit.report.figures import BarChart, BarRow, Figure, Sentence, sentence
from interviewkit.report.pages import anchors
from interviewkit.report.voices import Cast
from interviewkit.tables.contrasts import FOR_REPORT, build_contrasts, list_sides, name_answer
from interviewkit.wording.contrasts import describe_contrast
from interviewkit.wording.numbers import count, interval_named

SENTENCES = 12
"""So many comparisons are told in words; all of them stand in the tables."""


def comparison_sentences(cast: Cast) -> tuple[Sentence, ...]:
    """The comparisons in words."""
    return tuple(sentence(describe_contrast(each)) for each in cast.inputs.contrasts[:SENTENCES])


def comparison_figures(cast: Cast) -> tuple[Figure, ...]:
    """A chart of shares for each comparison; means stand in the table, each in its own unit."""
    families = _families(cast)
    ids = anchors(families, "compared")
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
