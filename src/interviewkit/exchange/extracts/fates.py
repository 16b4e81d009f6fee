"""What became of the rows of a file, so that the counts add up."""

from __future__ import annotations

from dataclasses import dataclass, field

from interviewkit.model.project import Loss


@dataclass
class RowFates:
    """Counts the rows of one kind: each is ``held`` once, and ``dropped`` or ``changed`` at most
    once, with why."""

    kind: str
    held: int = 0
    dropped: dict[int | str, str] = field(default_factory=dict)
    changed: dict[int | str, str] = field(default_factory=dict)

    @property
    def kept(self) -> int:
        """How many rows came in as they are."""
        return self.held - len(self.dropped) - len(self.changed)

    def drop(self, row: int | str, why: str) -> None:
        """A row did not come in."""
        self.changed.pop(row, None)
        self.dropped[row] = why

    def change(self, row: int | str, why: str) -> None:
        """A row came in as something else, or not whole."""
        if row not in self.dropped:
            self.changed[row] = why

    def list_losses(self) -> tuple[Loss, ...]:
        """The loss to tell; none where every row came in whole."""
        if not self.dropped and not self.changed:
            return ()
        lost = {**self.dropped, **self.changed}
        names = [f"{_name(row)}: {why}" for row, why in lost.items()]
        return (
            Loss(
                kind=self.kind,
                held=self.held,
                kept=self.kept,
                changed=len(self.changed),
                dropped=len(self.dropped),
                why="; ".join(dict.fromkeys(lost.values())),
                names=tuple(names),
            ),
        )


def _name(row: int | str) -> str:
    return f"row {row}" if isinstance(row, int) else row
