"""The one loader: what a step takes off the shelves, each shelf once and only when asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from interviewkit.coding.audits import Sampled, collect_audit_sample
from interviewkit.findings.counting.standing import choose_standing, judge_turns
from interviewkit.model import (
    CERTIFIED,
    MACHINE,
    Codebook,
    Coding,
    Draw,
    Reading,
    Run,
    Segment,
    SegmentSize,
    TopicFit,
    Variable,
)
from interviewkit.model.waves import WaveOrder
from interviewkit.steps.amending.versions import read_followers
from interviewkit.steps.linking.people_answers import load_linked_answers, tell_changed_survey
from interviewkit.steps.linking.survey_file import put_in_order
from interviewkit.steps.site import Site
from interviewkit.steps.waves import order_study_waves
from interviewkit.store.shelves import Shelves
from interviewkit.wording.style import written_in

if TYPE_CHECKING:
    from interviewkit.survey.answers import Answers
    from interviewkit.survey.people.link import Link
    from interviewkit.survey.people.people_by_wave import PeopleByWave


@dataclass(frozen=True)
class Loaded:
    """What stands on the shelves, read at most once however many findings ask.

    Made by a step within ``store.reading()`` and handed on; see :attr:`reading` for all that is
    about speech and codings.
    """

    site: Site
    shelves: Shelves = field(repr=False)
    codebook: Codebook | None = field(repr=False)

    @cached_property
    def reading(self) -> Reading:
        """Whose speech counts, who has read it, and which codings stand."""
        return load_reading(self.site, self.shelves, self.codebook)

    @cached_property
    def segments(self) -> Sequence[SegmentSize]:
        return self.shelves.findings.segments()

    @property
    def segment(self) -> Mapping[str, Segment]:
        """Name → segment, as last linked."""
        return {each.segment.name: each.segment for each in self.segments}

    @cached_property
    def members(self) -> Mapping[str, Collection[str]]:
        """Segment → the people in it."""
        found = self.shelves.findings.members()
        return {name: sorted(self.reading.members(who)) for name, who in found.items()}

    @cached_property
    def runs(self) -> Sequence[Run]:
        return self.shelves.runs.list()

    def last(self, verb: str) -> Run | None:
        """The last run of a command; ``None`` where there was none."""
        return next((run for run in reversed(self.runs) if run.verb == verb), None)

    @cached_property
    def draws(self) -> Sequence[Draw]:
        return self.shelves.draws.list()

    @cached_property
    def variables(self) -> Sequence[Variable]:
        """The survey's variables, as last linked."""
        return self.shelves.survey.variables()

    @cached_property
    def answers(self) -> Answers | None:
        """The survey's answers as last linked; ``None`` where there is no survey.

        Raises:
            SurveyError: they were not linked, and the file is not there or cannot be used.
        """
        found = load_linked_answers(self.site, self.shelves, self.variables)
        if found is None:
            return None
        return put_in_order(self.site, found, self.reading.transcripts)

    @cached_property
    def link(self) -> Link | None:
        """Which people of the conversations are respondents."""
        from interviewkit.survey.people.link import link_people

        if self.answers is None:
            return None
        alike = self.site.settings.survey.ids == "alike"
        return link_people(self.reading.people, self.answers, alike=alike)

    @cached_property
    def people_by_wave(self) -> PeopleByWave:
        """The people of the conversations with their answers, wave by wave."""
        from interviewkit.survey.people.people_by_wave import PeopleByWave

        return PeopleByWave.of(self.reading.people, self.answers, self.link)

    @property
    def changed_survey(self) -> tuple[str, str]:
        """What to say, and do, where the survey's file is not the one that was linked."""
        return tell_changed_survey(self.site, self.last("link"))

    @cached_property
    def scores(self) -> Mapping[str, Mapping[int, float]]:
        """Code → turn id → the machine's score, for the codes that have some."""
        return self.shelves.scores.get(MACHINE)

    @cached_property
    def topics(self) -> tuple[TopicFit | None, Sequence[int]]:
        """The fit of the study and the turns of its documents; none where topics are off."""
        found = self.shelves.topics.get() if self.site.settings.topics.enabled else None
        return found or (None, [])

    @cached_property
    def order(self) -> WaveOrder:
        """The waves of the conversations, in order."""
        return order_study_waves(self.site, self.reading.transcripts)

    def sample(self, codes: Collection[str]) -> Sampled:
        """The turns drawn by chance, of those that count, that a person read for these codes."""
        of, reading = frozenset(codes), self.reading
        if of not in self._samples:
            read = reading.read_by_people(of)
            self._samples[of] = collect_audit_sample(self.draws, of, reading.codable, read)
        return self._samples[of]

    @cached_property
    def _samples(self) -> dict[frozenset[str], Sampled]:
        return {}


@contextmanager
def open_loaded(site: Site, codebook: Codebook | None) -> Iterator[Loaded]:
    """The shelves open to be read, each once; what is told of them is in the study's style."""
    with site.store.reading() as shelves, written_in(site.settings.report.style):
        yield Loaded(site, shelves, codebook)


def load_reading(
    site: Site, shelves: Shelves, codebook: Codebook | None, *, also: Iterable[str] = ()
) -> Reading:
    """The reading of a study as its shelves now stand.

    ``also`` are coders whose codings are wanted beside those of people and the machine.
    """
    speech = load_speech(site, shelves)
    coders = shelves.codings.coders()
    persons = [each.name for each in coders if each.is_person]
    wanted = dict.fromkeys((MACHINE, CERTIFIED, *persons, *also))
    codings = shelves.codings.list(speech.turns, coders=wanted) if coders else []
    codings = _follow_versions(shelves, codings, persons)
    coverage = {
        name: {turn: codes for turn, codes in read.items() if turn in speech.turns}
        for name, read in shelves.coverage.of_all().items()
    }
    codes = codebook.code_ids if codebook else ()
    verdicts = judge_turns(codings, coverage, persons, codes, site.settings.coding.standing)
    return replace(
        speech,
        codebook=codebook,
        coders=coders,
        codings=codings,
        coverage=coverage,
        verdicts=verdicts,
        standing=choose_standing(codings, coverage, persons, verdicts),
    )


def _follow_versions(
    shelves: Shelves, codings: Sequence[Coding], persons: Collection[str]
) -> list[Coding]:
    """People's codings under the version of today where their code means what it meant then."""
    follow = read_followers(shelves)

    def followed(each: Coding) -> Coding:
        now = follow(each.code, each.code_version)[1]
        return each if now == each.code_version else replace(each, code_version=now)

    return [followed(each) if each.coder in persons else each for each in codings]


def load_speech(site: Site, shelves: Shelves) -> Reading:
    """Whose speech counts, without what anybody read or coded; coding leaves it as it is."""
    if shelves.revision.is_writing:
        return _load_speech(site, shelves)
    return site.store.remembered.recall(
        shelves.revision, "speech", lambda: _load_speech(site, shelves), lambda same, _: same
    )


def _load_speech(site: Site, shelves: Shelves) -> Reading:
    transcripts, speakers = shelves.transcripts.list(), shelves.people.speakers()
    who = {(each.transcript, each.label): each.participant for each in speakers}
    return Reading(
        codebook=None,
        transcripts=transcripts,
        speakers=speakers,
        people=shelves.people.list(),
        label_of={
            turn.id or 0: who[each.name, turn.speaker]
            for each in transcripts
            for turn in each.turns
            if (each.name, turn.speaker) in who
        },
        all_speech=site.settings.passages.speech == "all",
    )
