"""``interviewkit segment``."""

from __future__ import annotations

import click

from interviewkit.cli.options import NounGroup, open_study, table_options
from interviewkit.cli.show import show_table
from interviewkit.tables.material.participants import build_segments, build_variables


@click.group(cls=NounGroup)
def segment() -> None:
    """Look at segments: named rules over respondents and participants."""


@segment.command("list")
@table_options
def show_segments(path: str, shape: str) -> None:
    """List segments: how many respondents and participants belong, and the rule."""
    show_table(build_segments(open_study(path).segments()), shape)


@segment.command("variables")
@table_options
def show_variables(path: str, shape: str) -> None:
    """List the survey's variables, of which rules may speak: type, values, missing."""
    show_table(build_variables(open_study(path).variables()), shape)
