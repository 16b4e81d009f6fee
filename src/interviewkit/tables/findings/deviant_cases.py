"""Who contradicts the pattern of a code or theme, as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interviewkit.model import DeviantCase
from interviewkit.model import table as kinds
from interviewkit.model.person_row import ONE_SIDE
from interviewkit.model.table import VOICES, Lead, ResultTable
from interviewkit.tables.fields import Field, build_table
from interviewkit.wording.numbers import of_people
from interviewkit.wording.words import name_polarity

EMPTY = "nobody contradicts a pattern"


def build_deviant_cases(
    cases: Sequence[DeviantCase], titles: Mapping[str, str] | None = None
) -> ResultTable:
    """A row a code and person, in the order given; ``titles`` are of segments."""
    fields = (
        Field.of("of", kinds.TEXT, head="code"),
        Field.of("participant", kinds.TEXT, head="person"),
        Field.of("did", kinds.TEXT, describe_act, head="did"),
        Field.of("pattern", kinds.TEXT, lambda case: describe_pattern(case, titles or {})),
    )
    title = "Deviant cases: who contradicts the pattern"
    return build_table("deviant_cases", fields, cases, title, _lead, empty=EMPTY)


def describe_act(case: DeviantCase) -> str:
    """What they did against the pattern: ``opposing``, ``voiced it``, ``did not voice it``."""
    if case.pattern == ONE_SIDE:
        return name_polarity(case.polarity)
    return "voiced it" if case.voiced else "did not voice it"


def describe_pattern(case: DeviantCase, titles: Mapping[str, str]) -> str:
    """What most did: ``7 of 8 people who voiced it were affirming only``."""
    many = of_people(case.follow, case.people)
    if case.pattern == ONE_SIDE:
        return f"{many} who voiced it were {name_polarity(case.where)}"
    did = "did not voice it" if case.voiced else "voiced it"
    where = titles.get(case.where, case.where)
    group = f"in wave {where}" if case.pattern == "wave" else f"of “{where}”"
    return f"{many} {group} {did}"


def _lead(case: DeviantCase) -> dict[str, Lead]:
    return {"did": Lead(VOICES, case.of)}
