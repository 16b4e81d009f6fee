"""``interviewkit coding``."""

from __future__ import annotations

import click

from interviewkit.cli.agreement import agreement, confusion, disagreements
from interviewkit.cli.calibration import calibration
from interviewkit.cli.certificates import certificates
from interviewkit.cli.coder_option import coders_agreed, new_coder_option
from interviewkit.cli.options import (
    NounGroup,
    force_option,
    open_study,
    step_options,
)
from interviewkit.cli.prevalence import prevalence
from interviewkit.cli.show import show_outcome, show_table
from interviewkit.cli.table_option import table_options
from interviewkit.tables.codings import build_codings


@click.group(cls=NounGroup)
def coding() -> None:
    """Look at codings, take them in and out, compare coders."""


@coding.command("list")
@click.option("--coder", "coders", multiple=True, help="Only this coder; may be repeated.")
@click.option("--code", "codes", multiple=True, help="Only this code; may be repeated.")
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=50,
    show_default=True,
    help="How many; 0 for all.",
)
@table_options
def list_(
    coders: tuple[str, ...],
    codes: tuple[str, ...],
    limit: int,
    path: str,
    shape: str,
) -> None:
    """List codings with their quote, score and evidence."""
    found = open_study(path).codings(coders=coders, codes=codes)
    empty = "no coding fits" if coders or codes else "no codings yet"
    show_table(build_codings(found, limit, empty), shape)


@coding.command("export")
@click.argument("file")
@click.option("--coder", "coders", multiple=True, help="Only this coder; may be repeated.")
@force_option
@step_options
def export(
    file: str, coders: tuple[str, ...], force: bool, path: str, shape: str, quiet: bool
) -> None:
    """Write codings to the CSV FILE.

    Columns: transcript, turn (1-based over all speakers), start, end, quote, code, polarity,
    coder, status, score, read_for. A row without a code says that its coder read the turn and
    found nothing. read_for names the codes that a person read the turn for, semicolons between;
    "-": not read to its end.
    """
    outcome = open_study(path, force=force).export_codings(file, coders=coders)
    show_outcome(outcome, shape, quiet=quiet)


@coding.command("import")
@click.argument("file")
@click.option("--coder", default="", help="Whose codings these are where no column says so.")
@click.option(
    "--chance",
    default="",
    metavar="P|COLUMN",
    help="The turns were drawn at random, each with this chance: 0.1, 10%, 30/300, or a column.",
)
@click.option(
    "--drawn",
    type=click.Choice(["turns", "participants"]),
    default="turns",
    show_default=True,
    help="With --chance: single turns, or participants of whom every turn was read.",
)
@new_coder_option
@step_options
def import_(
    file: str,
    coder: str,
    chance: str,
    drawn: str,
    new_coder: bool,
    path: str,
    shape: str,
    quiet: bool,
) -> None:
    """Take in people's codings from the CSV FILE.

    The columns are those of "coding export". Quote or start and end may be left out: then the
    whole turn is meant. Rows that do not fit are listed with their line; the others go in.

    A sample that was drawn by chance and coded elsewhere is an audit of the machine: say with
    --chance how likely each turn was to be drawn, and shares are corrected by it ("coding
    prevalence"). Turns that were picked because they looked interesting have no chance: take
    them in without. The same file may be taken in again to say so later.
    """
    study = open_study(path)
    outcome = coders_agreed(
        lambda new: study.import_codings(
            file, coder=coder, chance=chance, drawn=drawn, new_coder=new
        ),
        new_coder,
    )
    show_outcome(outcome, shape, quiet=quiet)


for _command in (agreement, calibration, disagreements, confusion, prevalence, certificates):
    coding.add_command(_command)
