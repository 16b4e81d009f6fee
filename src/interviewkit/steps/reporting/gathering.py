"""All that a report is made from, taken off the shelves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cached_property
from itertools import islice

from interviewkit.errors import Problem, QueryError, StudyError
from interviewkit.findings.counting.prevalence import count_people_in_both, estimate_prevalence
from interviewkit.findings.counting.voicing import list_things
from interviewkit.model import (
    MACHINE,
    CodersCompared,
    Coding,
    Comparison,
    Corrected,
    Estimate,
    Memo,
    Prevalence,
    SegmentSize,
    TopicFit,
)
from interviewkit.model.agreement import BETWEEN_PEOPLE, WITH_MACHINE
from interviewkit.model.grouping import group_sets
from interviewkit.model.query_text import parse_query
from interviewkit.model.study_files import SETTINGS_FILE
from interviewkit.model.survey_figure import SurveyFigure
from interviewkit.report.inputs import (
    AnsweredQuery,
    LinkFacts,
    Overlap,
    ReportInputs,
    SegmentFacts,
    TranscriptFacts,
)
from interviewkit.steps.certifying.certificates import compute_certificates
from interviewkit.steps.comparing.correct import Auditing
from interviewkit.steps.linking.survey_figures import plan_survey_figures
from interviewkit.steps.noting.memos import load_memos
from interviewkit.steps.reading import Loaded
from interviewkit.steps.reporting.inferences import list_standing_inferences
from interviewkit.steps.reporting.joint_beside import join_names, keep_known_inferences
from interviewkit.steps.retrieving.named import find_query
from interviewkit.steps.retrieving.quoted import group_spans, list_quoted
from interviewkit.steps.retrieving.retrieve import Page, retrieve_from
from interviewkit.steps.reviewing.agreement import Coders
from interviewkit.steps.timed import time_codings
from interviewkit.survey.rules.asked import NOT_ASKED

LINK_KINDS = {"same people": "person", "shared segments": "segment"}


class ReportGathering:
    """The inputs of reports and displays, put together from what was loaded."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded, self.reading = loaded, loaded.reading
        self.site, self.shelves, self.codebook = loaded.site, loaded.shelves, loaded.codebook

    def answer_queries(self) -> Iterator[AnsweredQuery | Problem]:
        """What the questions that study.toml names find, or what is wrong with them."""
        for name in self.site.settings.report.queries:
            try:
                named = find_query(self.shelves, name)
                found = retrieve_from(self.site, self.shelves, parse_query(named.text), Page())
            except (QueryError, StudyError) as fault:
                what = f"[report] queries, {name!r}: {fault.message}"
                yield Problem(SETTINGS_FILE, 0, what, fault.hint, fatal=False)
            else:
                yield AnsweredQuery(name, found)

    @cached_property
    def auditing(self) -> Auditing | None:
        """What audits tell; ``None`` where the machine has read nothing."""
        return Auditing.ready(self.loaded)

    @cached_property
    def estimates(self) -> tuple[Estimate, ...]:
        """The survey's figures, as last linked."""
        return tuple(self.shelves.findings.estimates())

    def joint_inputs(self) -> ReportInputs:
        """What a joint display is made from, and no more: it is drawn again and again."""
        settings = self.site.settings
        order, reading = self.loaded.order, self.reading
        # What was said of codes that are not applied any more is left out.
        codes = self.codebook.code_ids if self.codebook else ()
        applied = [each for each in reading.codings if each.code in codes]
        codings, standing = self._time(applied, reading.standing)
        return ReportInputs(
            study=settings.study,
            title=settings.report.title,
            guidelines=settings.report.guidelines,
            answers=settings.report.answers,
            transcripts=tuple(TranscriptFacts.of(each) for each in reading.transcripts),
            participants=tuple(reading.people),
            turns=reading.turns,
            speaker_of=self.reading.speaker_of,
            codebook=self.codebook,
            codings=codings,
            standing=standing,
            coders=tuple(reading.coders),
            prevalence=tuple(self._prevalence()),
            segments=tuple(self._segment(each) for each in self.loaded.segments),
            estimates=self.estimates,
            variable_labels={each.name: each.title for each in self.loaded.variables},
            variable_types={each.name: each.type for each in self.loaded.variables},
            asked_in_part=frozenset(
                each.name
                for each in self.loaded.variables
                if NOT_ASKED in (kind for kind, _ in each.absent)
            ),
            inferences=keep_known_inferences(
                self.loaded, list_standing_inferences(self.site, self.shelves)
            ),
            beside={name: join_names(said) for name, said in settings.joint.beside.items()},
            constructed=dict(self._constructed()),
            joint_segments=settings.joint.segments,
            chosen=group_spans(list_quoted(self.shelves)),
            min_cell=settings.inference.min_cell,
            waves=order.names,
            waves_note=order.note,
        )

    def _time(self, *groups: Sequence[Coding]) -> list[tuple[Coding, ...]]:
        """Groups of codings with the times of their words, which quotes show, looked up at once."""
        timed = iter(time_codings(self.shelves, [each for group in groups for each in group]))
        return [tuple(islice(timed, len(group))) for group in groups]

    def inputs(self) -> ReportInputs:
        """All that the report is made from."""
        settings = self.site.settings
        fit, documents = self.loaded.topics
        done = [run for run in self.loaded.runs if run.verb != "report"]
        codable = self.reading.codable.keys()
        return replace(
            self.joint_inputs(),
            generated=max((run.ended for run in done), default=""),
            unit=settings.passages.unit,
            topics=fit,
            documents=tuple((each,) for each in documents),
            positions=fit.positions if fit else (),
            overlap=tuple(self._overlap(fit, documents)),
            contrasts=tuple(self.shelves.findings.contrasts()),
            survey_figures=tuple(self._survey_figures()),
            phrases=settings.survey.phrases,
            link=self._link(),
            unresolved=self.reading.unresolved_share,
            unread=len(codable - self.reading.read) / len(codable) if codable else 0.0,
            problems=tuple(self.shelves.transcripts.problems()),
            runs=tuple(done),
            agreement=tuple(self._agreement()),
            corrected=tuple(self.corrected()),
            certificates=tuple(compute_certificates(self.loaded)),
            calibration=tuple(self.auditing.calibrations() if self.auditing else ()),
            read={name: len(turns) for name, turns in self._turns_read().items()},
            version=done[-1].packages.get("interviewkit", "") if done else "",
            packages=done[-1].packages if done else {},
            quotes=settings.report.quotes,
            memos=tuple(self._memos()),
            people={name: each.people for name, each in settings.segments.items() if each.people},
            takeaways=settings.report.takeaways,
        )

    def find_uncounted_figures(self) -> Iterator[Problem]:
        """Figures that study.toml has asked for since the survey was last linked."""
        known = {each.variable for each in self.estimates}
        for each in self._survey_figures():
            if not known.issuperset(each.variables):
                what = f"[[survey.figure]] {each.title!r} has not been counted yet"
                yield Problem(SETTINGS_FILE, 0, what, "run: interviewkit link", fatal=False)

    def _survey_figures(self) -> Sequence[SurveyFigure]:
        """What study.toml asks for and the survey has; ``link`` told what it lacks."""
        asked = [each.segment.name for each in self.loaded.segments if each.respondents is not None]
        return plan_survey_figures(self.site.settings, self.loaded.variables, asked)[0]

    def _memos(self) -> Iterable[Memo]:
        """The memos that study.toml lets the report print; those on what is gone are left out."""
        kinds = self.site.settings.report.memos
        memos = load_memos(self.site, self.shelves) if kinds else ()
        return (each for each in memos if each.kind in kinds and not each.gone)

    def _constructed(self) -> Iterable[tuple[str, tuple[str, ...]]]:
        """Survey variables that segments' rules are made of, with these segments."""
        from interviewkit.survey.rules.derived import is_defining

        settings = self.site.settings
        for each in self.loaded.variables:
            made = [
                name
                for name, segment in settings.segments.items()
                if is_defining(segment.rule, each.name, settings.survey)
            ]
            if made:
                yield each.name, tuple(made)

    def _prevalence(self) -> Iterable[Prevalence]:
        if self.codebook is None or not self.reading.read:
            return []
        return estimate_prevalence(
            self.reading,
            segments=self.loaded.members,
            waves=self.loaded.order.names,
            level=self.site.settings.inference.level,
        )

    def corrected(self) -> Iterable[Corrected]:
        """What audits tell of codes and of themes with several codes, people and turns."""
        if self.auditing is None or self.codebook is None:
            return
        themes = [theme.id for theme in self.codebook.themes]
        for name in (*self.codebook.code_ids, *themes):
            yield from self.auditing.shares_by_all(name)

    def _turns_read(self) -> Mapping[str, Set[int]]:
        """Person → the turns that they read with every code in mind."""
        codes = self.codebook.code_ids if self.codebook else ()
        return {name: self.reading.read_by(name, codes) for name in self.reading.persons}

    def _overlap(self, fit: TopicFit | None, documents: Sequence[int]) -> Iterable[Overlap]:
        if fit is None or self.codebook is None:
            return []
        topic_of = dict(zip(documents, fit.assignment, strict=True))
        both = count_people_in_both(self._voiced(), topic_of, self.reading.speaker_of)
        return [Overlap(theme, topic, n) for (theme, topic), n in both.items()]

    def _voiced(self) -> Mapping[str, set[int]]:
        """Code or theme → the turns that voice it."""
        book, standing = self.codebook, self.reading.standing
        of_code = group_sets((each.code, each.passage.turn.id or 0) for each in standing)
        return {
            thing.name: set().union(*(of_code.get(code, set()) for code in thing.codes))
            for thing in (list_things(book.codes, book.themes) if book else ())
        }

    def _segment(self, each: SegmentSize) -> SegmentFacts:
        return SegmentFacts(
            name=each.segment.name,
            label=each.segment.label,
            rule=each.segment.rule,
            participants=tuple(sorted(self.loaded.members.get(each.segment.name, ()))),
            respondents=each.respondents or 0,
            weighted=each.weighted or 0.0,
        )

    def _link(self) -> LinkFacts:
        last = self.loaded.last("link")
        if last is None:
            return LinkFacts()
        kind = str(last.outcome.get("kind", ""))
        return LinkFacts(
            kind=LINK_KINDS.get(kind, kind),
            participants=sum(not each.is_moderator for each in self.reading.people),
            linked=int(str(last.outcome.get("matched", 0))),
            respondents=int(str(last.outcome.get("respondents", 0))),
        )

    def _agreement(self) -> Iterable[CodersCompared]:
        """People with each other first, then each person with the machine, as far as both read.

        The coder consensus is made of what the others said, so it is held against none of them.
        """
        reading = self.reading
        names = [name for name in (*reading.persons, MACHINE) if reading.read_by(name)]
        by_coder: dict[str, list[Coding]] = {name: [] for name in names}
        for each in reading.codings:
            by_coder.get(each.coder, []).append(each)
        found = Coders.of(
            reading.coders,
            reading.coverage,
            by_coder,
            self.codebook,
            {key: reading.turns[key] for key in reading.codable},
            reading.speaker_of,
        ).compared(self.shelves, Comparison(seed=self.site.settings.study.seed))
        people = [each for each in found if each.between == BETWEEN_PEOPLE]
        return [*people, *(e for e in found if e.between == WITH_MACHINE and e.has_overlap)]
