"""``interviewkit init``."""

from __future__ import annotations

import click

from interviewkit.cli.terminal import say


@click.command()
@click.argument("folder", default=".")
def init(folder: str) -> None:
    """Start a study in FOLDER (default: here).

    Writes a commented study.toml, a small codebook to change, and the folders for transcripts
    and survey. What is there already stays as it is.
    """
    from interviewkit.study import Study

    for path in Study.init(folder):
        say(f"made {path}")
    click.echo("Next: put transcripts into transcripts/ and run: interviewkit run")
