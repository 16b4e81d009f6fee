"""Several answers to one question become one proposal, with a score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from interviewkit.model.span import Span


@dataclass(frozen=True, slots=True)
class Vote:
    """What one vote says of a code on one side."""

    side: str
    spans: tuple[Span, ...]
    rationale: str = ""
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class Tallied:
    """What the votes come to; ``score`` is ``None`` where nothing tells how sure the model is."""

    score: float | None
    spans: tuple[Span, ...]
    rationale: str


def tally_votes(said: Sequence[Vote], votes: int, wanted: int) -> Tallied:
    """Count the votes that find a code; the others of ``votes`` valid ones do not.

    The score of ``k`` of ``n`` votes is (k + 1/2) / (n + 1): the mean of the share after Jeffreys'
    prior, so that no few votes make anything certain. Where one vote was ``wanted``, it is the
    probability of the label, if the endpoint told it. The place is that of the vote which shares
    most with the others.
    """
    best = max(said, key=lambda each: (_count_shared(each, said), -said.index(each)))
    score = said[0].chance
    if wanted > 1:
        score = (len(said) + 0.5) / (votes + 1)
    return Tallied(None if score is None else round(score, 4), best.spans, best.rationale)


def _count_shared(one: Vote, every: Sequence[Vote]) -> int:
    """In how many votes each of its passages stands, summed up less one for each passage."""
    among = Counter(span for each in every for span in each.spans)
    return sum(among[span] - 1 for span in one.spans)
