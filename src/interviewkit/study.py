"""The Study: one handle from which everything starts. A table of contents, one line a verb."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from interviewkit.errors import Problem, StudyError
from interviewkit.model import (
    PEOPLE_LIKE_THESE,
    Agreement,
    Asking,
    Associations,
    Codebook,
    Coding,
    Comparison,
    Confusion,
    Contrast,
    Corrected,
    CorrectedDifference,
    DeviantCase,
    Disagreement,
    Foresight,
    Inquiry,
    Issued,
    Judgement,
    LinkCheck,
    Matched,
    MetaInference,
    Outcome,
    Progress,
    SegmentSize,
    SurveyView,
    TopicFit,
    Transcript,
    Variable,
    VariableView,
    silent,
)
from interviewkit.model.settings import Settings, read_settings

if TYPE_CHECKING:
    from interviewkit.steps.review import Review as Review
    from interviewkit.steps.site import Site

SETTINGS_FILE = "study.toml"
DATABASE_FILE = "study.db"


@dataclass(frozen=True)
class Study:
    """A folder with ``study.toml`` and ``study.db``."""

    root: Path
    settings: Settings
    progress: Progress = field(default=silent, repr=False, compare=False)

    @classmethod
    def open(cls, path: str | Path = "", *, progress: Progress = silent) -> Study:
        """The study at a folder, or in the nearest folder upward that has a ``study.toml``.

        Raises:
            StudyError: there is none, or its settings are not valid.
        """
        root = find_root(Path(path)) if not path else Path(path).resolve()
        root = root.parent if root.name == SETTINGS_FILE else root
        return cls(root, read_settings(root / SETTINGS_FILE), progress)

    @classmethod
    def init(cls, folder: str | Path) -> Sequence[Path]:
        """Write a commented ``study.toml`` and the folders of a new study; returns what is new."""
        from interviewkit.steps.init import init

        return init(Path(folder))

    # -- verbs, in working order -----------------------------------------------------------------

    def ingest(
        self, *, survey_text: Sequence[str] = (), forget_survey_text: bool = False
    ) -> Outcome:
        """Read transcripts that are new or changed, and open answers; map speakers to people."""
        from interviewkit.steps.ingest import ingest

        return ingest(self._site, survey_text, forget_survey_text=forget_survey_text)

    def code(self) -> Outcome:
        """Cut speech into passages and let the coders of ``study.toml`` propose codings."""
        from interviewkit.steps.code import code

        return code(self._site)

    def certify(
        self,
        codes: Sequence[str] = (),
        *,
        error: float | None = None,
        confidence: float | None = None,
        promise: str = "",
    ) -> Outcome:
        """Certify per code what the machine may decide alone, and mark what it decides."""
        from interviewkit.steps.selective import certify

        return certify(self._site, codes, error=error, confidence=confidence, promise=promise)

    def lapsed(self) -> Outcome | None:
        """Which certificates are void and why; ``None`` where all hold."""
        from interviewkit.steps.selective import lapsed

        return lapsed(self._site)

    def review(
        self,
        coder: str,
        *,
        queue: str = "",
        codes: Sequence[str] = (),
        blind: bool = False,
        limit: int = 0,
        random_share: float = 0.25,
    ) -> Review:
        """A session in which a person judges turns; what was assigned comes first."""
        from interviewkit.steps.review import review

        return review(self._site, coder, queue, codes, blind=blind, limit=limit, share=random_share)

    def assign(
        self,
        coders: Sequence[str],
        *,
        turns: int = 0,
        overlap: float,
        codes: Sequence[str] = (),
        participants: int = 0,
    ) -> Outcome:
        """Deal out random turns, or participants with all of theirs, to be read blind."""
        from interviewkit.steps.assign import assign

        return assign(self._site, coders, codes, turns, overlap, participants)

    def consensus(self, *, coders: Sequence[str] = (), codes: Sequence[str] = ()) -> Review:
        """A session in which people settle where they differ, as the coder ``consensus``."""
        from interviewkit.steps.consensus import consensus

        return consensus(self._site, coders, codes)

    def discover(self) -> Outcome:
        """Find topics in what participants said."""
        from interviewkit.steps.discover import discover

        return discover(self._site)

    def link(self) -> Outcome:
        """Read the survey, evaluate segments, and link participants to respondents."""
        from interviewkit.steps.link import link

        return link(self._site)

    def check_link(self) -> LinkCheck:
        """Who is who: speaker, participant, respondent, by which rule, and what is left over."""
        from interviewkit.steps.link_check import link_check

        return link_check(self._site)

    def propose_people(self, path: str | Path, *, names: str = "") -> Outcome:
        """Write a participants file with guesses for a person to read; nothing is applied."""
        from interviewkit.steps.link_check import propose

        return propose(self._site, Path(path), names)

    def compare(
        self,
        asking: Asking = Asking(),  # noqa: B008 - frozen
    ) -> Contrast:
        """Waves, cohorts or segments side by side: what changed, for whom, and how sure it is."""
        from interviewkit.steps.compare import compare

        return compare(self._site, asking)

    def associations(
        self,
        inquiry: Inquiry = Inquiry(),  # noqa: B008 - frozen
    ) -> Associations:
        """Every theme against every segment (and variable), with people as units."""
        from interviewkit.steps.associate import associate

        return associate(self._site, inquiry)

    def report(self) -> Outcome:
        """Write the theme report."""
        from interviewkit.steps.report import report

        return report(self._site)

    def run(self) -> Iterator[Outcome]:
        """All that ``study.toml`` asks for, one outcome a step."""
        from interviewkit.steps.run import run

        return run(self._site)

    def status(self) -> Mapping[str, object]:
        """What the study holds, in numbers."""
        from interviewkit.steps.status import status

        return status(self._site)

    # -- nouns, to look and keep -------------------------------------------------------------------

    def transcripts(self) -> Sequence[Mapping[str, object]]:
        """One row a transcript: name, version, wave, group, turns, words, speakers."""
        from interviewkit.steps.look import transcripts

        return transcripts(self._site)

    def transcript(self, name: str) -> Transcript:
        """One transcript with its turns."""
        from interviewkit.steps.look import transcript

        return transcript(self._site, name)

    def codebook(self, path: str | Path = "") -> tuple[Codebook, tuple[Problem, ...]]:
        """The codebook of the study, or the one at a path, and what is wrong with it."""
        from interviewkit.steps.codebook import read

        return read(self.root, self.settings, str(path))

    def check_codebook(self, path: str | Path = "") -> tuple[Problem, ...]:
        """What is missing or contradictory in a codebook, rules tried on examples included."""
        from interviewkit.steps.codebook import check

        return check(self.root, self.settings, str(path))

    def diff_codebooks(
        self, before: str | Path, after: str | Path
    ) -> Sequence[Mapping[str, object]]:
        """What changed from one codebook to another, one row a change."""
        from interviewkit.steps.codebook import diff

        return diff(self.root, self.settings, str(before), str(after))

    def codings(self, *, coders: Sequence[str] = (), codes: Sequence[str] = ()) -> Sequence[Coding]:
        """Codings that stand, all of them or those of some coders and codes."""
        from interviewkit.steps.look import codings

        return codings(self._site, coders, codes)

    def export_codings(self, path: str | Path, *, coders: Sequence[str] = ()) -> Outcome:
        """Write codings and what people have read to a CSV file."""
        from interviewkit.steps.exchange import export_codings

        return export_codings(self._site, Path(path), coders)

    def import_codings(
        self, path: str | Path, *, coder: str = "", chance: str = "", drawn: str = "turns"
    ) -> Outcome:
        """Take in the codings of people from a CSV file; with ``chance``, as an audit."""
        from interviewkit.steps.exchange import import_codings

        return import_codings(self._site, Path(path), coder, chance, drawn)

    def agreement(
        self,
        *coders: str,
        how: Comparison = Comparison(),  # noqa: B008 - frozen
    ) -> Sequence[Agreement]:
        """How far coders agree over what they have read, per code, per theme and pooled."""
        from interviewkit.steps.agreement import agreement

        return agreement(self._site, coders, how)

    def agreement_with(
        self,
        reference: str,
        *coders: str,
        how: Comparison = Comparison(),  # noqa: B008 - frozen
    ) -> Sequence[Matched]:
        """Precision, recall and F1 of coders where one is the reference."""
        from interviewkit.steps.agreement import against

        return against(self._site, coders, reference, how)

    def disagreements(
        self, *coders: str, codes: Sequence[str] = (), unit: str = "turn"
    ) -> Sequence[Disagreement]:
        """Where coders differ, with what each of them marked."""
        from interviewkit.steps.agreement import disagreements

        return disagreements(self._site, coders, codes, unit)

    def confusion(self, a: str, b: str, *, unit: str = "turn", polarity: bool = False) -> Confusion:
        """Which code one coder has where the other has which."""
        from interviewkit.steps.agreement import confusion

        return confusion(self._site, (a, b), unit, polarity=polarity)

    def calibration(self, *, codes: Sequence[str] = ()) -> Sequence[Foresight]:
        """How far the machine's probabilities and decisions hold, as people judged."""
        from interviewkit.steps.calibration import calibration

        return calibration(self._site, codes)

    def differences(
        self, *, coders: Sequence[str] = (), codes: Sequence[str] = ()
    ) -> Sequence[Mapping[str, object]]:
        """Where people who read the same turn differ, with memos, and what is settled."""
        from interviewkit.steps.consensus import listed

        return listed(self._site, coders, codes)

    def judgements(self, *, coder: str = "") -> Sequence[Mapping[str, object]]:
        """The log of what people did, one row an entry."""
        from interviewkit.steps.log import log

        return log(self._site, coder)

    def undo(self, *, coder: str = "", entry: int | None = None) -> Judgement:
        """Undo an entry of the log, or a coder's newest; undoing an undo does it again."""
        from interviewkit.steps.log import undo

        return undo(self._site, coder, entry)

    def outdated(self) -> Sequence[Mapping[str, object]]:
        """What people judged by codes whose text has changed since, or that are gone."""
        from interviewkit.steps.log import outdated

        return outdated(self._site)

    def audited(self, code: str) -> Mapping[int, float]:
        """Turn id → sampling probability, of the random turns that people read for a code."""
        from interviewkit.steps.audit import audited

        return audited(self._site, code)

    def corrected(
        self,
        *names: str,
        unit: str = "turn",
        segments: bool = False,
        waves: bool = False,
        about: str = PEOPLE_LIKE_THESE,
    ) -> Sequence[Corrected]:
        """Shares of codes (or themes) that stay right although the machine errs."""
        from interviewkit.steps.correct import Wanted, corrected

        wanted = Wanted(unit, None if segments else {}, waves, about)
        return corrected(self._site, names, wanted)

    def corrected_differences(
        self,
        *names: str,
        unit: str = "turn",
        segments: bool = True,
        waves: bool = True,
        about: str = PEOPLE_LIKE_THESE,
    ) -> Sequence[CorrectedDifference]:
        """How these shares differ between segments, and from wave to wave."""
        from interviewkit.steps.correct import Wanted, differences

        wanted = Wanted(unit, None if segments else {}, waves, about)
        return differences(self._site, names, wanted)

    def certificates(self, *, history: bool = False) -> Sequence[Issued]:
        """Per code what the machine may decide alone, as it was certified, and if that holds."""
        from interviewkit.steps.certificates import issued

        return issued(self._site, history=history)

    def topics(self) -> TopicFit:
        """The newest topics, with the names that people gave them."""
        from interviewkit.steps.look import topics

        return topics(self._site)

    def topic_voices(self, number: int) -> Sequence[Mapping[str, object]]:
        """The turns that stand for a topic: transcript, turn, speaker, text."""
        from interviewkit.steps.look import topic_voices

        return topic_voices(self._site, number)

    def name_topic(self, number: int, name: str, *, by: str) -> None:
        """Give a topic a human's name, kept across refits where the topic survives."""
        from interviewkit.steps.look import name_topic

        name_topic(self._site, number, name, by)

    def segments(self) -> Sequence[SegmentSize]:
        """The segments as last linked: rule, n, weighted n, participants."""
        from interviewkit.steps.look import segments

        return segments(self._site)

    def variables(self) -> Sequence[Variable]:
        """The variables of the survey as last linked."""
        from interviewkit.steps.look import variables

        return variables(self._site)

    # -- people, and both strands side by side -----------------------------------------------------

    def participants(self) -> Sequence[Mapping[str, object]]:
        """One row a participant: words, codes voiced, segments."""
        from interviewkit.steps.profiles import participants

        return participants(self._site)

    def participant(self, name: str) -> Mapping[str, object]:
        """The profile of one person: segments, survey answers, themes, passages."""
        from interviewkit.steps.profiles import profile

        return profile(self._site, name)

    def deviant_cases(self, of: Sequence[str] = (), *, most: int = 5) -> Sequence[DeviantCase]:
        """Who differs most from what a model of everyone else expects, by code or theme."""
        from interviewkit.steps.profiles import deviants

        return deviants(self._site, of, most=most)

    def export_matrix(
        self,
        path: str | Path,
        *,
        kind: str = "",
        values: str = "presence",
        variables: Sequence[str] = (),
        by_wave: bool = False,
    ) -> Outcome:
        """Write people × codes as CSV, Excel, SPSS or Stata."""
        from interviewkit.steps.matrix import export_matrix

        return export_matrix(
            self._site, Path(path), shape=kind, values=values, variables=variables, by_wave=by_wave
        )

    def joint_display(self, path: str | Path, *, kind: str = "") -> Outcome:
        """Write survey and conversations side by side as HTML, Word, Excel or a picture."""
        from interviewkit.steps.joint import display

        return display(self._site, Path(path), kind)

    def infer(self, of: str, *, about: str = "", fit: str, text: str, author: str) -> MetaInference:
        """Write down what the strands show together about a theme."""
        from interviewkit.steps.joint import infer

        return infer(self._site, of, about, fit, text, author)

    def inferences(self, *, everything: bool = False) -> Sequence[Mapping[str, object]]:
        """The meta-inferences that stand, or all ever written."""
        from interviewkit.steps.joint import inferences

        return inferences(self._site, everything=everything)

    def survey(self) -> SurveyView:
        """The survey as its file stands: variables, scales, and what is wrong with it."""
        from interviewkit.steps.survey import view

        return view(self._site)

    def survey_variable(self, name: str) -> VariableView:
        """One variable of the survey, with its values, counts and kinds of missing."""
        from interviewkit.steps.survey import variable

        return variable(self._site, name)

    @cached_property
    def _site(self) -> Site:
        from interviewkit.steps.site import Site
        from interviewkit.store.database import Store

        store = Store(self.root / DATABASE_FILE)
        return Site(self.root, self.settings, store, self.progress)


def find_root(start: Path) -> Path:
    """The nearest folder upward that is a study.

    Raises:
        StudyError: there is none up to the root of the file system.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / SETTINGS_FILE).is_file():
            return folder
    raise StudyError(
        f"{start} is not in a study: no {SETTINGS_FILE} here or above",
        hint="make one with: interviewkit init, or name one with --study PATH",
    )


def parts_list() -> Sequence[Mapping[str, object]]:
    """Every pluggable part: family, name, and whether it is of the house or a guest."""
    from interviewkit import parts

    return [
        {"family": family, "name": name, "from": "house" if name in known else "guest"}
        for family, known in parts.HOUSE.items()
        for name in parts.names(family)
    ]
