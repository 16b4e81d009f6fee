"""``interviewkit report``."""

from __future__ import annotations

import click

from interviewkit.cli.options import (
    add_force_option,
    add_step_options,
    choice_option,
    open_study,
    repeated_option,
)
from interviewkit.cli.show import show_outcome
from interviewkit.model.report_profile import APPENDIX, BRIEF, FULL

PROFILES = (BRIEF, FULL, APPENDIX)


@click.command()
@choice_option("--profile", of=PROFILES, help="Write this one alone. Default: full and appendix.")
@repeated_option(
    "--to",
    "formats",
    metavar="FORMAT",
    help="Write this format instead of those of study.toml: html, md, docx, pdf, pptx, or that of "
    "a plugin; may be repeated.",
)
@click.option(
    "--figures",
    is_flag=True,
    help="Write every figure as SVG, PNG and CSV too, in reports/figures.",
)
@add_force_option
@add_step_options
def report(
    profile: str | None, formats: tuple[str, ...], figures: bool, force: bool, path: str,
    shape: str, quiet: bool,
) -> None:  # fmt: skip
    """Write the theme report.

    In the folder "reports": report.html, which people read, opens offline and prints, and
    report-appendix.html, which proves it; the same as Markdown. Page one alone is the profile
    "brief". What the page says in words may be your own: see "interviewkit text". A report that
    someone changed since it was written is only written over where they agree.
    """
    study = open_study(path, quiet=quiet, force=force)
    done = study.report(profile or "", formats=formats, figures=figures)
    show_outcome(done, shape, quiet=quiet)
