"""Who did what few people like them do, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.model import DeviantCase
from interviewkit.model import table as kinds
from interviewkit.model.table import VOICES, Lead, ResultTable
from interviewkit.tables.fields import Field, build_table, read_fields

EXPECTED = (
    "how probably someone of the same segments who speaks as much voices it, by a model of "
    "everyone else"
)
FIELDS = (
    Field.of("of", kinds.TEXT, head="code"),
    Field.of("participant", kinds.TEXT, head="person"),
    Field.of("voiced", kinds.TEXT, lambda case: "yes" if case.voiced else "no", head="voiced it"),
    Field.of("expected", kinds.WHOLE_SHARE, note=EXPECTED),
    Field.of("surprise", kinds.NUMBER, note="in bits: 1 is a coin's toss, 3.3 is one in ten"),
    *read_fields(kinds.COUNT, "words"),
    *read_fields(kinds.LIST, "segments"),
)


def build_deviant_cases(cases: Sequence[DeviantCase]) -> ResultTable:
    """A row a code and person, in the order given."""
    title, empty = (
        "People who stand out",
        "too few people, or (almost) all or none of them voiced it",
    )
    return build_table("deviant_cases", FIELDS, cases, title, _lead, empty=empty)


def _lead(case: DeviantCase) -> dict[str, Lead]:
    return {"expected": Lead(VOICES, case.of)}
