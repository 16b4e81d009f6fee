"""Survey figures of two segments side by side, as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from interviewkit.model import Contrast, Estimate
from interviewkit.model.table import (
    COUNT,
    DIFFERENCE,
    EFFECTIVE,
    ESTIMATE,
    LIST,
    MEAN,
    NUMBER,
    POINTS,
    RATIO,
    SHARE,
    TEXT,
    WHOLE_SHARE,
    Column,
    Lead,
    P,
    ResultTable,
    Row,
)
from interviewkit.tables.fields import (
    Field,
    data_fields,
    figure_fields,
    list_columns,
    read_values,
)
from interviewkit.tables.inference import P_VALUE, explain_difference, name_untested
from interviewkit.wording.cautions import describe_cautions
from interviewkit.wording.numbers import count, interval_named

SIDES = ("first", "second")
KINDS: Mapping[str, str] = {
    "first": WHOLE_SHARE,
    "second": WHOLE_SHARE,
    "difference": POINTS,
}
"""The kinds of number of a row of shares; of other rows they are those of their columns."""


def build_contrasts(found: Sequence[Contrast], titles: Mapping[str, str]) -> ResultTable:
    """Both figures of each variable, how far apart they are, and how many times as much.

    ``titles`` are the names of segments to show for them; the rows are of the same two.
    """
    named = {"first": found[0].first.segment, "second": found[0].second.segment}
    heads = {side: titles.get(name, name) for side, name in named.items()}
    fields = _list_fields(found, heads)
    rows = tuple(_row(each, fields) for each in found)
    columns = list_columns(fields)
    return ResultTable("contrasts", columns, rows, found[0].title, tuple(_notes(found)))


def name_figure(side: Estimate, variable: str) -> str:
    """What is counted: the variable, with the level whose share it is."""
    return f"{variable}: {side.level}" if side.level not in ("", "yes") else variable


def _list_fields(found: Sequence[Contrast], heads: Mapping[str, str]) -> tuple[Field, ...]:
    apart = "the first less the second, of shares in percentage points"
    said = explain_difference(apart, [each.difference_interval for each in found])
    times = Column("ratio", RATIO, head="times as much", note="one figure over the other")
    holm = Column("p_holm", P, head="p (Holm)", note="p adjusted over what is compared at once")
    return (
        Field(
            Column("what", TEXT, head="", data=False),
            lambda c: name_figure(c.first, c.first.variable),
        ),
        *data_fields(TEXT, variable="first.variable", level="first.level"),
        *(field for side in SIDES for field in _side(side, heads[side])),
        *figure_fields(
            Column("difference", DIFFERENCE, like="size", note=said),
            "difference",
            "difference_interval",
            ("low", "high"),
        ),
        *figure_fields(times, "ratio", "ratio_interval"),
        Field(P_VALUE, "p"),
        Field(holm, "adjusted"),
        *data_fields(COUNT, shared="shared"),
        *data_fields(TEXT, compared="title", first_segment="first.segment"),
        *data_fields(TEXT, second_segment="second.segment", statistic="first.kind"),
        *data_fields(NUMBER, se="se", df="df"),
        *(field for side in SIDES for field in _doubts(side)),
        *data_fields(TEXT, method="method", words="words"),
        Field(Column("size", MEAN, read=False, data=False), _size),
    )


def _side(side: str, head: str) -> Iterator[Field]:
    figure = Column(side, MEAN, head="figure", spanner=head, like=side)
    yield from figure_fields(figure, f"{side}.value", f"{side}.interval")
    yield Field(Column(f"n_{side}", COUNT, head="n", spanner=head), f"{side}.n")


def _doubts(side: str) -> tuple[Field, ...]:
    """What must be known of a side's figure before it is shown."""
    bounds = {f"{side}_bound_{end}": f"{side}.unanswered.{end}" for end in ("low", "high")}
    paths = {f"{side}_korn_graubard_{e}": f"{side}.korn_graubard.{e}" for e in ("low", "high")}
    return (
        *data_fields(EFFECTIVE, **{f"{side}_effective_n": f"{side}.effective_n"}),
        *data_fields(SHARE, **paths),
        *data_fields(COUNT, **{f"{side}_no_answer": f"{side}.unanswered.n"}),
        *data_fields(SHARE, **{f"{side}_no_answer_share": f"{side}.unanswered.share"}),
        *data_fields(NUMBER, **bounds),
        *data_fields(
            LIST, **{f"{side}_cautions": lambda each: describe_cautions(getattr(each, side))}
        ),
    )


def _row(each: Contrast, fields: Sequence[Field]) -> Row:
    sides = zip(SIDES, (each.first, each.second), strict=True)
    return Row(
        read_values(fields, each),
        leads={side: Lead(ESTIMATE, of.variable, of.segment) for side, of in sides},
        kinds=KINDS if each.first.kind == "share" else {},
        instead=name_untested(each.method),
    )


def _size(each: Contrast) -> float:
    """The larger of the two figures: their difference is as round as that."""
    return max(abs(each.first.value), abs(each.second.value))


def _notes(found: Sequence[Contrast]) -> Iterator[str]:
    named = interval_named(each.first.interval for each in found)
    yield f"Brackets: {named}s."
    if shared := max(each.shared for each in found):
        yield f"{count(shared)} people are in both; the intervals allow for it."
