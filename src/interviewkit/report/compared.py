"""Two segments of the survey side by side: a chart, a table and a sentence for each comparison."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.model import Contrast, Estimate
from interviewkit.model.association import BY_CONSTRUCTION
from interviewkit.report.doubts import doubts
from interviewkit.report.figures import BarChart, BarRow, Figure, Sentence, Table, sentence
from interviewkit.report.pages import anchors
from interviewkit.report.voices import Cast
from interviewkit.wording.numbers import (
    NOTHING,
    add_interval,
    count,
    interval_named,
    mean,
    mean_difference,
    mean_difference_range,
    mean_range,
    p_value,
    percent,
    percent_range,
    points_named,
    points_range,
    ratio,
    ratio_range,
)

CONSTRUCTED = "by construction"

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


def comparison_tables(cast: Cast) -> tuple[Table, ...]:
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
    label = cast.inputs.variable_labels.get(side.variable, "") or side.variable
    return f"{label}: {side.level}" if side.level not in ("", "yes") else label


def _table(title: str, family: Sequence[Contrast], cast: Cast) -> Table:
    one, two = (_title(side.segment, cast) for side in (family[0].first, family[0].second))
    head = ("", one, two, "Difference", "Times as much", "p", "p (Holm)")
    rows = tuple(_row(each, cast) for each in family)
    sides = list(dict.fromkeys(side for each in family for side in (each.first, each.second)))
    note = f"{_table_note(family)}{doubts(sides, cast)}"
    return Table(title, head, rows, tuple(range(1, len(head))), note)


def _table_note(family: Sequence[Contrast]) -> str:
    shared = max(each.shared for each in family)
    both = f" {count(shared)} people are in both; the intervals allow for it." if shared else ""
    return (
        "Shares differ by percentage points; “times as much” is one figure over the other. "
        f"Brackets: {_named(family)}s. p (Holm) is adjusted over the rows of this table."
        f"{both}"
    )


def _row(each: Contrast, cast: Cast) -> tuple[str, ...]:
    is_share = each.first.kind == "share"
    return (
        _what(each.first, cast),
        _figure(each.first, is_share),
        _figure(each.second, is_share),
        _difference(each, is_share),
        add_interval(ratio(each.ratio), ratio_range(each.ratio_interval)),
        *(
            (CONSTRUCTED, CONSTRUCTED)
            if _is_constructed(each)
            else (p_value(each.p), p_value(each.adjusted))
        ),
    )


def _is_constructed(each: Contrast) -> bool:
    return each.method.startswith(BY_CONSTRUCTION)


def _figure(side: Estimate, is_share: bool) -> str:
    if not side.n:
        return NOTHING
    value = percent(side.value) if is_share else mean(side.value)
    if side.interval is None:
        return f"{value} (n {count(side.n)})"
    span = percent_range(side.interval) if is_share else mean_range(side.interval, side.value)
    return f"{value} ({span}; n {count(side.n)})"


def _difference(each: Contrast, is_share: bool) -> str:
    value, ends = each.difference, each.difference_interval
    if is_share:
        return add_interval(points_named(value), points_range(ends))
    like = max(abs(each.first.value), abs(each.second.value))
    return add_interval(mean_difference(value, like), mean_difference_range(ends, like))
