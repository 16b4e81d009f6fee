"""Where a machine may code alone, and what was promised for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CERTIFIED = "machine (certified)"
"""The coder that holds what the machine decided within a certificate's bound."""

YES, NO = "present", "absent"
DECISIONS, CLASSES = "decisions", "classes"


@dataclass(frozen=True, slots=True)
class Certificate:
    """A promise on one kind of decision for one code, or that none can be given.

    ``decision`` is ``present`` for scores of ``threshold`` and above, ``absent`` for scores of
    ``threshold`` and below; ``threshold`` is ``None`` where nothing is promised. ``share`` is the
    share of all turns decided so. Of ``judged`` such turns, of ``people``, a share of
    ``wrong`` was; ``bound`` is what it is below with ``confidence``, and ``error`` what was
    asked for. ``needs`` is about how many more judged turns a promise takes, ``None`` where
    it was given, or where the machine errs too often for any number; ``why`` says which.
    """

    code: str
    decision: str
    threshold: float | None
    share: float
    judged: int
    people: int
    wrong: float
    bound: float
    error: float
    confidence: float
    promise: str
    assumption: str
    needs: int | None = None
    why: str = ""

    @property
    def granted(self) -> bool:
        return self.threshold is not None


@dataclass(frozen=True, slots=True)
class Selective:
    """What a machine may decide alone for one code; everything else goes to a person.

    ``missed`` is the estimated share, 0 to 1, of the turns having the code that it marks as absent:
    a rare code can be missed often by decisions that are seldom wrong. ``nan`` if none was judged.
    """

    code: str
    present: Certificate
    absent: Certificate
    missed: float

    @property
    def share(self) -> float:
        """The share of all turns that the machine decides, 0 to 1."""
        return sum(each.share for each in (self.present, self.absent) if each.granted)

    def decide(self, score: float) -> bool | None:
        """Whether the code holds at that score; ``None``: ask a person. NaN is for a person."""
        if self.present.threshold is not None and score >= self.present.threshold:
            return True
        if self.absent.threshold is not None and score <= self.absent.threshold:
            return False
        return None

    def rows(self) -> list[dict[str, object]]:
        """One row a decision, with all of its figures, to be printed."""
        return [
            {
                "code": self.code,
                "decision": each.decision,
                "granted": each.granted,
                "threshold": each.threshold,
                "share": each.share,
                "missed": self.missed if each is self.absent and each.granted else None,
                "judged": each.judged,
                "people": each.people,
                "wrong": each.wrong,
                "bound": each.bound,
                "error": each.error,
                "confidence": each.confidence,
                "promise": each.promise,
                "needs": each.needs,
                "why": each.why,
                "assumption": each.assumption,
            }
            for each in (self.present, self.absent)
        ]

    def left(self, scores: Mapping[int, float]) -> list[int]:
        """The turns that a person must read."""
        return [turn for turn, score in scores.items() if self.decide(score) is None]


@dataclass(frozen=True, slots=True)
class Basis:
    """What a certificate rests on: where one of these is another now, it is void.

    ``code_version`` is the code's own, ``scores`` and ``audit`` are fingerprints of the machine's
    scores and of the turns judged by chance, ``run`` is the run in which the machine coded, and
    ``codes`` are those that were certified together. ``wished`` is the bound (error, confidence,
    promise) that study.toml asked for when this one was given, ``None`` where it asked for none:
    a call may promise another, and that stands until study.toml asks for something else.
    """

    code_version: str
    scores: str
    audit: str
    run: int | None = None
    codes: tuple[str, ...] = ()
    wished: tuple[float, float, str] | None = None


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate as it was given to a coder: when, on what it rests, and whether it holds.

    ``at`` and ``ended`` are ISO 8601 in UTC; ``ended`` is empty until another took its place.
    ``void`` says in words what it rested on and is no more, empty where it holds.
    """

    found: Selective
    coder: str
    basis: Basis
    run: int
    at: str
    codebook_version: str = ""
    ended: str = ""
    void: str = ""
    id: int | None = None

    @property
    def holds(self) -> bool:
        return not self.ended and not self.void

    def rows(self) -> list[dict[str, object]]:
        """One row a decision, with when it was given and whether it holds."""
        state = "replaced" if self.ended else "void" if self.void else ""
        return [
            {
                "id": self.id,
                "at": self.at,
                "state": state or ("holds" if row["granted"] else "not yet"),
                **row,
                "void": self.void,
                "ended": self.ended,
                "coder": self.coder,
                "run": self.run,
                "coded_in_run": self.basis.run,
                "code_version": self.basis.code_version,
                "codebook_version": self.codebook_version,
                "codes_together": list(self.basis.codes),
            }
            for row in self.found.rows()
        ]
