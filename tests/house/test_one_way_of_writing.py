"""Results are spelled in one room: no other formats a number by itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import interviewkit

HOUSE = Path(interviewkit.__file__).parent
ROOMS = ("cli", "report", "findings", "survey/estimation")
DRAWN = ("report/charts/svg.py",)
"""Places in a drawing, which are read by a browser."""
SPELLED = re.compile(r"[,+]|%$|\.\d+[fe]")


def spelled(path: Path) -> Iterator[str]:
    """The format specifications of numbers in a file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FormattedValue) and node.format_spec:
            parts = (p for p in ast.walk(node.format_spec) if isinstance(p, ast.Constant))
            spec = "".join(str(part.value) for part in parts)
            if SPELLED.search(spec):
                yield f"{path.relative_to(HOUSE).as_posix()}:{node.lineno} {spec}"


def test_no_other_room_spells_a_number() -> None:
    files = [path for room in ROOMS for path in (HOUSE / room).rglob("*.py")]
    assert len(files) > 100
    shown = [path for path in files if path.relative_to(HOUSE).as_posix() not in DRAWN]
    assert [place for path in shown for place in spelled(path)] == []


def test_a_number_that_is_spelled_is_found() -> None:
    assert list(spelled(HOUSE / DRAWN[0]))
