"""A codebook, what is wrong with one, and what changed in it, as tables."""

from __future__ import annotations

from collections.abc import Iterable

from interviewkit.errors import Problem
from interviewkit.model import Code, CodebookEffect, CodebookVersion
from interviewkit.model import table as kinds
from interviewkit.model.table import ResultTable
from interviewkit.tables.fields import Field, build_table, list_data_fields, read_fields
from interviewkit.wording.numbers import NOTHING
from interviewkit.wording.words import clip_text, write_polarity

CODES = (
    Field.of("code", kinds.TEXT, "id"),
    *read_fields(kinds.TEXT, "label", "theme"),
    Field.of("polarity", kinds.TEXT, lambda code: " ".join(code.polarity)),
    *list_data_fields(kinds.SHARE, "prevalence"),
    Field.of("examples", kinds.COUNT, lambda code: len(code.examples), spare=3),
    Field.of(
        "near_misses",
        kinds.COUNT,
        lambda code: len(code.near_misses),
        spare=2,
        note="sentences that are alike and are not meant",
    ),
    Field.of("patterns", kinds.COUNT, lambda code: len(code.patterns), spare=4),
    Field.of("version", kinds.TEXT, spare=1),
)
CODEBOOK = (
    Field.of("named", kinds.TEXT, lambda code: _name_code(code), head="code", data=False),
    *list_data_fields(kinds.TEXT, code="id", label="label"),
    Field.of("definition", kinds.PROSE, head="meaning"),
    *read_fields(kinds.LIST, "include", "exclude"),
    Field.of(
        "said",
        kinds.PROSE,
        lambda code: _list_examples(code),
        head="examples",
        labels={"": NOTHING},
        data=False,
    ),
    *list_data_fields(
        kinds.LIST,
        examples=lambda code: [each.text for each in code.examples],
        near_misses=lambda code: [each.text for each in code.near_misses],
        patterns=lambda code: [str(each.match) for each in code.patterns],
    ),
    *list_data_fields(kinds.SHARE, "prevalence"),
    Field.of("version", kinds.TEXT, data=False),
)
PROBLEMS = (
    Field.of("path", kinds.TEXT, head="file"),
    Field.of("line", kinds.ORDINAL, labels={0: NOTHING}),
    *read_fields(kinds.PROSE, "what"),
    Field.of("hint", kinds.PROSE, head="what to do", labels={"": NOTHING}),
    *list_data_fields(kinds.TRUTH, "fatal"),
)
CHANGES = read_fields(kinds.TEXT, "kind", "what", "id", "field", "before", "after")

EFFECTS = (
    Field.of("what", kinds.TEXT),
    Field.of("coder", kinds.TEXT, labels={"": NOTHING}),
    Field.of("people", kinds.COUNT, labels={0: NOTHING}),
    *read_fields(kinds.COUNT, "count"),
    Field.of("becomes", kinds.PROSE, head="what becomes of it"),
)
VERSIONS = (
    Field.of("number", kinds.ORDINAL, head="no."),
    *read_fields(kinds.TEXT, "at"),
    Field.of("by", kinds.TEXT, labels={"": NOTHING}),
    Field.of("says", kinds.PROSE, head="what was done", labels={"": "as it was at first"}),
    Field.of("undone", kinds.TEXT, lambda each: "" if each.stands else "undone since", spare=1),
    Field.of("changes", kinds.COUNT, lambda each: len(each.changes)),
    *read_fields(kinds.TEXT, "version"),
    Field.of("entry", kinds.ORDINAL, labels={None: NOTHING}, spare=2),
)


def build_effects(effects: Iterable[CodebookEffect]) -> ResultTable:
    """A row a kind of thing and coder: what a change of the codebook does to it."""
    title, empty = "What becomes of what rests on it", "nothing rests on it yet"
    return build_table("codebook_effects", EFFECTS, effects, title, empty=empty)


def build_versions(versions: Iterable[CodebookVersion]) -> ResultTable:
    """A row a version of the codebook that is kept, the oldest first."""
    title, empty = "Versions of the codebook", "nobody has changed the codebook here yet"
    return build_table("codebook_versions", VERSIONS, versions, title, empty=empty)


def build_codes(codes: Iterable[Code]) -> ResultTable:
    """A row a code: how much of it there is."""
    return build_table("codes", CODES, codes, "Codes", empty="the codebook has no codes")


def build_codebook(codes: Iterable[Code]) -> ResultTable:
    """A row a code: what it means, with a few examples for readers and all as data."""
    return build_table("codebook", CODEBOOK, codes, "What each code means", shown=30)


def build_problems(
    problems: Iterable[Problem], title: str = "", notes: tuple[str, ...] = ()
) -> ResultTable:
    """A row a fault of a file: where it stands, what it is, what to do."""
    empty = "nothing to mend"
    return build_table("problems", PROBLEMS, problems, title, notes=notes, empty=empty, shown=12)


def build_changes(rows: Iterable[object]) -> ResultTable:
    """A row a change from one codebook to another, from ``Study.diff_codebooks``."""
    title, empty = "What changed in the codebook", "no change that matters"
    return build_table("codebook_changes", CHANGES, rows, title, empty=empty)


def _name_code(code: Code) -> str:
    return f"{code.label} ({code.id}; {'/'.join(map(write_polarity, code.polarity))})"


def _list_examples(code: Code) -> str:
    shown = code.examples[:3]
    return " ".join(f"{write_polarity(e.polarity)} “{clip_text(e.text, 160)}”" for e in shown)
