"""``interviewkit topic``."""

from __future__ import annotations

import getpass

import click

from interviewkit.cli.options import NounGroup, look_options, open_study
from interviewkit.cli.show import show_rows
from interviewkit.cli.terminal import say
from interviewkit.wording.numbers import decimal


@click.group(cls=NounGroup)
def topic() -> None:
    """Look at topics and give them names."""


@topic.command("list")
@look_options
def list_(path: str, shape: str) -> None:
    """List topics with their size and words."""
    fit = open_study(path).topics()
    rows = [
        {
            "topic": each.number,
            "name": each.name or ("outliers" if each.is_outliers else ""),
            "turns": each.size,
            "words": [word for word, _ in each.keywords],
        }
        for each in fit.topics
    ]
    show_rows(rows, shape, empty="no topics yet")
    if shape == "table":
        measures = ", ".join(f"{name} {decimal(value)}" for name, value in fit.measures.items())
        say(f"\n{measures}")


# Options that nobody knows are let through, so that -1 may be typed for the outliers.
@topic.command("show", context_settings={"ignore_unknown_options": True})
@click.argument("number", type=int)
@look_options
def show(number: int, path: str, shape: str) -> None:
    """Show the turns that stand for the topic NUMBER, with their speakers."""
    show_rows(open_study(path).topic_voices(number), shape, empty="no turn stands for it")


@topic.command("name")
@click.argument("number", type=int)
@click.argument("name")
@click.option("--by", default=getpass.getuser, help="Who names it. Default: your login.")
@look_options
def name_(number: int, name: str, by: str, path: str, shape: str) -> None:
    """Give the topic NUMBER the name NAME.

    The name stays with the topic over later fits for as long as the topic survives. An empty
    NAME ("") takes the name away.
    """
    open_study(path).name_topic(number, name, by=by)
    name = name.strip()
    if shape == "table":
        now = f"is now {name!r}" if name else "has no name any more"
        say(f"topic {number} {now}")
    else:
        show_rows([{"topic": number, "name": name, "by": by}], shape)
