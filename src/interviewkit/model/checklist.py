"""What a study has and lacks, step by step from the first file to the report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from interviewkit.errors import Problem

DONE, NEXT, MAY, LATER = "done", "next", "may", "later"
"""It is done; it is to be done now; it may be done; it has to wait for another."""

TRANSCRIPTS, PEOPLE, CODEBOOK, CODE = "transcripts", "people", "codebook", "code"
CODINGS = "codings"
READ, AGREEMENT, AUDIT = "read", "agreement", "audit"
TOPICS, SURVEY, REPORT = "topics", "survey", "report"


@dataclass(frozen=True, slots=True)
class ChecklistStep:
    """One step: how far it is, in sentences, and what does it.

    ``verb`` is the step of ``Study`` that does it, empty where that takes a person; ``command`` is
    how it is done on the command line, empty where there is nothing to do.
    """

    key: str
    title: str
    state: str
    says: tuple[str, ...] = ()
    verb: str = ""
    command: str = ""
    problems: tuple[Problem, ...] = ()


def find_next(steps: Iterable[ChecklistStep]) -> ChecklistStep | None:
    """What is to be done now; ``None`` where nothing has to be."""
    return next((each for each in steps if each.state == NEXT), None)


@dataclass(frozen=True, slots=True)
class WaitingFiles:
    """Paths below the study: not read yet, changed since they were, and gone."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)
