"""The Study: one handle from which everything starts. A table of contents, one line a verb."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from interviewkit.errors import StudyError
from interviewkit.model import Backup, Checked, ChecklistStep, Outcome, Transcript
from interviewkit.model.guideline import AnsweredGuideline
from interviewkit.model.settings import Settings
from interviewkit.study.asking import OfAsking
from interviewkit.study.codebooks import OfCodebooks
from interviewkit.study.codings import OfCodings
from interviewkit.study.files import OfFiles
from interviewkit.study.handle import find_nearest_root
from interviewkit.study.judging import OfJudging
from interviewkit.study.leaving import OfLeaving
from interviewkit.study.people import OfPeople
from interviewkit.study.reporting import OfReport
from interviewkit.study.retrieving import OfRetrieval
from interviewkit.study.texts import OfTexts
from interviewkit.study.topics import OfTopics

if TYPE_CHECKING:
    from interviewkit.model.preview import Preview
    from interviewkit.model.verification import Verification
    from interviewkit.steps.linking.estimate import Figures as Figures
    from interviewkit.steps.reviewing.review import Review as Review


class Study(
    OfTopics,
    OfAsking,
    OfCodebooks,
    OfCodings,
    OfFiles,
    OfJudging,
    OfLeaving,
    OfPeople,
    OfReport,
    OfRetrieval,
    OfTexts,
):
    """A folder with ``study.toml`` and ``study.db``.

    Verbs stand here, and looks at transcripts; a language model is asked in :class:`OfAsking`, the
    codebook is in :class:`OfCodebooks`, codings are in :class:`OfCodings`, what people judge
    together in :class:`OfJudging`, what leaves the study in :class:`OfLeaving`, people and survey
    in :class:`OfPeople`, the report in :class:`OfReport`, questions to the material in
    :class:`OfRetrieval`, what people write down and mend in :class:`OfTexts`, topics in
    :class:`OfTopics`.

    What a study refuses is raised as an :class:`InterviewkitError` that says what to do; what is
    wrong with single files stands in the ``problems`` of an outcome, and the rest is done. Shares
    and probabilities go from 0 to 1, turns of a transcript are counted from 1. The examples are
    of a study of six people in two talks, whose ``study`` is what :meth:`open` gives.
    """

    @classmethod
    def init(cls, folder: str | Path, *, example: bool = False) -> Sequence[Path]:
        """Write a commented ``study.toml`` and the folders of a new study; returns what is new.

        With ``example`` it is a whole study to play with, illustrative and nobody's data.

        >>> [path.name for path in Study.init(study.root / "new")][:2]
        ['transcripts', 'codebooks']
        """
        from interviewkit.steps.keeping.init import init, init_example

        return init_example(Path(folder)) if example else init(Path(folder))

    def ingest(
        self, *, survey_text: Sequence[str] = (), forget_survey_text: bool = False
    ) -> Outcome:
        """Read transcripts that are new or changed, and open answers; map speakers to people.

        >>> study.ingest().says
        ('nothing new: 2 transcripts, 16 turns',)
        """
        from interviewkit.steps.ingesting.ingest import ingest

        return ingest(self._site, survey_text, forget_survey_text=forget_survey_text)

    def preview(self, path: str | Path) -> Preview:
        """How a file would be read, as :func:`preview`; nothing is stored.

        >>> [talk] = study.preview(study.root / "transcripts/April/leaders.txt").transcripts
        >>> [(speaker.label, speaker.turns) for speaker in talk.speakers]
        [('Moderator', 2), ('Ana', 2), ('Ben', 2), ('Cleo', 2)]
        """
        from interviewkit.steps.ingesting.preview import preview

        return preview(Path(path), self.settings, self.root)

    def code(self, *, limit: int | None = None) -> Outcome:
        """Cut speech into passages and let the coders of ``study.toml`` propose codings.

        A language model among them is asked about at most ``limit`` turns anew.

        >>> study.code().says
        ('nothing new: 6 codings',)
        """
        from interviewkit.steps.coding.code import code

        return code(self._site, limit=limit)

    def certify(
        self,
        codes: Sequence[str] = (),
        *,
        error: float | None = None,
        confidence: float | None = None,
        promise: str = "",
    ) -> Outcome:
        """Certify per code what the machine may decide alone, and mark what it decides.

        >>> study.certify(["isolation"], error=0.2).says[0]
        '0 of 1 code can be left to the machine'
        """
        from interviewkit.steps.certifying.selective import certify

        return certify(self._site, codes, error=error, confidence=confidence, promise=promise)

    def lapsed(self) -> Outcome | None:
        """Which certificates are void and why; ``None`` where all hold.

        >>> study.lapsed() is None
        True
        """
        from interviewkit.steps.certifying.selective import report_lapsed

        return report_lapsed(self._site)

    def review(
        self,
        coder: str,
        *,
        queue: str = "",
        codes: Sequence[str] = (),
        blind: bool = False,
        limit: int = 0,
        random_share: float = 0.25,
        new_coder: bool = False,
    ) -> Review:
        """A session in which a person judges turns; what was assigned comes first.

        >>> session = study.review("kim", queue="random", blind=True)
        >>> session.card().turn.text
        'Really? We talk more than ever.'
        >>> session.finish().says
        ('kim read 0 turns: 0 accepted, 0 rejected, 0 skipped',)
        """
        from interviewkit.steps.reviewing.review import open_review

        how = {"blind": blind, "new_coder": new_coder}
        return open_review(self._site, coder, queue, codes, limit=limit, share=random_share, **how)

    def assign(
        self,
        coders: Sequence[str],
        *,
        turns: int = 0,
        overlap: float,
        codes: Sequence[str] = (),
        participants: int = 0,
        new_coder: bool = False,
    ) -> Outcome:
        """Deal out random turns, or participants with all of theirs, to be read blind.

        >>> study.assign(["kim", "lee"], turns=4, overlap=0.5).says[0]
        '4 turns at random, 2 of them to everyone: kim 3, lee 3 to read, blind'
        """
        from interviewkit.steps.reviewing.assign import assign

        return assign(self._site, coders, codes, turns, overlap, participants, new_coder=new_coder)

    def consensus(self, *, coders: Sequence[str] = (), codes: Sequence[str] = ()) -> Review:
        """A session in which people settle where they differ, as the coder ``consensus``.

        >>> session = study.consensus()
        >>> session.card().turn.text
        'It never judges me.'
        """
        from interviewkit.steps.reviewing.consensus import open_consensus

        return open_consensus(self._site, coders, codes)

    def discover(self) -> Outcome:
        """Find topics in what participants said.

        >>> study.discover()
        Traceback (most recent call last):
        interviewkit.errors.TooLittleError: a topic model needs at least 40 turns ...
        """
        from interviewkit.steps.coding.discover import discover

        return discover(self._site)

    def link(self) -> Outcome:
        """Read the survey, evaluate segments, and link participants to respondents.

        >>> study.link().says
        ('nothing new: 6 of 6 participants are among 8 respondents; 2 segments',)
        """
        from interviewkit.steps.linking.link import link

        return link(self._site)

    def guidelines(self, *names: str) -> Sequence[AnsweredGuideline]:
        """What journals ask for, answered: of these guidelines, or of all.

        >>> (coreq,) = study.guidelines("coreq")
        >>> coreq.answers[1].item.topic, coreq.answers[1].by
        ('Credentials', '')
        """
        from interviewkit.steps.reporting.guidelines import answer_guidelines

        return answer_guidelines(self._site, names) if names else answer_guidelines(self._site)

    def verify(self, *files: str | Path) -> Sequence[Verification]:
        """Hold documents against the study: each with what of it the study does not bear out.

        >>> draft = study.root / "draft.md"
        >>> draft.write_text("Ana said: “I hardly talk to my neighbours any more.”")
        52
        >>> [found] = study.verify(draft)
        >>> found.holds, found.wrong[0].what
        (False, 'other words than were said: “neighbours” for “colleagues”')
        """
        from interviewkit.steps.verifying.verify import verify

        return verify(self._site, [Path(each) for each in files])

    def run(self) -> Iterator[Outcome]:
        """All that ``study.toml`` asks for, one outcome a step.

        >>> [outcome.verb for outcome in study.run()]
        ['ingest', 'code', 'link', 'report']
        """
        from interviewkit.steps.keeping.run import run

        return run(self._site)

    def status(self) -> Mapping[str, object]:
        """What the study holds, in numbers.

        >>> status = study.status()
        >>> status["participants"], status["codings"]
        (6, {'kim': 5, 'lee': 4, 'machine': 6, 'rules': 6})
        """
        from interviewkit.steps.keeping.status import summarise_status

        return summarise_status(self._site)

    def checklist(self) -> Sequence[ChecklistStep]:
        """What the study has and lacks, step by step, and what does each.

        >>> [(step.key, step.state) for step in study.checklist()][:3]
        [('transcripts', 'done'), ('people', 'done'), ('codebook', 'done')]
        """
        from interviewkit.steps.keeping.checklist import build_checklist

        return build_checklist(self._site)

    def backups(self) -> Sequence[Backup]:
        """Copies of the database, the newest first, with what of people's work each one holds.

        >>> study.backups()
        []
        """
        return self._site.store.backups.every()

    def restore(self, name: str) -> Outcome:
        """Put a backup back, by its name or the beginning of it; what is there is kept.

        >>> study.restore("yesterday")
        Traceback (most recent call last):
        interviewkit.errors.StudyError: 'yesterday' is no backup in ...backups
        """
        from interviewkit.steps.keeping.backup import restore

        return restore(self._site, name)

    def damage(self) -> StudyError | None:
        """What is broken inside the database, if anything is.

        >>> study.damage() is None
        True
        """
        return self._site.store.damage()

    def check(self, *, repair: bool = False) -> Sequence[Checked]:
        """Look the study over; with ``repair``, mend what machines made and a run makes again.

        >>> {found.state for found in study.check()}
        {'well'}
        """
        from interviewkit.steps.keeping.check import check

        return check(self._site, mend=repair)

    # -- nouns, to look and keep -------------------------------------------------------------------

    def transcripts(self) -> Sequence[Mapping[str, object]]:
        """One row a transcript: name, version, wave, group, turns, words, speakers.

        >>> [(row["transcript"], row["turns"], row["words"]) for row in study.transcripts()]
        [('April/leaders', 8, 41), ('May/freelancers', 8, 38)]
        """
        from interviewkit.steps.reviewing.queries import list_transcripts

        return list_transcripts(self._site)

    def transcript(self, name: str) -> Transcript:
        """One transcript with its turns.

        >>> turn = study.transcript("April/leaders").turns[1]
        >>> f"{turn.speaker}: {turn.text}"
        'Ana: I hardly talk to my colleagues any more.'
        """
        from interviewkit.steps.reviewing.queries import load_transcript

        return load_transcript(self._site, name)


def preview(path: str | Path, *, study: str | Path = "") -> Preview:
    """How a file would be read; nothing is stored.

    Settings are those of ``study``, else of the study in which the file lies, or in which we are,
    else those that hold by default.

    Raises:
        StudyError: there is no such file, or a study is named and there is none.
    """
    from interviewkit.steps.ingesting.preview import preview as look

    if study:
        return Study.open(study).preview(path)
    root = find_nearest_root(Path(path).resolve().parent) or find_nearest_root(Path())
    if root:
        return Study.open(root).preview(path)
    return look(Path(path), Settings())


def parts_list(study: str | Path = "") -> Sequence[Mapping[str, object]]:
    """Every pluggable part: family, name, of the house or a guest, its package, on or off.

    On or off is told of the ``study`` that is named, else of the one in which we are, if any.

    Raises:
        StudyError: a study is named and there is none.
    """
    from interviewkit.steps.coding.plugins import list_parts

    root = study or find_nearest_root(Path())
    return list_parts(Study.open(root).settings if root else None)
