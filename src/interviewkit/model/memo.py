"""What people write down beside the material: memos, and what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

STUDY, TRANSCRIPT, TURN, PASSAGE = "study", "transcript", "turn", "passage"
CODE, THEME, PERSON, TOPIC, FINDING = "code", "theme", "person", "topic", "finding"
MEMO_KINDS = (STUDY, TRANSCRIPT, TURN, PASSAGE, CODE, THEME, PERSON, TOPIC, FINDING)
"""What a memo may be about."""

_LINK = re.compile(r"\[\[([^\[\]\n]{1,200})\]\]")
_TURN = re.compile(r"(?P<name>.+)#(?P<turn>[0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a memo is about, or names: a kind and a name; ``turn`` is the number of a turn, else 0.

    It is written ``study:``, ``code:isolation``, ``person:Ana``, ``transcript:April/leaders``,
    ``turn:April/leaders#12`` (or ``April/leaders#12`` alone), ``topic:3``, ``finding:bonds/tired``.
    """

    kind: str
    name: str = ""
    turn: int = 0

    @classmethod
    def read(cls, text: str) -> Subject:
        """What is written; the kind is empty where none of the known ones is said."""
        kind, colon, name = text.strip().partition(":")
        known = kind.strip().casefold()
        if known == STUDY and not name.strip():
            return cls(STUDY)
        if not colon or known not in MEMO_KINDS:
            kind, name, known = "", text.strip(), ""
        name = " ".join(name.split())
        turn = _TURN.fullmatch(name) if known in ("", TURN, PASSAGE, TRANSCRIPT) else None
        if turn:
            return cls(TURN, turn["name"], int(turn["turn"]))
        return cls(known, name)

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}" + (f"#{self.turn}" if self.turn else "")


@dataclass(frozen=True, slots=True)
class Memo:
    """A note that a person wrote, as it stands.

    ``id`` is the entry of the log with its newest words, ``at`` when it was first written,
    ``changed`` when it was last written anew, empty where it never was. ``span`` and ``quote`` are
    given where it is about a passage of a turn, ``code`` where about a code there. ``names`` are
    the subjects that its text names in double brackets, as they are called by now. ``gone`` says
    that what it is about is not there any more, or was said otherwise.
    """

    id: int
    about: Subject
    text: str
    coder: str
    at: str
    changed: str = ""
    code: str = ""
    span: tuple[int, int] | None = None
    quote: str = ""
    names: tuple[Subject, ...] = field(default=(), repr=False)
    gone: bool = False

    @property
    def kind(self) -> str:
        """What it is about, in a word."""
        return PASSAGE if self.about.kind == TURN and self.span else self.about.kind

    @property
    def place(self) -> str:
        """What it is about, as people write it."""
        return "study" if self.about.kind == STUDY else str(self.about)


def find_links(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, what is named) of everything that a text names in double brackets."""
    return ((found.start(), found.end(), found[1].strip()) for found in _LINK.finditer(text))
