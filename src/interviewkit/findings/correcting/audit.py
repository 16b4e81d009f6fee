"""An audit as arrays: what the machine scored, and what a person judged by chance."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from interviewkit.errors import AuditError
from interviewkit.findings.comparing.ties import Ties
from interviewkit.findings.correcting.clustered import Array, Sums
from interviewkit.model import PEOPLE_LIKE_THESE, THESE_CONVERSATIONS, AuditVerdict
from interviewkit.wording.numbers import fine_percent

DECIDED_FROM = 0.5
"""From this score on the machine says that the code holds, where it is not told otherwise."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Audit:
    """What is known of one code: the machine's scores everywhere, a person's verdicts by chance.

    ``speaker_of`` maps the id of every turn that can be coded to its participant; scores and
    verdicts elsewhere, of a moderator's turns for instance, do not count. ``scores`` gives each
    of these turns a number, best a probability; ``judged`` the turns of the audit. ``decided``
    are the turns in which the machine says that the code holds, or else those with a score of
    at least one half.

    ``conversations`` maps participants to those in which they spoke: who shares one varies with
    the other, pair by pair. ``group_of`` maps participants to all whom they talked with, directly
    or through others, where they did not talk alone: for bounds that need people who vary by
    themselves. ``wave_of`` maps turn ids to waves, which ``waves`` has in order; ``segments``
    names to participants, who may be in several.
    ``drawn`` maps participants of whom *all* turns were to be judged to the probability with
    which they were drawn. ``about`` says what the share is a share of: ``people like these``, so
    that how people differ counts as uncertain, or ``these conversations``.

    Raises:
        AuditError: a turn without a score, or a verdict or participant without a probability
            above 0 and up to 1; or ``about`` is neither of the two.
    """

    code: str
    scores: Mapping[int, float]
    judged: Mapping[int, AuditVerdict]
    speaker_of: Mapping[int, str]
    decided: Collection[int] | None = None
    group_of: Mapping[str, str] = field(default_factory=dict)
    conversations: Mapping[str, Collection[str]] = field(default_factory=dict)
    wave_of: Mapping[int, str] = field(default_factory=dict)
    waves: Sequence[str] = ()
    segments: Mapping[str, Collection[str]] = field(default_factory=dict)
    drawn: Mapping[str, float] = field(default_factory=dict)
    about: str = PEOPLE_LIKE_THESE

    def __post_init__(self) -> None:
        known = (PEOPLE_LIKE_THESE, THESE_CONVERSATIONS)
        if self.about not in known:
            raise AuditError(
                f"a share cannot be about {self.about!r}", hint=f"it is about {' or '.join(known)}"
            )
        nan = math.nan
        _refuse(
            [turn for turn in self.speaker_of if not math.isfinite(self.scores.get(turn, nan))],
            f"turns without a machine score for {self.code!r}",
            "let the machine code all turns with the present codebook first",
        )
        _refuse(
            [turn for turn, each in self.judged.items() if not 0 < each.chance <= 1],
            "judged turns without a sampling probability above 0 and up to 1",
            "only turns drawn by chance are an audit; leave out those chosen by hand",
        )
        _refuse(
            [name for name, chance in self.drawn.items() if not 0 < chance <= 1],
            "drawn participants without a sampling probability above 0 and up to 1",
            "give each the probability with which they were drawn",
        )

    @property
    def found(self) -> Collection[int]:
        """The turns in which the machine says that the code holds."""
        if self.decided is not None:
            return self.decided
        return {turn for turn in self.speaker_of if self.scores[turn] >= DECIDED_FROM}

    @property
    def fixed(self) -> bool:
        return self.about == THESE_CONVERSATIONS

    def cluster_of(self, participant: str) -> str:
        return self.group_of.get(participant, participant)

    def met(self, names: Sequence[str]) -> Ties:
        """The ties among these participants; of those whose conversations are not known, that
        all of a group met."""
        return Ties.of(
            names, [self.conversations.get(each) or (self.cluster_of(each),) for each in names]
        )


@dataclass(frozen=True, slots=True)
class Units:
    """Turns or participants, one a place; all arrays have the shape ``(units,)``.

    ``cluster`` is the number of the people that a unit belongs to, ``person`` its speaker's;
    ``ties`` are those among speakers, in the order of their numbers. ``weight`` one over its
    sampling probability (0 where it was not judged), ``found`` 1 where the judge found the code.
    Units of one ``lot`` came into the audit together: the turns of a drawn participant.
    """

    speakers: Sequence[str]
    cluster: NDArray[np.intp]
    person: NDArray[np.intp]
    ties: Ties
    lot: NDArray[np.intp]
    score: Array
    decided: Flags
    weight: Array
    found: Array

    @property
    def audited(self) -> Flags:
        return self.weight > 0

    def people(self, inside: Flags) -> set[str]:
        """Who has a unit inside."""
        return {self.speakers[place] for place in np.flatnonzero(inside).tolist()}

    def met(self, at: Flags) -> float:
        """How many people or groups the speakers of some units are: who all met count once."""
        kept = np.isin(np.arange(len(self.ties.person)), self.person[at])
        among = self.ties.among(kept)
        return float((1 / among.summed(np.ones((int(kept.sum()), 1)))).sum())

    @property
    def open(self) -> Array:
        """One minus the sampling probability: what chance still decides."""
        return 1.0 - 1.0 / np.maximum(self.weight, 1.0)


