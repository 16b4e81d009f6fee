"""What coders of other packages say, as the machine hears it beside rules and examples."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from interviewkit.coding.contract import THRESHOLD
from interviewkit.model import Coding, Passage

if TYPE_CHECKING:
    from interviewkit.coding.contract import Vectors

SUREST = 1e-4
"""Scores nearer to 0 or 1 than this count as these: nobody is infinitely sure."""


@dataclass(frozen=True)
class GuestVoice:
    """One coder's proposals of one code, by the place of the passages in the material."""

    name: str
    by_place: Mapping[int, Coding]
    threshold: float = THRESHOLD

    def scores(self, n: int) -> Vectors:
        """How sure it is of every passage, (n,); 0.5 where it just proposes, 0 where it is silent.

        That is its score, moved in log odds so that its threshold becomes 0.5.
        """
        found = np.zeros(n, dtype=np.float32)
        for place, coding in self.by_place.items():
            found[place] = self._moved(coding)
        return found

    def _moved(self, coding: Coding) -> float:
        """A proposal without a number, and one just at the threshold, count as 0.5."""
        score = self.threshold if coding.score is None else coding.score
        if score >= self.threshold and not coding.holds:
            return 0.0  # it is sure that the code does not hold
        within, half = (min(max(x, SUREST), 1 - SUREST) for x in (score, self.threshold))
        odds = within * (1 - half) / ((1 - within) * half)
        return 0.5 if score == self.threshold else odds / (1 + odds)


def collect_guest_voices(
    passages: Sequence[Passage],
    proposals: Mapping[str, Sequence[Coding]],
    thresholds: Mapping[str, float] | None = None,
) -> Mapping[str, Sequence[GuestVoice]]:
    """Code → who speaks for it, in the order of the coders.

    A proposal speaks for every passage of its turn that it is about: of which it covers at least
    half, or which covers half of it. Of several on one passage the surest is heard.
    """
    of_turn: dict[tuple[str, int], list[int]] = defaultdict(list)
    for place, passage in enumerate(passages):
        of_turn[passage.turn.place].append(place)
    heard: dict[str, list[GuestVoice]] = defaultdict(list)
    for name, codings in proposals.items():
        by_code: dict[str, dict[int, Coding]] = defaultdict(dict)
        for coding in codings:
            for place in of_turn[coding.passage.turn.place]:
                mine = by_code[coding.code]
                if _is_about(coding.passage, passages[place]) and (
                    place not in mine or _rank(coding) > _rank(mine[place])
                ):
                    mine[place] = coding
        threshold = (thresholds or {}).get(name, THRESHOLD)
        for code, by_place in by_code.items():
            heard[code].append(GuestVoice(name, by_place, threshold))
    return heard


def _is_about(cited: Passage, passage: Passage) -> bool:
    overlap = min(cited.end, passage.end) - max(cited.start, passage.start)
    shorter = min(cited.end - cited.start, passage.end - passage.start)
    return overlap > 0 and 2 * overlap >= shorter


def _rank(coding: Coding) -> tuple[bool, float]:
    return coding.holds, coding.score or 0.0
