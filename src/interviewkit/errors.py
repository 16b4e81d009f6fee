"""Everything that can go wrong, in one tree.

A fault of a *call* (a wrong option, a study that is not there) is an exception. A fault of a
*file* is data, a :class:`Problem`: problems are collected and shown together, so that one bad
file never stops the good ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

UNFIT = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What code runs into where a cell of the database does not hold what its column promises."""


class InterviewkitError(Exception):
    """What happened and where; ``hint`` says what to do about it."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class StudyError(InterviewkitError):
    """The study folder or its ``study.toml`` cannot be used as it is."""


class OverwriteError(StudyError):
    """A file stands where one is to be written, and interviewkit did not write it."""


class StudyBusyError(StudyError):
    """Another process is writing to the same study."""


class ChangedMeanwhileError(StudyError):
    """A file is another than the one that a change was thought out for."""


class NewCoderError(StudyError):
    """A coder of this ``name`` is not known, and may be a slip for one who is ``like`` it."""

    def __init__(self, name: str, like: str) -> None:
        super().__init__(
            f"nobody has coded as {name!r} here; did you mean {like!r}?",
            hint=f"write {like}, or say that {name} is somebody new: --new-coder",
        )
        self.name, self.like = name, like


class SwallowedError(StudyError):
    """An edit would leave codings or memos without their words; ``lost`` names them."""

    def __init__(self, message: str, lost: Sequence[str]) -> None:
        super().__init__(message, hint="nothing was changed; to do it all the same: --swallow")
        self.lost = tuple(lost)


class SourceError(InterviewkitError):
    """A file from outside cannot be read at all."""


class CodebookError(InterviewkitError):
    """The codebook cannot be applied."""


class ModelMissingError(InterviewkitError):
    """A language model is not installed, or is not the one that its publisher released."""


class LibraryMissingError(InterviewkitError):
    """What a format of a file is written by is not installed."""


class EndpointError(InterviewkitError):
    """A language model's endpoint may not be asked, or cannot answer."""


class RuleError(InterviewkitError):
    """A segment rule or survey expression is not valid."""


class QueryError(InterviewkitError):
    """A question cannot be understood: ``what`` is wrong, ``at`` which character from 0 on."""

    what, at = "", 0


class SurveyError(InterviewkitError):
    """The survey cannot be used as it is."""


class TooLittleError(InterviewkitError):
    """There is too little material for what was asked."""


class AuditError(InterviewkitError):
    """The judgements of an audit, or the scores beside them, cannot be used as they are."""


class UnknownPartError(InterviewkitError):
    """No part of that family has that name."""


class GuestError(StudyError):
    """A part that another package brings cannot be used, or failed."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault of a file: where it stands, what it is, what to do.

    ``line`` is 1-based, or 0 where the fault concerns the whole file. ``fatal`` problems keep
    the file out; the others are told, and the file goes in.
    """

    path: str
    line: int
    what: str
    hint: str = ""
    fatal: bool = True

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.what}" + (f" ({self.hint})" if self.hint else "")


def did_you_mean(name: str, known: Iterable[str], otherwise: str | None = None) -> str:
    """A hint: the known name that looks most like this one, case ignored.

    Where none does, what is to be said ``otherwise``, or else all known names.
    """
    by_small = {each.casefold(): each for each in known}
    near = get_close_matches(name.casefold(), by_small, n=1)
    if near:
        return f"did you mean {by_small[near[0]]!r}?"
    return f"known: {', '.join(by_small.values())}" if otherwise is None else otherwise
