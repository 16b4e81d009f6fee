"""All that a report is made from, taken off the shelves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from interviewkit.findings.deviant import deviant_cases
from interviewkit.findings.overlap import people_in_both
from interviewkit.findings.overruled import decided_alone, unoverruled
from interviewkit.findings.prevalence import counting, prevalence
from interviewkit.findings.quantitised import quantitised
from interviewkit.model import (
    CERTIFIED,
    Codebook,
    Coding,
    Compared,
    Comparison,
    Corrected,
    DeviantCase,
    Participant,
    PersonRow,
    Prevalence,
    Run,
    SegmentSize,
    TopicFit,
    Transcript,
)
from interviewkit.model.agreement import BETWEEN_PEOPLE, WITH_MACHINE
from interviewkit.report.inputs import (
    LinkFacts,
    Overlap,
    ReportInputs,
    SegmentFacts,
    TranscriptFacts,
)
from interviewkit.steps.certifying.certificates import certificates
from interviewkit.steps.coding.learn import MACHINE
from interviewkit.steps.comparing.correct import Auditing
from interviewkit.steps.keeping.status import unresolved_share
from interviewkit.steps.reporting.beside import listed
from interviewkit.steps.reviewing.coders import Coders
from interviewkit.steps.site import Site
from interviewkit.steps.spoken import Spoken
from interviewkit.steps.waves import order_of
from interviewkit.store.shelves import Shelves

DEVIANT = 3
"""So many people who stand out are named for each code."""

LINK_KINDS = {"same people": "person", "shared segments": "segment"}


def gather_inputs(site: Site, codebook: Codebook | None) -> ReportInputs:
    """The report's inputs; what the study does not have stays empty."""
    with site.store.reading() as shelves:
        return Gathering(site, shelves, codebook).inputs()


