"""Names of coders as they are typed: a new one much like a known one is asked about."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from interviewkit.errors import NewCoderError

F = TypeVar("F", bound=Callable[..., Any])
Done = TypeVar("Done")


def new_coder_option(function: F) -> F:
    return click.option(
        "--new-coder",
        is_flag=True,
        help="A name much like that of a known coder is somebody new, no slip.",
    )(function)


def coders_agreed(work: Callable[[bool], Done], new_coder: bool) -> Done:
    """Do the work; where a new name may be a slip, ask whoever sits at a terminal first.

    Raises:
        NewCoderError: nobody is there to be asked, or the name was a slip.
    """
    try:
        return work(new_coder)
    except NewCoderError as fault:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise
        question = f"Nobody has coded as {fault.name!r} here, but {fault.like!r} has. Somebody new?"
        if not click.confirm(question, err=True):
            raise
    return work(True)
