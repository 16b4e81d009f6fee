"""What every command takes, and how a study is opened for it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from interviewkit.cli.terminal import strip_controls
from interviewkit.wording.style import written_in

if TYPE_CHECKING:
    from interviewkit.model import Progress, Tick
    from interviewkit.model.preview import Preview
    from interviewkit.study import Study

OPENED = "interviewkit.study"
"""Where a command's context keeps the study that it opened."""

F = TypeVar("F", bound=Callable[..., Any])


def study_option(function: F) -> F:
    return click.option(
        "--study",
        "path",
        default="",
        metavar="PATH",
        help="Folder of the study. Default: the nearest one upward with a study.toml.",
    )(function)


def format_option(function: F) -> F:
    return click.option(
        "--format",
        "shape",
        type=click.Choice(["table", "json", "csv"]),
        default="table",
        show_default=True,
        help="How to print.",
    )(function)


def quiet_option(function: F) -> F:
    return click.option("-q", "--quiet", is_flag=True, help="Say only what went wrong.")(function)


def force_option(function: F) -> F:
    return click.option(
        "--force", is_flag=True, help="Write over a file that interviewkit did not write."
    )(function)


def step_options(function: F) -> F:
    """What every verb takes."""
    return study_option(format_option(quiet_option(function)))


def look_options(function: F) -> F:
    """What every look at a noun takes."""
    return study_option(format_option(function))


def share(_ctx: click.Context, option: click.Parameter, text: str | None) -> float | None:
    """A share, said as ``20%`` or as ``0.2``."""
    if text is None:
        return None
    try:
        found = float(text[:-1]) / 100 if text.endswith("%") else float(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is no share: say 20% or 0.2", param=option) from None
    if not 0 <= found <= 1:
        raise click.BadParameter(f"{text!r} is not between 0% and 100%", param=option)
    return found


class NounGroup(click.Group):
    """A noun: without a verb it lists, and takes what ``list`` takes."""

    default = "list"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        asks_help = bool(args) and args[0] in ctx.help_option_names
        if not args or (args[0].startswith("-") and not asks_help):
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)


def open_study(path: str, *, quiet: bool = True, force: bool = False) -> Study:
    """The study that a command is about, telling how far it is where someone looks."""
    from interviewkit.study import Study

    study = Study.open(path, progress=_bar(quiet), consent=lambda what: force or _agreed(what))
    context = click.get_current_context()
    context.with_resource(written_in(study.settings.report.style))
    context.meta[OPENED] = study
    return study


def preview_file(file: str, *, study: str) -> Preview:
    """How a file is read, with the settings of the study that is named or nearest, if any."""
    from interviewkit.study import preview

    return preview(file, study=study)


def _agreed(what: str) -> bool:
    """Ask on a terminal; in a pipe nobody can agree."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    return click.confirm(f"{strip_controls(what)}. Write over it?", err=True)


def _bar(quiet: bool) -> Progress:
    """A progress bar on a terminal, nothing in a pipe."""

    @contextmanager
    def progress(label: str, total: int) -> Iterator[Tick]:
        if quiet or not total or not sys.stderr.isatty():
            yield lambda _done: None
            return
        with click.progressbar(
            length=total, label=f"{label:<24}", file=sys.stderr, show_pos=True, width=30
        ) as bar:
            yield bar.update

    return progress
