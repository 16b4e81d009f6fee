"""``interviewkit report``."""

from __future__ import annotations

import click

from interviewkit.cli.options import open_study, step_options
from interviewkit.cli.show import show_outcome


@click.command()
@step_options
def report(path: str, shape: str, quiet: bool) -> None:
    """Write the theme report.

    One HTML file that opens offline and one Markdown file, in the folder "reports".
    """
    show_outcome(open_study(path, quiet=quiet).report(), shape, quiet=quiet)
