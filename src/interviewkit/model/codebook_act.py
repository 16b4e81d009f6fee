"""Changes of a codebook that people make here: what they are, and what they do to the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

ADD_CODE, EDIT_CODE, RENAME_CODE, MOVE_CODE = "add code", "edit code", "rename code", "move code"
MERGE_CODES, SPLIT_CODE, REMOVE_CODE = "merge codes", "split code", "remove code"
ADD_THEME, EDIT_THEME = "add theme", "edit theme"
RENAME_THEME, REMOVE_THEME = "rename theme", "remove theme"
REWRITE = "rewrite codebook"
CODEBOOK_ACTS = (
    ADD_CODE, EDIT_CODE, RENAME_CODE, MOVE_CODE, MERGE_CODES, SPLIT_CODE, REMOVE_CODE,
    ADD_THEME, EDIT_THEME, RENAME_THEME, REMOVE_THEME, REWRITE,
)  # fmt: skip

PROPOSED = "proposals of machines"
"""How an effect calls what machines said; it names no coder."""


@dataclass(frozen=True, slots=True)
class KeptCodebook:
    """A codebook's file as it was at a time, whole. ``version`` is that of what it said."""

    path: str
    hash: str
    version: str
    at: str
    text: str = field(repr=False)
    id: int | None = None


@dataclass(frozen=True, slots=True)
class CodeCount:
    """How much stands of a code: in how many people and passages, and by whom.

    ``proposed`` counts the passages for which machines propose it, ``rejected`` those for which
    a person said that it does not hold.
    """

    code: str
    people: int = 0
    passages: int = 0
    coders: int = 0
    rejected: int = 0
    proposed: int = 0


@dataclass(frozen=True, slots=True)
class CodebookEffect:
    """What a change of the codebook does to one kind of thing of one coder.

    ``people`` are the participants who speak there, ``count`` the things; ``becomes`` says in words
    what happens to them. ``coder`` is empty where the thing is nobody's.
    """

    what: str
    count: int
    becomes: str
    coder: str = ""
    people: int = 0

    def __str__(self) -> str:
        whose = f" by {self.coder}" if self.coder else ""
        persons = "person" if self.people == 1 else "people"
        spoken = f" of {self.people} {persons}" if self.people else ""
        return f"{self.what}{whose} ({self.count}{spoken}): {self.becomes}"


@dataclass(frozen=True, slots=True)
class CodebookAct:
    """A change of the codebook, told beforehand or done.

    ``says`` tells it in a sentence, ``effects`` what becomes of everything that rests on the codes,
    ``changes`` what changes in the file, one row a change. ``ids`` are the codes or themes that it
    is about as they are called afterwards. ``entry`` is its entry in the log, ``None`` where it was
    only told; ``version`` is that of the codebook afterwards. ``settings_changed`` says that
    study.toml is another since.
    """

    act: str
    says: str
    ids: tuple[str, ...] = ()
    effects: tuple[CodebookEffect, ...] = ()
    changes: tuple[Mapping[str, str], ...] = ()
    version: str = ""
    entry: int | None = None
    notes: tuple[str, ...] = ()
    settings_changed: bool = False

    @property
    def did(self) -> bool:
        return self.entry is not None


@dataclass(frozen=True, slots=True)
class CodebookVersion:
    """One version of the codebook that was kept, and how it came about.

    ``number`` counts from 1, the oldest. ``changes`` are those from the version before. ``by`` is
    empty where the file was changed by hand between two acts.
    """

    number: int
    version: str
    at: str
    by: str = ""
    act: str = ""
    says: str = ""
    changes: tuple[Mapping[str, str], ...] = ()
    entry: int | None = None
    stands: bool = True
