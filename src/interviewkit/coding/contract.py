"""What a coder is: what it is given, what it gives back, and what it promises.

This is all that a coder of another package needs to know; ``docs/plugins.md`` shows one that runs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from interviewkit.model import Codebook, Coding, Evidence, Passage, Tick, ignore_tick

if TYPE_CHECKING:
    import numpy as np
    from spacy.tokens import Doc, Span

    Vectors = np.ndarray[tuple[int, ...], np.dtype[np.float32]]


THRESHOLD = 0.5
"""The score from which a proposal says that the code holds, unless its coder names another."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A coder says that a code may hold for a passage.

    ``passage`` is one of the material's. ``start`` and ``end`` cite a part of its turn instead,
    in Unicode characters of the turn. ``score`` says how sure the coder is, 0 to 1: how many of
    a hundred such proposals people would agree with. Below the coder's threshold it is a doubt,
    kept but not counted; ``None`` is a proposal without a number. ``polarity`` is the side of the
    code, ``"+"`` or ``"-"``. ``evidence`` is shown to people: texts, or :class:`Evidence`.
    """

    passage: Passage
    code: str
    score: float | None = None
    polarity: str = "+"
    evidence: Sequence[Evidence | str] = ()
    start: int | None = None
    end: int | None = None


class Proposer(Protocol):
    """A coder that proposes: rules, examples, or another package's.

    The entry point names a class or function that makes it. It is called with what it takes of
    ``embed`` (texts → float32 (n, d), rows of length 1, by the study's encoder, kept by text) and
    ``seed`` (the study's whole number). A coder promises that it

    - gives the same proposals for the same material, codebook, seed and :attr:`version`;
    - asks no other machine: interviews are confidential (connections elsewhere are refused);
    - changes neither material nor codebook, and reads no human codings.

    Beside :meth:`propose` a coder may have, each of them optional (where ``version`` and
    ``threshold`` stand on the class, a coder is not even made unless it is to be asked):

    - ``version``: a text. With another one, all is proposed anew; the package's counts as well.
    - ``threshold``: the score from which a proposal holds, above 0 and below 1; else 0.5.
    - ``reads(codebook)``: ids of the codes that it looks for; else all. Of other codes it says
      nothing, not that they are absent.
    - ``abstained``: after ``propose``, passages or turns that it did not judge. They count as
      unread by it.
    - ``problems``: after ``propose``, a list of :class:`Problem` to be told.
    """

    def propose(
        self,
        material: Material,
        codebook: Codebook,
        codes: Collection[str] | None = None,
        tick: Tick = ignore_tick,
    ) -> Iterable[Proposal | Coding]:
        """Proposals in any order, at once or one by one; what is not proposed is not found.

        ``codes`` are the ids wanted, ``None`` all. ``tick(n)`` says that n more passages are
        done. A coder may leave out parameters that it does not need.
        """
        ...


# -- what coders read: passages, with vectors and parses made only when a coder asks ---------------


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
