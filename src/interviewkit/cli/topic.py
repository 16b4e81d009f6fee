"""``interviewkit topic``."""

from __future__ import annotations

import getpass

import click

from interviewkit.cli.options import NounGroup, add_step_options, open_study, table_options
from interviewkit.cli.show import show_outcome, show_table
from interviewkit.model import Outcome
from interviewkit.tables.findings.topics import build_topic_turns, build_topic_waves, list_topics

add_by_option = click.option(
    "--by", default=getpass.getuser, help="Who says so. Default: your login."
)


@click.group(cls=NounGroup)
def topic() -> None:
    """Look at topics, name them, and say which are one."""


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
@add_by_option
@add_step_options
def name_one_topic(number: int, name: str, by: str, path: str, shape: str, quiet: bool) -> None:
    """Give the topic NUMBER the name NAME.

    The name stays with the topic over later fits for as long as the topic survives. An empty
    NAME ("") takes the name away. "review undo" takes either back.
    """
    open_study(path).name_topic(number, name, by=by)
    name = name.strip()
    now = f"is now {name!r}" if name else "has no name any more"
    facts: dict[str, object] = {"topic": number, "name": name, "by": by}
    show_outcome(Outcome("name", True, (f"topic {number} {now}",), facts), shape, quiet=quiet)


@topic.command("merge")
@click.argument("number", type=int)
@click.argument("into", type=int)
@add_by_option
@add_step_options
def merge_two_topics(number: int, into: int, by: str, path: str, shape: str, quiet: bool) -> None:
    """Say that the topic NUMBER is one with the topic INTO.

    INTO goes on with the turns of both, under its own number and name, in lists and reports. The
    merge stays over later fits for as long as both topics survive; "review undo" parts them.
    """
    study = open_study(path)
    entry = study.merge_topics(number, into, by=by)
    said = f"topic {number} is one with topic {into} ({entry.memo})"
    undo = f"part them with: interviewkit review undo {entry.id}"
    facts: dict[str, object] = {"topic": number, "into": into, "by": entry.coder, "id": entry.id}
    show_outcome(Outcome("merge", True, (said, undo), facts), shape, quiet=quiet)


@topic.command("waves")
@table_options
def show_topic_waves(path: str, shape: str) -> None:
    """Show how many people of each wave speak of each topic."""
    show_table(build_topic_waves(open_study(path).topic_waves()), shape)


@topic.command("code", context_settings={"ignore_unknown_options": True})
@click.argument("number", type=int)
@click.option("--label", default="", help="What the code is called. Default: the topic's name.")
@click.option("--definition", default="", help="What it means. Default: the topic's words.")
@add_by_option
@add_step_options
def make_topic_a_code(
    number: int, label: str, definition: str, by: str, path: str, shape: str, quiet: bool
) -> None:
    """Make the topic NUMBER a code of the codebook.

    The code gets the topic's name, a definition from its words, and as examples what says it best
    in the turns that stand for it. Mend it before you code: nothing is coded by this.
    """
    made = open_study(path).code_topic(number, by=by, label=label, definition=definition)
    facts: dict[str, object] = {"topic": number, "code": made.ids[0], "by": by, "id": made.entry}
    undo = f"undo with: interviewkit review undo {made.entry}"
    show_outcome(Outcome("code", True, (made.says, undo), facts), shape, quiet=quiet)
