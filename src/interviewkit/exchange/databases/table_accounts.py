"""Every row of every table is accounted for: kept, changed or dropped, with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from interviewkit.model.project import Loss

MOST_NAMES = 10
"""So many of what was dropped are named."""


@dataclass(slots=True)
class TableAccount:
    """What became of a table's rows."""

    held: int
    kept: int = 0
    changed: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    names: list[str] = field(default_factory=list)


class TableAccounts:
    """The accounts of one file: how many rows each table holds, and what became of them.

    ``kinds`` says in plain words what a table's rows are. Elements of XML are rows here too.

    A table that no reader speaks of is dropped whole, and told: a new version's table is never
    passed over.
    """

    def __init__(self, held: Mapping[str, int], kinds: Mapping[str, str]) -> None:
        self._kinds = {name.casefold(): kind for name, kind in kinds.items()}
        self.tables = {name.casefold(): TableAccount(rows) for name, rows in held.items()}

    def keep(self, table: str, rows: int = 1) -> None:
        """So many rows are in the project as they are."""
        self.tables[table.casefold()].kept += rows

    def change(self, table: str, why: str, name: str = "") -> None:
        """A row is in the project as something else, or not whole."""
        self._note(table, name).changed[why] += 1

    def drop(self, table: str, why: str, name: str = "") -> None:
        """A row is not in the project."""
        self._note(table, name).dropped[why] += 1

    def _note(self, table: str, name: str) -> TableAccount:
        account = self.tables[table.casefold()]
        if name and len(account.names) < MOST_NAMES:
            account.names.append(name)
        return account

    def sum_up(self) -> tuple[Loss, ...]:
        """One loss a table of which not every row was kept as it is."""
        found = (self._sum(name, account) for name, account in self.tables.items())
        return tuple(each for each in found if each.kept < each.held)

    def _sum(self, name: str, account: TableAccount) -> Loss:
        changed, dropped = account.changed.total(), account.dropped.total()
        left = account.held - account.kept - changed - dropped
        reasons = account.changed + account.dropped
        if left > 0:
            reasons["there is no place for them here"] += left
        kind = self._kinds.get(name, f"rows of the table {name}")
        return Loss(
            kind, account.held, account.kept, changed, dropped + left,
            _join_reasons(reasons), tuple(account.names),
        )  # fmt: skip


def _join_reasons(reasons: Counter[str]) -> str:
    if len(reasons) == 1:
        return next(iter(reasons))
    return "; ".join(f"{count:,}: {why}" for why, count in reasons.items())
