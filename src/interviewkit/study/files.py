"""What a study says of its files: what waits to be read, what is brought, and its study.toml."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from interviewkit.model import Outcome
from interviewkit.model.checklist import WaitingFiles
from interviewkit.model.kept_project import KeptProject
from interviewkit.model.settings_check import SettingsCheck
from interviewkit.study.handle import Handle


class OfFiles(Handle):
    """Files: brought into the study, and waiting there."""

    def import_project(
        self,
        path: str | Path,
        *,
        dry_run: bool = False,
        offsets: str = "",
        as_coder: str = "",
        read: str = "sources",
        format: str = "",
        new_coder: bool = False,
    ) -> Outcome:
        """Take in a project of another tool, whatever its kind; its losses stand in the facts.

        ``read`` says what a coder has read: the ``sources`` in which they coded, or the
        ``passages`` alone. With ``dry_run`` it is only told what would come in.

        >>> study.import_project(study.root / "people.csv")
        Traceback (most recent call last):
        interviewkit.errors.SourceError: ...people.csv is of no tool that is known
        """
        from interviewkit.steps.exchanging.projects.bring import import_project
        from interviewkit.steps.exchanging.projects.opening import ImportWish

        wish = ImportWish(format, offsets, as_coder, read, dry_run, new_coder)
        outcome = import_project(self._site, Path(path), wish)
        self._read_settings_anew()
        return outcome

    def projects(self) -> Sequence[KeptProject]:
        """The projects of other tools that were taken in, oldest first.

        >>> study.projects()
        []
        """
        from interviewkit.steps.exchanging.projects.listing import list_projects

        return list_projects(self._site)

    def project(self, key: str) -> KeptProject:
        """One by its number, or the newest of its name, with what became of all that it held.

        >>> study.project("Nurses")
        Traceback (most recent call last):
        interviewkit.errors.StudyError: there is no project 'Nurses'
        """
        from interviewkit.steps.exchanging.projects.listing import find_project

        return find_project(self._site, key)

    def waiting_files(self) -> WaitingFiles:
        """Files that ``ingest`` would take in or let go, as far as a look at the folder tells.

        >>> (study.root / "transcripts/May/more.txt").write_text("Ana: And one more.")
        18
        >>> study.waiting_files().new
        ('transcripts/May/more.txt',)
        """
        from interviewkit.steps.ingesting.waiting import find_waiting_files

        with self._site.store.reading() as shelves:
            return find_waiting_files(self._site, shelves, shelves.runs.last("ingest"))

    def take_file(self, source: str | Path, name: str = "", *, kind: str = "transcripts") -> str:
        """Put a copy of a file into the study under a safe name, over nothing; returns its path.

        >>> study.take_file(study.root / "survey.csv", "../../Talk 1?.txt")
        'transcripts/Talk 1_.txt'
        """
        from interviewkit.steps.ingesting.taking import take_file

        return take_file(self._site, Path(source), name or Path(source).name, kind)

    def stray_files(self) -> Sequence[str]:
        """Files beside ``study.toml`` that may be transcripts and do not lie where they are read.

        >>> (study.root / "talk.txt").write_text("Ana: Here I am.")
        15
        >>> study.stray_files()
        ['talk.txt']
        """
        from interviewkit.steps.ingesting.taking import list_strays

        return list_strays(self._site)

    def take_strays(self) -> Sequence[str]:
        """Put copies of the stray files among the transcripts; returns their paths there.

        >>> (study.root / "talk.txt").write_text("Ana: Here I am.")
        15
        >>> "transcripts/talk.txt" in study.take_strays()
        True
        """
        from interviewkit.steps.ingesting.taking import take_strays

        return take_strays(self._site)


def read_settings_file(root: str | Path) -> tuple[str, str]:
    """The text of a study's ``study.toml``, usable or not, and its hash."""
    from interviewkit.steps.keeping.settings_file import read_settings_file as read

    return read(Path(root))


def check_settings_file(root: str | Path, text: str) -> SettingsCheck:
    """What a text would mean as the ``study.toml`` of a study; nothing is written."""
    from interviewkit.steps.keeping.settings_file import check_settings_file as check

    return check(Path(root), text)


def write_settings_file(root: str | Path, text: str, *, before: str) -> str:
    """Write a text as ``study.toml``, if it holds and nobody changed it meanwhile.

    Raises:
        StudyError: it does not hold, or ``before`` is not the hash of what is there.
    """
    from interviewkit.steps.keeping.settings_file import write_settings_file as write

    return write(Path(root), text, before)
