"""``checklist``: what the study has and lacks, and what is to be done next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from interviewkit.errors import CodebookError, Problem
from interviewkit.model import CONSENSUS, MACHINE, ChecklistStep, Codebook, Run
from interviewkit.model.checklist import (
    AGREEMENT,
    AUDIT,
    CODE,
    CODEBOOK,
    CODINGS,
    DONE,
    LATER,
    MAY,
    NEXT,
    PEOPLE,
    READ,
    REPORT,
    SURVEY,
    TOPICS,
    TRANSCRIPTS,
    WaitingFiles,
)
from interviewkit.model.review import AUDITS, MAP
from interviewkit.model.study_files import SETTINGS_FILE
from interviewkit.steps.coding.codebook import read_written
from interviewkit.steps.exchanging.named_files import TAKEN, describe_named_files, find_named_files
from interviewkit.steps.ingesting.changes import PEOPLE as PEOPLE_CHANGED
from interviewkit.steps.ingesting.changes import SPEECH, may_have_changed
from interviewkit.steps.ingesting.waiting import find_waiting_files
from interviewkit.steps.linking.people_answers import tell_changed_survey
from interviewkit.steps.reporting.report_mark import build_report_mark
from interviewkit.steps.site import Site
from interviewkit.steps.writing.own_files import list_report_paths
from interviewkit.store.shelves import Shelves
from interviewkit.wording.numbers import count, counted, fine_percent
from interviewkit.wording.style import written_in
from interviewkit.wording.words import list_some

FEW = 3


def build_checklist(site: Site) -> Sequence[ChecklistStep]:
    """Every step with how far it is, in working order."""
    codebook, problems = _read_codebook(site)
    with site.store.reading() as shelves, written_in(site.settings.report.style):
        look = _Look(site, shelves, codebook, problems, shelves.runs.list())
        steps = [
            look.transcripts(),
            look.people(),
            look.codebook_step(),
            look.codings(),
            look.machine(),
            look.read(),
            look.agreement(),
            look.audit(),
            look.topics(),
            look.survey(),
        ]
        return [*(each for each in steps if each), look.report()]


def _read_codebook(site: Site) -> tuple[Codebook | None, tuple[Problem, ...]]:
    """The codebook, if there is one that can be used; and what is wrong with it."""
    try:
        return read_written(site.root, site.settings)
    except CodebookError as fault:
        return None, (Problem(site.settings.codebook.file, 0, fault.message, fault.hint),)


@dataclass(frozen=True)
class _Look:
    """One look at the study: its shelves, its files and its codebook."""

    site: Site
    shelves: Shelves
    codebook: Codebook | None
    codebook_problems: tuple[Problem, ...]
    runs: Sequence[Run]

    @cached_property
    def waiting(self) -> WaitingFiles:
        return find_waiting_files(self.site, self.shelves, self._last("ingest"))

    @cached_property
    def counts(self) -> dict[str, int]:
        return self.shelves.transcripts.count()

    @property
    def proposed(self) -> int:
        """How many codings the machine made when it last did."""
        last = self._last("code")
        made = last.outcome.get("codings") if last else None
        found = made.get(MACHINE, 0) if isinstance(made, dict) else 0
        return found if isinstance(found, int) else 0

    @cached_property
    def read_by(self) -> dict[str, int]:
        found = self.shelves.tallies.read_by_person()
        return {name: turns for name, turns in found.items() if name != CONSENSUS}

    def _last(self, verb: str) -> Run | None:
        return next((run for run in reversed(self.runs) if run.verb == verb), None)

    def _is_behind(self, verb: str, of: str = "ingest", *, by: Sequence[str] = (SPEECH,)) -> bool:
        """Whether a step was done before another that it rests on, and that changed something."""
        done = self._last(verb)
        since = (run for run in self.runs if done and (run.id or 0) > (done.id or 0))
        return any(run.verb == of and may_have_changed(run, *by) for run in since)

    def _report_mark(self) -> str:
        return build_report_mark(self.site, self.shelves, self.codebook, self.runs)

    # -- one step each -------------------------------------------------------------------------

    def transcripts(self) -> ChecklistStep:
        waiting, n = self.waiting, self.counts["transcripts"]
        problems = tuple(self.shelves.transcripts.problems())
        says = [f"{counted(n, 'transcript')}, {counted(self.counts['turns'], 'turn')}"] if n else []
        says += [
            f"{counted(len(paths), f'{kind} file')}: {list_some(paths, FEW)}"
            for kind, paths in (
                ("new", waiting.new), ("changed", waiting.changed), ("missing", waiting.gone)
            )
            if paths
        ]  # fmt: skip
        if waiting:
            return ChecklistStep(
                TRANSCRIPTS, "Transcripts", NEXT, tuple(says), "ingest", "interviewkit ingest",
                problems,
            )  # fmt: skip
        if not n:
            wanted = ", ".join(self.site.settings.transcripts.files)
            lacks = (f"no file fits {wanted} yet",)
            return ChecklistStep(TRANSCRIPTS, "Transcripts", NEXT, lacks, "", "put files there")
        return ChecklistStep(TRANSCRIPTS, "Transcripts", DONE, tuple(says), problems=problems)

    def people(self) -> ChecklistStep | None:
        if not self.counts["transcripts"]:
            return None
        tallies = self.shelves.tallies
        unknown, people = tallies.unresolved(), counted(tallies.participants(), "participant")
        if not unknown:
            return ChecklistStep(PEOPLE, "People", DONE, (f"{people}, all known by name",))
        theirs = tallies.participants_words()
        share = sum(words for _, _, words in unknown) / theirs if theirs else 0.0
        names = list_some([f"{label} in {talk}" for label, talk, _ in unknown], FEW)
        verb = "is" if len(unknown) == 1 else "are"
        said = f"{counted(len(unknown), 'speaker')} {verb} not resolved to a person: {names}"
        says = (people, f"{said} ({fine_percent(share)} of participants' words)")
        return ChecklistStep(PEOPLE, "People", MAY, says, "", "interviewkit link check")

    def codebook_step(self) -> ChecklistStep:
        file, book = self.site.settings.codebook.file, self.codebook
        if any(each.fatal for each in self.codebook_problems):
            return ChecklistStep(
                CODEBOOK, "Codebook", NEXT, (f"{file} cannot be used as it is",), "",
                "interviewkit codebook check", self.codebook_problems,
            )  # fmt: skip
        if book is None:
            says = ("no codes yet: make them as you read, or write them into the codebook",)
            state = NEXT if self.counts["transcripts"] else LATER
            return ChecklistStep(CODEBOOK, "Codebook", state, says, "", "write codes")
        themes = f" in {counted(len(book.themes), 'theme')}" if book.themes else ""
        beside = f", patterns in {book.patterns_file}" if book.patterns_file else ""
        says = (f"{counted(len(book.codes), 'code')}{themes}{beside}",)
        return ChecklistStep(CODEBOOK, "Codebook", DONE, says, "", "", self.codebook_problems)

    def codings(self) -> ChecklistStep | None:
        """Files of codings, only where study.toml names some."""
        if not self.site.settings.coding.import_:
            return None
        title = "Codings from files"
        if self.codebook is None or not self.counts["transcripts"]:
            return ChecklistStep(CODINGS, title, LATER, ("they need transcripts and codes",))
        problems: list[Problem] = []
        files = find_named_files(self.site, self.shelves, problems)
        says = tuple(describe_named_files(files))
        told = (title, NEXT, says, "import", "interviewkit coding import", tuple(problems))
        if any(each.is_waiting for each in files):
            return ChecklistStep(CODINGS, *told)
        state = MAY if problems or any(each.state != TAKEN for each in files) else DONE
        return ChecklistStep(CODINGS, title, state, says, "", "", tuple(problems))

    def machine(self) -> ChecklistStep | None:
        """What the machine proposes; nothing to do where no coder is switched on."""
        if not self.site.settings.coding.coders:
            return None
        title, last = "Proposals of the machine", self._last("code")
        if self.codebook is None or not self.counts["transcripts"]:
            return ChecklistStep(CODE, title, LATER, ("they need transcripts and codes",))
        how = ("code", "interviewkit code")
        if last is None:
            return ChecklistStep(CODE, title, NEXT, ("nothing is proposed yet",), *how)
        says = (f"{counted(self.proposed, 'proposal')}",)
        if last.codebook_version != self.codebook.version:
            return ChecklistStep(CODE, title, NEXT, (*says, "the codebook changed since"), *how)
        if self._is_behind("code"):
            return ChecklistStep(CODE, title, NEXT, (*says, "transcripts changed since"), *how)
        return ChecklistStep(CODE, title, DONE, says)

    def read(self) -> ChecklistStep:
        title, turns = "Read by people", self.shelves.tallies.participants_turns()
        if not turns:
            return ChecklistStep(READ, title, LATER, ("nothing to read yet",))
        says = tuple(
            f"{name} has read {count(read)} of {counted(turns, 'turn')}"
            for name, read in self.read_by.items()
            if read
        )
        if not says:
            none = ("nobody has read anything yet",)
            return ChecklistStep(READ, title, MAY, none, "", "interviewkit review start")
        is_done = any(read >= turns for read in self.read_by.values())
        return ChecklistStep(READ, title, DONE if is_done else MAY, says, "", "interviewkit review")

    def agreement(self) -> ChecklistStep:
        title, shared = "Agreement", self.shelves.tallies.read_by_several()
        if shared:
            says = (f"two people or more have read {counted(shared, 'turn')}",)
            return ChecklistStep(AGREEMENT, title, DONE, says, "", "interviewkit coding agreement")
        says = ("no turn was read by two people yet",)
        state = MAY if self.read_by else LATER
        return ChecklistStep(AGREEMENT, title, state, says, "", "interviewkit review assign")

    def audit(self) -> ChecklistStep | None:
        """How far the machine errs, which only turns drawn at random tell."""
        if not self.proposed:
            return None
        title, read = "Audit of the machine", self.shelves.tallies.audited(AUDITS)
        command = "interviewkit review start --queue random"
        if not read:
            says = ("no turn drawn at random was read: shares stay as the machine gives them",)
            return ChecklistStep(AUDIT, title, MAY, says, "", command)
        says = (f"{counted(read, 'turn')} drawn at random {'was' if read == 1 else 'were'} read",)
        return ChecklistStep(AUDIT, title, DONE, says, "", command)

    def topics(self) -> ChecklistStep | None:
        if not self.site.settings.topics.enabled:
            return None
        title = "Topics"
        if not self.counts["transcripts"]:
            return ChecklistStep(TOPICS, title, LATER, ("they need transcripts",))
        how = ("discover", "interviewkit discover")
        if self.shelves.topics.latest() is None:
            return ChecklistStep(TOPICS, title, MAY, ("none were looked for yet",), *how)
        names = self.shelves.topics.standing()
        named = sum(map(bool, names.values()))
        says = [f"{counted(len(names), 'topic')}, {count(named)} named by people"]
        if self._is_behind("discover"):
            return ChecklistStep(TOPICS, title, MAY, (*says, "transcripts changed since"), *how)
        return ChecklistStep(TOPICS, title, DONE, tuple(says))

    def survey(self) -> ChecklistStep | None:
        """Only where study.toml names a survey, or segments of people."""
        settings, title = self.site.settings, "Survey"
        file = settings.survey.file
        if not file and not settings.segments:
            return ChecklistStep(SURVEY, title, MAY, ("study.toml names none",))
        if file and not (self.site.root / file).is_file():
            missing = Problem(SETTINGS_FILE, 0, f"[survey] file = {file!r} is not there",
                              "put it there, or change the name")  # fmt: skip
            says = (f"{file} is not there",)
            return ChecklistStep(SURVEY, title, NEXT, says, "", "put it there", (missing,))
        how, last = ("link", "interviewkit link"), self._last("link")
        if last is None:
            return ChecklistStep(SURVEY, title, NEXT, ("it is not linked yet",), *how)
        says = (str(last.outcome.get("summary", "")),)
        changed = tell_changed_survey(self.site, last)[0]
        whole = self.shelves.findings.has_all_members()
        if (
            changed
            or self._is_behind("link", by=(SPEECH, PEOPLE_CHANGED))
            or self._is_behind("link", MAP)
            or not whole
        ):
            why = changed or "people may have changed since"
            return ChecklistStep(SURVEY, title, NEXT, (*says, why), *how)
        return ChecklistStep(SURVEY, title, DONE, says)

    def report(self) -> ChecklistStep:
        last = self._last("report")
        how = ("report", "interviewkit report")
        paths = list_report_paths(self.site.root, self.site.settings)
        if not self.counts["transcripts"] and not self.shelves.survey.count():
            return ChecklistStep(REPORT, "Report", LATER, ("there is nothing to report yet",))
        if last is None or not all(path.is_file() for path in paths):
            return ChecklistStep(REPORT, "Report", NEXT, ("it is not written yet",), *how)
        if last.fingerprint != self._report_mark():
            return ChecklistStep(REPORT, "Report", NEXT, ("it is older than its data",), *how)
        return ChecklistStep(REPORT, "Report", DONE, ("it tells what is known now",))