def build_turn_units(audit: Audit) -> Units:
    """Every turn that can be coded, in the order of the ids."""
    turns = sorted(audit.speaker_of)
    score = [audit.scores[turn] for turn in turns]
    found = audit.found
    says = [turn in found for turn in turns]
    judged = [audit.judged.get(turn) for turn in turns]
    return _units(audit, [audit.speaker_of[turn] for turn in turns], score, says, judged)


def build_participant_units(audit: Audit, turns: Units, inside: Flags) -> tuple[Units, list[str]]:
    """Every participant by the turns ``inside``, and those of the drawn who are not finished.

    A participant has voiced the code if one of their turns has it. That is known once one turn
    was found to have it, or once all of them were judged. The machine's score of a participant
    is that of their strongest turn; who has no turn inside scores 0.
    """
    places: dict[str, list[int]] = {name: [] for name in sorted(set(turns.speakers))}
    for place in np.flatnonzero(inside).tolist():
        places[turns.speakers[place]].append(place)
    found = {name: bool(turns.found[at].any()) for name, at in places.items()}
    open_ = [
        name
        for name, at in places.items()
        if name in audit.drawn and not found[name] and not turns.audited[at].all()
    ]
    judged = [
        AuditVerdict(found[name], audit.drawn[name]) if name in audit.drawn else None
        for name in places
    ]
    score = [float(turns.score[at].max(initial=0.0)) for at in places.values()]
    decided = [bool(turns.decided[at].any()) for at in places.values()]
    return _units(audit, list(places), score, decided, judged), open_


def sum_clusters(units: Units, inside: Flags, *, fixed: bool) -> Sums:
    """The sums per cluster over the units inside; ``fixed`` takes every lot for a cluster."""
    groups = units.lot if fixed else units.person
    w = np.where(inside, units.weight, 0.0)
    found = w * units.found

    def total(column: Array) -> Array:
        return np.bincount(groups, column).astype(float)

    return Sums(
        units=total(inside.astype(float)),
        scores=total(inside * units.score),
        weight=total(w),
        found=total(found),
        scored=total(w * units.score),
        weight2=total(w * w),
        found2=total(w * found),
        open=total(units.open) / np.bincount(groups) if fixed else 1.0,
        fixed=fixed,
        tied=None if fixed or units.ties.alone else units.ties.tied,
    )


def _units(
    audit: Audit,
    speakers: Sequence[str],
    score: Sequence[float],
    decided: Sequence[bool],
    judged: Sequence[AuditVerdict | None],
) -> Units:
    clusters = [audit.cluster_of(name) for name in speakers]
    numbers = {name: number for number, name in enumerate(sorted(set(clusters)))}
    whose = sorted(set(speakers))
    first = {name: place for place, name in reversed([*enumerate(speakers)])}
    lot = [first[name] if name in audit.drawn else at for at, name in enumerate(speakers)]
    return Units(
        speakers=speakers,
        cluster=np.array([numbers[name] for name in clusters], dtype=np.intp),
        person=np.searchsorted(whose, speakers).astype(np.intp),
        ties=audit.met(whose),
        lot=np.unique(lot, return_inverse=True)[1],
        score=np.array(score, dtype=float),
        decided=np.array(decided, dtype=bool),
        weight=np.array([1 / each.chance if each else 0.0 for each in judged]),
        found=np.array([float(each.holds) if each else 0.0 for each in judged]),
    )


def _refuse(faulty: Collection[int] | Collection[str], what: str, hint: str) -> None:
    if faulty:
        some = sorted(map(str, faulty), key=lambda name: (len(name), name))[:5]
        rest = f" … ({len(faulty)} in all)" if len(faulty) > len(some) else ""
        raise AuditError(f"{what}: {', '.join(some)}{rest}", hint=hint)


# -- whether judged turns look as if they had been drawn by the chances that they came with --------


FAR = 4.0
"""From so many standard errors on, chance does not explain the distance."""

FEWEST = 20
"""Of fewer judged turns nothing is said."""


def check_random_draw(audit: Audit) -> str:
    """What is odd about an audit's draw; empty where it may well have been by chance.

    The machine scored every turn, so the mean score of the turns that were judged, weighted by
    one over their chances (Hajek), can be set against the mean of all. People who talk with
    each other vary together; the error is at least that of as many turns drawn singly, since a
    few judged turns may all be alike.
    """
    known = {turn: s for turn, s in audit.scores.items() if turn in audit.speaker_of}
    judged = [turn for turn in audit.judged if math.isfinite(known.get(turn, math.nan))]
    every = np.array([score for score in known.values() if math.isfinite(score)])
    if len(judged) < FEWEST or not every.std():
        return ""
    weight = np.array([1 / audit.judged[turn].chance for turn in judged])
    weight /= weight.sum()
    off = weight * (np.array([known[turn] for turn in judged]) - every.mean())
    people = [audit.speaker_of[turn] for turn in judged]
    names, place = np.unique(people, return_inverse=True)
    by_person = np.bincount(place, weights=off).astype(float)[:, None]
    together = float((by_person * audit.met(names.tolist()).summed(by_person)).sum())
    error = max(math.sqrt(max(together, 0.0)), every.std() * math.sqrt((weight**2).sum()))
    if abs(off.sum()) < FAR * error:
        return ""
    return (
        f"the judged turns are no chance sample of all turns, as the machine scores them "
        f"({fine_percent(float(off.sum() + every.mean()))} against "
        f"{fine_percent(float(every.mean()))} in the mean): were they "
        "picked? Then take them in without --chance, and judge others at random"
    )
