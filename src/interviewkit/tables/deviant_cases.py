"""Who did what few people like them do, as a table."""

from __future__ import annotations

from collections.abc import Sequence

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
    Row,
)

COLUMNS = (
    Column("of", TEXT, head="code"),
    Column("participant", TEXT, head="person"),
    Column("voiced", TEXT, head="voiced it"),
    Column(
        "expected",
        WHOLE_SHARE,
        note="how probably someone of the same segments who speaks as much voices it, by a model "
        "of everyone else",
    ),
    Column("surprise", NUMBER, note="in bits: 1 is a coin's toss, 3.3 is one in ten"),
    Column("words", COUNT),
    Column("segments", LIST),
)


def build_deviant_cases(cases: Sequence[DeviantCase]) -> ResultTable:
    """A row a code and person, in the order given."""
    return ResultTable(
        "deviant_cases",
        COLUMNS,
        tuple(map(_row, cases)),
        "People who stand out",
        empty="too few people, or (almost) all or none of them voiced it",
    )


def _row(case: DeviantCase) -> Row:
    return Row(
        {
            "of": case.of,
            "participant": case.participant,
            "voiced": "yes" if case.voiced else "no",
            "expected": case.expected,
            "surprise": case.surprise,
            "words": case.words,
            "segments": case.segments,
        },
        leads={"expected": Lead(VOICES, case.of)},
    )
