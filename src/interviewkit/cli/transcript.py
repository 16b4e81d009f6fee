"""``interviewkit transcript``."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from interviewkit.cli.options import (
    NounGroup,
    choice_option,
    limit_option,
    open_study,
    table_options,
)
from interviewkit.cli.query_options import build_query, speech_filters
from interviewkit.cli.show import show_left_out, show_table
from interviewkit.cli.terminal import say
from interviewkit.model.query import PHRASE, REGEX, STEM, TextWanted
from interviewkit.model.query_text import parse_words
from interviewkit.tables.material.retrieval import build_keywords
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


@transcript.command("search")
@click.argument("text")
@click.option("--regex", "how", flag_value=REGEX, help="TEXT is a regular expression.")
@click.option("--phrase", "how", flag_value=PHRASE, help="TEXT is one phrase.")
@click.option("--stem", "how", flag_value=STEM, help="In every form: talk finds talked (English).")
@choice_option("--kwic", of=["left", "right"], help="Sorted by the words on this side.")
@speech_filters
@limit_option("How many places; 0 for all.")
@table_options
def search(
    text: str, how: str | None, kwic: str | None, limit: int, path: str, shape: str, **filters: Any
) -> None:
    """Find TEXT in what was said, each place with what stands around it.

    TEXT is words that all have to be in a turn, "a phrase" between quotation marks, or the
    beginning of a word with a star: coll*. Capitals and accents make no difference. Words of
    languages without blanks are found wherever their characters stand. Moderators' speech is
    searched as well; people are counted without them.
    """
    query = build_query(**filters)
    wanted = (TextWanted(how, text),) if how and text.strip() else parse_words(text)
    found = open_study(path).search(replace(query, texts=wanted), sort=kwic or "", limit=limit)
    table = build_keywords(found)
    show_table(table, shape)
    show_left_out(table.notes, shape)
