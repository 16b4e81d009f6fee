"""Projects of other tools that were taken in, and what became of what they held, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from interviewkit.model import table as kinds
from interviewkit.model.kept_project import KeptProject
from interviewkit.model.project import Loss
from interviewkit.model.table import ResultTable
from interviewkit.tables.fields import Field, build_table, list_data_fields, read_fields
from interviewkit.wording.words import list_some, write_day

NAMED = 5
"""So many of what did not come in as it was are shown; as data all are named."""

LOSSES = (
    Field.of("kind", kinds.TEXT, head="what"),
    *read_fields(kinds.COUNT, "held", "kept", "changed", "dropped"),
    *read_fields(kinds.PROSE, "why"),
    Field.of("which", kinds.PROSE, lambda each: list_some(each.names, NAMED, "; "), data=False),
    *list_data_fields(kinds.LIST, "names"),
)
PROJECTS = (
    *read_fields(kinds.ORDINAL, "id"),
    *read_fields(kinds.TEXT, "name"),
    Field.of("tool", kinds.TEXT, "project.tool"),
    *read_fields(kinds.TEXT, "format", "file"),
    Field.of("day", kinds.TEXT, lambda each: write_day(each.at), head="taken in", data=False),
    *list_data_fields(kinds.TEXT, "at", "copy", "file_hash"),
    Field.of("texts", kinds.COUNT, lambda each: len(each.places.sources)),
    Field.of("codes", kinds.COUNT, lambda each: len(each.project.codes)),
    Field.of("codings", kinds.COUNT, lambda each: count_codings(each)),
    Field.of("aside", kinds.COUNT, lambda each: sum(e.changed + e.dropped for e in each.losses)),
)


def build_losses(losses: Sequence[Loss], title: str = "What became of it") -> ResultTable:
    """A row a kind of thing: how many the file held, and what became of them."""
    note = (
        "kept: it came in as it is; changed: as something else, or kept aside with the project; "
        "dropped: it did not come in"
    )
    table = build_table("losses", LOSSES, losses, title, notes=(note,), empty="it holds nothing")
    return table.filled()


def build_projects(kept: Iterable[KeptProject]) -> ResultTable:
    """A row a project that was taken in, oldest first."""
    return build_table(
        "projects", PROJECTS, list(kept), "Projects of other tools",
        empty="no project of another tool was taken in",
    )  # fmt: skip


def count_codings(kept: KeptProject) -> int:
    """How many codings a project has in its texts."""
    return sum(len(each.codings) for _, each in kept.project.each_selection())
