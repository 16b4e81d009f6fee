"""What a check of documents found, as a table, and in sentences how much was checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from interviewkit.model import table as kinds
from interviewkit.model.table import ResultTable
from interviewkit.model.verification import DRIFTED, MISSING, UNBOUND, UNCHECKED, Verification
from interviewkit.tables.fields import Field, build_table
from interviewkit.wording.numbers import count, counted
from interviewkit.wording.words import join_words


def _claim(name: str, kind: str, head: str | None = None) -> Field:
    read = attrgetter(name)
    return Field.of(name, kind, lambda pair: read(pair[1]), head=head)


CLAIMS = (
    Field.of("file", kinds.TEXT, lambda pair: pair[0]),
    _claim("place", kinds.TEXT),
    _claim("kind", kinds.TEXT),
    _claim("state", kinds.TEXT),
    _claim("what", kinds.PROSE),
    _claim("says", kinds.PROSE, "the document says"),
    _claim("study", kinds.PROSE, "the study says"),
    _claim("hint", kinds.PROSE, "what to do"),
)


def build_verification(found: Sequence[Verification]) -> ResultTable:
    """A row for everything that is not simply right, document by document."""
    claims = [(each.file, claim) for each in found for claim in each.claims]
    notes = tuple(f"{each.file}: {describe_coverage(each)}" for each in found)
    title, empty = "Documents held against the study", "nothing is wrong"
    return build_table("verification", CLAIMS, claims, title, notes=notes, empty=empty)


def describe_coverage(found: Verification) -> str:
    """How much of a document was checked, in one sentence."""
    if not found.checked:
        return (
            "nothing could be checked: no number and no quote in it was found in the study, "
            "so nothing is known to be right"
        )
    return f"{join_words(tuple(_describe(found)))}"


def _describe(found: Verification) -> Iterator[str]:
    numbers, quotes = found.numbers, found.quotes
    total = sum(numbers.values())
    bound = numbers.get("bound", 0)
    parts = [f"{count(bound)} of {counted(total, 'number')} as in the study"]
    for state, words in ((DRIFTED, "other than in the study"), (UNBOUND, "bound to no finding")):
        if numbers.get(state):
            parts.append(f"{count(numbers[state])} {words}")
    yield from parts
    said = (
        ("exact", "as said"), ("repaired", "as said but for points and gaps"),
        (DRIFTED, "in other words"), (MISSING, "said by nobody"),
        (UNCHECKED, "too short to be looked for"), ("known", "in the study's own words"),
    )  # fmt: skip
    told = [f"{count(quotes[state])} {words}" for state, words in said if quotes.get(state)]
    if told:
        total = sum(quotes.values())
        yield f"{counted(total, 'quote')} ({', '.join(told)})"
