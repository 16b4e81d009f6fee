"""``ingest``: files of the study become transcripts, turns and people."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from os.path import normpath
from pathlib import Path
from types import MappingProxyType

from interviewkit.errors import Problem
from interviewkit.model import Outcome, Transcript
from interviewkit.model.limits import MEGABYTE
from interviewkit.model.study_files import SETTINGS_FILE
from interviewkit.model.words import describe_counting, list_languages_counted
from interviewkit.readers.contract import FileReading
from interviewkit.readers.file_search import is_recording
from interviewkit.readers.files import find_files, read_file
from interviewkit.readers.moderators import ask_about_moderators
from interviewkit.readers.people import Mapped
from interviewkit.steps.ingesting.arrivals import Arrivals
from interviewkit.steps.ingesting.changes import CHANGES, HeldSpeech
from interviewkit.steps.ingesting.people import map_people, name_people_file
from interviewkit.steps.ingesting.preview import find_unknown_moderators
from interviewkit.steps.ingesting.recordings import find_recordings, tell_lone_recordings
from interviewkit.steps.ingesting.survey_text import SurveyText
from interviewkit.steps.keeping.backup import back_up, tell_lost_work
from interviewkit.steps.record import begin_run, hash_file, hash_values, tell_time
from interviewkit.steps.site import Site
from interviewkit.steps.writing.own_files import list_own_papers
from interviewkit.store.shelves import Shelves
from interviewkit.wording.numbers import counted

READER_VERSION = "4"
"""Raised when readers come to read the same file differently: files are then read anew."""


def ingest(
    site: Site, survey_text: Sequence[str] = (), *, forget_survey_text: bool = False
) -> Outcome:
    """Read what is new or changed below the study, and map speakers to people.

    ``survey_text`` are open questions of the survey whose answers become transcripts, beside those
    that study.toml names. They are remembered, unless ``forget_survey_text`` says otherwise.

    Raises:
        StudyError: answers are asked for and there is no survey.
        SurveyError: the survey cannot be read, or has no such column.
    """
    started = tell_time()
    with site.store.locked():
        work = IngestRound(site, survey_text, forget=forget_survey_text)
        if not work.is_new():
            n = work.counts
            said = f"nothing new: {n['transcripts']} transcripts, {n['turns']} turns"
            with site.store.reading() as shelves:
                problems = (*tell_lost_work(site), *shelves.transcripts.problems())
            return Outcome("ingest", False, (said,), problems=problems)
        work.read()
        if work.replaces():
            work.kept = back_up(site, "ingest")
        with site.store.writing() as shelves:
            outcome = work.save(shelves, started)
        return replace(outcome, problems=(*tell_lost_work(site), *outcome.problems))


class IngestRound:
    """One ingest: what stood in the store, what the files hold now, what that changes."""

    def __init__(self, site: Site, given: Sequence[str] = (), *, forget: bool = False) -> None:
        self.site = site
        settings = site.settings.transcripts
        self.how = hash_values(READER_VERSION, settings, site.settings.limits)
        people = Path(normpath(site.root / settings.participants))
        self.people_path = name_people_file(site)
        self.refused: list[Problem] = []
        found = find_files(
            site.root,
            settings.files,
            exclude=[people, *list_own_papers(site.root, site.settings)],
            outside=site.settings.study.allow_outside,
            problems=self.refused,
        )
        self.recordings = [path for path in found if is_recording(path)]
        self.paths = [path for path in found if not is_recording(path)]
        with site.progress("looking at files", len(self.paths)) as tick:
            self.hashes = {each.path: "" for each in self.refused}
            for path in self.paths:
                self.hashes[self._relative(path)] = hash_file(path)
                tick(1)
        self.people_hash = hash_file(people)
        with site.store.reading() as shelves:
            self.before = shelves.transcripts.sources()
            last = shelves.runs.last("ingest")
            self.counts = shelves.transcripts.count()
        self.last_mark = last.fingerprint if last else ""
        asked = last.outcome.get("survey_text") if last else ()
        before = tuple(map(str, asked)) if isinstance(asked, list | tuple) else ()
        self.survey = SurveyText.of(site, given, before, forget=forget)
        if self.survey.path:
            self.hashes[self.survey.path] = hash_file(site.root / self.survey.path)
        # Without open answers or recordings the mark is what it was before there were any.
        text = (self.survey.how,) if self.survey.path else ()
        if self.recordings:
            text = (*text, hash_values([self._relative(path) for path in self.recordings]))
        self.mark = hash_values(self.how, self.hashes, self.people_hash, *text)
        self.says: list[str] = []
        self.kept: tuple[str, ...] = ()
        self.found: list[Transcript] = []
        self.noted: dict[str, list[Problem]] = {each.path: [each] for each in self.refused}

    def is_new(self) -> bool:
        return self.mark != self.last_mark

    def replaces(self) -> bool:
        """Whether transcripts that are there change or go."""
        said = {(each.name, each.content_hash) for each in self.found}
        with self.site.store.reading() as shelves:
            heads = shelves.transcripts.heads()
        return any(
            head.source not in self.hashes
            or (head.source in self.noted and (head.name, head.content_hash) not in said)
            for head in heads
        )

    def read(self, known: Mapping[str, tuple[bytes, FileReading]] = MappingProxyType({})) -> None:
        """Read every file that is new or changed, or whose reading settings changed.

        ``known`` are contents that were read this moment, by the path that they have now.
        """
        paths = {self._relative(path): path for path in self.paths}
        new = [name for name in paths if self.before.get(name) != self._state_of(name)]
        settings = self.site.settings
        how, limits = settings.transcripts, settings.limits
        with self.site.progress("reading transcripts", len(new)) as tick:
            for name in new:
                reading = self._find_known(name, known) or read_file(
                    paths[name], root=self.site.root, settings=how, limits=limits
                )
                self.noted[name] = list(reading.problems)
                self.found += reading.transcripts
                tick(1)
        self._read_survey()

    def _find_known(
        self, name: str, known: Mapping[str, tuple[bytes, FileReading]]
    ) -> FileReading | None:
        """What is known of a file, if it holds just that and is not too large to be read."""
        content, reading = known.get(name, (b"", None))
        is_small = len(content) < self.site.settings.limits.transcript_mb * MEGABYTE
        is_it = is_small and hashlib.sha256(content).hexdigest() == self.hashes[name]
        return reading if is_it else None

    def _read_survey(self) -> None:
        """Read the open answers of the survey, if they are asked for and it is new or changed."""
        path = self.survey.path
        if not path or self.before.get(path) == self._state_of(path):
            return
        with self.site.progress("reading open answers", 1) as tick:
            transcripts, self.noted[path], says = self.survey.read()
            self.found += transcripts
            self.says.append(says)
            tick(1)

    def save(self, shelves: Shelves, started: str) -> Outcome:
        run = begin_run("ingest", self.mark, inputs=self.hashes, started=started)
        key, before = shelves.runs.add(run), HeldSpeech.of(self.site, shelves)
        arrivals = self._arrive(shelves, key)
        self._note_files(shelves, {problem.path for problem in arrivals.aside})
        people_problems = self._map_people(shelves)
        heads = shelves.transcripts.heads()
        look = find_recordings(self.site, heads)
        alone = tell_lone_recordings(self.site, self.recordings, look)
        if look.paths:
            self.says.append(counted(len(look.paths), "recording") + " beside transcripts")
        told = (*people_problems, *look.problems, *alone)
        outcome = self._outcome(shelves, arrivals, told)
        changes = before.list_changes(HeldSpeech.of(self.site, shelves))
        shelves.runs.finish(key, tell_time(), {**outcome.facts, CHANGES: changes})
        return outcome

    def _arrive(self, shelves: Shelves, run: int) -> Arrivals:
        given: dict[str, set[str]] = {path: set() for path in self.noted}
        for new in self.found:
            given[new.source].add(new.name)
        arrivals = Arrivals(shelves, run)
        arrivals.drop(self.hashes, given)
        arrivals.take(self.found, self.hashes)
        for problem in (*arrivals.aside, *arrivals.unmended):
            self.noted[problem.path].append(problem)
        return arrivals

    def _note_files(self, shelves: Shelves, aside: set[str]) -> None:
        """Remember what files held; one that was not taken whole is looked at again next time."""
        for path in self.before:
            if path not in self.hashes:
                shelves.transcripts.lose_source(path)
        for path, problems in self.noted.items():
            state = ("", "") if path in aside else self._state_of(path)
            shelves.transcripts.note_source(path, *state, problems)

    def _map_people(self, shelves: Shelves) -> Sequence[Problem]:
        mapped, problems = map_people(self.site, shelves)
        self.says += self._about_speech(mapped)
        problems = [*problems, *mapped.problems]
        if self.people_path is not None:
            # Kept with the file, so that a later look shows them again.
            path = self._relative(self.people_path)
            shelves.transcripts.note_source(path, self.people_hash, self.how, problems)
        return problems

    def _about_speech(self, mapped: Mapped) -> Iterator[str]:
        """How words are counted where no blank parts them, and who seems to moderate."""
        transcripts = mapped.transcripts
        texts = (turn.text for each in transcripts for turn in each.turns)
        if how := describe_counting(list_languages_counted(texts)):
            yield how
        seeming = find_unknown_moderators(transcripts, mapped.speakers, mapped.participants)
        yield from ask_about_moderators(seeming, transcripts, self.site.settings.transcripts)

    def _outcome(
        self, shelves: Shelves, arrivals: Arrivals, people_problems: Sequence[Problem]
    ) -> Outcome:
        facts: dict[str, object] = {
            **arrivals.counter,
            "files": len(self.hashes) - len(self.refused),
            **shelves.transcripts.count(),
            **shelves.tallies.people(),
            "survey_text": list(self.survey.asked),
        }
        head = (
            f"{facts['transcripts']} transcripts ({facts['new']} new, {facts['changed']} changed), "
            f"{facts['turns']} turns, {facts['participants']} participants"
        )
        problems = [problem for each in self.noted.values() for problem in each]
        if not self.paths and not self.refused and not self.survey.path:
            wanted = ", ".join(self.site.settings.transcripts.files)
            what = f"no file fits [transcripts] files = {wanted}"
            hint = "put transcripts there, or change the setting"
            problems.append(Problem(SETTINGS_FILE, 0, what, hint))
        says = (head, *self.says, *self._remembered(), *arrivals.says, *self.kept)
        return Outcome("ingest", True, says, facts, (*problems, *people_problems))

    def _remembered(self) -> list[str]:
        """Columns that only a command asked for, and how study.toml would say it."""
        if not self.survey.asked:
            return []
        text = ", ".join(f'"{column}"' for column in self.survey.columns)
        return [f"to keep these open answers with the study: [survey] text = [{text}]"]

    def _relative(self, path: Path) -> str:
        """The path as it is written from the study; a file that lies elsewhere keeps its own."""
        root = self.site.root
        return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()

    def _state_of(self, relative: str) -> tuple[str, str]:
        how = self.survey.how if relative == self.survey.path else self.how
        return self.hashes.get(relative, ""), how
