"""Two segments of the survey side by side: both figures, how far apart, how many times as much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interviewkit.model import Contrast, Estimate
from interviewkit.model.estimate import Naming
from interviewkit.model.table import (
    COUNT,
    DIFFERENCE,
    EFFECTIVE,
    ESTIMATE,
    MEAN,
    NUMBER,
    POINTS,
    RATIO,
    TEXT,
    WHOLE_SHARE,
    Column,
    Lead,
    P,
    ResultTable,
    Row,
)
from interviewkit.tables.estimates import MANY, list_cautions, warn_of_many, worth_fields
from interviewkit.tables.fields import Field, data_fields, figure_fields, list_columns, read_values
from interviewkit.wording.contrasts import describe_contrast

SIDES, ENDS = ("first", "second"), ("low", "high")
IN_POINTS = "of shares in percentage points"
TIMES = "how many times as much the first is as the second"
HOLM = "adjusted for all that is compared at once"
CONSTRUCTED = "by construction"
FOR_REPORT = (
    "what",
    "first",
    "second",
    "n_first",
    "n_second",
    "difference",
    "ratio",
    "p",
    "p_holm",
)


def build_contrasts(found: Sequence[Contrast]) -> ResultTable:
    """A row a variable, or answer, that two segments are compared in; comparisons are groups."""
    several = len({each.title for each in found}) > 1
    fields = _list_fields(found)
    return ResultTable(
        "survey_contrasts",
        list_columns(fields),
        tuple(_row(each, fields, each.title if several else "") for each in found),
        title=found[0].title if found and not several else "segments of the survey compared",
        notes=tuple(_list_notes(found)),
    )


def list_sides(found: Sequence[Contrast]) -> list[Estimate]:
    """The figures that are compared, each once."""
    return list(dict.fromkeys(side for each in found for side in (each.first, each.second)))


def name_answer(side: Estimate, naming: Naming) -> str:
    """``Burned out``; ``Effect of AI: positive`` where an answer is meant."""
    return f"{naming.label}: {side.level}" if side.level not in ("", "yes") else naming.label


def _list_notes(found: Sequence[Contrast]) -> Iterator[str]:
    yield from map(describe_contrast, found[:MANY])
    if len(found) > MANY:
        yield f"… and {len(found) - MANY} more sentences; JSON and CSV have all of them"
    yield from list_cautions(list_sides(found))
    yield from warn_of_many(len(found), "will differ", "p (Holm) is adjusted for all of them")


def _heads(found: Sequence[Contrast]) -> tuple[str, str]:
    """Both segments' titles, where all rows have the same two."""
    titles = {(each.naming.first, each.naming.second) for each in found}
    return titles.pop() if len(titles) == 1 else ("first", "second")


def _list_fields(found: Sequence[Contrast]) -> tuple[Field, ...]:
    shared = any(each.shared for each in found)
    difference = Column("difference", DIFFERENCE, like="size", note=IN_POINTS)
    ratio = Column("ratio", RATIO, note=TIMES, spare=4)
    return (
        Field(Column("size", MEAN, read=False, data=False), _size),
        Field(Column("what", TEXT, "", read=False, data=False), _name),
        Field(Column("variable", TEXT), "first.variable"),
        Field(Column("level", TEXT, read=any(e.first.level for e in found)), "first.level"),
        *(
            Field(
                Column(side, MEAN, head, ends=(f"{side}_low", f"{side}_high"), like="size",
                       verbatim=True),
                f"{side}.value",
            )
            for side, head in zip(SIDES, _heads(found), strict=True)
        ),
        *figure_fields(difference, "difference", "difference_interval", ""),
        *figure_fields(ratio, "ratio", "ratio_interval"),
        Field(Column("p", P, spare=3)),
        Field(Column("p_holm", P, "p (Holm)", note=HOLM), "adjusted"),
        Field(Column("n_first", COUNT, spare=1), "first.n"),
        Field(Column("n_second", COUNT, spare=2), "second.n"),
        Field(Column("shared", COUNT, read=shared, note="people in both sides")),
        *data_fields(
            TEXT,
            compared="title",
            first_segment="first.segment",
            second_segment="second.segment",
            statistic="first.kind",
        ),
        *data_fields(NUMBER, "se", "df"),
        *data_fields(
            MEAN,
            **{f"{side}_{end}": f"{side}.interval.{end}" for side in SIDES for end in ENDS},
        ),
        *(
            field
            for side in SIDES
            for field in (
                *data_fields(EFFECTIVE, **{f"{side}_effective_n": f"{side}.effective_n"}),
                *worth_fields(side),
            )
        ),
        *data_fields(TEXT, "method", words=describe_contrast),
    )  # fmt: skip


def _size(each: Contrast) -> float:
    return max(abs(each.first.value), abs(each.second.value))


def _name(each: Contrast) -> str:
    return name_answer(each.first, each.naming)


def _row(each: Contrast, fields: Sequence[Field], group: str) -> Row:
    leads = {
        key: Lead(ESTIMATE, side.variable, side.segment)
        for key, side in zip(SIDES, (each.first, each.second), strict=True)
    }
    shares = dict.fromkeys(SIDES, WHOLE_SHARE) | {"difference": POINTS}
    return Row(
        read_values(fields, each),
        group,
        leads=leads,
        kinds=shares if each.first.kind == "share" else {},
        instead=dict.fromkeys(("p", "p_holm"), CONSTRUCTED) if each.is_constructed else {},
    )
