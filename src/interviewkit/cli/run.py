"""``interviewkit run``."""

from __future__ import annotations

import click

from interviewkit.cli.options import open_study, step_options
from interviewkit.cli.show import outcome_row, show_json, show_outcome


@click.command()
@step_options
def run(path: str, shape: str, quiet: bool) -> None:
    """Do all that study.toml asks for.

    Ingest, code, discover, link, report: each step does only what is new or changed, and a run
    that was stopped keeps what it had finished. Run it again at any time.
    """
    outcomes = open_study(path, quiet=quiet or shape == "json").run()
    if shape == "json":
        show_json([outcome_row(outcome) for outcome in outcomes])
        return
    for outcome in outcomes:
        show_outcome(outcome, shape, quiet=quiet)
