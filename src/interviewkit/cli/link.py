"""``interviewkit link``."""

from __future__ import annotations

import click

from interviewkit.cli.options import open_study, step_options
from interviewkit.cli.show import show_outcome


@click.command()
@step_options
def link(path: str, shape: str, quiet: bool) -> None:
    """Read the survey and link people to their answers.

    Segments of study.toml are evaluated over survey and participants, participants are linked
    to respondents by id, and survey figures are set out by segment.
    """
    show_outcome(open_study(path, quiet=quiet).link(), shape, quiet=quiet)
