"""A question to the material: which codes, said by whom, where, in which words.

It is written as a line of text (:mod:`interviewkit.model.query_text`) or put together from these
nouns; both say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from interviewkit.model.coding import STATUSES

STANDING, ANY_STATUS = "standing", "any"
ASKED_STATUSES = (STANDING, *STATUSES, ANY_STATUS)
"""Which codings are asked: those whose word stands, those of one status, or all."""

WORD, PHRASE, STEM, REGEX = "word", "phrase", "stem", "regex"
TEXT_KINDS = (WORD, PHRASE, STEM, REGEX)

PLAIN_WORD = re.compile(r"[^\s()\",:/~][^\s()\",]*")
"""What may stand in a question without quotation marks."""

_ESCAPE = re.compile(r"\\(.)", re.S)


@dataclass(frozen=True, slots=True)
class Term:
    """A code or theme by its id, of one polarity or of either. ``at`` is where it was written."""

    name: str
    polarity: str = ""
    at: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Not:
    """Where this is not."""

    of: Asked


@dataclass(frozen=True, slots=True)
class AllOf:
    """Where all of these meet: their passages share at least a character."""

    parts: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Where any of these is."""

    parts: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Where one stands within so many turns of the other, in the same conversation."""

    first: Asked
    second: Asked
    turns: int = 1


@dataclass(frozen=True, slots=True)
class Follows:
    """Where one comes after the other, in the same conversation."""

    what: Asked
    after: Asked


Asked = Term | Not | AllOf | AnyOf | Near | Follows


@dataclass(frozen=True, slots=True)
class TextWanted:
    """Words that must be there: a ``word`` (``tal*`` is a beginning), a ``phrase``, a ``stem``
    (``talk`` is also *talked*), or a ``regex``.

    Raises:
        ValueError: there is no such kind, nothing is looked for, or a word is no single word.
    """

    kind: str
    text: str

    def __post_init__(self) -> None:
        if self.kind not in TEXT_KINDS:
            raise ValueError(f"{self.kind!r} is no way to look: {', '.join(TEXT_KINDS)}")
        if not self.text.strip():
            raise ValueError("nothing is looked for")
        if self.kind == WORD and not PLAIN_WORD.fullmatch(self.text):
            raise ValueError(f"{self.text!r} is no single word")
        if self.kind == REGEX:  # a slash means the same with and without its backslash
            plain = _ESCAPE.sub(lambda m: "/" if m[1] == "/" else m[0], self.text)
            object.__setattr__(self, "text", plain)


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for. Names in one field are alternatives; fields narrow each other.

    Without ``asked`` every code is; with ``texts`` alone, what was said is asked and not what was
    coded. ``machine`` is ``True`` for what a machine coded, ``False`` for what people did.
    """

    asked: Asked | None = None
    texts: tuple[TextWanted, ...] = ()
    segments: tuple[str, ...] = ()
    waves: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    transcripts: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    coders: tuple[str, ...] = ()
    status: str = STANDING
    machine: bool | None = None

    @property
    def is_of_speech(self) -> bool:
        """Whether it asks what was said, coded or not."""
        of_codings = self.asked or self.coders or self.machine is not None
        return bool(self.texts) and not of_codings and self.status == STANDING


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question that somebody gave a name; ``text`` is how it is written, ``at`` when."""

    name: str
    text: str
    by: str = ""
    at: str = ""
    note: str = ""
    entry: int = 0


def list_terms(asked: Asked | None) -> Iterator[Term]:
    """Every code and theme that is named, in order."""
    match asked:
        case Term():
            yield asked
        case Not(of):
            yield from list_terms(of)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from list_terms(part)
        case Near(first, second) | Follows(first, second):
            yield from list_terms(first)
            yield from list_terms(second)


def is_negative(asked: Asked) -> bool:
    """Whether it says only what is not there, so that no passage shows it."""
    match asked:
        case Not(of):
            return not is_negative(of)
        case AllOf(parts):
            return all(map(is_negative, parts))
        case AnyOf(parts):
            return any(map(is_negative, parts))
    return False