class Gathering:
    """One look at every shelf, from which the inputs are put together."""

    def __init__(self, site: Site, shelves: Shelves, codebook: Codebook | None) -> None:
        self.site, self.shelves, self.codebook = site, shelves, codebook
        self.transcripts: Sequence[Transcript] = shelves.transcripts.list()
        self.turns = {turn.id or 0: turn for each in self.transcripts for turn in each.turns}
        self.wave_of = {t.id or 0: each.wave for each in self.transcripts for t in each.turns}
        self.people: Sequence[Participant] = shelves.people.list()
        self.speaker_of = shelves.people.speaker_of()
        self.coders = shelves.codings.coders()
        self.persons = [coder.name for coder in self.coders if coder.is_person]
        self.read: set[int] = set().union(
            *(shelves.codings.read_by(name) for name in (MACHINE, *self.persons))
        )
        codes = codebook.code_ids if codebook else ()
        self.every: Sequence[Coding] = shelves.codings.list(
            self.turns, coders=[MACHINE, CERTIFIED, *self.persons], codes=codes
        )
        read = {
            name: {code: shelves.codings.read_by(name, [code]) for code in codes}
            for name in self.persons
        }
        certified = {code: shelves.codings.read_by(CERTIFIED, [code]) for code in codes}
        self.codings = unoverruled(decided_alone(self.every, certified), read)
        self.segments: Sequence[SegmentSize] = shelves.findings.segments()
        self.members = shelves.findings.members()
        self.runs: Sequence[Run] = shelves.runs.list()

    @cached_property
    def auditing(self) -> Auditing | None:
        """What audits tell; ``None`` where the machine has read nothing."""
        ready = self.codebook is not None and bool(self.shelves.codings.read_by(MACHINE))
        return Auditing.of(self.site, self.shelves) if ready else None

    def joint_inputs(self) -> ReportInputs:
        """What a joint display is made from, and no more: it is drawn again and again."""
        settings = self.site.settings
        order = order_of(self.site, self.transcripts)
        return ReportInputs(
            study=settings.study,
            title=settings.report.title,
            transcripts=tuple(TranscriptFacts.of(each) for each in self.transcripts),
            participants=tuple(self.people),
            turns=self.turns,
            speaker_of=self.speaker_of,
            codebook=self.codebook,
            codings=tuple(self.codings),
            coders=tuple(self.coders),
            prevalence=tuple(self._prevalence()),
            segments=tuple(self._segment(each) for each in self.segments),
            estimates=tuple(self.shelves.findings.estimates()),
            variable_labels={each.name: each.title for each in self.shelves.survey.variables()},
            inferences=tuple(self.shelves.inferences.list()),
            beside={name: listed(said) for name, said in settings.joint.beside.items()},
            joint_segments=settings.joint.segments,
            min_cell=settings.inference.min_cell,
            waves=order.names,
            waves_note=order.note,
        )

    def inputs(self) -> ReportInputs:
        """All that the report is made from."""
        settings = self.site.settings
        topics = self.shelves.topics.get() if settings.topics.enabled else None
        fit, documents = topics or (None, [])
        done = [run for run in self.runs if run.verb != "report"]
        return replace(
            self.joint_inputs(),
            generated=max((run.ended for run in done), default=""),
            unit=settings.passages.unit,
            topics=fit,
            documents=tuple((each,) for each in documents),
            positions=fit.positions if fit else (),
            overlap=tuple(self._overlap(fit, documents)),
            contrasts=tuple(self.shelves.findings.contrasts()),
            link=self._link(),
            unresolved=unresolved_share(self.shelves),
            unread=self._unread(),
            problems=tuple(self.shelves.transcripts.problems()),
            runs=tuple(done),
            agreement=tuple(self._agreement()),
            corrected=tuple(self._corrected()),
            certificates=tuple(certificates(self.site)),
            calibration=tuple(self.auditing.calibrations() if self.auditing else ()),
            read={name: len(turns) for name, turns in self._turns_read().items()},
            version=done[-1].packages.get("interviewkit", "") if done else "",
            packages=done[-1].packages if done else {},
            quotes=settings.report.quotes,
            deviant=tuple(self._deviant()),
        )

    def codable(self) -> dict[int, str]:
        """Turn id → participant, for the speech that is to be coded."""
        moderators = {each.name for each in self.people if each.is_moderator}
        if self.site.settings.passages.speech == "all":
            moderators = set()
        return {key: who for key, who in self.speaker_of.items() if who not in moderators}

    def rows(self, *, by_wave: bool = False) -> list[PersonRow]:
        """What each participant said, in numbers; or in each wave they spoke in."""
        if self.codebook is None:
            return []
        codable = self.codable()
        read = self.read or codable.keys()
        return quantitised(
            self.codings,
            self.codebook.codes,
            self.codebook.themes,
            words_of={key: self.turns[key].words for key in codable.keys() & read},
            speaker_of=codable,
            people=self.persons,
            wave_of=self.wave_of if by_wave else None,
            everyone=set(codable.values()),
        )

    def spoken(self) -> Spoken | None:
        """The speech that was read with the codings that count; ``None`` without a codebook."""
        if self.codebook is None:
            return None
        moderators = {each.name for each in self.people if each.is_moderator}
        codable, codes = self.codable(), self.codebook.code_ids
        return Spoken(
            codebook=self.codebook,
            people=self.people,
            turns=self.turns,
            wave_of={turn: wave for turn, wave in self.wave_of.items() if wave},
            # Unread is never taken for "no code".
            speaker_of={key: who for key, who in codable.items() if key in self.read},
            moderated={
                key: self.turns[key]
                for key, who in self.speaker_of.items()
                if who in moderators and key in self.turns
            },
            codings=list(counting(self.codings, self.persons)),
            read_by_people={
                code: {
                    turn
                    for name in self.persons
                    for turn in self.shelves.codings.read_by(name, [code])
                }
                for code in codes
            },
        )

    def _deviant(self) -> Iterable[DeviantCase]:
        """The few people who differ most from what one would expect, by code."""
        rows = self.rows() if self.codebook and self.read else []
        for code in self.codebook.code_ids if self.codebook else ():
            yield from deviant_cases(rows, code, self.members)[:DEVIANT]

    def _unread(self) -> float:
        codable = self.codable().keys()
        return len(codable - self.read) / len(codable) if codable else 0.0

    def _prevalence(self) -> Iterable[Prevalence]:
        if self.codebook is None or not self.read:
            return []
        return prevalence(
            self.codings,
            self.codebook.codes,
            self.codebook.themes,
            # Unread is never taken for "no code".
            speaker_of={key: who for key, who in self.codable().items() if key in self.read},
            wave_of={turn: wave for turn, wave in self.wave_of.items() if wave},
            segments=self.members,
            people=self.persons,
            conversation_of={key: turn.transcript for key, turn in self.turns.items()},
        )

    def _corrected(self) -> Iterable[Corrected]:
        """What audits tell of codes and of themes with several codes, people and turns."""
        if self.auditing is None or self.codebook is None:
            return
        themes = [theme.id for theme in self.codebook.themes]
        for name in (*self.codebook.code_ids, *themes):
            yield from self.auditing.shares_by_all(name)

    def _turns_read(self) -> Mapping[str, set[int]]:
        """Person → the turns that they read with every code in mind."""
        codes = self.codebook.code_ids if self.codebook else ()
        return {
            name: self.shelves.codings.read_by(name, codes) & self.turns.keys()
            for name in self.persons
        }

    def _overlap(self, fit: TopicFit | None, documents: Sequence[int]) -> Iterable[Overlap]:
        if fit is None or self.codebook is None:
            return []
        topic_of = dict(zip(documents, fit.assignment, strict=True))
        both = people_in_both(self._voiced(), topic_of, self.speaker_of)
        return [Overlap(theme, topic, n) for (theme, topic), n in both.items()]

    def _voiced(self) -> Mapping[str, set[int]]:
        """Code or theme → the turns that voice it."""
        voiced: dict[str, set[int]] = {}
        for each in counting(self.codings, self.persons):
            voiced.setdefault(each.code, set()).add(each.passage.turn.id or 0)
        for theme in self.codebook.themes if self.codebook else ():
            for code in theme.codes:
                voiced.setdefault(theme.id, set()).update(voiced.get(code, ()))
        return voiced

    def _segment(self, each: SegmentSize) -> SegmentFacts:
        return SegmentFacts(
            name=each.segment.name,
            label=each.segment.label,
            rule=each.segment.rule,
            participants=tuple(sorted(self.members.get(each.segment.name, ()))),
            respondents=each.respondents or 0,
            weighted=each.weighted or 0.0,
        )

    def _link(self) -> LinkFacts:
        last = next((run for run in reversed(self.runs) if run.verb == "link"), None)
        if last is None:
            return LinkFacts()
        kind = str(last.outcome.get("kind", ""))
        return LinkFacts(
            kind=LINK_KINDS.get(kind, kind),
            participants=sum(not each.is_moderator for each in self.people),
            linked=int(str(last.outcome.get("matched", 0))),
            respondents=int(str(last.outcome.get("respondents", 0))),
        )

    def _agreement(self) -> Iterable[Compared]:
        """People with each other first, then each person with the machine, as far as both read.

        The coder consensus is made of what the others said, so it is held against none of them.
        """
        known = [*self.persons, *(e.name for e in self.coders if e.name == MACHINE)]
        names = [name for name in known if self.shelves.codings.read_by(name)]
        by_coder: dict[str, list[Coding]] = {name: [] for name in names}
        for each in self.every:
            by_coder.get(each.coder, []).append(each)
        found = Coders.of(
            self.shelves, names, by_coder, self.codebook, self.turns, self.speaker_of
        ).compared(self.shelves, Comparison(seed=self.site.settings.study.seed))
        people = [each for each in found if each.between == BETWEEN_PEOPLE]
        return [*people, *(e for e in found if e.between == WITH_MACHINE and e.has_overlap)]
