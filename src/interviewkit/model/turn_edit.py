"""A turn whose words or speaker a person mended, and what that moved."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RewordedQuote:
    """A quote that somebody coded, or wrote a memo on, before and after.

    ``code`` is empty for memos. ``after`` is empty where none of its words are left.
    """

    coder: str
    code: str
    before: str
    after: str

    def __str__(self) -> str:
        what = f"{self.coder}, {self.code}" if self.code else f"a memo by {self.coder}"
        return f"{what}: {self.before!r}" + (f" is now {self.after!r}" if self.after else "")


@dataclass(frozen=True, slots=True)
class TurnEdit:
    """What an edit of a turn does, or did where it has an ``entry`` in the log.

    ``was`` and ``now`` are speaker and text. ``codings`` and ``memos`` count what stands in the
    turn and goes along. Of these, ``reworded`` quotes have other words afterwards, ``swallowed``
    ones have none and stay with an earlier version. ``read_by`` are the people who had read the
    turn; it counts as read all the same.
    """

    transcript: str
    turn: int
    was: tuple[str, str]
    now: tuple[str, str]
    codings: int = 0
    memos: int = 0
    reworded: tuple[RewordedQuote, ...] = field(default=(), repr=False)
    swallowed: tuple[RewordedQuote, ...] = field(default=(), repr=False)
    read_by: tuple[str, ...] = ()
    entry: int | None = None

    @property
    def is_change(self) -> bool:
        return self.was != self.now
