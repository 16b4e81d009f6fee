"""Every theme against every segment or variable, people by people, as tables."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from interviewkit.model import Association, Associations, Trend
from interviewkit.model import table as kinds
from interviewkit.model.table import TEXT, VOICES, Column, Lead, ResultTable
from interviewkit.tables.fields import (
    Field,
    build_table,
    list_data_fields,
    list_interval_fields,
    measure_fields,
)
from interviewkit.tables.findings import inference as tests
from interviewkit.wording.numbers import NOTHING, percent, points_size


def build_associations(rows: Sequence[Association], *, full: bool = False) -> ResultTable:
    """Shares of people inside and outside of segments who voiced each theme, with tests.

    ``full`` has room for the interval of each side, for who was asked, and the ratio of shares.
    """
    fields = (
        Field.of("theme", TEXT, name_theme, data=False),
        Field.of("held_against", TEXT, name_segment, head="segment", data=False),
        *list_data_fields(TEXT, "of", "kind", "polarity", "segment", "against", "unit", "wave"),
        *(field for side in ("inside", "outside") for field in _side(side, full)),
        *_figures(rows, full),
        *_corrected(),
    )
    title = "Every theme against every segment: shares of people"
    table = _build("associations", title, fields, rows)
    corrected, modelled = (any(getattr(r, n) for r in rows) for n in ("corrected", "modelled"))
    used = {"coded_difference": corrected, "adjusted_odds_ratio": modelled}
    return table.without(*(key for key in used if not used[key]))


def build_trends(rows: Sequence[Trend]) -> ResultTable:
    """Whether those who voiced a theme stand higher or lower on ordered and numeric variables."""
    higher = "how much more often than not who voiced it has the higher value of two, -1 to 1"
    said = tests.explain_difference(higher, [row.correlation.interval for row in rows])
    median = Column("voiced_median", kinds.MEAN, head="median voiced", spare=1)
    medians = "on the variable, of those who voiced it and of those who did not"
    correlation = Column("correlation", kinds.NUMBER, head="rank correlation", note=said)
    fields = (
        Field.of("theme", TEXT, name_theme, data=False),
        Field.of("held_against", TEXT, "variable", head="variable", data=False),
        *list_data_fields(TEXT, "of", "kind", "polarity", "variable", "unit", "wave"),
        *list_data_fields(kinds.COUNT, "people"),
        Field.of("voiced", kinds.COUNT, out_of="people", head="voiced it"),
        *measure_fields(correlation, "correlation"),
        *measure_fields(Column("superiority", kinds.SHARE, read=False), "superiority"),
        *list_data_fields(kinds.NUMBER, amount_correlation="amount"),
        Field(replace(median, note=medians)),
        Field(replace(median, key="silent_median", head="median silent")),
        *_tested(rows, kinds.NUMBER),
        *list_data_fields(kinds.COUNT, "groups"),
        *list_data_fields(
            TEXT,
            levels=lambda row: "; ".join(
                f"{each.level}: {each.voiced} of {each.people}" for each in row.levels
            ),
            rests_on="rests_on",
        ),
        *_why(),
    )
    return _build("trends", "Themes against survey variables, people by people", fields, rows)


def name_theme(row: Association | Trend) -> str:
    """The code or theme, with its sign where only one polarity counts."""
    return f"{row.of} {row.polarity}".strip()


def name_segment(row: Association, segment: str = "") -> str:
    """The segment, and what it is held against where that is not everyone else."""
    named = segment or row.segment
    return f"{named} : {row.against}" if row.against else named


def list_association_remarks(found: Associations) -> Iterator[str]:
    """What is to be said of rows, each remark once with the rows that it is about."""
    rows: list[tuple[str, Association | Trend]]
    rows = [(f"{row.of} × {row.segment}", row) for row in found.segments]
    rows += [(f"{row.of} × {row.variable}", row) for row in found.variables]
    return tests.list_remarks(
        (of, text) for of, row in rows for text in ([row.why] if row.why else row.notes)
    )


# -- columns -------------------------------------------------------------------------------------


def _side(side: str, full: bool) -> Iterator[Field]:
    def column(key: str, kind: str, head: str) -> Column:
        return Column(f"{side}_{key}", kind, head=head, spanner=side)

    def silent(row: Association) -> tuple[str, ...]:
        return row.inside.silent if side == "inside" else row.outside.silent

    def data(kind: str, *keys: str) -> tuple[Field, ...]:
        return list_data_fields(kind, **{f"{side}_{key}": f"{side}.{key}" for key in keys})

    people = replace(column("voiced", kinds.COUNT, "people"), out_of=f"{side}_people")
    asked = replace(column("silent_though_asked", kinds.COUNT, "silent though asked"), read=full)
    share = column("share", kinds.WHOLE_SHARE, "share")
    rate = replace(column("rate", kinds.RATE, "per 1,000 words"), spare=1)
    yield from data(kinds.COUNT, "people")
    yield Field(people, f"{side}.voiced")
    yield from data(kinds.COUNT, "asked")
    yield Field(asked, lambda row: len(silent(row)))
    yield from list_data_fields(TEXT, **{f"{side}_silent": lambda row: ", ".join(silent(row))})
    yield from measure_fields(share, f"{side}.share", beside=full)
    yield from data(kinds.EFFECTIVE, "effective_n")
    yield from data(kinds.COUNT, "passages", "words")
    yield from measure_fields(rate, f"{side}.rate", beside=False)


def _figures(rows: Sequence[Association], full: bool) -> Iterator[Field]:
    ends = [row.difference.interval for row in rows]
    said = tests.explain_difference("inside less outside, in points", ends)
    times = Column("risk_ratio", kinds.RATIO, head="ratio of shares", read=full)
    held = "with covariates held fixed"
    odds = Column("adjusted_odds_ratio", kinds.RATIO, head="odds ratio", note=held)
    power = next((row.detectable.power for row in rows if row.detectable), 0.8)
    could = "the smallest difference, in points, that so many people would have shown in "
    could += f"{percent(power)} of studies"
    yield from measure_fields(Column("difference", kinds.POINTS, note=said), "difference")
    yield from measure_fields(times, "risk_ratio")
    yield from measure_fields(Column("odds_ratio", kinds.RATIO, read=False), "odds_ratio")
    yield from measure_fields(Column("rate_ratio", kinds.RATIO, read=False), "rate_ratio")
    yield from _tested(rows, kinds.POINTS)
    yield from measure_fields(odds, "modelled.odds_ratio")
    yield from list_data_fields(
        TEXT, covariates=lambda r: ", ".join(r.modelled.covariates) if r.modelled else ""
    )
    yield from list_data_fields(kinds.COUNT, model_people="modelled.people", groups="groups")
    yield from list_data_fields(TEXT, "design")
    yield from list_data_fields(kinds.SHARE, could_see_above="detectable.above")
    yield from list_data_fields(kinds.SHARE, could_see_below="detectable.below")
    yield from list_data_fields(kinds.POINTS, could_see_difference="detectable.smallest")
    yield Field.of("could_see", kinds.FIGURE, _could_see, spare=2, note=could, data=False)
    yield from list_data_fields(kinds.SHARE, power="detectable.power")


def _corrected() -> Iterator[Field]:
    coded = Column("coded_difference", kinds.POINTS, head="as coded", note=tests.AS_CODED)
    yield from list_data_fields(TEXT, "rests_on")
    yield from list_data_fields(kinds.SHARE, corrected_inside="corrected_inside.share")
    yield from list_data_fields(kinds.SHARE, corrected_outside="corrected_outside.share")
    yield from measure_fields(Column("corrected_difference", kinds.POINTS, read=False), "corrected")
    yield from measure_fields(coded, "coded")
    yield from tests.ALLOWANCES
    yield from _why()


def _tested(rows: Sequence[Association | Trend], kind: str) -> Iterator[Field]:
    together = tests.explain_simultaneous(next((row.tested.adjust for row in rows), ""))
    yield from list_data_fields(TEXT, test="tested.name")
    yield Field(tests.P_VALUE, "tested.p")
    yield Field(tests.ADJUSTED, "tested.adjusted")
    yield from list_data_fields(TEXT, adjust="tested.adjust", family="tested.family")
    yield from list_data_fields(kinds.COUNT, family_tests="tested.tests")
    wide = Column("simultaneous", kind, note=together, spare=3)
    yield from list_interval_fields(wide, "tested.simultaneous")
    yield from list_data_fields(kinds.SHARE, simultaneous_level="tested.simultaneous.level")


def _why() -> Iterator[Field]:
    yield from list_data_fields(kinds.TRUTH, "small")
    yield from list_data_fields(
        TEXT, "why", notes=lambda row: "; ".join(row.notes), method="method"
    )


# -- rows and cells ------------------------------------------------------------------------------


def _build(
    name: str, title: str, fields: Sequence[Field], rows: Sequence[Association | Trend]
) -> ResultTable:
    done = [row.tested for row in rows if row.tested.done]
    adjust = done[0].adjust if done else ""
    families = ((tested.family, tested.tests) for tested in done)
    how = tests.describe_tests((tested.name for tested in done), adjust, families)
    notes, empty = tuple(how), "nothing to show"
    return build_table(name, fields, rows, title, _leads, _rest, notes=notes, empty=empty)


def _leads(row: Association | Trend) -> dict[str, Lead]:
    if isinstance(row, Trend):
        return {"voiced": Lead(VOICES, row.of, wave=row.wave)}
    sides = {"inside_voiced": row.segment, "outside_voiced": row.against}
    return {key: Lead(VOICES, row.of, side, row.wave) for key, side in sides.items()}


def _rest(row: Association | Trend) -> dict[str, Any]:
    """What is tested is a difference or, with covariates, the odds ratio of their model."""
    modelled = isinstance(row, Association) and row.modelled
    kind = {"simultaneous": kinds.RATIO} if modelled else {}
    return {"instead": tests.name_untested(row.why), "kinds": kind}


def _could_see(row: Association) -> str:
    gap = row.detectable.smallest if row.detectable else math.nan
    return NOTHING if math.isnan(gap) else f"±{points_size(gap)}"
