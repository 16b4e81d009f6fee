"""Who did what few people like them do, as a table."""

from __future__ import annotations

from collections.abc import Iterable

from interviewkit.model import DeviantCase
from interviewkit.model.table import (
    COUNT,
    LIST,
    NUMBER,
    TEXT,
    VOICES,
    WHOLE_SHARE,
    Column,
    Lead,
    ResultTable,
)
from interviewkit.tables.fields import Field, build_table, read_fields

EXPECTED = (
    "how probably someone of the same segments who speaks as much voices it, by a model of "
    "everyone else"
)
CASES = (
    Field(Column("of", TEXT, head="code")),
    Field(Column("participant", TEXT, head="person")),
    Field(Column("voiced", TEXT, head="voiced it"), lambda case: "yes" if case.voiced else "no"),
    Field(Column("expected", WHOLE_SHARE, note=EXPECTED), lead=lambda case: Lead(VOICES, case.of)),
    Field(Column("surprise", NUMBER, note="in bits: 1 is a coin's toss, 3.3 is one in ten")),
    *read_fields(COUNT, "words"),
    *read_fields(LIST, "segments"),
)


def build_deviant_cases(cases: Iterable[DeviantCase]) -> ResultTable:
    """A row a code and person, in the order given."""
    empty = "too few people, or (almost) all or none of them voiced it"
    return build_table("deviant_cases", CASES, cases, "People who stand out", empty=empty)
