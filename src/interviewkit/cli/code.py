"""``interviewkit code``."""

from __future__ import annotations

import click

from interviewkit.cli.options import open_study, step_options
from interviewkit.cli.show import show_outcome


@click.command()
@step_options
def code(path: str, shape: str, quiet: bool) -> None:
    """Let the coders propose codings.

    Speech is cut into passages, the coders of study.toml ("rules" and "examples") propose, and
    what they decide together is the coder "machine". Proposals stay proposals until a person
    says otherwise.
    """
    show_outcome(open_study(path, quiet=quiet).code(), shape, quiet=quiet)
