"""``interviewkit transcript``."""

from __future__ import annotations

import click

from interviewkit.cli.options import NounGroup, look_options, open_study
from interviewkit.cli.show import show_rows
from interviewkit.cli.terminal import say
from interviewkit.wording.words import clock


@click.group(cls=NounGroup)
def transcript() -> None:
    """Look at transcripts."""


@transcript.command("list")
@look_options
def list_(path: str, shape: str) -> None:
    """List transcripts with wave, group, turns and words."""
    rows = open_study(path).transcripts()
    if shape == "table":  # a terminal has no room for the path as well
        rows = [{key: row[key] for key in row if key != "source"} for row in rows]
    show_rows(rows, shape, empty="no transcripts yet")


@transcript.command("show")
@click.argument("name")
@look_options
def show(name: str, path: str, shape: str) -> None:
    """Show the turns of the transcript NAME."""
    turns = open_study(path).transcript(name).turns
    if shape == "table":
        for turn in turns:
            said_at = " ".join(filter(None, (turn.speaker, clock(turn.start))))
            say(f"[{turn.position}] {said_at}\n{turn.text}\n")
        return
    rows = [
        {
            "turn": turn.position,
            "speaker": turn.speaker,
            "start": turn.start,
            "end": turn.end,
            "text": turn.text,
        }
        for turn in turns
    ]
    show_rows(rows, shape)
