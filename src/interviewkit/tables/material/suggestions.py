"""What a codebook may get from what people judged, as a table."""

from __future__ import annotations

from collections.abc import Iterable

from interviewkit.model import Suggestion
from interviewkit.model import table as kinds
from interviewkit.model.suggestion import CONFIDENTIAL
from interviewkit.model.table import ResultTable
from interviewkit.tables.fields import Field, build_table, list_data_fields, read_fields

NOTHING_YET = "nothing to suggest: judge turns first, with: interviewkit review start"

SUGGESTIONS = (
    Field.of("number", kinds.ORDINAL, head="no."),
    *read_fields(kinds.TEXT, "code", "kind"),
    Field.of("polarity", kinds.TEXT, spare=1),
    *read_fields(kinds.PROSE, "text"),
    Field.of("holds", kinds.PROSE, lambda each: _tell_where(each), head="why", data=False),
    *list_data_fields(kinds.TEXT, "why"),
    *list_data_fields(
        kinds.COUNT,
        "people",
        "turns",
        "other_people",
        "other_turns",
        "new",
        turn=lambda each: _turn(each),
    ),
)


def build_suggestions(suggestions: Iterable[Suggestion]) -> ResultTable:
    """A row a suggestion, with the number by which it is taken."""
    found = list(suggestions)
    notes = (CONFIDENTIAL,) if any(each.is_said for each in found) else ()
    title = "What the codes may get from what people judged"
    return build_table(
        "suggestions", SUGGESTIONS, found, title, notes=notes, empty=NOTHING_YET, shown=40
    )


def _tell_where(each: Suggestion) -> str:
    if each.is_said:
        return each.why
    without = f"{each.other_turns} of {each.other_people} without"
    return f"{each.turns} turns of {each.people} people with it, {without}; {each.new} new"


def _turn(each: Suggestion) -> int | None:
    return each.place[0] if each.place else None
