"""A codebook, what is wrong with one, and what changed in it, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import shorten

from interviewkit.errors import Problem
from interviewkit.model import Code, Example
from interviewkit.model.table import (
    COUNT,
    LIST,
    ORDINAL,
    PROSE,
    TEXT,
    TRUTH,
    Column,
    ResultTable,
    Row,
    Value,
    build_rows,
)
from interviewkit.wording.numbers import MINUS, NOTHING

CODES = (
    Column("code", TEXT),
    Column("label", TEXT),
    Column("theme", TEXT),
    Column("polarity", TEXT),
    Column("examples", COUNT, spare=3),
    Column("near_misses", COUNT, spare=2, note="sentences that look like it and are not meant"),
    Column("patterns", COUNT, spare=4),
    Column("version", TEXT, spare=1),
)
CODEBOOK = (
    Column("named", TEXT, head="code", data=False),
    Column("code", TEXT, read=False),
    Column("label", TEXT, read=False),
    Column("definition", PROSE, head="meaning"),
    Column("include", LIST),
    Column("exclude", LIST),
    Column("said", PROSE, head="examples", data=False),
    Column("examples", LIST, read=False),
    Column("near_misses", LIST, read=False),
    Column("patterns", LIST, read=False),
    Column("version", TEXT, data=False),
)
PROBLEMS = (
    Column("path", TEXT, head="file"),
    Column("line", ORDINAL, labels={0: NOTHING}),
    Column("what", PROSE),
    Column("hint", PROSE, head="what to do"),
    Column("fatal", TRUTH, head="left out", read=False),
)
CHANGES = tuple(Column(key, TEXT) for key in ("kind", "what", "id", "field", "before", "after"))
EXAMPLES, LONGEST = 3, 160


def build_codes(codes: Sequence[Code]) -> ResultTable:
    """A row a code: how much of it there is."""
    rows = (
        (
            code.id,
            code.label,
            code.theme,
            " ".join(code.polarity),
            len(code.examples),
            len(code.near_misses),
            len(code.patterns),
            code.version,
        )
        for code in codes
    )
    empty = "the codebook has no codes"
    return ResultTable("codes", CODES, build_rows(CODES, rows), "Codes", empty=empty)


def build_codebook(codes: Sequence[Code]) -> ResultTable:
    """A row a code: what it means, with a few examples for readers and all as data."""
    rows = build_rows(CODEBOOK, map(_code, codes))
    return ResultTable("codebook", CODEBOOK, rows, "What each code means", shown=30)


def build_problems(problems: Sequence[Problem], title: str = "") -> ResultTable:
    """A row a fault of a file: where it stands, what it is, what to do."""
    rows = ((each.path, each.line, each.what, each.hint, each.fatal) for each in problems)
    found = build_rows(PROBLEMS, rows)
    return ResultTable("problems", PROBLEMS, found, title, empty="nothing to mend", shown=12)


def build_changes(rows: Sequence[Mapping[str, Value]]) -> ResultTable:
    """A row a change from one codebook to another, from ``Study.diff_codebooks``."""
    found = tuple(map(Row, rows))
    title, empty = "What changed in the codebook", "no change that matters"
    return ResultTable("codebook_changes", CHANGES, found, title, empty=empty)


def _code(code: Code) -> tuple[Value, ...]:
    sides = "/".join(code.polarity).replace("-", MINUS)
    return (
        f"{code.label} ({code.id}; {sides})",
        code.id,
        code.label,
        code.definition,
        code.include,
        code.exclude,
        " ".join(map(_quote, code.examples[:EXAMPLES])),
        tuple(each.text for each in code.examples),
        tuple(each.text for each in code.near_misses),
        tuple(str(each.match) for each in code.patterns),
        code.version,
    )


def _quote(example: Example) -> str:
    text = shorten(example.text, LONGEST, placeholder=" …")
    return f"{example.polarity.replace('-', MINUS)} “{text}”"
