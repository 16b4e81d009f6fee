"""What a study says of codings: whose they are, how far they agree, how far to trust them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from interviewkit.model import (
    PEOPLE_LIKE_THESE,
    Agreement,
    Calibration,
    CodersCompared,
    Coding,
    Comparison,
    Confusion,
    Corrected,
    CorrectedDifference,
    Disagreement,
    Issued,
    Judgement,
    MarkedChanges,
    MarkedTranscript,
    Matched,
    Outcome,
    Passage,
    TranscriptWork,
)
from interviewkit.study.handle import Handle

if TYPE_CHECKING:
    from interviewkit.steps.marking.marking import Marking as Marking


class OfCodings(Handle):
    """Codings: in and out, compared, judged, corrected, certified."""

    def codings(self, *, coders: Sequence[str] = (), codes: Sequence[str] = ()) -> Sequence[Coding]:
        """Codings that stand, all of them or those of some coders and codes.

        >>> [coding.code for coding in study.codings(coders=["kim"])][:2]
        ['isolation', 'neutrality']
        """
        from interviewkit.steps.reviewing.queries import list_codings

        return list_codings(self._site, coders, codes)

    def identify_coder(self, name: str, *, new_coder: bool = False) -> str:
        """The person whom a typed name means: one who is known, or somebody new.

        >>> study.identify_coder(" Kim ")
        'kim'
        """
        from interviewkit.steps.reviewing.coder_names import identify_coder

        return identify_coder(self._site, name, new=new_coder)

    def export_codings(self, path: str | Path, *, coders: Sequence[str] = ()) -> Outcome:
        """Write codings and what people have read to a CSV file.

        >>> study.export_codings(study.root / "codings.csv", coders=["kim"]).says
        ('5 codings in 6 rows to ...codings.csv',)
        """
        from interviewkit.steps.exchanging.exchange import export_codings

        return export_codings(self._site, Path(path), coders)

    def import_codings(
        self,
        path: str | Path,
        *,
        coder: str = "",
        chance: str = "",
        drawn: str = "turns",
        new_coder: bool = False,
    ) -> Outcome:
        """Take in the codings of people from a CSV file; with ``chance``, as an audit.

        >>> study.import_codings(study.root / "read_by_people.csv").says[0]
        '0 codings by kim, lee in 11 turns read; 9 were here already'
        """
        from interviewkit.steps.exchanging.imports import import_codings

        return import_codings(self._site, Path(path), coder, chance, drawn, new_coder=new_coder)

    def import_named(self) -> Outcome:
        """Take in the files of codings that ``[coding] import`` names and that are new or changed.

        >>> study.import_named().says
        ('study.toml names no files of codings',)
        """
        from interviewkit.steps.exchanging.named_imports import import_named

        return import_named(self._site)

    def agreement(self, *coders: str, how: Comparison = Comparison()) -> Sequence[Agreement]:
        """How far coders agree over what they have read, per code, per theme and pooled.

        ``how`` says over which unit, by which measures and with which intervals.
        More than two: people among each other first, then every two (:meth:`compare_coders`).

        >>> [(row.code, row.n, round(row.kappa, 2)) for row in study.agreement("kim", "lee")][:2]
        [('isolation', 5, 0.62), ('neutrality', 5, 0.55)]
        """
        from interviewkit.steps.reviewing.agreement import list_agreement

        return list_agreement(self._site, coders, how)

    def compare_coders(
        self, *coders: str, how: Comparison = Comparison()
    ) -> Sequence[CodersCompared]:
        """The same by who is compared with whom: people, and each with the machine, apart.

        >>> [(found.between, found.coders) for found in study.compare_coders("kim", "lee")]
        [('people', ('kim', 'lee'))]
        """
        from interviewkit.steps.reviewing.agreement import compare_study_coders

        return compare_study_coders(self._site, coders, how)

    def agreement_with(
        self, reference: str, *coders: str, how: Comparison = Comparison()
    ) -> Sequence[Matched]:
        """Kappa, precision, recall and F1 of coders where one is the reference.

        >>> [(row.code, row.recall.value) for row in study.agreement_with("kim", "lee")][:2]
        [('isolation', 1.0), ('neutrality', 0.5)]
        """
        from interviewkit.steps.reviewing.agreement import compare_study_reference

        return compare_study_reference(self._site, coders, reference, how)

    def disagreements(
        self, *coders: str, codes: Sequence[str] = (), unit: str = "turn"
    ) -> Sequence[Disagreement]:
        """Where coders differ, with what each of them marked.

        >>> [(found.code, found.text, found.says) for found in study.disagreements("kim", "lee")][1]
        ('isolation', 'I work at home.', {'kim': '', 'lee': '+'})
        """
        from interviewkit.steps.reviewing.agreement import list_disagreements

        return list_disagreements(self._site, coders, codes, unit)

    def confusion(self, a: str, b: str, *, unit: str = "turn", polarity: bool = False) -> Confusion:
        """Which code one coder has where the other has which.

        ``counts`` is square, a row a code of ``a``, a column a code of ``b``, the last of each for
        units where that coder found nothing.

        >>> study.confusion("kim", "lee").counts
        ((2, 0, 0), (0, 1, 1), (1, 0, 0))
        """
        from interviewkit.steps.reviewing.agreement import count_confusion

        return count_confusion(self._site, (a, b), unit, polarity=polarity)

    def calibration(self, *, codes: Sequence[str] = (), coder: str = "") -> Sequence[Calibration]:
        """How far the machine's (or a coder's) scores and decisions hold, as people judged.

        >>> [(row.code, row.judged, row.found, row.given) for row in study.calibration()]
        [('isolation', 6, 2, 2), ('neutrality', 6, 3, 3)]
        """
        from interviewkit.steps.coding.calibration import calibrate_machine

        return calibrate_machine(self._site, codes, coder)

    def check_coder(self, name: str) -> Outcome:
        """Ask a coder of another package twice, and say what of its contract it breaks.

        >>> study.check_coder("acme")
        Traceback (most recent call last):
        interviewkit.errors.UnknownPartError: there is no coder 'acme'
        """
        from interviewkit.steps.coding.plugins import check_coder

        return check_coder(self._site, name)

    def marking(self, coder: str, *, blind: bool = False, new_coder: bool = False) -> Marking:
        """A person at work on any passage: code, change, withdraw, accept, reject, read, undo.

        >>> turn = study.transcript("May/freelancers").turns[2]
        >>> act = study.marking("kim").code(turn.id, (0, 6), "isolation")
        >>> act.added[0].passage.quote
        'I work'
        """
        from interviewkit.steps.marking.marking import open_marking

        return open_marking(self._site, coder, blind=blind, new_coder=new_coder)

    def settling(self) -> Marking:
        """People at one table: what they mark, and read for some codes, is the consensus's word.

        >>> table = study.settling()
        >>> table.accept(study.codings(coders=["kim"])[1].id).added[0].coder
        'consensus'
        """
        from interviewkit.steps.marking.marking import open_settling

        return open_settling(self._site)

    def marked(self, transcript: str, *, coder: str = "", blind: bool = False) -> MarkedTranscript:
        """A transcript with what stands in it, by whom, and who has read what.

        >>> marked = study.marked("May/freelancers", coder="kim")
        >>> [(coding.code, coding.passage.turn.position) for coding in marked.proposals]
        []
        >>> sorted(len(turns) for turns in marked.reads.values())
        [3, 4]
        """
        from interviewkit.steps.marking.marked import load_marked

        return load_marked(self._site, transcript, coder, blind=blind)

    def passage(
        self, transcript: str, turn: int, *, quote: str = "", start: int = -1, end: int = -1
    ) -> Passage:
        """A passage by where it stands, or by its words; else the whole turn.

        >>> study.passage("April/leaders", 2, quote="hardly TALK").start
        2
        """
        from interviewkit.steps.marking.placing import find_passage

        return find_passage(self._site, transcript, turn, quote, (start, end))

    def names(self, *, by: str = "transcript") -> Sequence[str]:
        """The names of the transcripts, in their order or in that of ``wave`` or ``group``.

        >>> study.names(by="wave")
        ['April/leaders', 'May/freelancers']
        """
        from interviewkit.steps.marking.work import list_names

        return list_names(self._site, by)

    def work(
        self, *transcripts: str, coder: str = "", blind: bool = False
    ) -> Sequence[TranscriptWork]:
        """How far people have come with all or some transcripts: read, coded, when last.

        >>> [(each.transcript, each.turns, each.people, each.read) for each in study.work()][:1]
        [('April/leaders', 8, 3, {'kim': 2, 'lee': 2})]
        """
        from interviewkit.steps.marking.work import list_work

        return list_work(self._site, transcripts, coder, blind=blind)

    def mark(self) -> str:
        """How far all has come that people and machines did; cheap, to be asked for often.

        >>> before = study.mark()
        >>> before == study.mark()
        True
        >>> done = study.undo(coder="kim")
        >>> before == study.mark()
        False
        """
        from interviewkit.steps.marking.mark import read_mark

        return read_mark(self._site)

    def changes(
        self, transcript: str, since: str, *, coder: str = "", blind: bool = False
    ) -> MarkedChanges:
        """What changed in a transcript since the mark of a :class:`MarkedTranscript`.

        >>> before = study.marked("May/freelancers").mark
        >>> turn = study.transcript("May/freelancers").turns[2]
        >>> act = study.marking("kim").code(turn.id, (0, 6), "isolation")
        >>> [coding.passage.quote for coding in study.changes("May/freelancers", before).codings]
        ['I work']
        """
        from interviewkit.steps.marking.changes import load_changes

        return load_changes(self._site, transcript, since, coder, blind=blind)

    def judgements(self, *, coder: str = "") -> Sequence[Mapping[str, object]]:
        """The log of what people did, one row an entry.

        >>> [(entry["coder"], entry["act"]) for entry in study.judgements()][0]
        ('kim', 'import')
        """
        from interviewkit.steps.reviewing.log import list_log

        return list_log(self._site, coder)

    def undo(self, *, coder: str = "", entry: int | None = None) -> Judgement:
        """Undo an entry of the log, or a coder's newest; undoing an undo does it again.

        >>> study.undo(coder="kim").memo
        'the import is taken back: 9 codings, 11 turns read and 6 drawn turns'
        """
        from interviewkit.steps.reviewing.log import undo

        return undo(self._site, coder, entry)

    def redo(self, *, coder: str) -> Judgement:
        """Do again what a coder undid last, if they have done nothing else since.

        >>> undone = study.undo(coder="kim")
        >>> study.redo(coder="kim").memo
        'the import is done again: 9 codings, 11 turns read and 6 drawn turns'
        """
        from interviewkit.steps.reviewing.log import redo

        return redo(self._site, coder)

    def outdated(self) -> Sequence[Mapping[str, object]]:
        """What people judged by codes whose text has changed since, or that are gone.

        >>> study.outdated()
        []
        """
        from interviewkit.steps.reviewing.outdated import find_outdated

        return find_outdated(self._site)

    def audited(self, code: str) -> Mapping[int, float]:
        """Turn id → sampling probability, of the random turns that people read for a code.

        >>> sorted(study.audited("isolation"))
        [2, 6, 10, 11, 14, 15]
        """
        from interviewkit.steps.reviewing.queue import list_audited

        return list_audited(self._site, code)

    def corrected(
        self,
        *names: str,
        unit: str = "turn",
        segments: bool = False,
        waves: bool = False,
        about: str = PEOPLE_LIKE_THESE,
    ) -> Sequence[Corrected]:
        """Shares of codes (or themes) that stay right although the machine errs.

        They rest on what people judged by chance; ``why`` says what is still wanted. Without names
        all codes are estimated, by turns or by people (``unit``).

        >>> [found] = study.corrected("isolation")
        >>> found.naive, round(found.share, 2), found.audited
        (0.25, 0.33, 6)
        """
        from interviewkit.steps.comparing.correct import CorrectionRequest, correct_prevalence

        wanted = CorrectionRequest(unit, None if segments else {}, waves, about)
        return correct_prevalence(self._site, names, wanted)

    def corrected_differences(
        self,
        *names: str,
        unit: str = "turn",
        segments: bool = True,
        waves: bool = True,
        about: str = PEOPLE_LIKE_THESE,
    ) -> Sequence[CorrectedDifference]:
        """How these shares differ between segments, and from wave to wave.

        >>> [difference] = study.corrected_differences("isolation")[:1]
        >>> difference.start, difference.to, round(difference.naive, 2)
        (('tired', ''), ('fresh', ''), -0.17)
        """
        from interviewkit.steps.comparing import correct

        wanted = correct.CorrectionRequest(unit, None if segments else {}, waves, about)
        return correct.correct_prevalence_differences(self._site, names, wanted)

    def certificates(self, *, history: bool = False) -> Sequence[Issued]:
        """Per code what the machine may decide alone, as it was certified, and if that holds.

        >>> study.certificates()
        []
        """
        from interviewkit.steps.certifying.certificates import list_issued

        return list_issued(self._site, history=history)
