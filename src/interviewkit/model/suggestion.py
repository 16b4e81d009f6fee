"""Words that may become part of a code: proposed from what people judged, for a person to take."""

from __future__ import annotations

from dataclasses import dataclass

EXAMPLE, NEAR_MISS, PATTERN = "example", "near miss", "pattern"
KINDS = (EXAMPLE, NEAR_MISS, PATTERN)

CONFIDENTIAL = (
    "examples and near misses are participants' own words, confidential as the interviews are: "
    "take out names and places before a codebook with them leaves the study"
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One example, near miss or pattern that a code may get.

    ``text`` is a participant's own words, or a line of the pattern language. ``people`` and
    ``turns`` say, of a pattern, in how many participants and turns it holds where people found the
    code; ``other_people`` and ``other_turns`` where they read and did not. ``new`` are the turns
    with the code that no pattern of it finds yet. Of words, ``place`` is the turn's id and from
    which character to which. ``number`` counts all that is suggested at once, from 1.
    """

    code: str
    kind: str
    text: str
    polarity: str = "+"
    why: str = ""
    people: int = 0
    turns: int = 0
    other_people: int = 0
    other_turns: int = 0
    new: int = 0
    place: tuple[int, int, int] | None = None
    number: int = 0

    @property
    def is_said(self) -> bool:
        """Whether it is somebody's own words, and so confidential as the interviews are."""
        return self.kind != PATTERN
