"""Words of a table that came into no part of the project: each is told with its row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from interviewkit.exchange.extracts.headings import ColumnHeadings
from interviewkit.model.new_words import collect_words, list_new_stretches
from interviewkit.model.project import ForeignFile, Loss, Project

SHOWN = 80
"""So many characters of the words of a cell are shown in a loss."""

HEADING = 16
"""No heading has more words."""

SENTENCE = 4
"""So many words above a column in which nothing stands are no heading of it."""

_DATA = ("[", "{")
"""How cells begin that a program wrote for programs."""


def tell_left_cells(file: ForeignFile, tables: Sequence[ColumnHeadings]) -> ForeignFile:
    """The file, with a loss for words of its rows that no part of the project has, and a note for
    those above its headings.

    Signs that are missing or doubled put words into columns of dates and numbers.
    """
    known = collect_words([*_each_text(file.project), *file.notes])
    above: list[str] = []
    below: list[str] = []
    held = 0
    for headings in tables:
        for row in headings.table.rows:
            cells = [cell for cell in row.cells if not cell.lstrip().startswith(_DATA)]
            left = [text for cell in cells for text in list_new_stretches(cell, known)]
            if row.number == headings.row.number:
                left = [t for each in _list_said(headings) for t in list_new_stretches(each, known)]
                above += [f"a heading in row {row.number} holds words: {text}" for text in left]
            elif row.number < headings.row.number:
                above += [f"row {row.number} above the headings was left out: {t}" for t in left]
            else:
                held += len(row.cells)
                below += [f"row {row.number}: {_short(text)}" for text in left]
    losses = file.losses
    if below:
        why = "they stand in a column for something else"
        kept = held - len(below)
        loss = Loss("cells of words", held, kept, dropped=len(below), why=why, names=tuple(below))
        losses = (*losses, loss)
    return replace(file, notes=(*file.notes, *above), losses=losses)


def _list_said(headings: ColumnHeadings) -> Iterator[str]:
    """Headings that are sentences: too long for one, or above a column in which nothing stands."""
    below = [row.cells for row in headings.table.rows if row.number > headings.row.number]
    for place, cell in enumerate(headings.row.cells):
        words = len(cell.split())
        if words > HEADING or (words >= SENTENCE and _is_empty(below, place)):
            yield cell


def _is_empty(rows: Sequence[Sequence[str]], place: int) -> bool:
    return not any(any(cells[place : place + 1]) for cells in rows)


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def _each_text(project: Project) -> Iterator[str]:
    yield project.name
    for code in project.codes:
        yield from (code.name, code.description)
    for source in project.sources:
        yield from (source.name, source.text, source.description, *source.values.values())
        for selection in source.selections:
            yield from (selection.name, selection.quote, selection.description)
    for note in project.notes:
        yield from (note.name, note.text, note.description)
    for case in project.cases:
        yield from (case.name, case.description, *case.values.values())
    for kinds in (project.users, project.sets, project.variables, project.links):
        yield from (each.name for each in kinds)
