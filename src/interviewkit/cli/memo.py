"""``interviewkit memo``."""

from __future__ import annotations

import sys

import click

from interviewkit.cli.options import (
    F,
    NounGroup,
    add_force_option,
    add_format_option,
    add_step_options,
    add_study_option,
    choice_option,
    coders_agreed,
    new_coder_option,
    open_study,
    own_name_option,
    repeated_option,
    table_options,
)
from interviewkit.cli.show import show_json, show_outcome, show_table
from interviewkit.cli.terminal import say
from interviewkit.model import MEMO_KINDS, Memo
from interviewkit.tables.material.memos import build_memos
from interviewkit.wording.words import write_moment

FORMATS = ("md", "docx", "csv", "html", "xlsx", "json")


def _filter_options(command: F) -> F:
    """Which memos are meant."""
    for option in (
        repeated_option(
            "--kind", "kinds", type=click.Choice(MEMO_KINDS), help="About such things."
        ),
        click.option("--until", default="", metavar="DAY", help="Written on this day or before."),
        click.option("--since", default="", metavar="DAY", help="Written on this day or later."),
        click.option("--text", default="", help="With all of these words."),
        click.option("--coder", default="", metavar="NAME", help="By this person."),
        click.option("--naming", default="", help="That name this in double brackets."),
        click.option("--about", default="", help='About this: code:isolation, "April/leaders#12".'),
    ):
        command = option(command)
    return command


@click.group(cls=NounGroup)
def memo() -> None:
    """Write memos on anything, and find them again.

    A memo is about the study, a transcript, a turn or a passage of it, a code, a theme, a person, a
    topic or a finding:

    \b
    study                  transcript:April/leaders     April/leaders#12 (turn 12)
    code:isolation         theme:bonds                  person:Ana
    topic:3                finding:bonds                finding:bonds/tired

    Its text may name others in double brackets, as [[code:isolation]] or [[April/leaders#12]];
    "memo list --naming code:isolation" then finds it. Memos stay private: the report prints them
    only where study.toml asks for it ([report] memos).
    """


@memo.command("list")
@_filter_options
@table_options
def show_memos(path: str, shape: str, **which: str) -> None:
    """List memos as a journal, oldest first."""
    show_table(build_memos(open_study(path).memos(**which)), shape)


@memo.command("show")
@click.argument("number", type=int)
@add_study_option
@add_format_option("table", "json")
def show_memo(number: int, path: str, shape: str) -> None:
    """Show one memo whole, and what names the same."""
    study = open_study(path)
    found = study.memo(number)
    if shape == "json":
        show_json(build_memo_row(found))
        return
    changed = f", changed {write_moment(found.changed)}" if found.changed else ""
    say(f"{found.id}  {found.place}  by {found.coder}, {write_moment(found.at)}{changed}")
    if found.gone:
        say("   what it is about is no longer there, or was said otherwise")
    if found.quote:
        say(f"   “{found.quote}”")
    say(f"\n{found.text}")
    beside = [] if found.gone else [e for e in study.memos(naming=found.place) if e.id != number]
    if beside:
        say(f"\nMemos that name {found.place}: {', '.join(str(each.id) for each in beside)}")


@memo.command("add")
@click.argument("about")
@click.argument("text", default="")
@own_name_option("Who writes.")
@click.option("--quote", default="", help="The words of the turn that it is about.")
@click.option("--code", default="", help="The code there that it is about.")
@new_coder_option
@add_step_options
def add_memo(
    about: str,
    text: str,
    coder: str,
    new_coder: bool,
    path: str,
    shape: str,
    quiet: bool,
    **how: str,
) -> None:
    """Write a memo ABOUT something. Without TEXT it is read from standard input.

    For instance: interviewkit memo add code:isolation "Is it the office or the tool?" --coder ana
    """
    study, words = open_study(path), _read_text(text)
    made = coders_agreed(
        lambda new: study.write_memo(about, words, coder=coder, new_coder=new, **how),  # type: ignore[arg-type]
        new_coder,
    )
    _tell(made, f"memo {made.id} on {made.place}", shape, quiet=quiet)


@memo.command("edit")
@click.argument("number", type=int)
@click.argument("text", default="")
@own_name_option("Who writes.")
@add_step_options
def edit_memo(number: int, text: str, coder: str, path: str, shape: str, quiet: bool) -> None:
    """Write the memo NUMBER anew. How it was stays in the log, and can be had back."""
    made = open_study(path).edit_memo(number, _read_text(text), coder=coder)
    _tell(made, f"memo {made.id} takes the place of {number}", shape, quiet=quiet)


@memo.command("remove")
@click.argument("number", type=int)
@own_name_option("Who removes it.")
@add_step_options
def remove_memo(number: int, coder: str, path: str, shape: str, quiet: bool) -> None:
    """Remove the memo NUMBER. It stays in the log, and can be had back."""
    gone = open_study(path).remove_memo(number, coder=coder)
    if shape == "json":
        show_json({"removed": number, "entry": gone.id})
    elif not quiet:
        say(f"memo {number} is removed; have it back with: interviewkit review undo {gone.id}")


@memo.command("export")
@click.argument("file")
@_filter_options
@choice_option("--as", "kind", of=FORMATS, help="How it is written. Default: as the name ends.")
@add_force_option
@add_step_options
def export_memos(
    file: str, kind: str | None, force: bool, path: str, shape: str, quiet: bool, **which: str
) -> None:
    """Write memos to FILE: .md, .docx, .csv, .html, .xlsx or .json."""
    study = open_study(path, force=force)
    found = study.memos(**which)
    show_outcome(study.export_memos(file, memos=found, kind=kind or ""), shape, quiet=quiet)


def build_memo_row(found: Memo) -> dict[str, object]:
    """A memo as data."""
    table = build_memos([found])
    return {column.key: table.rows[0].values[column.key] for column in table.data_columns}


def _read_text(text: str) -> str:
    if text:
        return text
    return sys.stdin.read()


def _tell(made: Memo, what: str, shape: str, *, quiet: bool) -> None:
    if shape == "json":
        show_json(build_memo_row(made))
    elif not quiet:
        say(what)
