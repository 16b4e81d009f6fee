"""What a text for ``study.toml`` would mean, before it is written."""

from __future__ import annotations

from dataclasses import dataclass

from interviewkit.errors import Problem


@dataclass(frozen=True, slots=True)
class PlacedFile:
    """Where a file would belong by its path; each is empty where nothing tells."""

    path: str
    wave: str = ""
    group: str = ""
    date: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SettingsCheck:
    """Whether the settings can be used, and what they make of the study's files.

    ``problems`` that are fatal keep it from being written. ``files`` are the first of the
    ``found`` files that would be read as transcripts.
    """

    problems: tuple[Problem, ...] = ()
    says: tuple[str, ...] = ()
    files: tuple[PlacedFile, ...] = ()
    found: int = 0

    @property
    def is_valid(self) -> bool:
        return not any(each.fatal for each in self.problems)
