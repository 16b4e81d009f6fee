"""What commands take, and how a study is opened for them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import click

from interviewkit.cli.terminal import say, strip_controls
from interviewkit.errors import NewCoderError
from interviewkit.model import ADJUSTMENTS
from interviewkit.wording.style import written_in
from interviewkit.wording.words import list_some

if TYPE_CHECKING:
    from interviewkit.model import Progress, Tick
    from interviewkit.study import Study

OPENED = "interviewkit.study"
"""Where a command's context keeps the study that it opened."""

SHOWN = 5
"""So many files are named."""

F = TypeVar("F", bound=Callable[..., Any])
Done = TypeVar("Done")


add_study_option = click.option(
    "--study",
    "path",
    default="",
    metavar="PATH",
    help="Folder of the study. Default: the nearest one upward with a study.toml.",
)
add_quiet_option = click.option("-q", "--quiet", is_flag=True, help="Say only what went wrong.")
add_force_option = click.option(
    "--force", is_flag=True, help="Write over a file that interviewkit did not write."
)
new_coder_option = click.option(
    "--new-coder",
    is_flag=True,
    help="A name much like that of a known coder is somebody new, no slip.",
)
repeated_option = partial(click.option, multiple=True)
code_option = repeated_option("--code", "codes", help="Only this code; may be repeated.")
coder_option = repeated_option("--coder", "coders", help="Only this coder; may be repeated.")


def own_name_option(help_: str, *, required: bool = True) -> Callable[[F], F]:
    """Who does what the command is for; the environment may say it for good."""
    how: dict[str, Any] = {"required": True} if required else {"default": ""}
    return click.option(
        "--coder",
        **how,
        envvar="INTERVIEWKIT_CODER",
        metavar="NAME",
        help=f"{help_} (INTERVIEWKIT_CODER in the environment says it for good.)",
    )


class TableShape(click.ParamType[str]):
    """``table``, or the name of a renderer; guests are asked for only where it is neither."""

    name = "shape"
    usual = ("table", "json", "csv", "md", "html", "xlsx", "docx", "sav", "dta")

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        return f"[{'|'.join(self.usual)}]"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from interviewkit import parts
        from interviewkit.tables.drawing import FAMILY

        if value in self.usual or value in parts.list_names(FAMILY):
            return value
        known = dict.fromkeys((*self.usual, *parts.list_names(FAMILY)))
        raise click.BadParameter(f"{value!r} is no format: {', '.join(known)}", ctx, param)


def choice_option(
    *names: str, of: Iterable[str], default: str | None = None, help: str
) -> Callable[[F], F]:
    """One of a few words; the help names the default, where there is one."""
    kind = click.Choice(list(of))
    return click.option(*names, type=kind, default=default, show_default=True, help=help)


def add_format_option(*shapes: str) -> Callable[[F], F]:
    """How something is printed that is no table."""
    return choice_option("--format", "shape", of=shapes, default="table", help="How to print.")


def limit_option(text: str) -> Callable[[F], F]:
    how: dict[str, Any] = {"type": click.IntRange(min=0), "default": 50, "show_default": True}
    return click.option("--limit", help=text, **how)


def names_option(name: str, metavar: str, help: str, **more: Any) -> Callable[[F], F]:
    """Names with commas between."""
    return click.option(name, default="", callback=_split_names, metavar=metavar, help=help, **more)


def adjust_option(said: str) -> Callable[[F], F]:
    said = f"{said} Default: as study.toml says, or holm."
    return choice_option("--adjust", of=ADJUSTMENTS, help=said)


def add_step_options(function: F) -> F:
    """What every verb takes."""
    return add_study_option(add_format_option("table", "json", "csv")(add_quiet_option(function)))


def table_options(function: F) -> F:
    """What a look at a described table takes: the study, and any renderer's format."""
    said = "How it is drawn; json and csv hold every figure."
    return add_study_option(
        click.option(
            "--format", "shape", type=TableShape(), default="table", show_default=True, help=said
        )(function)
    )


def _split_names(_ctx: click.Context, option: click.Parameter, text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if text and not names:
        raise click.BadParameter(f"{text!r} names nothing", param=option)
    return names


def keep_given(asked: Mapping[str, Any]) -> dict[str, Any]:
    """What was said of all that may be; the rest is as the study has it."""
    return {name: said for name, said in asked.items() if said is not None}


def parse_share(_ctx: click.Context, option: click.Parameter, text: str | None) -> float | None:
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
    if study.put_back:
        names = list_some(study.put_back, SHOWN)
        say(f"note: a command was cut off amid its work; it is taken back in {names}", err=True)
    return study


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
