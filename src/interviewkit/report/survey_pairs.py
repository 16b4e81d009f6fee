"""Two segments of the survey side by side, as study.toml compares them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from interviewkit.model import Contrast, Estimate
from interviewkit.model.table import ResultTable
from interviewkit.report.figures import (
    Figure,
    PairChart,
    PairRow,
    PairSide,
    Sentence,
    make_sentence,
)
from interviewkit.report.pages import make_anchors
from interviewkit.report.survey_charts import Shown, find_position, withhold_few
from interviewkit.report.survey_doubts import describe_basis, describe_doubts, list_doubts
from interviewkit.report.survey_findings import write_pair_finding
from interviewkit.report.voices import Cast
from interviewkit.tables.survey.contrasts import (
    FOR_REPORT,
    build_contrasts,
    list_sides,
    name_answer,
)
from interviewkit.wording.numbers import count, interval_named
from interviewkit.wording.sentences import describe_contrast

SENTENCES = 12
"""So many comparisons are told in words; all of them stand in the tables."""


def write_comparisons(cast: Cast) -> tuple[Sentence, ...]:
    """The comparisons in words, those of few people left out."""
    shown = [each for each in cast.inputs.contrasts if may_be_shown(each, cast)]
    return tuple(make_sentence(describe_contrast(each)) for each in shown[:SENTENCES])


def write_means(cast: Cast) -> Iterator[Sentence]:
    """Compared means in words: each has its own unit, so that no chart holds them together."""
    for each in cast.inputs.contrasts:
        if each.first.kind != "share" and may_be_shown(each, cast):
            yield make_sentence(describe_contrast(each))


def build_pair_figures(cast: Cast) -> tuple[Figure, ...]:
    """A chart of shares for each comparison that has any."""
    ids = anchor_comparisons(cast)
    return tuple(
        Figure(
            ids[title],
            title,
            _describe(shares, cast),
            _build_pairs(shares, cast),
            finding=write_pair_finding(shares),
        )
        for title, family in group_comparisons(cast).items()
        if (shares := [e for e in family if e.first.kind == "share" and may_be_shown(e, cast)])
    )


def list_pair_gaps(cast: Cast) -> list[Shown]:
    """Who is left out of the comparisons."""
    return [withhold_few(list_sides(family), cast) for family in group_comparisons(cast).values()]


def build_comparison_tables(cast: Cast) -> tuple[ResultTable, ...]:
    """A table for each comparison: both figures, the difference, the ratio, p."""
    return tuple(_table(family, cast) for family in group_comparisons(cast).values())


def anchor_comparisons(cast: Cast) -> dict[str, str]:
    """The anchor of each comparison's figure, by its title."""
    return make_anchors(group_comparisons(cast), "compared")


def group_comparisons(cast: Cast) -> dict[str, list[Contrast]]:
    """Comparisons by their title, in the order of study.toml."""
    families: dict[str, list[Contrast]] = {}
    for each in cast.inputs.contrasts:
        families.setdefault(each.title, []).append(each)
    return families


def may_be_shown(each: Contrast, cast: Cast) -> bool:
    """Whether both sides have enough people for nobody to be known by their answer."""
    return min(each.first.n, each.second.n) >= max(1, cast.inputs.min_cell)


def _build_pairs(family: Sequence[Contrast], cast: Cast) -> PairChart:
    first = family[0]
    return PairChart(
        first.naming.first,
        first.naming.second,
        tuple(_pair(each) for each in family),
        (find_position(first.first.segment, cast), find_position(first.second.segment, cast)),
    )


def _pair(each: Contrast) -> PairRow:
    around = each.difference_interval
    level = around.level if around else 0.95
    return PairRow(
        name_answer(each.first, each.naming),
        _side(each.first),
        _side(each.second),
        each.difference,
        around,
        is_sure=None if math.isnan(each.adjusted) else each.adjusted < 1 - level,
    )


def _side(each: Estimate) -> PairSide:
    return PairSide(each.value, each.n, each.weighted_n, each.interval)


def _describe(family: Sequence[Contrast], cast: Cast) -> str:
    """Of whom the shares are, how to read them, and what to doubt."""
    sides = list_sides(family)
    made = " Where the rule of a segment uses the question itself, the two differ by construction."
    return "".join((
        describe_basis(sides, cast),
        made if any(each.is_constructed for each in family) else "",
        list_doubts(sides, cast),
    ))  # fmt: skip


def _table(family: Sequence[Contrast], cast: Cast) -> ResultTable:
    """All that may be shown; a side of fewer than ``min_cell`` people is withheld."""
    shown = [each for each in family if not _is_small(each, cast)]
    table = build_contrasts(shown or family).reading(*FOR_REPORT)
    if not shown:
        table = replace(table, rows=())
    shared = max((each.shared for each in shown), default=0)
    both = f" {count(shared)} people are in both; the intervals allow for it." if shared else ""
    left = len(family) - len(shown)
    few = f" Withheld: {count(left)}, of fewer than {cast.inputs.min_cell} people." if left else ""
    named = interval_named(each.first.interval for each in family)
    doubts = describe_doubts(list_sides(shown), cast)
    return replace(table, notes=(f"Brackets: {named}s.{both}{few}{doubts}",))


def _is_small(each: Contrast, cast: Cast) -> bool:
    return any(0 < side.n < cast.inputs.min_cell for side in (each.first, each.second))
