"""``interviewkit discover``."""

from __future__ import annotations

import click

from interviewkit.cli.options import add_step_options, open_study
from interviewkit.cli.show import show_outcome


@click.command()
@add_step_options
def discover(path: str, shape: str, quiet: bool) -> None:
    """Find topics in what participants said.

    Topics come from BERTopic on turns of participants, with the seed of study.toml. Give one a
    name with "interviewkit topic name"; the name stays with it over later fits.
    """
    show_outcome(open_study(path, quiet=quiet).discover(), shape, quiet=quiet)
