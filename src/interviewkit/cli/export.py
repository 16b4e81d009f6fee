"""``interviewkit export``."""

from __future__ import annotations

from pathlib import Path

import click

from interviewkit.cli.options import (
    add_force_option,
    add_step_options,
    choice_option,
    names_option,
    open_study,
)
from interviewkit.cli.show import show_outcome

KINDS = ("qdpx", "qdc", "docx", "html", "csv", "xlsx", "parquet", "json")
TOOLS = ("r", "quanteda")


@click.command()
@click.argument("files", metavar="FILE…", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--replication",
    "folder",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Everything with which others rebuild the report and check its numbers.",
)
@choice_option("--as", "kind", of=KINDS, help="The format, where the name of FILE does not tell.")
@choice_option("--for", "tool", of=TOOLS, help="Fill the folder FILE with tables and a script.")
@names_option("--coders", "NAME,NAME", "Only what these coders coded, machines too.")
@click.option("--all", "machines", is_flag=True, help="Machines' codings too, named as such.")
@click.option(
    "--answers", is_flag=True, help="The survey answers and segments of people who speak, too."
)
@click.option(
    "--without-texts",
    is_flag=True,
    help="With --replication: mask what people said and leave their files out.",
)
@add_force_option
@add_step_options
def export(
    files: tuple[Path, ...],
    folder: Path | None,
    kind: str | None,
    tool: str | None,
    coders: tuple[str, ...],
    machines: bool,
    answers: bool,
    without_texts: bool,
    force: bool,
    path: str,
    shape: str,
    quiet: bool,
) -> None:
    """Write the study for others, and for other tools; the end of FILE says how.

    \b
    .qdpx        a REFI-QDA project: NVivo, MAXQDA, ATLAS.ti, QualCoder, Dedoose … open it
    .qdc         the codebook alone, for the same tools
    .docx .html  transcripts with their codes: as Word comments, as a page that prints
    .csv .xlsx .parquet   the codings, a row each
    .json        all of it, for programs (docs/exchange-out.md has its schema)

    A FILE without an ending is a folder: with --as docx or --as html it gets a file a transcript,
    with --for r (or quanteda) tables and the script that reads them. Projects and documents hold
    what people coded, unless you ask for --all; tables and .json hold everybody's codings.

    --replication makes a new folder for reviewers: settings, codebook, codings, decisions, the
    database, the versions of all packages, and a script that rebuilds the report and compares it
    byte for byte. It holds what people said unless you ask for it --without-texts; then every
    letter of it is an x, and the files of transcripts stay with you, their hashes kept. Names of
    participants and what is known of them go along either way: see that they are pseudonyms.
    """
    _refuse_mixed(files, folder, replicates_without=without_texts, asks=bool(kind or tool))
    study = open_study(path, quiet=quiet, force=force)
    if folder is not None:
        outcome = study.export_replication(folder, texts=not without_texts)
    else:
        kind = kind or ""
        if tool:
            kind = "r-parquet" if kind == "parquet" else "r"
        outcome = study.export(*files, kind=kind, coders=coders, machines=machines, answers=answers)
    show_outcome(outcome, shape, quiet=quiet)


def _refuse_mixed(
    files: tuple[Path, ...], folder: Path | None, *, replicates_without: bool, asks: bool
) -> None:
    """One of two things is asked for: files, or a folder for replication."""
    if folder is not None and (files or asks):
        raise click.UsageError("--replication stands alone: leave FILE, --as and --for out")
    if folder is None and not files:
        raise click.UsageError("name a FILE, as study.qdpx, or --replication FOLDER")
    if folder is None and replicates_without:
        raise click.UsageError("--without-texts goes with --replication")
