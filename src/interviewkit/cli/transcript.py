"""``interviewkit transcript``."""

from __future__ import annotations

import click

from interviewkit.cli.options import NounGroup, open_study, table_options
from interviewkit.cli.show import show_table
from interviewkit.cli.terminal import say
from interviewkit.tables.material.transcripts import build_transcripts, build_turns
from interviewkit.wording.words import write_clock


@click.group(cls=NounGroup)
def transcript() -> None:
    """Look at transcripts."""


@transcript.command("list")
@table_options
def show_transcripts(path: str, shape: str) -> None:
    """List transcripts with wave, group, turns and words."""
    show_table(build_transcripts(open_study(path).transcripts()), shape)


@transcript.command("show")
@click.argument("name")
@table_options
def show_turns(name: str, path: str, shape: str) -> None:
    """Show the turns of the transcript NAME, or write them as a table in another format."""
    turns = open_study(path).transcript(name).turns
    if shape != "table":
        show_table(build_turns(turns, name), shape)
        return
    for turn in turns:
        said_at = " ".join(filter(None, (turn.speaker, write_clock(turn.start))))
        say(f"[{turn.position}] {said_at}\n{turn.text}\n")
