"""What one person said, as numbers; and who differs from what one would expect."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from interviewkit.model.codebook import Codebook
from interviewkit.model.participant import Participant, Respondent, Variable
from interviewkit.model.reading import Reading


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One row of the matrix people × codes.

    ``turns`` and ``words`` count what this person said in turns that somebody has read (in
    ``wave``, where it is not empty). ``passages`` gives for every code and theme how many passages
    of theirs it holds for. A person of whom nothing was read has no turns, and then nothing is
    known of them: unread is never taken for "not voiced".
    """

    participant: str
    wave: str
    turns: int
    words: int
    passages: Mapping[str, int]

    @property
    def is_known(self) -> bool:
        return self.turns > 0

    def presence(self, of: str) -> float:
        """1 where they voiced it, 0 where they did not; ``nan`` where nothing was read."""
        return float(self.passages.get(of, 0) > 0) if self.is_known else math.nan

    def count(self, of: str) -> float:
        """In how many passages they voiced it; ``nan`` where nothing was read."""
        return float(self.passages.get(of, 0)) if self.is_known else math.nan

    def rate(self, of: str) -> float:
        """Passages per 1,000 words of theirs; ``nan`` where they said no word that was read."""
        return 1000 * self.passages.get(of, 0) / self.words if self.words else math.nan


@dataclass(frozen=True)
class PeopleRows:
    """Everyone who took part (moderators left out), and what is known of them.

    ``answers`` maps participants to their own survey row (the last wave's, where they answered
    in several); ``members`` segments to participants.
    """

    reading: Reading
    codebook: Codebook
    people: Mapping[str, Participant]
    rows: Sequence[PersonRow]
    members: Mapping[str, Collection[str]]
    segment_titles: Mapping[str, str]
    variables: Mapping[str, Variable]
    answers: Mapping[str, Respondent]
    is_read: bool = True

    @property
    def labels(self) -> dict[str, str]:
        """Code or theme → its label, codes first."""
        pairs = [(code.id, code.label or code.id) for code in self.codebook.codes]
        return dict(pairs + [(theme.id, theme.label or theme.id) for theme in self.codebook.themes])


ONE_SIDE = "side"
"""The pattern that most of those who voiced something took one side."""


@dataclass(frozen=True, slots=True)
class DeviantCase:
    """Someone who contradicts the pattern that a code or theme shows.

    ``pattern`` is ``side`` (most who voiced it took the side ``where``, they took ``polarity``),
    ``segment`` or ``wave`` (those in ``where`` voice it more or less often than others by more than
    chance; they did the reverse). ``voiced`` says whether they voiced it; ``follow`` of ``people``
    keep to the pattern.
    """

    of: str
    participant: str
    pattern: str
    where: str
    voiced: bool = True
    polarity: str = ""
    follow: int = 0
    people: int = 0
    segments: tuple[str, ...] = ()
