"""``interviewkit export``."""

from __future__ import annotations

from pathlib import Path

import click

from interviewkit.cli.options import add_step_options, open_study
from interviewkit.cli.show import show_outcome


@click.command()
@click.option(
    "--replication",
    "folder",
    metavar="FOLDER",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Everything with which others rebuild the report and check its numbers.",
)
@click.option(
    "--without-texts",
    is_flag=True,
    help="Mask what people said and leave their files out; numbers can be checked all the same.",
)
@add_step_options
def export(folder: Path, without_texts: bool, path: str, shape: str, quiet: bool) -> None:
    """Write the study for others.

    --replication makes a new folder for reviewers: settings, codebook, codings, decisions, the
    database, the versions of all packages, and a script that rebuilds the report and compares it
    byte for byte. It holds what people said unless you ask for it --without-texts; then every
    letter of it is an x, and the files of transcripts stay with you, their hashes kept. Names of
    participants and what is known of them go along either way: see that they are pseudonyms.
    """
    study = open_study(path, quiet=quiet)
    show_outcome(study.export_replication(folder, texts=not without_texts), shape, quiet=quiet)
