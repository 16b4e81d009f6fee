"""The survey's figures as tables: what they are worth, and what speaks against them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from interviewkit.model import Estimate
from interviewkit.model.estimate import DesignFacts
from interviewkit.model.table import (
    COUNT,
    EFFECTIVE,
    ESTIMATE,
    LIST,
    MEAN,
    NUMBER,
    SHARE,
    TEXT,
    WHOLE_SHARE,
    Column,
    Lead,
    ResultTable,
    Row,
    Value,
)
from interviewkit.tables.fields import (
    Field,
    build_table,
    data_fields,
    interval_fields,
    list_columns,
    read_fields,
    read_values,
)
from interviewkit.wording.cautions import describe_cautions
from interviewkit.wording.numbers import count

EVERYONE = "(everyone)"

MANY = 20
"""From so many figures at once on, it is said how many of them chance alone would show."""
CAUTIONS = 5
"""So many figures are warned of by name."""

WORTH = "how many people of equal weight would say as much (Kish)"

DESIGN = (
    Field(Column("n", COUNT)),
    Field(Column("weighted_n", MEAN)),
    *read_fields(COUNT, "strata", "clusters"),
    Field(Column("df", NUMBER, places=0, note="degrees of freedom of the survey's errors")),
    Field(Column("lightest", MEAN, note="the least that anybody weighs; heaviest is the most")),
    Field(Column("heaviest", MEAN)),
    Field(Column("effective_n", EFFECTIVE, note=WORTH)),
    Field(Column("allows_for", TEXT), "words"),
)
DEFF = "the variance beside that of a simple random sample"
KG = "Korn and Graubard's interval, safer for few people and for shares near 0% or 100%"
BOUNDS = "the figure if all without an answer had given the least, or the most"


def build_design(facts: DesignFacts) -> ResultTable:
    """How the survey was drawn, in one row."""
    title, notes = "how the survey was drawn", tuple(facts.notes)
    return build_table("survey_design", DESIGN, [facts], title, notes=notes)


def build_estimates(found: Sequence[Estimate]) -> ResultTable:
    """A row a figure. Readers get what some figure has: a second interval, missing answers."""
    fields = _list_fields(found)
    rows = tuple(
        Row(
            read_values(fields, each),
            leads={"value": Lead(ESTIMATE, each.variable, each.segment)},
            kinds=SHARES if each.kind == "share" else {},
        )
        for each in found
    )
    several = sum(each.interval is not None for each in found)
    notes = (*list_cautions(found), *warn_of_many(several, "will miss"))
    title = "figures of the survey"
    return ResultTable("survey_estimates", list_columns(fields), rows, title, notes)


def list_cautions(found: Sequence[Estimate]) -> Iterator[str]:
    """Figures that are not to be shown without a word, the first of them by name."""
    said = [(each, cautions) for each in found if (cautions := describe_cautions(each))]
    for each, cautions in said[:CAUTIONS]:
        what = " ".join(filter(None, (each.variable, each.level)))
        where = f" of {each.segment}" if each.segment else ""
        yield f"{what}{where}: {'; '.join(cautions)}"
    if len(said) > CAUTIONS:
        yield f"… and {count(len(said) - CAUTIONS)} more figures; JSON and CSV have all cautions"


def warn_of_many(figures: int, what: str, more: str = "") -> Iterator[str]:
    """So many figures at once cannot all be right."""
    if figures >= MANY:
        by_chance = max(round(figures / 20), 1)
        said = f"{count(figures)} figures at once: by chance alone about {count(by_chance)} {what}"
        yield f"{said}; {more}" if more else said


def worth_fields(side: str = "") -> tuple[Field, ...]:
    """What a figure, or one side of a comparison, tells of itself beside its value: as data."""
    prefix = f"{side}_" if side else ""
    return tuple(
        Field(Column(f"{prefix}{key}", kind, read=False), _find_at(side, source))
        for key, (kind, source) in WORTHS.items()
    )


def _find_at(side: str, source: Callable[[Estimate], Value]) -> Callable[[Any], Value]:
    return (lambda each: source(getattr(each, side))) if side else source


WORTHS: Mapping[str, tuple[str, Callable[[Estimate], Value]]] = {
    "korn_graubard_low": (SHARE, lambda e: e.korn_graubard and e.korn_graubard.low),
    "korn_graubard_high": (SHARE, lambda e: e.korn_graubard and e.korn_graubard.high),
    "no_answer": (COUNT, lambda e: e.unanswered.n if e.unanswered else 0),
    "no_answer_share": (SHARE, lambda e: e.unanswered.share if e.unanswered else 0.0),
    "bound_low": (MEAN, lambda e: e.unanswered and e.unanswered.low),
    "bound_high": (MEAN, lambda e: e.unanswered and e.unanswered.high),
    "cautions": (LIST, describe_cautions),
}
SHARES = {"value": WHOLE_SHARE, "se": SHARE, "bounds": WHOLE_SHARE}


def _list_fields(found: Sequence[Estimate]) -> tuple[Field, ...]:
    """Readers get the columns in which some figure has something."""
    silent = any(each.unanswered for each in found)
    bounded = any(e.unanswered and not math.isnan(e.unanswered.low) for e in found)
    kg = Column("kg", WHOLE_SHARE, note=KG, read=any(each.beside for each in found), spare=7)
    bounds = Column("bounds", MEAN, note=BOUNDS, read=bounded, spare=6, data=False)
    shown: dict[str, dict[str, Any]] = {
        "no_answer": {"read": silent, "note": "asked, and gave no answer"},
        "no_answer_share": {"read": silent, "spare": 5},
    }
    return (
        Field(Column("variable", TEXT)),
        Field(Column("segment", TEXT), lambda each: each.segment or EVERYONE),
        Field(Column("level", TEXT, read=any(each.level for each in found))),
        Field(Column("statistic", TEXT, spare=4), "kind"),
        Field(Column("value", MEAN, ends=("low", "high"), like="value")),
        Field(Column("se", MEAN, note="standard error, allowing for how the survey was drawn")),
        *data_fields(MEAN, low="interval.low", high="interval.high"),
        Field(Column("n", COUNT)),
        Field(Column("effective_n", EFFECTIVE, note=WORTH)),
        Field(Column("weighted_n", MEAN, spare=2)),
        Field(Column("df", NUMBER, places=0, spare=3)),
        Field(Column("deff", NUMBER, spare=1, note=DEFF)),
        *(_keep_unseen(field) for field in interval_fields(kg, "beside")),
        *(
            Field(replace(f.column, **shown.get(f.column.key, {})), f.source)
            for f in worth_fields()
        ),
        Field(replace(bounds, ends=("bound_low", "bound_high")), lambda _: None),
        *data_fields(TEXT, "method"),
    )


def _keep_unseen(field: Field) -> Field:
    """The column for readers alone."""
    return Field(replace(field.column, data=False), field.source)
