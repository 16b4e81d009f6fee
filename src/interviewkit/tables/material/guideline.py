"""A reporting guideline and its answers as a table."""

from __future__ import annotations

from collections.abc import Iterable

from interviewkit.model import table as kinds
from interviewkit.model.guideline import AnsweredGuideline
from interviewkit.model.table import ResultTable
from interviewkit.tables.fields import Field, build_table, list_data_fields
from interviewkit.wording.numbers import NOTHING, counted

ANSWERS = (
    Field.of("item", kinds.ORDINAL, lambda each: int(each.item.number)),
    Field.of("topic", kinds.TEXT, "item.topic"),
    *list_data_fields(kinds.TEXT, domain="item.domain"),
    Field.of("asked", kinds.PROSE, "item.question"),
    Field.of("answer", kinds.PROSE, "text", labels={"": NOTHING}),
    Field.of("by", kinds.TEXT, labels={"": "nobody yet"}, spare=1),
)
OVERVIEW = (
    Field.of("guideline", kinds.TEXT, "guideline.name"),
    Field.of("title", kinds.TEXT, "guideline.title"),
    Field.of("version", kinds.TEXT, "guideline.version"),
    Field.of("items", kinds.COUNT, lambda each: len(each.answers)),
    Field.of("open", kinds.COUNT, lambda each: len(each.open)),
    *list_data_fields(kinds.TEXT, source="guideline.source"),
)


def build_guideline(answered: AnsweredGuideline) -> ResultTable:
    """A row an item: what is asked, the answer and who gives it."""
    guideline = answered.guideline
    notes: tuple[str, ...] = (f"{guideline.title} ({guideline.version}): {guideline.source}.",)
    if answered.open:
        numbers = ", ".join(item.number for item in answered.open)
        name = guideline.name.lower()
        still = f"{counted(len(answered.open), 'item')} still to answer: {numbers}."
        notes += (f"{still} Answers stand in study.toml under [report.answers.{name}].",)
    return build_table("guideline", ANSWERS, answered.answers, guideline.name, notes=notes)


def build_guidelines(every: Iterable[AnsweredGuideline]) -> ResultTable:
    """A row a guideline: how much of it is answered."""
    note = "open: items that neither study.toml nor the study itself answers"
    return build_table("guidelines", OVERVIEW, every, "Reporting guidelines", notes=(note,))
