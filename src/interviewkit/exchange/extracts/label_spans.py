"""Spans with labels as Label Studio writes them into one cell of a table, as JSON.

``[{"start": 0, "end": 7, "text": "I trust", "labels": ["trust"]}]``: where the words stand in the
text beside, which words, and their labels.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class LabelSpan:
    """Words of a text and what they are labelled as; ``start`` and ``end`` count characters."""

    quote: str
    labels: tuple[str, ...]
    start: int | None = None
    end: int | None = None


def read_spans(cell: str) -> Sequence[LabelSpan]:
    """The spans of a cell; none where it holds no such JSON.

    >>> read_spans('[{"start": 2, "end": 7, "text": "trust", "labels": ["trust"]}]')
    [LabelSpan(quote='trust', labels=('trust',), start=2, end=7)]
    """
    if not cell.lstrip().startswith("[{"):
        return []
    try:
        held = json.loads(cell)
    except (ValueError, RecursionError):
        return []
    found = [_read_span(each) for each in held]
    return [each for each in found if each is not None]


def _read_span(held: Any) -> LabelSpan | None:
    labels = held.get("labels") if isinstance(held, dict) else None
    quote = held.get("text", "") if isinstance(held, dict) else ""
    if not isinstance(labels, list) or not isinstance(quote, str):
        return None
    start, end = (held[each] if isinstance(held.get(each), int) else None for each in _ENDS)
    return LabelSpan(quote, tuple(str(each) for each in labels), start, end)


_ENDS = ("start", "end")
