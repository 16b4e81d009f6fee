"""``interviewkit plugin``."""

from __future__ import annotations

import click

from interviewkit.cli.options import NounGroup, add_step_options, open_study, table_options
from interviewkit.cli.show import show_outcome, show_table
from interviewkit.tables.material.study import build_parts


@click.group(cls=NounGroup)
def plugin() -> None:
    """Look at the parts that can be plugged in."""


@plugin.command("list")
@table_options
def show_parts(path: str, shape: str) -> None:
    """List parts by family: readers, cutters, coders, topic models, renderers.

    Each is interviewkit's own or brought by another package ("guest" in JSON and CSV). Of coders,
    cutters and renderers it is told whether the study uses them: "on" or "off" by study.toml.
    """
    from interviewkit.study import parts_list

    show_table(build_parts(parts_list(path)), shape)


@plugin.command("check")
@click.argument("name")
@add_step_options
def try_coder(name: str, path: str, shape: str, quiet: bool) -> None:
    """Try the coder NAME of another package on the study; nothing is coded.

    It is asked twice for every passage. Told are proposals that cannot be used, whether it says
    the same both times, and how long it takes. What a coder must keep: docs/plugins.md.
    """
    show_outcome(open_study(path, quiet=quiet).check_coder(name), shape, quiet=quiet)
