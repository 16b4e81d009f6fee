"""``interviewkit report``."""

from __future__ import annotations

import click

from interviewkit.cli.options import add_force_option, add_step_options, open_study
from interviewkit.cli.show import show_outcome


@click.command()
@click.option(
    "--figures",
    is_flag=True,
    help="Write every figure as SVG, PNG and CSV too, in reports/figures.",
)
@add_force_option
@add_step_options
def report(figures: bool, force: bool, path: str, shape: str, quiet: bool) -> None:
    """Write the theme report.

    One HTML file that opens offline and one Markdown file, in the folder "reports". A report that
    someone changed since it was written is only written over where they agree.
    """
    study = open_study(path, quiet=quiet, force=force)
    show_outcome(study.report(figures=figures), shape, quiet=quiet)
