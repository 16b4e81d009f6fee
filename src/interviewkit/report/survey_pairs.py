"""Two segments of the survey side by side, as study.toml compares them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from interviewkit.model import Contrast, Estimate
from interviewkit.model.small_cells import is_few, is_shown
from interviewkit.model.table import ResultTable
from interviewkit.report.answer_findings import BY_CONSTRUCTION
from interviewkit.report.figures import (
    BarRow,
    Figure,
    PairChart,
    PairRow,
    PairSide,
    Sentence,
    make_sentence,
)
from interviewkit.report.pages import make_anchors
from interviewkit.report.survey_charts import Shown, choose_axis, find_position, withhold_few
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
from interviewkit.wording.words import lower_first_letter

SENTENCES = 12
"""So many comparisons are told in words; all of them stand in the tables."""


def write_comparisons(cast: Cast) -> tuple[Sentence, ...]:
    """The comparisons in words, those of few people left out."""
    shown = [each for each in cast.inputs.contrasts if may_be_shown(each, cast)]
    return tuple(make_sentence(describe_contrast(each)) for each in shown[:SENTENCES])


def build_pair_figures(cast: Cast) -> tuple[Figure, ...]:
    """For each comparison a chart of its shares, and one for each mean, which has its own unit."""
    return tuple(figure for family in group_comparisons(cast).values()
                 for figure in _draw_family(family, cast))  # fmt: skip


def _draw_family(family: Sequence[Contrast], cast: Cast) -> Iterator[Figure]:
    title, ids = family[0].title, anchor_comparisons(cast)
    known = [each for each in family if may_be_shown(each, cast)]
    if shares := [each for each in known if each.first.kind == "share"]:
        chart, found = build_pairs(shares, cast), write_pair_finding(shares, cast)
        yield Figure(ids[title], title, _describe(shares, cast), chart, finding=found)
    for each in known:
        if each.first.kind != "share":
            what = f"{title}: {lower_first_letter(each.naming.label)}"
            note, chart = _describe([each], cast), build_pairs([each], cast)
            yield Figure(find_anchor(each, ids), what, note, chart)


def list_pair_gaps(cast: Cast) -> list[Shown]:
    """Who is left out of the comparisons."""
    return [withhold_few(list_sides(family), cast) for family in group_comparisons(cast).values()]


def build_comparison_tables(cast: Cast) -> tuple[ResultTable, ...]:
    """A table for each comparison: both figures, the difference, the ratio, p."""
    return tuple(_table(family, cast) for family in group_comparisons(cast).values())


def anchor_comparisons(cast: Cast) -> dict[str, str]:
    """The anchor of each comparison's figures: of shares by its title, of means by their names."""
    means = (_name_mean(each) for each in cast.inputs.contrasts if each.first.kind != "share")
    return make_anchors((*group_comparisons(cast), *dict.fromkeys(means)), "compared")


def find_anchor(each: Contrast, ids: Mapping[str, str]) -> str:
    """Where a comparison is drawn."""
    return ids[each.title if each.first.kind == "share" else _name_mean(each)]


def _name_mean(each: Contrast) -> str:
    return f"{each.title}\n{each.first.variable}"


def group_comparisons(cast: Cast) -> dict[str, list[Contrast]]:
    """Comparisons by their title, in the order of study.toml."""
    families: dict[str, list[Contrast]] = {}
    for each in cast.inputs.contrasts:
        families.setdefault(each.title, []).append(each)
    return families


def may_be_shown(each: Contrast, cast: Cast) -> bool:
    """Whether both sides have enough people for nobody to be known by their answer."""
    return is_shown(min(each.first.n, each.second.n), cast.inputs.min_cell)


def build_pairs(family: Sequence[Contrast], cast: Cast) -> PairChart:
    """Comparisons of the same two segments: of shares, or of means on an axis of their own."""
    first = family[0]
    chart = PairChart(
        first.naming.first,
        first.naming.second,
        tuple(_pair(each) for each in family),
        (find_position(first.first.segment, cast), find_position(first.second.segment, cast)),
    )
    if first.first.kind == "share":
        return chart
    sides = [side for each in family for side in (each.first, each.second)]
    low, high = choose_axis(
        [BarRow("", side.value, side.n, side.weighted_n, side.interval) for side in sides]
    )
    return replace(chart, low=low, high=high, percent=False)


def _pair(each: Contrast) -> PairRow:
    label = name_answer(each.first, each.naming)
    return PairRow(
        f"{label} {BY_CONSTRUCTION}" if each.is_constructed else label,
        _side(each.first),
        _side(each.second),
        each.difference,
        each.difference_interval,
        is_sure=each.is_sure,
    )


def _side(each: Estimate) -> PairSide:
    return PairSide(each.value, each.n, each.weighted_n, each.interval)


def _describe(family: Sequence[Contrast], cast: Cast) -> str:
    """Of whom the figures are, how to read them, and what to doubt."""
    sides = list_sides(family)
    return f"{describe_basis(sides, cast)}{list_doubts(sides, cast)}"


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
    return any(is_few(side.n, cast.inputs.min_cell) for side in (each.first, each.second))
