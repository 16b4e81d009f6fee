"""Who did what few people like them do, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.model import DeviantCase
from interviewkit.model import table as kinds
from interviewkit.model.table import VOICES, Column, Lead, ResultTable
from interviewkit.tables.fields import Field, build_rows, list_columns, read_fields

EXPECTED = (
    "how probably someone of the same segments who speaks as much voices it, by a model of "
    "everyone else"
)
FIELDS = (
    Field(Column("of", kinds.TEXT, head="code")),
    Field(Column("participant", kinds.TEXT, head="person")),
    Field(
        Column("voiced", kinds.TEXT, head="voiced it"), lambda case: "yes" if case.voiced else "no"
    ),
    Field(Column("expected", kinds.WHOLE_SHARE, note=EXPECTED)),
    Field(Column("surprise", kinds.NUMBER, note="in bits: 1 is a coin's toss, 3.3 is one in ten")),
    *read_fields(kinds.COUNT, "words"),
    *read_fields(kinds.LIST, "segments"),
)


def build_deviant_cases(cases: Sequence[DeviantCase]) -> ResultTable:
    """A row a code and person, in the order given."""
    return ResultTable(
        "deviant_cases",
        list_columns(FIELDS),
        build_rows(FIELDS, cases, lambda case: {"expected": Lead(VOICES, case.of)}),
        "People who stand out",
        empty="too few people, or (almost) all or none of them voiced it",
    )
