"""Themes by segment and variable, row by row, and what codes, themes and segments are called."""

from __future__ import annotations

import math

from interviewkit.model import Association, Associations, Measure, Side, Trend
from interviewkit.model.association import BY_CONSTRUCTION
from interviewkit.report.figures import Table
from interviewkit.report.voices import Cast
from interviewkit.wording.numbers import (
    HARD_SPACE,
    MINUS,
    NOTHING,
    add_interval,
    count,
    decimal,
    decimal_range,
    of_people,
    p_value,
    percent,
    percent_range,
    points,
    points_range,
    points_size,
    rate,
    ratio,
    ratio_range,
)

SHOWN = 25
TOGETHER = (
    "A simultaneous interval is at the level at which those of the whole family hold together: "
    "where it leaves out no difference, the adjusted p says the same."
)


class Names:
    """What codes, themes and segments are called."""

    def __init__(self, cast: Cast) -> None:
        codebook = cast.inputs.codebook
        self.things = (
            {code.id: code.label or code.id for code in codebook.codes} if codebook else {}
        )
        for theme in codebook.themes if codebook else ():
            self.things.setdefault(theme.id, theme.label or theme.id)
        self.segments = {each.name: each.title for each in cast.inputs.segments}
        self.variables = cast.inputs.variable_labels

    def of(self, row: Association | Trend) -> str:
        name = self.things.get(row.of, row.of)
        return f"{name} ({row.polarity.replace('-', MINUS)})" if row.polarity else name

    def segment(self, row: Association) -> str:
        return self.segments.get(row.segment, row.segment)

    def variable(self, row: Trend) -> str:
        return self.variables.get(row.variable, "") or row.variable


def segments_table(found: Associations, words: Names) -> Table | None:
    """Every comparison that may be shown, the surest first."""
    rows = [row for row in found.segments if not row.small]
    if not rows:
        return None
    rows.sort(key=lambda row: (math.isnan(row.tested.adjusted), row.tested.adjusted, row.tested.p))
    modelled = any(row.modelled for row in rows)
    corrected = any(row.corrected for row in rows)
    head = [
        "Theme", "Segment", "Inside", "Outside", "Difference, points", "Simultaneous",
        "Ratio of shares", "Per 1,000 words", "Not raised although asked", "p", "p adjusted",
        "Could be seen",
    ]  # fmt: skip
    after = head.index("Simultaneous") + 1
    head[after:after] = ["As coded"] if corrected else []
    head += ["Odds ratio, adjusted"] if modelled else []
    body = tuple(
        (
            *_cells(row, words)[:after],
            *([_points(row.coded) if row.coded else NOTHING] if corrected else []),
            *_cells(row, words)[after:],
            *([_odds(row)] if modelled else []),
        )
        for row in rows
    )
    note = "; ".join(dict.fromkeys(row.tested.name for row in rows if row.tested.done))
    note = f"Tests: {note}. Intervals: {rows[0].method}. {TOGETHER}" if note else rows[0].method
    caption = "Every theme against every segment: shares of people"
    return Table(caption, tuple(head), body, tuple(range(2, len(head))), note, shown=SHOWN)


def _cells(row: Association, words: Names) -> tuple[str, ...]:
    return (
        words.of(row),
        words.segment(row) + (f" : {row.against}" if row.against else ""),
        _cell(row.inside),
        _cell(row.outside),
        _points(row.difference),
        _simultaneous(row),
        _times(row.risk_ratio),
        f"{_rate(row.inside)} / {_rate(row.outside)}",
        f"{count(len(row.inside.silent))} / {count(len(row.outside.silent))}",
        *_p_cells(row),
        _seen(row),
    )


def _p_cells(row: Association | Trend) -> tuple[str, str]:
    if row.why.startswith(BY_CONSTRUCTION):
        return "by construction", NOTHING
    return p_value(row.tested.p), p_value(row.tested.adjusted)


def _simultaneous(row: Association) -> str:
    """Of points, or where a model is tested of its odds ratio."""
    wide = row.tested.simultaneous
    return ratio_range(wide) if row.modelled else points_range(wide)


def variables_table(found: Associations, words: Names) -> Table | None:
    rows = [row for row in found.variables if not row.small]
    if not rows:
        return None
    head = (
        "Theme", "Variable", "Voiced it", "Rank correlation", "Simultaneous", "p", "p adjusted",
    )  # fmt: skip
    body = tuple(
        (
            words.of(row),
            words.variable(row),
            of_people(row.voiced, row.people),
            add_interval(decimal(row.correlation.value), decimal_range(row.correlation.interval)),
            decimal_range(row.tested.simultaneous),
            *_p_cells(row),
        )
        for row in rows
    )
    caption = "Themes against survey variables, people by people"
    return Table(caption, head, body, (2, 3, 4, 5, 6), f"{rows[0].method}. {TOGETHER}", shown=SHOWN)


def _cell(side: Side) -> str:
    return (
        f"{percent(side.share.value)} ({percent_range(side.share.interval)}), "
        f"{count(side.voiced)}/{count(side.people)}"
    )


def _points(measure: Measure) -> str:
    return add_interval(points(measure.value), points_range(measure.interval))


def _times(measure: Measure) -> str:
    return add_interval(ratio(measure.value), ratio_range(measure.interval))


def _rate(side: Side) -> str:
    return rate(side.rate.value)


def _seen(row: Association) -> str:
    gap = row.detectable.smallest if row.detectable else math.nan
    return NOTHING if math.isnan(gap) else f"±{points_size(gap)}{HARD_SPACE}points"


def _odds(row: Association) -> str:
    return _times(row.modelled.odds_ratio) if row.modelled else NOTHING
