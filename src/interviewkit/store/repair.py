"""Mending what is safe to mend: caches, indexes and machine work, which a run makes again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from interviewkit.store.faults import SQL_FAULTS, describe_fault
from interviewkit.store.health import DERIVED, MACHINE_TABLES, Fault, list_faults
from interviewkit.store.search_index import build_index_anew

_MADE_AGAIN = {*DERIVED, *MACHINE_TABLES, "topic_member", "cutting"}

_OF_MACHINE_TABLESS = {
    "coding": "coder_id IN (SELECT id FROM coder WHERE kind <> 'person')",
    "coverage": "coder_id IN (SELECT id FROM coder WHERE kind <> 'person')",
    "passage": "id NOT IN (SELECT passage_id FROM coding)",
}
"""Rows of tables that people's work shares: only a machine's may go."""


def can_repair(fault: Fault) -> bool:
    """Whether nothing is lost that people made if this is mended here."""
    if fault.kind == "integrity":
        return "index" in fault.what
    if fault.kind == "search":
        return True
    if fault.kind in ("cells", "json"):
        return fault.table in {*DERIVED, *MACHINE_TABLES}
    return fault.kind == "orphans" and fault.table in {*_MADE_AGAIN, *_OF_MACHINE_TABLESS}


def repair(path: Path) -> list[str]:
    """Mend what can be mended, in one transaction; returns what was done, in words.

    Raises:
        StudyError: the database cannot be written.
    """
    try:
        with closing(sqlite3.connect(path, timeout=10)) as connection:
            faults = [fault for fault in list_faults(connection) if can_repair(fault)]
            with connection:
                done = [what for fault in faults for what in _mend(connection, fault)]
                if done:
                    # The steps that made these have not run as far as they know.
                    connection.execute(
                        "UPDATE run SET fingerprint = '' WHERE verb IN ('code', 'discover', 'link')"
                    )
        return list(dict.fromkeys(done))
    except SQL_FAULTS as fault:
        raise describe_fault(path, fault) from fault


def _mend(connection: sqlite3.Connection, fault: Fault) -> Iterator[str]:
    if fault.kind == "integrity":
        connection.execute("REINDEX")
        yield "indexes were built anew"
    elif fault.kind == "search":
        build_index_anew(connection)
        yield "the index for searching was made anew"
    elif fault.kind == "orphans":
        gone = _remove_orphans(connection, fault.table)
        if gone:
            yield f"{gone} rows of {fault.table} that referred to nothing were removed"
    else:
        connection.execute(f'DELETE FROM "{fault.table}"')
        yield f"{fault.table} was emptied; the next run makes it again"


def _remove_orphans(connection: sqlite3.Connection, table: str) -> int:
    rows = connection.execute(f'PRAGMA foreign_key_check("{table}")').fetchall()
    kept = f" AND {_OF_MACHINE_TABLESS[table]}" if table in _OF_MACHINE_TABLESS else ""
    return sum(
        connection.execute(f'DELETE FROM "{table}" WHERE rowid = ?{kept}', (row[1],)).rowcount
        for row in rows
    )
