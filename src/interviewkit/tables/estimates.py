"""The survey's figures as tables: what they are worth, and what speaks against them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from interviewkit.model import Estimate, Interval
from interviewkit.model.contrast import DesignFacts
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
from interviewkit.wording.cautions import describe_cautions
from interviewkit.wording.numbers import count

EVERYONE = "(everyone)"

MANY = 20
"""From so many figures at once on, it is said how many of them chance alone would show."""
CAUTIONS = 5
"""So many figures are warned of by name."""

WORTH = "how many people of equal weight would say as much (Kish)"

DESIGN = (
    Column("n", COUNT),
    Column("weighted_n", MEAN),
    Column("strata", COUNT),
    Column("clusters", COUNT),
    Column("df", NUMBER, places=0, note="degrees of freedom of the survey's errors"),
    Column("lightest", MEAN, note="the least that anybody weighs; heaviest is the most"),
    Column("heaviest", MEAN),
    Column("effective_n", EFFECTIVE, note=WORTH),
    Column("allows_for", TEXT),
)


def build_design(facts: DesignFacts) -> ResultTable:
    """How the survey was drawn, in one row."""
    values: dict[str, Value] = {
        "n": facts.n,
        "weighted_n": facts.weighted_n,
        "strata": facts.strata,
        "clusters": facts.clusters,
        "df": facts.df,
        "lightest": facts.lightest,
        "heaviest": facts.heaviest,
        "effective_n": facts.effective_n,
        "allows_for": facts.words,
    }
    title = "how the survey was drawn"
    return ResultTable("survey_design", DESIGN, (Row(values),), title, tuple(facts.notes))


def build_estimates(found: Sequence[Estimate]) -> ResultTable:
    """A row a figure. Readers get what some figure has: a second interval, missing answers."""
    return ResultTable(
        "survey_estimates",
        tuple(_list_columns(found)),
        tuple(_row(each) for each in found),
        title="figures of the survey",
        notes=(
            *list_cautions(found),
            *warn_of_many(sum(each.interval is not None for each in found), "will miss"),
        ),
    )


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


def list_ends(interval: Interval | None, prefix: str = "") -> dict[str, Value]:
    """The ends of an interval as two cells."""
    return {
        f"{prefix}low": interval.low if interval else None,
        f"{prefix}high": interval.high if interval else None,
    }


def list_worth(each: Estimate) -> dict[str, Value]:
    """What a figure tells of itself beside its value: a second interval, who is missing."""
    who = each.unanswered
    return {
        **list_ends(each.korn_graubard, "korn_graubard_"),
        "no_answer": who.n if who else 0,
        "no_answer_share": who.share if who else 0.0,
        "bound_low": who.low if who else math.nan,
        "bound_high": who.high if who else math.nan,
        "cautions": describe_cautions(each),
    }


def _list_columns(found: Sequence[Estimate]) -> Iterator[Column]:
    silent = any(each.unanswered for each in found)
    yield Column("variable", TEXT)
    yield Column("segment", TEXT)
    yield Column("level", TEXT, read=any(each.level for each in found))
    yield Column("statistic", TEXT, spare=4)
    yield Column("value", MEAN, ends=("low", "high"), like="value")
    yield Column("se", MEAN, note="standard error, allowing for how the survey was drawn")
    yield Column("low", MEAN, read=False)
    yield Column("high", MEAN, read=False)
    yield Column("n", COUNT)
    yield Column("effective_n", EFFECTIVE, note=WORTH)
    yield Column("weighted_n", MEAN, spare=2)
    yield Column("df", NUMBER, places=0, spare=3)
    yield Column("deff", NUMBER, spare=1, note="the variance beside that of a simple random sample")
    yield Column(
        "kg",
        WHOLE_SHARE,
        ends=("kg_low", "kg_high"),
        data=False,
        read=any(each.beside for each in found),
        spare=7,
        note="Korn and Graubard's interval, safer for few people and for shares near 0% or 100%",
    )
    yield Column("kg_low", WHOLE_SHARE, read=False, data=False)
    yield Column("kg_high", WHOLE_SHARE, read=False, data=False)
    yield Column("korn_graubard_low", WHOLE_SHARE, read=False)
    yield Column("korn_graubard_high", WHOLE_SHARE, read=False)
    yield Column("no_answer", COUNT, read=silent, note="asked, and gave no answer")
    yield Column("no_answer_share", SHARE, read=silent, spare=5)
    yield Column(
        "bounds",
        MEAN,
        ends=("bound_low", "bound_high"),
        data=False,
        read=any(each.unanswered and not math.isnan(each.unanswered.low) for each in found),
        spare=6,
        note="the figure if all without an answer had given the least, or the most",
    )
    yield Column("bound_low", MEAN, read=False)
    yield Column("bound_high", MEAN, read=False)
    yield Column("cautions", LIST, read=False)
    yield Column("method", TEXT, read=False)


def _row(each: Estimate) -> Row:
    values: dict[str, Value] = {
        "variable": each.variable,
        "segment": each.segment or EVERYONE,
        "level": each.level,
        "statistic": each.kind,
        "value": each.value,
        "se": each.se,
        **list_ends(each.interval),
        "n": each.n,
        "effective_n": each.effective_n,
        "weighted_n": each.weighted_n,
        "df": each.df,
        "deff": each.deff,
        "kg": None,
        **list_ends(each.beside, "kg_"),
        **list_worth(each),
        "bounds": None,
        "method": each.method,
    }
    shares = dict.fromkeys(("value", "bounds"), WHOLE_SHARE) | {"se": SHARE}
    leads = {"value": Lead(ESTIMATE, each.variable, each.segment)}
    return Row(values, leads=leads, kinds=shares if each.kind == "share" else {})
