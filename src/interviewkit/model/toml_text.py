"""TOML as a table, within bounds: what would stop the reader itself is told with its line."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from interviewkit.errors import StudyError, did_you_mean

MOST_CHARACTERS = 1_000_000
MOST_DEPTH = 50

_LONG_NUMBER = re.compile(r"(?<![\w.])[-+]?(?:0[xob])?[\da-fA-F_]{30,}(?![\w.])")
_QUOTED = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'|#[^\n]*")
_BRACKET = re.compile(r"[\[\]{}]")


def read_toml(text: str, path: str) -> dict[str, Any]:
    """The table that a TOML text holds.

    Raises:
        StudyError: it is not TOML, or longer, deeper or with longer numbers than anyone needs.
    """
    if len(text) > MOST_CHARACTERS:
        raise StudyError(
            f"{path} is longer than {MOST_CHARACTERS:,} characters",
            hint="settings are short; data belong into files of their own",
        )
    _refuse_excess(text, path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise StudyError(
            f"{path} is not valid TOML: {fault}", hint="mend that place; texts stand in quotes"
        ) from fault
    except (ValueError, RecursionError):
        raise StudyError(
            f"{path} holds a number or a table that cannot be read", hint="make it simpler"
        ) from None


def _refuse_excess(text: str, path: str) -> None:
    """Refuse numbers and brackets that no setting needs; what stands in quotes is left alone."""
    bare = _QUOTED.sub(lambda found: "x" * len(found[0]), text)
    if number := _LONG_NUMBER.search(bare):
        line = text.count("\n", 0, number.start()) + 1
        raise StudyError(
            f"{path}:{line}: a number of {len(number[0])} digits", hint="write a smaller number"
        )
    if line := find_nesting(bare, MOST_DEPTH):
        raise StudyError(
            f"{path}:{line}: brackets stand in brackets more than {MOST_DEPTH} deep",
            hint="no setting needs that; see the study.toml that 'interviewkit init' writes",
        )


def find_nesting(text: str, most: int) -> int:
    """The line on which brackets stand in more than so many brackets; 0 where they nowhere do."""
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth = max(depth + (1 if bracket[0] in "[{" else -1), 0)
        if depth > most:
            return text.count("\n", 0, bracket.start()) + 1
    return 0


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


def read_list_tables(item: Any, path: str, where: str) -> dict[str, tuple[str, ...]]:
    """A table of texts or lists of texts."""
    table = item if isinstance(item, Mapping) else {"": None}
    found: dict[str, tuple[str, ...]] = {}
    for name, each in table.items():
        texts = [each] if isinstance(each, str) else each
        if not isinstance(texts, list) or not all(isinstance(one, str) for one in texts):
            raise StudyError(f"{path}: {where} must be a table of lists of texts, not {item!r}")
        found[name] = tuple(texts)
    return found


def read_text_tables(item: Any, path: str, where: str) -> dict[str, dict[str, str]]:
    """``{coreq = {2 = "a sociologist"}}``: a table of texts for each name."""
    if isinstance(item, Mapping) and all(map(_is_text_table, item.values())):
        return {name: dict(table) for name, table in item.items()}
    raise StudyError(f"{path}: {where} must be a table of texts for each name, not {item!r}")


def _is_text_table(item: Any) -> bool:
    return isinstance(item, Mapping) and all(isinstance(each, str) for each in item.values())


def refuse_other_names(names: Iterable[str], known: Sequence[str], what: str, place: str) -> None:
    """Raise where a list holds a name that is none of the known ones, with the nearest of them."""
    for name in names:
        if name not in known:
            raise StudyError(f"{place}: {what} {name!r}", hint=did_you_mean(name, known))
