"""``interviewkit link``: the verb alone links; its subcommands look at and write what is linked."""

from __future__ import annotations

import click

from interviewkit.cli.link_check import link_check
from interviewkit.cli.link_files import display, export, infer, inferences
from interviewkit.cli.link_themes import themes
from interviewkit.cli.options import open_study, step_options
from interviewkit.cli.show import show_outcome


@click.group(invoke_without_command=True)
@step_options
@click.pass_context
def link(context: click.Context, path: str, shape: str, quiet: bool) -> None:
    """Read the survey and link people to their answers.

    Segments of study.toml are evaluated over survey and participants, participants are linked
    to respondents by id, and survey figures are set out by segment. The commands below look at
    what that gives.
    """
    if context.invoked_subcommand is None:
        show_outcome(open_study(path, quiet=quiet).link(), shape, quiet=quiet)


for _command in (link_check, themes, export, display, infer, inferences):
    link.add_command(_command)
