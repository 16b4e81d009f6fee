"""``interviewkit ingest``."""

from __future__ import annotations

import click

from interviewkit.cli.options import open_study, step_options
from interviewkit.cli.show import show_outcome


@click.command()
@step_options
def ingest(path: str, shape: str, quiet: bool) -> None:
    """Read transcripts that are new or changed.

    Files come from "files" in study.toml. A file that says the same as before is skipped, a
    changed one becomes a new version of its transcript, and what could not be read is listed
    with its line; the rest goes in.
    """
    show_outcome(open_study(path, quiet=quiet).ingest(), shape, quiet=quiet)
