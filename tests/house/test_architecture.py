"""ARCHITECTURE.md is short and true: its files exist, its rooms are the contracts' rooms."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/interviewkit"
PAGE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
TWO_PAGES = 110


def test_architecture_fits_two_pages() -> None:
    assert len(PAGE.splitlines()) <= TWO_PAGES


def test_the_files_that_architecture_names_exist() -> None:
    known = {path.name for path in SOURCE.rglob("*.py")}
    named = re.findall(r"`([\w/]+\.py)`", PAGE)
    assert named
    assert [name for name in named if Path(name).name not in known] == []


def test_the_rooms_that_architecture_tells_are_those_of_the_contracts() -> None:
    floors = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    [layers] = [c["layers"] for c in floors["tool"]["importlinter"]["contracts"] if "layers" in c]
    rooms = [room for layer in layers for room in re.findall(r"\w+", layer)]
    drawn = re.search(r"```\n(.*?)```", PAGE, re.DOTALL)
    assert drawn
    missing = {room for room in rooms if not re.search(rf"\b{room}\b", drawn[1])}
    assert missing <= {"__main__", "version", "web"}  # no rooms, or not built yet
