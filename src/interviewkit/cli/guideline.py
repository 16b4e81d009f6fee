"""``interviewkit guideline``."""

from __future__ import annotations

import click

from interviewkit.cli.options import NounGroup, open_study, table_options
from interviewkit.cli.show import show_table
from interviewkit.tables.material.guideline import build_guideline, build_guidelines


@click.group(cls=NounGroup)
def guideline() -> None:
    """Look at what journals ask a report to tell (COREQ, SRQR, GRAMMS), and what is answered.

    Much of it the study knows: who took part, who coded, how far coders agree. The rest is
    yours to write, by the number of the item, in study.toml:

    \b
    [report.answers.coreq]
    2 = "Both authors hold a doctorate in sociology."

    The report's appendix prints the guidelines that [report] guidelines names.
    """


@guideline.command("list")
@table_options
def show_guidelines(path: str, shape: str) -> None:
    """List the guidelines: version, items, and how many are open."""
    show_table(build_guidelines(open_study(path).guidelines()), shape)


@guideline.command("show")
@click.argument("name")
@table_options
def show_guideline(name: str, path: str, shape: str) -> None:
    """Show the guideline NAME, item by item, with its answers."""
    (answered,) = open_study(path).guidelines(name)
    show_table(build_guideline(answered), shape)
