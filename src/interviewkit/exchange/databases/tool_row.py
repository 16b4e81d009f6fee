"""One row of another tool's table; SQLite lets any cell hold anything, hence all is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any


class ToolRow:
    """Cells by the names of their columns, in lower case.

    Each question takes several names, since versions of a tool call a column differently; the
    first that the table has and that is filled answers.
    """

    __slots__ = ("_cells",)

    def __init__(self, cells: Mapping[str, Any]) -> None:
        self._cells = cells

    def raw(self, *names: str) -> Any:
        """The cell as SQLite gives it: text, number, bytes or ``None``."""
        for name in names:
            cell = self._cells.get(name.casefold())
            if cell is not None:
                return cell
        return None

    def text(self, *names: str) -> str:
        """The cell as text, empty where it holds nothing."""
        cell = self.raw(*names)
        if isinstance(cell, bytes):
            return cell.decode("utf-8", "replace")
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        return "" if cell is None else str(cell)

    def number(self, *names: str) -> int | None:
        """The cell as a whole number; ``None`` where it holds none."""
        cell = self.raw(*names)
        if isinstance(cell, int):
            return cell
        if isinstance(cell, float):
            return int(cell) if isfinite(cell) else None
        if isinstance(cell, str):
            digits = cell.strip().removesuffix(".0")
            return int(digits) if digits.lstrip("-").isdecimal() and len(digits) < 19 else None
        return None

    def key(self, *names: str) -> int:
        """The number that another row is referred to by; -1, which no row has, where it is none."""
        number = self.number(*names)
        return -1 if number is None else number
