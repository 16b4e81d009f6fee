"""What certifying a code rests on: the machine's scores, and people's verdicts by chance."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from interviewkit.coding.queues import MachineScores
from interviewkit.errors import AuditError
from interviewkit.findings.correcting.audit import Audit
from interviewkit.model import CERTIFIED, MACHINE, AuditVerdict, Codebook, Coding
from interviewkit.model.grouping import group_lists
from interviewkit.steps.reading import Loaded
from interviewkit.steps.record import hash_values
from interviewkit.steps.reviewing.queue import Frame
from interviewkit.store.shelves import Shelves


@dataclass(frozen=True)
class CertificateEvidence:
    """Scores on all turns that can be coded, and verdicts on those that were judged by chance.

    ``scores`` has the turns with a usable score and a known speaker; those ``without`` are for a
    person. ``read`` are the turns that people have read for the code, by chance or not.
    ``speaker_of`` maps turn ids to participants.
    """

    code: str
    scores: Mapping[int, float]
    without: Sequence[int]
    judged: Mapping[int, AuditVerdict]
    read: Collection[int]
    speaker_of: Mapping[int, str] = field(repr=False)

    def audit(self) -> Audit:
        """As findings take it; turns without a score are in nobody's promise."""
        people = {turn: self.speaker_of[turn] for turn in self.scores}
        judged = {turn: each for turn, each in self.judged.items() if turn in self.scores}
        return Audit(self.code, self.scores, judged, people)

    @cached_property
    def scores_mark(self) -> str:
        return hash_values(sorted((t, round(s, 6)) for t, s in self.scores.items()), self.without)

    @cached_property
    def audit_mark(self) -> str:
        return hash_values(
            sorted((t, each.holds, round(each.chance, 12)) for t, each in self.judged.items())
        )


def gather_evidence(loaded: Loaded, codes: Sequence[str]) -> list[CertificateEvidence]:
    """The evidence on each code.

    Raises:
        AuditError: the machine has coded nothing, so that there are no scores.
    """
    speaker_of = loaded.reading.codable
    scores = collect_machine_scores(loaded, codes)
    found = []
    for code in codes:
        own = scores[code]
        said = loaded.reading.verdicts.get(code, {})
        usable = {t: own[t] for t in speaker_of if math.isfinite(own.get(t, math.nan))}
        without = [turn for turn in speaker_of if turn not in usable]
        read = said.keys() & loaded.reading.read_by_people([code]) & speaker_of.keys()
        judged = {
            turn: AuditVerdict(said[turn].holds, chance)
            for turn, chance in loaded.sample([code]).turns.items()
            if turn in said
        }
        found.append(CertificateEvidence(code, usable, without, judged, read, speaker_of))
    return found


def collect_machine_scores(loaded: Loaded, codes: Sequence[str]) -> dict[str, Mapping[int, float]]:
    """Code → turn id → the machine's score, 0 to 1, on all turns that it has read.

    Where it has none of its own for a code, they are read off what was proposed: the machine's
    score, where it is silent half the highest of its coders', and 0 where all are.

    Raises:
        AuditError: the machine has read nothing.
    """
    own = {code: loaded.scores[code] for code in codes if code in loaded.scores}
    read = loaded.reading.read_by(MACHINE) & loaded.reading.codable.keys()
    if not read and not any(own.values()):
        raise AuditError(
            "there are no machine scores to certify",
            hint="let the coders of study.toml propose first: interviewkit code",
        )
    if all(own.get(code) for code in codes):
        return {code: own[code] for code in codes}
    said = MachineScores.of(
        row for row in loaded.shelves.codings.scores() if row[0] != CERTIFIED
    ).best()
    found: dict[str, Mapping[int, float]] = {}
    for code in codes:
        found[code] = own.get(code) or {turn: said.get((turn, code), 0.0) for turn in read}
    return found


def collect_machine_spans(
    shelves: Shelves, frame: Frame, codebook: Codebook
) -> dict[tuple[int, str], list[Coding]]:
    """(turn id, code) → the machine's own passages there, or else its coders' best one."""
    machines = [
        each.name
        for each in shelves.codings.coders()
        if not each.is_person and each.name != CERTIFIED
    ]
    said = shelves.codings.list(frame.turns, coders=machines, codes=codebook.code_ids)
    own, others = (
        group_lists(
            ((each.passage.turn.id or 0, each.code), each)
            for each in said
            if each.holds and (each.coder == MACHINE) == by_machine
        )
        for by_machine in (True, False)
    )
    best = {key: [max(those, key=lambda c: c.score or 0.0)] for key, those in others.items()}
    return best | own
