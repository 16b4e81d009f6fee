"""What a check of a document against its study found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

NUMBER, QUOTE, NAME, SENSE = "number", "quote", "name", "sense"

DRIFTED, MISSING, UNBOUND, UNCHECKED = "drifted", "missing", "unbound", "unchecked"
WRONG_CLAIMS = (DRIFTED, MISSING)


@dataclass(frozen=True, slots=True)
class DocumentClaim:
    """One thing that a document says and that is not simply right.

    ``state`` is drifted (the study says otherwise), missing (nobody said it), unbound (a number
    that nothing in the study is found for) or unchecked (words between quotation marks that are
    too few to be looked for). ``what`` is the kind of fault in words, ``says`` the document's
    words, ``study`` what the study has instead, ``hint`` what to do.
    """

    kind: str
    state: str
    place: str
    what: str
    says: str
    study: str = ""
    hint: str = ""

    @property
    def is_wrong(self) -> bool:
        return self.state in WRONG_CLAIMS


@dataclass(frozen=True, slots=True)
class Verification:
    """A document, what of it was checked, and all that is not simply right.

    ``numbers`` and ``quotes`` count by state: numbers are ``bound``, ``drifted`` or ``unbound``;
    quotes are ``exact``, ``repaired``, ``drifted``, ``missing``, ``known`` (words of the study
    itself, such as labels) or ``unchecked``.
    """

    file: str
    numbers: Mapping[str, int]
    quotes: Mapping[str, int]
    claims: tuple[DocumentClaim, ...] = field(default=(), repr=False)

    @property
    def wrong(self) -> tuple[DocumentClaim, ...]:
        """What is to be put right."""
        return tuple(each for each in self.claims if each.is_wrong)

    @property
    def checked(self) -> int:
        """How many numbers and quotes were held against the study."""
        held = ("exact", "repaired", DRIFTED, MISSING)
        numbers = self.numbers.get("bound", 0) + self.numbers.get(DRIFTED, 0)
        return numbers + sum(self.quotes.get(state, 0) for state in held)

    @property
    def holds(self) -> bool:
        """Whether something was checked and nothing is wrong."""
        return bool(self.checked) and not self.wrong
