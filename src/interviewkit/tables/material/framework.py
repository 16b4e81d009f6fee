"""The framework matrix as a table: what was said in its cells, under what a researcher wrote."""

from __future__ import annotations

from collections.abc import Iterator

from interviewkit.model.retrieval import Framework, FrameworkCell
from interviewkit.model.table import LINES, TEXT, Column, ResultTable, Row, Value
from interviewkit.wording.numbers import counted
from interviewkit.wording.words import clip_text

LONGEST = 600
"""Characters of a passage; what is longer is clipped for readers, as data it is whole."""


def build_framework_table(found: Framework, name: str = "framework") -> ResultTable:
    """A row a person or segment, a column a code or theme.

    In a cell stands the summary, then every passage with who said it and where.
    """
    of_people = found.kind == "participants"
    head = "participant" if of_people else "segment"
    columns = [Column(head, TEXT), Column("about", TEXT, head="who" if of_people else "people")]
    keys = [f"column_{number}" for number in range(1, len(found.columns) + 1)]
    columns += [
        Column(key, LINES, title, verbatim=True)
        for key, (_, title) in zip(keys, found.columns, strict=True)
    ]
    rows = tuple(
        Row(
            {
                head: row.title,
                "about": row.about if of_people else counted(row.heard, "person", "people"),
                **{key: _write(cell, of_people) for key, cell in zip(keys, row.cells, strict=True)},
            }
        )
        for row in found.rows
    )
    more = found.total - len(found.rows)
    notes = (*found.notes, *([f"… and {more} more rows (--limit 0 for all)"] if more > 0 else []))
    told = "what stands of each code: (+) affirms it, (−) opposes it"
    title = f"Framework: {'people' if of_people else 'segments'} by codes"
    return ResultTable(name, tuple(columns), rows, title, (told, *notes), "nobody to show")


def _write(cell: FrameworkCell, of_people: bool) -> Value:
    return tuple(_list_lines(cell, of_people))


def _list_lines(cell: FrameworkCell, of_people: bool) -> Iterator[str]:
    if cell.summary:
        yield f"{cell.summary} [{cell.by}]"
    for person, found in cell.passages:
        turn = found.passage.turn
        who = "" if of_people else f"{person}, "
        signs = "".join(dict.fromkeys(c.polarity for c in found.codings)).replace("-", "−")
        quote = clip_text(" ".join(found.passage.quote.split()), LONGEST)
        about = [f"{who}{turn.transcript}:{turn.position}", signs]
        about += ["proposal of the machine"] if found.is_proposal else []
        yield f"“{quote}” ({', '.join(filter(None, about))})"
