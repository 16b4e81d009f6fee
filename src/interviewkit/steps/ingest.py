"""``ingest``: files of the study become transcripts, turns and people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from interviewkit.errors import Problem
from interviewkit.model import Outcome, Transcript
from interviewkit.readers.files import find_files, read_file
from interviewkit.readers.people import PeopleFile, map_speakers, read_people
from interviewkit.steps.carry import carry_codings
from interviewkit.steps.record import begin, file_hash, fingerprint, now
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves

READER_VERSION = "1"
"""Raised when readers come to read the same file differently: files are then read anew."""


def ingest(site: Site) -> Outcome:
    """Read what is new or changed below the study, and map speakers to people."""
    started = now()
    with site.store.locked():
        work = _Ingest(site)
        if not work.is_new():
            return Outcome("ingest", False, (work.nothing_new(),), problems=work.old_problems())
        work.read()
        with site.store.writing() as shelves:
            return work.save(shelves, started)


class _Ingest:
    """One ingest: what stood in the store, what the files hold now, what that changes."""

    def __init__(self, site: Site) -> None:
        self.site = site
        settings = site.settings.transcripts
        self.how = fingerprint(READER_VERSION, settings)
        people = site.root / settings.participants if settings.participants else None
        self.people_path = people
        paths = find_files(site.root, settings.files)
        self.paths = [path for path in paths if path != people]
        with site.progress("looking at files", len(self.paths)) as tick:
            self.hashes = {}
            for path in self.paths:
                self.hashes[self._relative(path)] = file_hash(path)
                tick(1)
        people_hash = file_hash(people) if people else ""
        self.mark = fingerprint(self.how, self.hashes, people_hash)
        with site.store.reading() as shelves:
            self.before = shelves.transcripts.sources()
            self.heads = {head.name: head for head in shelves.transcripts.heads()}
            last = shelves.runs.last("ingest")
            self.counts = shelves.transcripts.count()
        self.last_mark = last.fingerprint if last else ""
        self.found: list[Transcript] = []
        self.noted: dict[str, list[Problem]] = {}
        self.says: list[str] = []
        self.counter: Counter[str] = Counter()
        self.by_content = {head.content_hash: name for name, head in self.heads.items()}

    def is_new(self) -> bool:
        return self.mark != self.last_mark

    def nothing_new(self) -> str:
        return (
            f"nothing new: {self.counts['transcripts']} transcripts, {self.counts['turns']} turns"
        )

    def old_problems(self) -> tuple[Problem, ...]:
        with self.site.store.reading() as shelves:
            return tuple(shelves.transcripts.problems())

    def read(self) -> None:
        """Read every file that is new or changed, or whose reading settings changed."""
        new = [p for p in self.paths if self.before.get(self._relative(p)) != self._state(p)]
        with self.site.progress("reading transcripts", len(new)) as tick:
            for path in new:
                reading = read_file(
                    path, root=self.site.root, settings=self.site.settings.transcripts
                )
                self.noted[self._relative(path)] = list(reading.problems)
                self.found += reading.transcripts
                tick(1)

    def save(self, shelves: Shelves, started: str) -> Outcome:
        run = begin("ingest", self.mark, inputs=self.hashes, started=started)
        key = shelves.runs.add(run)
        self._drop_lost(shelves)
        for new in self._without_rivals():
            self._take(shelves, new, key)
        for path, problems in self.noted.items():
            shelves.transcripts.note_source(path, *self._state_of(path), problems)
        people_problems = self._map_people(shelves)
        outcome = self._outcome(shelves, people_problems)
        shelves.runs.finish(key, now(), dict(outcome.facts))
        return outcome

    # -- transcripts ---------------------------------------------------------------------------

    def _drop_lost(self, shelves: Shelves) -> None:
        lost = [path for path in self.before if path not in self.hashes]
        for path in lost:
            shelves.transcripts.lose_source(path)
            self.heads = {n: head for n, head in self.heads.items() if head.source != path}
            self.says.append(f"{path} is no longer in the study; its codings are kept aside")

    def _without_rivals(self) -> Iterable[Transcript]:
        """Two files may claim one name: the first in order has it, the other is told."""
        owners = {name: head.source for name, head in self.heads.items()}
        for new in self.found:
            owner = owners.get(new.name, new.source)
            if owner != new.source and owner in self.hashes:
                self._problem(
                    new.source,
                    f"the transcript {new.name!r} is already given by {owner}",
                    "rename one of the two files",
                )
                continue
            owners[new.name] = new.source
            yield new

    def _take(self, shelves: Shelves, new: Transcript, run: int) -> None:
        old = self.heads.get(new.name)
        if old is not None and old.content_hash == new.content_hash:
            self.counter["unchanged"] += 1
            shelves.transcripts.place(
                old.id or 0, wave=new.wave, group=new.group, date=new.date, current=True
            )
            return
        twin = self._twin(new)
        if twin:
            self.counter["repeated"] += 1
            self._problem(
                new.source,
                f"{new.name} has the same content as {twin} and was left out",
                "remove one of the two",
            )
            return
        saved = shelves.transcripts.add(new)
        if saved.version > 1 and old is not None:
            self.says.append(carry_codings(shelves, old, saved, run))
        self.counter["new" if saved.version == 1 else "changed"] += 1
        self.heads[new.name] = saved

    def _twin(self, new: Transcript) -> str:
        """Another transcript that says the very same."""
        name = self.by_content.setdefault(new.content_hash, new.name)
        return "" if name == new.name else name

    # -- people --------------------------------------------------------------------------------

    def _map_people(self, shelves: Shelves) -> Sequence[Problem]:
        people, problems = self._people_file()
        transcripts = shelves.transcripts.list()
        mapped = map_speakers(transcripts, people, self.site.settings.transcripts)
        for each, placed in zip(transcripts, mapped.transcripts, strict=True):
            if (each.wave, each.group, each.date) != (placed.wave, placed.group, placed.date):
                shelves.transcripts.place(
                    each.id or 0,
                    wave=placed.wave,
                    group=placed.group,
                    date=placed.date,
                    current=True,
                )
        shelves.people.replace(mapped.participants, mapped.speakers)
        problems += mapped.problems
        if self.people_path is not None:
            # Kept with the file, so that a later look shows them again.
            path = self._relative(self.people_path)
            shelves.transcripts.note_source(path, *self._state_of(path), problems)
        return problems

    def _people_file(self) -> tuple[PeopleFile, list[Problem]]:
        if self.people_path is None:
            return PeopleFile.empty(), []
        if not self.people_path.is_file():
            where = self._relative(self.people_path)
            what = "study.toml names this participants file, but there is none"
            return PeopleFile.empty(), [Problem(where, 0, what, "write it or remove the setting")]
        people, problems = read_people(self.people_path, root=self.site.root)
        return people, list(problems)

    # -- words ---------------------------------------------------------------------------------

    def _outcome(self, shelves: Shelves, people_problems: Sequence[Problem]) -> Outcome:
        facts: dict[str, object] = {
            **{name: self.counter[name] for name in ("new", "changed", "unchanged", "repeated")},
            "files": len(self.hashes),
            **shelves.transcripts.count(),
            **shelves.people.count(),
        }
        head = (
            f"{facts['transcripts']} transcripts ({facts['new']} new, {facts['changed']} changed), "
            f"{facts['turns']} turns, {facts['participants']} participants"
        )
        problems = [problem for each in self.noted.values() for problem in each]
        return Outcome("ingest", True, (head, *self.says), facts, (*problems, *people_problems))

    def _problem(self, path: str, what: str, hint: str) -> None:
        self.noted.setdefault(path, []).append(Problem(path, 0, what, hint))

    def _relative(self, path: Path) -> str:
        return path.relative_to(self.site.root).as_posix()

    def _state(self, path: Path) -> tuple[str, str]:
        return self._state_of(self._relative(path))

    def _state_of(self, relative: str) -> tuple[str, str]:
        return self.hashes.get(relative, ""), self.how
