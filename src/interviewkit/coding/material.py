"""What coders read: passages, with vectors and parses made only when a coder asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from interviewkit.model import Passage

if TYPE_CHECKING:
    import numpy as np
    from spacy.tokens import Doc, Span

    Vectors = np.ndarray[tuple[int, ...], np.dtype[np.float32]]


@dataclass(frozen=True, slots=True)
class Material:
    """Passages and two callables that make what is dear only on demand.

    ``vectors()`` gives float32 (n_passages, d), rows of length 1. ``docs(indices)`` gives one
    parsed spaCy Doc, or the Span of a longer one, for each of the passages at these positions, in
    their order. ``questions`` holds, for each passage, what the moderator said just before its
    turn ("" where nobody asked); it may be left empty altogether.
    """

    passages: Sequence[Passage]
    vectors: Callable[[], Vectors] = field(repr=False)
    docs: Callable[[Sequence[int]], Sequence[Doc | Span]] = field(repr=False)
    questions: Sequence[str] = ()

    def question(self, position: int) -> str:
        """What the moderator asked before the passage at this position."""
        return self.questions[position] if self.questions else ""
