"""Two segments of the survey side by side: both figures, how far apart, how many times as much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from interviewkit.model import Contrast, Estimate
from interviewkit.model import table as kinds
from interviewkit.model.estimate import Naming
from interviewkit.model.table import ESTIMATE, Column, Lead, ResultTable
from interviewkit.tables.fields import Field, build_table, list_data_fields, list_figure_fields
from interviewkit.tables.survey.estimates import MANY, list_cautions, warn_of_many, worth_fields
from interviewkit.wording.sentences import describe_contrast

SIDES, ENDS = ("first", "second"), ("low", "high")
SHARES = dict.fromkeys(SIDES, kinds.WHOLE_SHARE) | {"difference": kinds.POINTS}
IN_POINTS = "of shares in percentage points"
TIMES = "how many times as much the first is as the second"
HOLM = "adjusted for all that is compared at once"
CONSTRUCTED = "by construction"
FOR_REPORT = (
    "what", "first", "second", "n_first", "n_second", "difference", "ratio", "p", "p_holm",
)  # fmt: skip


def build_contrasts(found: Sequence[Contrast]) -> ResultTable:
    """A row a variable, or answer, that two segments are compared in; comparisons are groups."""
    several = len({each.title for each in found}) > 1
    title = found[0].title if found and not several else "segments of the survey compared"

    def describe_rest(each: Contrast) -> dict[str, Any]:
        return {
            "group": each.title if several else "",
            "kinds": SHARES if each.first.kind == "share" else {},
            "instead": dict.fromkeys(("p", "p_holm"), CONSTRUCTED) if each.is_constructed else {},
        }

    fields, notes = _list_fields(found), tuple(_list_notes(found))
    name = "survey_contrasts"
    return build_table(name, fields, found, title, _leads, describe_rest, notes=notes)


def list_sides(found: Sequence[Contrast]) -> list[Estimate]:
    """The figures that are compared, each once."""
    return list(dict.fromkeys(side for each in found for side in (each.first, each.second)))


def name_answer(side: Estimate, naming: Naming) -> str:
    """``Burned out``; ``Effect of AI: positive`` where an answer is meant."""
    return f"{naming.label}: {side.answer}" if side.answer else naming.label


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
    difference = Column("difference", kinds.DIFFERENCE, like="size", note=IN_POINTS)
    ratio = Column("ratio", kinds.RATIO, note=TIMES, spare=4)
    return (
        Field.of("size", kinds.MEAN, _size, read=False, data=False),
        Field.of("what", kinds.TEXT, _name, head="", read=False, data=False),
        Field.of("variable", kinds.TEXT, "first.variable"),
        Field.of("level", kinds.TEXT, "first.level", read=any(e.first.level for e in found)),
        *(
            Field.of(
                side, kinds.MEAN, f"{side}.value", head=head, like="size", verbatim=True,
                ends=(f"{side}_low", f"{side}_high"),
            )
            for side, head in zip(SIDES, _heads(found), strict=True)
        ),
        *list_figure_fields(difference, "difference", "difference_interval", ""),
        *list_figure_fields(ratio, "ratio", "ratio_interval"),
        Field.of("p", kinds.P, spare=3),
        Field.of("p_holm", kinds.P, "adjusted", head="p (Holm)", note=HOLM),
        Field.of("n_first", kinds.COUNT, "first.n", spare=1),
        Field.of("n_second", kinds.COUNT, "second.n", spare=2),
        Field.of("shared", kinds.COUNT, read=shared, note="people in both sides"),
        *list_data_fields(
            kinds.TEXT,
            compared="title",
            first_segment="first.segment",
            second_segment="second.segment",
            statistic="first.kind",
        ),
        *list_data_fields(kinds.NUMBER, "se", "df"),
        *list_data_fields(
            kinds.MEAN,
            **{f"{side}_{end}": f"{side}.interval.{end}" for side in SIDES for end in ENDS},
        ),
        *(
            field
            for side in SIDES
            for field in (
                *list_data_fields(
                    kinds.EFFECTIVE, **{f"{side}_effective_n": f"{side}.effective_n"}
                ),
                *worth_fields(side),
            )
        ),
        *list_data_fields(kinds.TEXT, "method", words=describe_contrast),
    )  # fmt: skip


def _size(each: Contrast) -> float:
    return max(abs(each.first.value), abs(each.second.value))


def _name(each: Contrast) -> str:
    return name_answer(each.first, each.naming)


def _leads(each: Contrast) -> dict[str, Lead]:
    sides = (each.first, each.second)
    return {k: Lead(ESTIMATE, s.variable, s.segment) for k, s in zip(SIDES, sides, strict=True)}
