"""The border: what another package's coder gives back, made into codings or told as faults."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from interviewkit.coding.contract import THRESHOLD, Material
from interviewkit.errors import Problem
from interviewkit.model import PROPOSED, REJECTED, Codebook, Coding, Evidence, Passage, Turn

TOLD = 3
"""So many faults of a kind are told one by one; of more, how many there are."""

GUEST_EVIDENCE = "reason"
"""The kind of evidence that is given as a text."""


@dataclass
class ProposalCheck:
    """Proposals of one coder on their way in: the good ones become codings, the others are told.

    ``place`` is what faults are told under: the coder's name and package.
    """

    name: str
    place: str
    material: Material
    codebook: Codebook
    threshold: float = THRESHOLD
    faults: dict[str, list[str]] = field(default_factory=dict)

    def admit(self, proposals: Iterable[Any]) -> list[Coding]:
        """One coding a passage, code and side, the surest, in the order of text and codebook."""
        best: dict[tuple[object, ...], Coding] = {}
        for number, proposal in enumerate(proposals, start=1):
            coding = self._coding(proposal, f"proposal {number}")
            if coding is None:
                continue
            key = (*coding.passage.place, coding.code, coding.polarity)
            if key in best:
                self._fault("the same passage and code twice; the surer one counts", f"{number}")
                coding = max(best[key], coding, key=self._sureness)
            best[key] = coding
        order = {code: i for i, code in enumerate(self.codebook.code_ids)}
        return sorted(best.values(), key=lambda c: (order[c.code], *c.passage.place, c.polarity))

    @property
    def problems(self) -> list[Problem]:
        """What was wrong, a line a kind."""
        return [
            Problem(self.place, 0, f"{what}: {_listed(cases)}", "ask its makers to mend it", False)
            for what, cases in self.faults.items()
        ]

    def _fault(self, what: str, case: str) -> None:
        self.faults.setdefault(what, []).append(case)

    def _coding(self, given: Any, which: str) -> Coding | None:
        """The proposal as a coding; ``None`` where it cannot be one, which is told."""
        if not hasattr(given, "passage") or not hasattr(given, "code"):
            self._fault("left out, as it is no proposal", f"{which} is {_show_value(given)}")
            return None
        if not isinstance(given.code, str) or given.code not in self.codebook.code_ids:
            what = "left out, as the codebook lacks the code"
            self._fault(what, f"{which} has {_show_value(given.code)}")
            return None
        passage = self._passage(given, which)
        score = getattr(given, "score", None)
        if passage is None or not self._is_score(score, which):
            return None
        score = None if score is None else round(float(score), 4)
        doubted = score is not None and score < self.threshold
        rejected = getattr(given, "status", PROPOSED) == REJECTED
        return Coding(
            passage=passage,
            code=given.code,
            coder=self.name,
            polarity=self._polarity(given, which),
            score=score,
            status=REJECTED if doubted or rejected else PROPOSED,
            evidence=self._evidence(getattr(given, "evidence", ()), which),
        )

    # -- where -------------------------------------------------------------------------------

    @cached_property
    def _turns(self) -> Mapping[tuple[str, int], Turn]:
        turns = (passage.turn for passage in self.material.passages)
        return {turn.place: turn for turn in turns}

    def _passage(self, given: Any, which: str) -> Passage | None:
        """The place as a passage of a turn that the coder was given."""
        passage = given.passage
        if not isinstance(passage, Passage):
            self._fault("left out, as it has no passage", f"{which} has {_show_value(passage)}")
            return None
        turn = self._turns.get(passage.turn.place)
        if turn is None or turn.text != passage.turn.text:
            where = f"{which} is on turn {passage.turn.position} of {passage.turn.transcript}"
            self._fault("left out, as its turn is none that was given", where)
            return None
        start = _take_default(getattr(given, "start", None), passage.start)
        end = _take_default(getattr(given, "end", None), passage.end)
        if not _is_whole(start) or not _is_whole(end) or not 0 <= start < end <= len(turn.text):
            where = f"{which} goes from {_show_value(start)} to {_show_value(end)}"
            where += f" in turn {turn.position} of {turn.transcript} of {len(turn.text)} characters"
            self._fault("left out, as its place is not within the turn", where)
            return None
        return Passage.cut(turn, int(start), int(end))

    # -- what --------------------------------------------------------------------------------

    def _is_score(self, score: Any, which: str) -> bool:
        if score is None:
            return True
        if _is_number(score) and 0 <= score <= 1:
            return True
        self._fault(
            "left out, as its score is not from 0 to 1", f"{which} has {_show_value(score)}"
        )
        return False

    def _polarity(self, given: Any, which: str) -> str:
        polarity, allowed = getattr(given, "polarity", "+"), self.codebook.code(given.code).polarity
        if isinstance(polarity, str) and polarity in allowed:
            return polarity
        what = f"the code {given.code!r} has no such side; taken as {allowed[0]!r}"
        self._fault(what, f"{which} has {_show_value(polarity)}")
        return allowed[0]

    def _evidence(self, given: Any, which: str) -> tuple[Evidence, ...]:
        items = (given,) if isinstance(given, str | Evidence) else given
        if not isinstance(items, list | tuple):
            self._fault("taken without its evidence, which is no list", which)
            return ()
        good = tuple(kept for item in items if (kept := _usable_evidence(item)))
        if len(good) < len(items):
            self._fault("taken without evidence that is none", which)
        return good

    def _sureness(self, coding: Coding) -> float:
        return self.threshold if coding.score is None else coding.score


def _usable_evidence(item: Any) -> Evidence | None:
    if isinstance(item, str):
        return Evidence(GUEST_EVIDENCE, item, 1.0)
    if not isinstance(item, Evidence) or not isinstance(item.kind, str):
        return None
    if not isinstance(item.what, str) or not _is_number(item.strength):
        return None
    return Evidence(item.kind, item.what, round(float(item.strength), 4))


def _take_default(given: Any, otherwise: int) -> Any:
    return otherwise if given is None else given


def _is_whole(value: Any) -> bool:
    return hasattr(value, "__index__") and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    """Whether it is a finite number, numpy's included, and no text, truth value or array."""
    if isinstance(value, bool | str | bytes) or not hasattr(value, "__float__"):
        return False
    try:
        return math.isfinite(float(value))
    except (TypeError, ValueError, OverflowError):
        return False


def _show_value(value: Any) -> str:
    """A value of unknown kind, short; what cannot even be shown is named by its kind."""
    if isinstance(value, str | int | float | None):
        text = repr(value)
        return text if len(text) <= 60 else f"{text[:57]}..."
    return f"a {type(value).__name__}"


def _listed(cases: list[str]) -> str:
    shown = "; ".join(cases[:TOLD])
    return shown if len(cases) <= TOLD else f"{shown} … ({len(cases)} in all)"
