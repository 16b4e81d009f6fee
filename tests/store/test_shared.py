"""A study that is open here for long stays whole when other processes come and go."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from interviewkit.model import Coder
from interviewkit.store.database import Store

LOOK = """
import sqlite3, sys
look = sqlite3.connect(sys.argv[1])
print(look.execute("SELECT count(*) FROM coder").fetchone()[0])
look.close()
"""


def look(path: Path) -> int:
    """How many coders another process finds; it is the last to close, as far as it can tell."""
    told = subprocess.run(
        [sys.executable, "-c", LOOK, str(path)], capture_output=True, text=True, check=True
    )
    return int(told.stdout)


def test_a_second_opening_lets_go_of_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "study.db"
    first = Store(path)
    with first.jotting() as shelves:
        shelves.codings.add_coder(Coder("kim"))
    second = Store(path)
    with second.reading() as shelves:
        assert [each.name for each in shelves.codings.coders()] == ["kim"]
    assert look(path) == 1
    for store, name in ((first, "lee"), (second, "mia")):
        with store.jotting() as shelves:
            shelves.codings.add_coder(Coder(name))
    assert look(path) == 3
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
