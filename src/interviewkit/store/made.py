"""How many codings somebody made: the passages of one selection are one of them."""

from __future__ import annotations

from sqlalchemy import ColumnElement, distinct, func

from interviewkit.store.schema import coding

_GROUP = coding.c.selection + "/" + coding.c.code + "/" + coding.c.polarity


def count_made() -> ColumnElement[int]:
    """Counts the codings of one coder, as :func:`interviewkit.model.coding.count_groups` does."""
    alone = func.count(coding.c.id) - func.count(coding.c.selection)
    return alone + func.count(distinct(_GROUP))
