"""What study.toml names lies below the study, unless it says that it need not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from interviewkit.errors import StudyError
from interviewkit.model.settings import Settings
from interviewkit.readers.file_search import ALLOW, find_way_out


def list_named_files(settings: Settings) -> Iterator[tuple[str, str]]:
    """The setting and the path of every single file that people made and study.toml names."""
    named = (
        ("[codebook] file", settings.codebook.file),
        ("[survey] file", settings.survey.file),
        ("[transcripts] participants", settings.transcripts.participants),
        ("[coding.llm] template", settings.coding.llm.template),
    )
    return ((setting, path) for setting, path in named if path)


def refuse_outside(root: Path, settings: Settings) -> None:
    """Refuse files and a report folder that lie elsewhere, and what is no file at all.

    A pipe would be waited for without end.

    Raises:
        StudyError: one is such; the message names all of them.
    """
    files = list(list_named_files(settings))
    folder = [("[report] folder", settings.report.folder)]
    faults = [] if settings.study.allow_outside else _outside(root, [*files, *folder])
    if faults:
        raise StudyError("\n".join(faults), hint=ALLOW)
    for setting, path in files:
        if is_odd(root / path):
            raise StudyError(
                f"{setting}: {path} is no file but a pipe or a device",
                hint="save what it gives as a file, and name that",
            )


def is_odd(path: Path) -> bool:
    """Whether there is something that is neither file nor folder."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _outside(root: Path, named: list[tuple[str, str]]) -> list[str]:
    faults = []
    for setting, path in named:
        if real := find_way_out(root / path, root):
            where = "" if real == str(root / path) else f", at {real}"
            faults.append(f"{setting}: {path} lies outside of the study{where}")
    return faults
