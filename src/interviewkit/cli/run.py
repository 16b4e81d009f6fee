"""``interviewkit run``."""

from __future__ import annotations

import click

from interviewkit.cli.options import add_step_options, open_study
from interviewkit.cli.show import show_outcomes


@click.command()
@add_step_options
def run(path: str, shape: str, quiet: bool) -> None:
    """Do all that study.toml asks for.

    Ingest, import, code, discover, link, report: each step does only what is new or changed, and
    a run that was stopped keeps what it had finished. Run it again at any time.
    """
    outcomes = open_study(path, quiet=quiet or shape == "json").run()
    show_outcomes(outcomes, shape, quiet=quiet)
