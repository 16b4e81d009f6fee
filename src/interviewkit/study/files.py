"""What a study says of its files: what waits to be read, what is brought, and its study.toml."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from interviewkit.model.checklist import WaitingFiles
from interviewkit.model.settings_check import SettingsCheck
from interviewkit.study.handle import Handle


class OfFiles(Handle):
    """Files: brought into the study, and waiting there."""

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
