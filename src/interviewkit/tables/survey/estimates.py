"""The survey's figures as tables: what they are worth, and what speaks against them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from interviewkit.model import Estimate
from interviewkit.model import table as kinds
from interviewkit.model.estimate import DesignFacts
from interviewkit.model.table import ESTIMATE, Column, Lead, ResultTable, Value
from interviewkit.tables.fields import (
    Field,
    build_table,
    list_data_fields,
    list_interval_fields,
    read_fields,
)
from interviewkit.wording.numbers import count
from interviewkit.wording.sentences import describe_cautions

EVERYONE = "(everyone)"

MANY = 20
"""From so many figures at once on, it is said how many of them chance alone would show."""
CAUTIONS = 5
"""So many figures are warned of by name."""

WORTH = "how many people of equal weight would say as much (Kish)"

DESIGN = (
    Field.of("n", kinds.COUNT),
    Field.of("weighted_n", kinds.MEAN),
    *read_fields(kinds.COUNT, "strata", "clusters"),
    Field.of("df", kinds.NUMBER, places=0, note="degrees of freedom of the survey's errors"),
    Field.of("lightest", kinds.MEAN, note="the least that anybody weighs; heaviest is the most"),
    Field.of("heaviest", kinds.MEAN),
    Field.of("effective_n", kinds.EFFECTIVE, note=WORTH),
    Field.of("allows_for", kinds.TEXT, "words"),
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
    several = sum(each.interval is not None for each in found)
    notes = (*list_cautions(found), *warn_of_many(several, "will miss"))
    name, title, fields = "survey_estimates", "figures of the survey", _list_fields(found)
    return build_table(name, fields, found, title, _lead, _name_kinds, notes=notes)


def _lead(each: Estimate) -> dict[str, Lead]:
    return {"value": Lead(ESTIMATE, each.variable, each.segment)}


def _name_kinds(each: Estimate) -> dict[str, Any]:
    return {"kinds": SHARES} if each.kind == "share" else {}


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
        Field.of(f"{prefix}{key}", kind, _find_at(side, source), read=False)
        for key, (kind, source) in WORTHS.items()
    )


def _find_at(side: str, source: Callable[[Estimate], Value]) -> Callable[[Any], Value]:
    return (lambda each: source(getattr(each, side))) if side else source


WORTHS: Mapping[str, tuple[str, Callable[[Estimate], Value]]] = {
    "korn_graubard_low": (kinds.SHARE, lambda e: e.korn_graubard and e.korn_graubard.low),
    "korn_graubard_high": (kinds.SHARE, lambda e: e.korn_graubard and e.korn_graubard.high),
    "no_answer": (kinds.COUNT, lambda e: e.unanswered.n if e.unanswered else 0),
    "no_answer_share": (kinds.SHARE, lambda e: e.unanswered.share if e.unanswered else 0.0),
    "bound_low": (kinds.MEAN, lambda e: e.unanswered and e.unanswered.low),
    "bound_high": (kinds.MEAN, lambda e: e.unanswered and e.unanswered.high),
    "cautions": (kinds.LIST, describe_cautions),
}
SHARES = {"value": kinds.WHOLE_SHARE, "se": kinds.SHARE, "bounds": kinds.WHOLE_SHARE}


def _list_fields(found: Sequence[Estimate]) -> tuple[Field, ...]:
    """Readers get the columns in which some figure has something."""
    silent = any(each.unanswered for each in found)
    bounded = any(e.unanswered and not math.isnan(e.unanswered.low) for e in found)
    kg = Column("kg", kinds.WHOLE_SHARE, note=KG, read=any(each.beside for each in found), spare=7)
    bounds = Column("bounds", kinds.MEAN, note=BOUNDS, read=bounded, spare=6, data=False)
    shown: dict[str, dict[str, Any]] = {
        "no_answer": {"read": silent, "note": "asked, and gave no answer"},
        "no_answer_share": {"read": silent, "spare": 5},
    }
    return (
        Field.of("variable", kinds.TEXT),
        Field.of("segment", kinds.TEXT, lambda each: each.segment or EVERYONE),
        Field.of("level", kinds.TEXT, read=any(each.level for each in found)),
        Field.of("statistic", kinds.TEXT, "kind", spare=4),
        Field.of("value", kinds.MEAN, ends=("low", "high"), like="value"),
        Field.of("se", kinds.MEAN, note="standard error, allowing for how the survey was drawn"),
        *list_data_fields(kinds.MEAN, low="interval.low", high="interval.high"),
        Field.of("n", kinds.COUNT),
        Field.of("effective_n", kinds.EFFECTIVE, note=WORTH),
        Field.of("weighted_n", kinds.MEAN, spare=2),
        Field.of("df", kinds.NUMBER, places=0, spare=3),
        Field.of("deff", kinds.NUMBER, spare=1, note=DEFF),
        *(_keep_unseen(field) for field in list_interval_fields(kg, "beside")),
        *(
            Field(replace(f.column, **shown.get(f.column.key, {})), f.source)
            for f in worth_fields()
        ),
        Field(replace(bounds, ends=("bound_low", "bound_high")), lambda _: None),
        *list_data_fields(kinds.TEXT, "method"),
    )


def _keep_unseen(field: Field) -> Field:
    """The column for readers alone."""
    return Field(replace(field.column, data=False), field.source)
