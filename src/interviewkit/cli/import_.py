"""``interviewkit import``."""

from __future__ import annotations

from typing import Any

import click

from interviewkit.cli.options import (
    add_step_options,
    choice_option,
    coders_agreed,
    new_coder_option,
    open_study,
)
from interviewkit.cli.project import show_losses
from interviewkit.cli.show import show_outcome
from interviewkit.cli.terminal import say


@click.command("import")
@click.argument("file")
@click.option("--dry-run", is_flag=True, help="Only tell what would come in, and what would not.")
@click.option(
    "--offsets",
    default="",
    metavar="WAY",
    help="How the file counts places in its texts, where the finding out went wrong: characters, "
    "utf16 or bytes, with +crlf, +bom, +inclusive (docs/refi-qda.md).",
)
@click.option(
    "--as-coder",
    default="",
    metavar="NAME",
    help="Whose codings these are where the file does not say so.",
)
@choice_option(
    "--read",
    of=["sources", "passages"],
    default="sources",
    help="What a coder counts as having read: each text in which they coded, or what they coded.",
)
@click.option(
    "--from",
    "kind",
    default="",
    metavar="KIND",
    help='Which reader is to read it, by the name that "plugin" lists.',
)
@new_coder_option
@add_step_options
def import_(
    file: str,
    dry_run: bool,
    offsets: str,
    as_coder: str,
    read: str,
    kind: str,
    new_coder: bool,
    path: str,
    shape: str,
    quiet: bool,
) -> None:
    """Take in a project of another tool from FILE.

    \b
    interviewkit import "Nurses.qdpx" --dry-run
    interviewkit import "Nurses.qdpx"

    Its texts become transcripts, its users coders, its codes part of the codebook, its cases
    people, its notes memos. What FILE is, is told by what it holds. A table says what was kept,
    changed and dropped; it adds up to what the file holds, and "project show" shows it again.

    It is one act: "review undo" takes codings and memos back. Nothing that is there is written
    over, a backup is made before, and a newer export of the same project adds only what is new.
    docs/exchange.md says where to click in NVivo, MAXQDA, ATLAS.ti and others.
    """
    study = open_study(path, quiet=quiet)
    how: dict[str, Any] = {
        "dry_run": dry_run,
        "offsets": offsets,
        "as_coder": as_coder,
        "read": read,
    }
    outcome = coders_agreed(
        lambda new: study.import_project(file, **how, format=kind, new_coder=new), new_coder
    )
    if shape == "csv":
        show_losses(outcome.facts["losses"], shape)
        return
    show_outcome(outcome, shape, quiet=quiet)
    if shape == "table" and not quiet:
        say()
        show_losses(outcome.facts["losses"], shape)
