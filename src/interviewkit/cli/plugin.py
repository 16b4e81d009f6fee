"""``interviewkit plugin``."""

from __future__ import annotations

import click

from interviewkit.cli.options import NounGroup, format_option
from interviewkit.cli.show import show_rows


@click.group(cls=NounGroup)
def plugin() -> None:
    """Look at the parts that can be plugged in."""


@plugin.command("list")
@format_option
def list_(shape: str) -> None:
    """List parts by family: readers, cutters, coders, topic models, renderers."""
    from interviewkit.study import parts_list

    show_rows(parts_list(), shape)
