"""Every theme against every segment or variable, people by people, as tables."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from interviewkit.model import Association, Associations, Trend
from interviewkit.model.table import (
    COUNT,
    EFFECTIVE,
    FIGURE,
    MEAN,
    NUMBER,
    POINTS,
    RATE,
    RATIO,
    SHARE,
    TEXT,
    TRUTH,
    VOICES,
    WHOLE_SHARE,
    Column,
    Lead,
    ResultTable,
    Row,
)
from interviewkit.tables.fields import (
    Field,
    data_fields,
    interval_fields,
    list_columns,
    measure_fields,
    read_values,
)
from interviewkit.tables.inference import (
    ADJUSTED,
    ALLOWANCES,
    AS_CODED,
    P_VALUE,
    describe_tests,
    explain_difference,
    explain_simultaneous,
    list_remarks,
    name_untested,
)
from interviewkit.wording.numbers import NOTHING, percent, points_size


def build_associations(rows: Sequence[Association], *, full: bool = False) -> ResultTable:
    """Shares of people inside and outside of segments who voiced each theme, with tests.

    ``full`` has room for the interval of each side, for who was asked, and the ratio of shares.
    """
    fields = (*_what("segment", "against"), *_side("inside", full), *_side("outside", full))
    fields = (*fields, *_figures(rows, full), *_rests())
    table = ResultTable(
        "associations",
        list_columns(fields),
        tuple(_row(row, fields) for row in rows),
        "Every theme against every segment: shares of people",
        tuple(_tests(rows)),
        "nothing to show",
    )
    corrected, modelled = (any(getattr(r, n) for r in rows) for n in ("corrected", "modelled"))
    used = {"coded_difference": corrected, "adjusted_odds_ratio": modelled}
    return table.without(*(key for key in used if not used[key]))


def build_trends(rows: Sequence[Trend]) -> ResultTable:
    """Whether those who voiced a theme stand higher or lower on ordered and numeric variables."""
    ends = [row.correlation.interval for row in rows]
    higher = (
        "how much more often than not somebody who voiced it has the higher value of two, -1 to 1"
    )
    middle = Column("voiced_median", MEAN, head="median voiced", spare=1)
    silent = replace(middle, key="silent_median", head="median silent")
    medians = "on the variable, of those who voiced it and of those who did not"
    fields = (
        *_what("variable"),
        *data_fields(COUNT, people="people"),
        Field(Column("voiced", COUNT, out_of="people", head="voiced it"), "voiced"),
        *measure_fields(
            Column(
                "correlation",
                NUMBER,
                head="rank correlation",
                note=explain_difference(higher, ends),
            ),
            "correlation",
        ),
        *measure_fields(Column("superiority", SHARE, read=False), "superiority"),
        *data_fields(NUMBER, amount_correlation="amount"),
        Field(replace(middle, note=medians), "voiced_median"),
        Field(silent, "silent_median"),
        *_tested(rows, NUMBER),
        *data_fields(COUNT, groups="groups"),
        *data_fields(TEXT, levels=_name_levels, rests_on="rests_on"),
        *_why(),
    )
    title = "Themes against survey variables, people by people"
    lines = tuple(Row(read_values(fields, row), instead=name_untested(row.why)) for row in rows)
    columns = list_columns(fields)
    return ResultTable("trends", columns, lines, title, tuple(_tests(rows)), "nothing to show")


def name_theme(row: Association | Trend) -> str:
    """The code or theme, with its sign where only one polarity counts."""
    return f"{row.of} {row.polarity}".strip()


def name_segment(row: Association, segment: str = "") -> str:
    """The segment, and what it is held against where that is not everyone else."""
    named = segment or row.segment
    return f"{named} : {row.against}" if row.against else named


def list_association_remarks(found: Associations) -> Iterator[str]:
    """What is to be said of rows, each remark once with the rows that it is about."""
    rows = [(f"{row.of} × {row.segment}", row.why, row.notes) for row in found.segments]
    rows += [(f"{row.of} × {row.variable}", row.why, row.notes) for row in found.variables]
    return list_remarks((of, text) for of, why, notes in rows for text in ([why] if why else notes))


# -- columns -------------------------------------------------------------------------------------


def _what(*against: str) -> tuple[Field, ...]:
    """What is asked: which theme, of whom, against what."""
    where = name_segment if "against" in against else against[0]
    return (
        Field(Column("theme", TEXT, data=False), name_theme),
        Field(Column("held_against", TEXT, head=against[0], data=False), where),
        *data_fields(TEXT, of="of", kind="kind", polarity="polarity"),
        *data_fields(TEXT, **{name: name for name in against}),
        *data_fields(TEXT, unit="unit", wave="wave"),
    )


def _side(side: str, full: bool) -> tuple[Field, ...]:
    def column(key: str, kind: str, head: str) -> Column:
        return Column(f"{side}_{key}", kind, head=head, spanner=side)

    def silent(row: Association) -> tuple[str, ...]:
        return row.inside.silent if side == "inside" else row.outside.silent

    asked = replace(column("silent_though_asked", COUNT, "silent though asked"), read=full)
    rate = replace(column("rate", RATE, "per 1,000 words"), spare=1)
    paths = {f"{side}_{name}": f"{side}.{name}" for name in ("passages", "words")}
    return (
        *data_fields(COUNT, **{f"{side}_people": f"{side}.people"}),
        Field(
            replace(column("voiced", COUNT, "people"), out_of=f"{side}_people"), f"{side}.voiced"
        ),
        *data_fields(COUNT, **{f"{side}_asked": f"{side}.asked"}),
        Field(asked, lambda row: len(silent(row))),
        *data_fields(TEXT, **{f"{side}_silent": lambda row: ", ".join(silent(row))}),
        *measure_fields(column("share", WHOLE_SHARE, "share"), f"{side}.share", beside=full),
        *data_fields(EFFECTIVE, **{f"{side}_effective_n": f"{side}.effective_n"}),
        *data_fields(COUNT, **paths),
        *measure_fields(rate, f"{side}.rate", beside=False),
    )


def _figures(rows: Sequence[Association], full: bool) -> tuple[Field, ...]:
    said = explain_difference(
        "inside less outside, in points", [row.difference.interval for row in rows]
    )
    times = Column("risk_ratio", RATIO, head="ratio of shares", read=full)
    odds = Column(
        "adjusted_odds_ratio", RATIO, head="odds ratio", note="with covariates held fixed"
    )
    power = next((row.detectable.power for row in rows if row.detectable), 0.8)
    could = (
        "the smallest difference, in points, that so many people would have shown in "
        f"{percent(power)} of studies"
    )
    return (
        *measure_fields(Column("difference", POINTS, note=said), "difference"),
        *measure_fields(times, "risk_ratio"),
        *measure_fields(Column("odds_ratio", RATIO, read=False), "odds_ratio"),
        *measure_fields(Column("rate_ratio", RATIO, read=False), "rate_ratio"),
        *_tested(rows, POINTS),
        *measure_fields(odds, "modelled.odds_ratio"),
        *data_fields(TEXT, covariates=_name_covariates),
        *data_fields(COUNT, model_people="modelled.people", groups="groups"),
        *data_fields(TEXT, design="design"),
        *data_fields(SHARE, could_see_above="detectable.above", could_see_below="detectable.below"),
        *data_fields(POINTS, could_see_difference="detectable.smallest"),
        Field(Column("could_see", FIGURE, spare=2, note=could, data=False), _could_see),
        *data_fields(SHARE, power="detectable.power"),
    )


def _rests() -> tuple[Field, ...]:
    return (
        *data_fields(TEXT, rests_on="rests_on"),
        *data_fields(
            SHARE,
            corrected_inside="corrected_inside.share",
            corrected_outside="corrected_outside.share",
        ),
        *measure_fields(Column("corrected_difference", POINTS, read=False), "corrected"),
        *measure_fields(
            Column("coded_difference", POINTS, head="as coded", note=AS_CODED), "coded"
        ),
        *ALLOWANCES,
        *_why(),
    )


def _tested(rows: Sequence[Association | Trend], kind: str) -> tuple[Field, ...]:
    adjust = next((row.tested.adjust for row in rows), "")
    wide = Column("simultaneous", kind, spare=3)
    return (
        *data_fields(TEXT, test="tested.name"),
        Field(P_VALUE, "tested.p"),
        Field(ADJUSTED, "tested.adjusted"),
        *data_fields(TEXT, adjust="tested.adjust", family="tested.family"),
        *data_fields(COUNT, family_tests="tested.tests"),
        *interval_fields(replace(wide, note=explain_simultaneous(adjust)), "tested.simultaneous"),
        *data_fields(SHARE, simultaneous_level="tested.simultaneous.level"),
    )


def _why() -> tuple[Field, ...]:
    return (
        *data_fields(TRUTH, small="small"),
        *data_fields(TEXT, why="why", notes=lambda row: "; ".join(row.notes), method="method"),
    )


# -- rows and cells ------------------------------------------------------------------------------


def _row(row: Association, fields: Sequence[Field]) -> Row:
    """What is tested is a difference or, with covariates, their model's odds ratio."""
    inside = Lead(VOICES, row.of, row.segment, row.wave)
    outside = Lead(VOICES, row.of, row.against, row.wave)
    return Row(
        read_values(fields, row),
        leads={"inside_voiced": inside, "outside_voiced": outside},
        kinds={"simultaneous": RATIO} if row.modelled else {},
        instead=name_untested(row.why),
    )


def _could_see(row: Association) -> str:
    gap = row.detectable.smallest if row.detectable else math.nan
    return NOTHING if math.isnan(gap) else f"±{points_size(gap)}"


def _name_covariates(row: Association) -> str:
    return ", ".join(row.modelled.covariates) if row.modelled else ""


def _name_levels(row: Trend) -> str:
    return "; ".join(f"{each.level}: {each.voiced} of {each.people}" for each in row.levels)


def _tests(rows: Sequence[Association | Trend]) -> Iterator[str]:
    done = [row.tested for row in rows if row.tested.done]
    adjust = done[0].adjust if done else ""
    return describe_tests((t.name for t in done), adjust, ((t.family, t.tests) for t in done))
