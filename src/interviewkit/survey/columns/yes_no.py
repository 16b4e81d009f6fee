"""The words with which people say yes and no, in small letters."""

from __future__ import annotations

from collections.abc import Iterable

ABROAD = {"ja": "nein", "oui": "non", "sí": "no", "sì": "no", "si": "no", "sim": "não"}
"""Yes and no in German, French, Spanish, Italian and Portuguese."""
TICKED = {"checked": "unchecked", "selected": "not selected", "quoted": "not quoted",
          "ausgewählt": "nicht ausgewählt", "gewählt": "nicht gewählt"}  # fmt: skip
"""How REDCap, Unipark, SoSci Survey and others write that an option was ticked, and that not."""
YES = frozenset({"yes", "true", "1", "y", "t", *ABROAD, *TICKED})
NO = frozenset({"no", "false", "0", "n", "f", *ABROAD.values(), *TICKED.values()})
CLEAR = frozenset({"yes", "no", "true", "false", "ja", "nein", "oui", "non", "sí", "sim", "não",
                   *TICKED, *TICKED.values()})  # fmt: skip
"""Words that mean yes or no even where nobody gave the other answer."""


def read_yes_no(word: str) -> bool | None:
    """Whether a word means yes or no; ``None`` where it means neither."""
    small = word.casefold()
    return True if small in YES else False if small in NO else None


def is_yes_or_no(words: Iterable[str]) -> bool:
    """Whether all the words mean yes or no.

    A lone 1 or F may mean many things; 0 and 1, or F and T, together do not.
    """
    small = {word.casefold() for word in words}
    return small <= CLEAR or bool(small <= YES | NO and small & YES and small & NO)


def list_foreign(words: Iterable[str]) -> list[str]:
    """Those of the words that are not English."""
    known = {*ABROAD, *ABROAD.values()} - {"no"}
    return sorted({word for word in words if word.casefold() in known})
