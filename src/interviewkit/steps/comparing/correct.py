"""Shares that stay right although the machine errs: audits made of what the shelves hold."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property

from interviewkit.coding.audits import Sampled
from interviewkit.errors import StudyError
from interviewkit.findings.certifying.score_calibration import measure_calibration
from interviewkit.findings.comparing.ties import group_by_talk
from interviewkit.findings.correcting.audit import Audit, check_random_draw
from interviewkit.findings.correcting.corrected import (
    correct_differences,
    correct_shares,
    size_first_audit,
)
from interviewkit.findings.counting.standing import Verdicts, judge_together
from interviewkit.model import (
    MACHINE,
    PEOPLE_LIKE_THESE,
    AuditVerdict,
    Calibration,
    Codebook,
    Coding,
    Corrected,
    CorrectedDifference,
)
from interviewkit.model.grouping import group_lists, group_sets
from interviewkit.steps.coding.codebook import read_usable
from interviewkit.steps.reading import Loaded, open_loaded
from interviewkit.steps.reviewing.outdated import list_outdated
from interviewkit.steps.site import Site

TURN, PARTICIPANT = "turn", "participant"

BEGIN = "interviewkit review --coder NAME --queue random"
BEGIN_PEOPLE = "interviewkit review assign --coders NAME --participants N"

Segments = Mapping[str, Collection[str]]
"""Name of a segment → names of the participants in it."""


@dataclass(frozen=True, slots=True)
class CorrectionRequest:
    """What of an audit is wanted: which unit, and apart by what.

    ``segments`` of ``None`` are those of the study; an empty mapping is for everyone only.
    """

    unit: str = "turn"
    segments: Segments | None = field(default_factory=dict)
    waves: bool = False
    about: str = PEOPLE_LIKE_THESE
    level: float = 0.95


EVERYONE = CorrectionRequest()


def correct_prevalence(
    site: Site, names: Sequence[str] = (), wanted: CorrectionRequest = EVERYONE
) -> Sequence[Corrected]:
    """Corrected shares of codes or themes, in order; of every code where none is named.

    Rows of a code come by segment (everyone first), then by wave (all first); where no share can
    be given, ``why`` says what is missing.

    Raises:
        StudyError: no such code or theme, or the machine has not coded yet.
    """
    with open_loaded(site, read_usable(site.root, site.settings)[0]) as loaded:
        return Auditing.of(loaded).shares(names, wanted)


def correct_prevalence_differences(
    site: Site, names: Sequence[str] = (), wanted: CorrectionRequest = EVERYONE
) -> Sequence[CorrectedDifference]:
    """Differences of corrected shares: every two segments, and each wave to the next.

    Raises:
        StudyError: as for :func:`correct_prevalence`.
    """
    with open_loaded(site, read_usable(site.root, site.settings)[0]) as loaded:
        return Auditing.of(loaded).differences(names, wanted)


@dataclass(frozen=True)
class Auditing:
    """One look at the shelves, from which the audit of any code or theme is made."""

    loaded: Loaded
    codebook: Codebook

    @classmethod
    def of(cls, loaded: Loaded) -> Auditing:
        """Audits over the codebook that was loaded.

        Raises:
            StudyError: there is none.
        """
        if loaded.codebook is None:
            raise StudyError("there is no codebook", hint="name one in [codebook] file")
        return cls(loaded, loaded.codebook)

    @classmethod
    def ready(cls, loaded: Loaded) -> Auditing | None:
        """What audits can tell; ``None`` without a codebook or before the machine has coded."""
        coded = loaded.codebook is not None and loaded.reading.read_by(MACHINE)
        return cls.of(loaded) if coded else None

    @property
    def speaker_of(self) -> Mapping[int, str]:
        """Every turn that can be judged, by its id."""
        return self.loaded.reading.codable

    def shares(self, names: Sequence[str], wanted: CorrectionRequest) -> list[Corrected]:
        """Corrected shares; see :func:`correct_prevalence`."""
        return [
            self._told(row, found)
            for name in self._named(names)
            for found in [self.audit(name, wanted)]
            for row in correct_shares(found.audit, wanted.unit, wanted.level)
        ]

    def differences(
        self, names: Sequence[str], wanted: CorrectionRequest
    ) -> list[CorrectedDifference]:
        """Corrected differences; see :func:`correct_prevalence_differences`."""
        return [
            row
            for name in self._named(names)
            for row in correct_differences(
                self.audit(name, wanted).audit, wanted.unit, wanted.level
            )
        ]

    def shares_by_all(self, name: str) -> list[Corrected]:
        """Shares of turns and of people, by segment and wave as far as an audit tells them."""
        codes = self.codes_of(name)
        if not codes:
            return []
        sample = self.loaded.sample(codes)
        rows: list[Corrected] = []
        for unit, judged in ((TURN, sample.turns), (PARTICIPANT, sample.people)):
            wanted = CorrectionRequest(unit, None, True) if judged else CorrectionRequest(unit)
            rows += self.shares([name], wanted)
        return rows

    def calibrations(self) -> list[Calibration]:
        """How far stored scores keep what they promise, over the audit of each code."""
        return [
            measure_calibration(
                code,
                {turn: float(each.holds) for turn, each in found.judged.items()},
                self.loaded.scores[code],
                found.decided or (),
                self.speaker_of,
                seed=self.loaded.site.settings.study.seed,
            )
            for code in self.codebook.code_ids
            if code in self.loaded.scores and (found := self.audit(code).audit).judged
        ]

    def audit(self, name: str, wanted: CorrectionRequest = EVERYONE) -> Found:
        """The audit of a code, or of a theme: whether any of its codes is there.

        Raises:
            StudyError: the machine has not coded yet.
        """
        if not self._read_by_machine:
            raise StudyError(
                "the machine has not coded yet, so there is nothing to correct",
                hint="let it with: interviewkit code",
            )
        codes = self.codes_of(name)
        sample, said = self.loaded.sample(codes), self._verdicts(codes)
        segments = self.loaded.members if wanted.segments is None else wanted.segments
        decided = {
            each.passage.turn.id or 0 for code in codes for each in self._proposals.get(code, ())
        }
        audit = Audit(
            name,
            scores=self._scores(codes),
            judged={turn: AuditVerdict(said.holds[turn], p) for turn, p in sample.turns.items()},
            speaker_of=self.speaker_of,
            decided=decided,
            group_of=self._group_of,
            conversations=self._conversations,
            wave_of=self._wave_of if wanted.waves else {},
            waves=self._waves if wanted.waves else (),
            segments={each: people for each, people in segments.items() if people},
            drawn=sample.people,
            about=wanted.about,
        )
        odd = [note for note in [check_random_draw(audit)] if note]
        return Found(audit, sample, (*odd, *self._notes(codes, sample, said)))

    def _named(self, names: Sequence[str]) -> Sequence[str]:
        known = (*self.codebook.code_ids, *(theme.id for theme in self.codebook.themes))
        for name in names:
            if name not in known:
                raise StudyError(
                    f"there is no code or theme {name!r}", hint=f"known: {', '.join(known)}"
                )
        return tuple(dict.fromkeys(names)) or self.codebook.code_ids

    def codes_of(self, name: str) -> tuple[str, ...]:
        """The codes of a theme; a code's own id."""
        themes = {theme.id: theme.codes for theme in self.codebook.themes}
        return (name,) if name in self.codebook.code_ids else tuple(themes[name])

    def _verdicts(self, codes: Collection[str]) -> Verdicts:
        return judge_together(self.loaded.reading.verdicts, codes, self.speaker_of.keys())

    def _scores(self, codes: Collection[str]) -> dict[int, float]:
        """The highest score of the codes in every turn; 0 where the machine was silent."""
        scores = dict.fromkeys(self.speaker_of, 0.0)
        for code in codes:
            stored = self.loaded.scores.get(code)
            found = stored if stored is not None else self._proposed(code)
            for turn, score in found.items():
                if turn in scores and math.isfinite(score):
                    scores[turn] = max(scores[turn], score)
        return scores

    def _proposed(self, code: str) -> Mapping[int, float]:
        """Turn id → the highest score of what the machine proposes there."""
        best: dict[int, float] = {}
        for each in self._proposals.get(code, ()):
            turn = each.passage.turn.id or 0
            best[turn] = max(best.get(turn, 0.0), 1.0 if each.score is None else each.score)
        return best

    def _notes(self, codes: Collection[str], sample: Sampled, said: Verdicts) -> list[str]:
        """What to know of an audit as a whole."""
        unsought = [c for c in codes if c not in self.loaded.scores and c not in self._proposals]
        sought = [code for code in codes if code not in unsought]
        unread = len(self.speaker_of.keys() - self.loaded.reading.read_by(MACHINE, sought))
        changed = [row for row in self._outdated if row["code"] in codes]
        notes = [said.note] if sample.turns else []
        if sample.waiting:
            notes.append(f"{_so_many(sample.waiting)} drawn and not read yet")
        if sample.late:
            notes.append(
                f"{_so_many(sample.late)} came after the last draw: no audit speaks for them"
            )
        if unread:
            notes.append(f"the machine has not read {_so_many(unread)}: interviewkit code")
        if unsought:
            notes.append(f"the machine does not look for {', '.join(unsought)}: its 0 says nothing")
        if changed:
            notes.append(
                "the code has changed since people judged by it: see interviewkit review outdated"
            )
        return [note for note in notes if note]

    def _told(self, row: Corrected, found: Found) -> Corrected:
        """The row for everyone tells of the audit as a whole, and where to begin one."""
        if row.segment or row.wave:
            return row
        if not found.sample.turns:
            return replace(row, why="; ".join((self._begin(row), *found.notes)))
        return replace(row, why="; ".join(filter(None, (row.why, *found.notes))))

    def _begin(self, row: Corrected) -> str:
        if row.unit == "participant":
            return f"no audit of whole people yet: {BEGIN_PEOPLE}"
        n = size_first_audit(row.naive, len(self.speaker_of))
        read = bool(self._verdicts(self.codes_of(row.of)).holds)
        but = ", and what people read was not drawn by chance" if read else ""
        return f"no audit yet{but}: judge {n} random turns: {BEGIN}"

    @cached_property
    def _proposals(self) -> Mapping[str, Sequence[Coding]]:
        """Code → what the machine says is there."""
        codings = self.loaded.reading.codings
        return group_lists((c.code, c) for c in codings if c.coder == MACHINE and c.holds)

    @cached_property
    def _read_by_machine(self) -> Set[int]:
        return self.loaded.reading.read_by(MACHINE)

    @cached_property
    def _group_of(self) -> Mapping[str, str]:
        return group_by_talk(self.speaker_of, self.loaded.reading.conversation_of)

    @cached_property
    def _conversations(self) -> Mapping[str, Collection[str]]:
        conversation_of = self.loaded.reading.conversation_of
        return group_sets((name, conversation_of[turn]) for turn, name in self.speaker_of.items())

    @cached_property
    def _wave_of(self) -> Mapping[int, str]:
        wave_of = self.loaded.reading.wave_of
        waves = {turn: wave_of[turn] for turn in self.speaker_of if turn in wave_of}
        return waves if len({*waves.values()}) > 1 else {}

    @cached_property
    def _waves(self) -> Sequence[str]:
        return self.loaded.order.among(set(self._wave_of.values()))

    @cached_property
    def _outdated(self) -> Sequence[Mapping[str, object]]:
        return list_outdated(self.loaded)


@dataclass(frozen=True, slots=True)
class Found:
    """An audit, how it was sampled, and what to know of it."""

    audit: Audit
    sample: Sampled
    notes: tuple[str, ...] = ()


def _so_many(n: int) -> str:
    return "1 turn" if n == 1 else f"{n} turns"
