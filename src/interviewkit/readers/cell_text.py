"""Values of spreadsheets and JSON as text."""

from __future__ import annotations

import datetime as dt
import json
import re

_SURROGATE = re.compile("[\ud800-\udfff]")


def convert_cell(cell: object) -> str:
    """A value as text: times as H:MM:SS, dates as ISO, whole numbers plain."""
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, dict | list):
        return repair_surrogates(json.dumps(cell, ensure_ascii=False))
    return repair_surrogates(str(cell))


def has_half(value: object) -> bool:
    """Whether a text holds half a character: a surrogate without the other."""
    if not isinstance(value, str) or not _SURROGATE.search(value):
        return False
    return repair_surrogates(value).count("\ufffd") > value.count("\ufffd")


def repair_surrogates(text: str) -> str:
    """Halves of characters joined where they are pairs, else the sign for what cannot be read.

    JSON may hold half a character, which no file and no database can be written with.
    """
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
