"""``interviewkit topic``."""

from __future__ import annotations

import getpass

import click

from interviewkit.cli.options import NounGroup, add_step_options, open_study, table_options
from interviewkit.cli.show import show_outcome, show_table
from interviewkit.model import Outcome
from interviewkit.tables.findings.topics import build_topic_turns, list_topics


@click.group(cls=NounGroup)
def topic() -> None:
    """Look at topics and give them names."""


@topic.command("list")
@table_options
def show_topics(path: str, shape: str) -> None:
    """List topics with their size and words, and how good the grouping is."""
    show_table(list_topics(open_study(path).topics()), shape)


# Options that nobody knows are let through, so that -1 may be typed for the outliers.
@topic.command("show", context_settings={"ignore_unknown_options": True})
@click.argument("number", type=int)
@table_options
def show_topic_voices(number: int, path: str, shape: str) -> None:
    """Show the turns that stand for the topic NUMBER, with their speakers; -1: fit no topic."""
    show_table(build_topic_turns(open_study(path).topic_voices(number)), shape)


@topic.command("name")
@click.argument("number", type=int)
@click.argument("name")
@click.option("--by", default=getpass.getuser, help="Who names it. Default: your login.")
@add_step_options
def name_one_topic(number: int, name: str, by: str, path: str, shape: str, quiet: bool) -> None:
    """Give the topic NUMBER the name NAME.

    The name stays with the topic over later fits for as long as the topic survives. An empty
    NAME ("") takes the name away.
    """
    open_study(path).name_topic(number, name, by=by)
    name = name.strip()
    now = f"is now {name!r}" if name else "has no name any more"
    facts: dict[str, object] = {"topic": number, "name": name, "by": by}
    show_outcome(Outcome("name", True, (f"topic {number} {now}",), facts), shape, quiet=quiet)
