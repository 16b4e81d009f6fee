"""Numbers that ``study.toml`` gives in tables."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from interviewkit.errors import StudyError


def read_number_tables(item: Any, path: str, where: str) -> dict[str, dict[str, float]]:
    """Tables of name = number: ``[survey.margins.group]``.

    Raises:
        StudyError: they are none, or a number is negative.
    """
    tables = item.values() if isinstance(item, Mapping) else [item]
    for table in tables:
        numbers: Iterable[Any] = table.values() if isinstance(table, Mapping) else [None]
        if not all(type(each) in (int, float) and 0 <= each < math.inf for each in numbers):
            what = "tables of level = number, 0 or more"
            raise StudyError(f"{path}: {where} must be {what}, not {item!r}")
    return {name: {str(k): float(v) for k, v in table.items()} for name, table in item.items()}
