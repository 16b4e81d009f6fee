"""How much of what a code is about a stretch of speech says in its own words.

A quote that is clear may still need its conversation to be about anything. Words are weighed by how
rare they are in all that was said (Sparck Jones 1972, Journal of Documentation 28, 11-21) and
compared, as directions, with the words of the code: of its definition, of its examples, and of the
passages that carry it on the same side.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from interviewkit.model import Code
from interviewkit.model.words import UNSPACED

STEM = 6
"""Letters of a word that are compared: enough to tell words apart, and forms of one word alike."""
_WORD = re.compile(rf"[{UNSPACED}]|(?:(?![{UNSPACED}])[^\W\d_])+")

Weights = Mapping[str, float]


@dataclass(frozen=True)
class Relevance:
    """The words of codes, by code and side.

    Attributes:
        speech: all that was said, turn by turn.
        texts: (code, polarity) → what describes the code, or carries it.
    """

    speech: tuple[str, ...] = field(repr=False)
    texts: Mapping[tuple[str, str], tuple[str, ...]] = field(repr=False)

    def rate(self, text: str, code: str, polarity: str) -> float:
        """From 0 (no word in common) to 1 (the same words in the same measure)."""
        profile, said = self._profiles.get((code, polarity), {}), self._weigh([text])
        return sum(weight * profile.get(stem, 0.0) for stem, weight in said.items())

    @cached_property
    def _profiles(self) -> Mapping[tuple[str, str], Weights]:
        return {key: self._weigh(texts) for key, texts in self.texts.items()}

    @cached_property
    def _turns_with(self) -> Counter[str]:
        return Counter(stem for text in self.speech for stem in set(_stems(text)))

    def _weigh(self, texts: Iterable[str]) -> Weights:
        """Stem → weight, of length 1 together."""
        counts = Counter(stem for text in texts for stem in set(_stems(text)))
        everyone = len(self.speech) + 1
        weights = {
            stem: math.sqrt(n) * math.log(everyone / (1 + self._turns_with[stem]))
            for stem, n in counts.items()
            if 1 + self._turns_with[stem] < everyone
        }
        length = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        return {stem: weight / length for stem, weight in weights.items()}


def describe_code(code: Code, polarity: str) -> tuple[str, ...]:
    """What the codebook says of a code on one side."""
    examples = (each.text for each in code.examples if each.polarity == polarity)
    return (code.label, code.definition, *code.include, *examples)


def _stems(text: str) -> list[str]:
    return [word.casefold()[:STEM] for word in _WORD.findall(text)]
