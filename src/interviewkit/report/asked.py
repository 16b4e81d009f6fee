"""Passages that the report was asked for, by questions that have a name."""

from __future__ import annotations

from collections.abc import Iterator

from interviewkit.model.table import ResultTable
from interviewkit.report.figures import Sentence, make_sentence
from interviewkit.report.inputs import AnsweredQuery
from interviewkit.report.pages import Section
from interviewkit.report.sentences import CAUTION
from interviewkit.report.small_groups import is_withheld_answer
from interviewkit.report.voices import Cast
from interviewkit.tables.material.retrieval import build_passages
from interviewkit.wording.numbers import counted, of_people
from interviewkit.wording.query_words import describe_query
from interviewkit.wording.words import list_some

SHOWN = 20
"""So many passages of a question are set out; the first of everybody come first."""


def build_asked_section(cast: Cast) -> Section:
    """The questions that study.toml names, each with its people and passages; empty without."""
    inputs = cast.inputs
    text = tuple(line for each in inputs.asked for line in _tell(each, cast))
    told = (each for each in inputs.asked if not is_withheld_answer(each.found, cast))
    tables = tuple(_table(each) for each in told if each.found.people)
    return Section("asked", "Passages asked for", text, (), tables)


def _tell(each: AnsweredQuery, cast: Cast) -> Iterator[Sentence]:
    found = each.found
    words = describe_query(found.query, {**cast.labels, **cast.titles})
    if is_withheld_answer(found, cast):
        few = f"withheld, as of fewer than {cast.inputs.min_cell} people or all but so few"
        yield make_sentence(f"{each.name} ({words}): {few}.")
        return
    who = list_some([person.name for person in found.people], 8)
    passages = counted(found.passages, "passage")
    yield make_sentence(
        f"{each.name} ({words}): {of_people(found.voiced, found.heard)}"
        f"{f' ({who})' if who else ''}, in {passages}."
    )
    for note in found.notes:
        yield make_sentence(note, kind=CAUTION)


def _table(each: AnsweredQuery) -> ResultTable:
    table = build_passages(each.found, SHOWN, each.name)
    more = each.found.passages - len(table.rows)
    notes = (f"{counted(more, 'further passage')} are not shown here.",) if more > 0 else ()
    return ResultTable(table.name, table.columns, table.rows, table.title, notes, table.empty)
