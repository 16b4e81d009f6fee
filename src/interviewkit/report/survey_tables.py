"""Every figure of the survey as a table: what no chart of the report has room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from interviewkit.model import Estimate
from interviewkit.model.small_cells import choose_withheld_counts, is_few
from interviewkit.model.table import COUNT, MEAN, NUMBER, TEXT, WHOLE_SHARE, Column, ResultTable
from interviewkit.report.inputs import SegmentFacts
from interviewkit.report.survey_charts import name_side, withhold_few
from interviewkit.report.survey_doubts import describe_doubts
from interviewkit.report.survey_pairs import build_comparison_tables
from interviewkit.report.voices import Cast
from interviewkit.tables.fields import (
    Field,
    build_table,
    list_data_fields,
    list_figure_fields,
    read_fields,
)
from interviewkit.wording.numbers import NOTHING, interval_named

WITHHELD = "Segments in which nobody answered, or fewer than {} people, are left out."
SHOWN = 30
"""So many rows of a table are open to the eye."""


def build_survey_tables(cast: Cast) -> tuple[ResultTable, ...]:
    """Comparisons, yes-or-no questions and means, each answer scale, and the segments' sizes."""
    found = withhold_few(cast.inputs.estimates, cast).estimates
    scales = {each.variable for each in found if each.answer}
    alone = [each for each in found if each.variable not in scales]
    tables = (
        *build_comparison_tables(cast),
        _build_single([e for e in alone if e.kind == "share"], "Shares by segment", cast),
        _build_single([e for e in alone if e.kind != "share"], "Means by segment", cast),
        *(_build_scale([e for e in found if e.variable == name], cast)
          for name in dict.fromkeys(e.variable for e in found) if name in scales),
        _build_segments(cast),
    )  # fmt: skip
    return tuple(table for table in tables if table.rows)


def _build_single(found: Sequence[Estimate], title: str, cast: Cast) -> ResultTable:
    """A row a segment under each question of one figure."""
    share = title.startswith("Shares")
    kind, like = (WHOLE_SHARE, "") if share else (MEAN, "value")
    head = f"{'share' if share else 'mean'} ({interval_named(each.interval for each in found)})"
    fields = (
        _segment_field(cast),
        *list_figure_fields(Column("value", kind, head, like=like), "value", "interval", ""),
        *read_fields(COUNT, "n"),
        Field.of("weighted_n", NUMBER, places=0),
        *list_data_fields(TEXT, "variable", "method"),
    )

    def name_question(each: Estimate) -> dict[str, Any]:
        return {"group": cast.variable(each.variable)}

    name = f"survey_{'shares' if share else 'means'}"
    return build_table(name, fields, found, title, rest=name_question, shown=SHOWN,
                       notes=_notes(found, cast))  # fmt: skip


def _build_scale(found: Sequence[Estimate], cast: Cast) -> ResultTable:
    """A row a segment, a column an answer."""
    levels = list(dict.fromkeys(each.level for each in found))
    sides = dict.fromkeys(each.segment for each in found)
    rows = [[e for e in found if e.segment == segment] for segment in sides]
    fields = (
        Field.of("segment", TEXT, lambda row: name_side(row[0], cast)),
        *(field for i, level in enumerate(levels) for field in _level_fields(i, level)),
        Field.of("n", COUNT, lambda row: row[0].n),
        Field.of("weighted_n", NUMBER, lambda row: row[0].weighted_n, places=0),
    )
    variable = found[0].variable
    title = f"{cast.variable(variable)}, by segment"
    return build_table(f"survey_{variable}", fields, rows, title, shown=SHOWN,
                       notes=_notes(found, cast))  # fmt: skip


def _level_fields(i: int, level: str) -> Iterator[Field]:
    share = Column(f"share_{i}", WHOLE_SHARE, level, verbatim=True)
    yield Field(share, partial(_find_share, level=level))
    ends = {
        f"share_{i}_{end}": partial(_find_share, level=level, end=end) for end in ("low", "high")
    }
    yield from list_data_fields(WHOLE_SHARE, **ends)


def _find_share(row: Sequence[Estimate], level: str, end: str = "") -> float | None:
    each = next((each for each in row if each.level == level), None)
    if each is None or (end and each.interval is None):
        return None
    return float(getattr(each.interval, end)) if end else each.value


def _segment_field(cast: Cast) -> Field:
    return Field.of("segment", TEXT, lambda each: name_side(each, cast))


def _notes(found: Sequence[Estimate], cast: Cast) -> tuple[str, ...]:
    ways = list(dict.fromkeys(each.method for each in found if each.method))
    how = f"{ways[0][:1].upper()}{ways[0][1:]}. " if len(ways) == 1 else ""
    left = WITHHELD.format(cast.inputs.min_cell)
    return (f"{how}{left}{describe_doubts(found, cast)}",)


def _build_segments(cast: Cast) -> ResultTable:
    """How many people each segment has; of few people that is not told, nor what gives it away."""
    answered = _hide_answers(cast)

    def count_respondents(each: SegmentFacts) -> int | None:
        return None if each.name in answered else each.respondents

    def add_weights(each: SegmentFacts) -> float | None:
        return None if each.name in answered else each.weighted

    def count_participants(each: SegmentFacts) -> int | None:
        n, withheld = len(each.participants), cast.inputs.withheld.hides(each.name)
        return None if withheld or is_few(n, cast.inputs.min_cell) else n

    fields = (
        Field.of("segment", TEXT, "title"),
        Field.of("rule", TEXT, labels={"": NOTHING}),
        Field.of("respondents", COUNT, count_respondents),
        Field.of("weighted_n", NUMBER, add_weights, places=0),
        Field.of("participants", COUNT, count_participants),
    )
    title = "Segments: how many people stand behind them"
    notes = (f"{NOTHING}: withheld, as of few people.",)
    table = build_table("segments", fields, cast.inputs.segments, title, shown=SHOWN)
    hidden = any(None in row.values.values() for row in table.rows)
    return replace(table, notes=notes if hidden else ())


def _hide_answers(cast: Cast) -> frozenset[str]:
    """Segments whose number of respondents is not told."""
    sizes = {each.name: each.respondents for each in cast.inputs.segments}
    whole = {"": cast.inputs.link.respondents} if cast.inputs.link.respondents else {}
    hidden = choose_withheld_counts({**sizes, **whole}, "", cast.inputs.min_cell)
    return hidden | {segment for _, segment in cast.inputs.withheld.answers}
