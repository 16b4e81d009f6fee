"""``interviewkit transcript``."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from interviewkit.cli.options import (
    NounGroup,
    add_step_options,
    choice_option,
    limit_option,
    open_study,
    own_name_option,
    table_options,
)
from interviewkit.cli.query_options import build_query, speech_filters
from interviewkit.cli.show import show_json, show_left_out, show_table
from interviewkit.cli.terminal import say
from interviewkit.model import Turn, TurnEdit
from interviewkit.model.passage_time import measure_confidence
from interviewkit.model.query import PHRASE, REGEX, STEM, TextWanted
from interviewkit.model.query_text import parse_words
from interviewkit.tables.material.memos import build_edits
from interviewkit.tables.material.retrieval import build_keywords
from interviewkit.tables.material.transcripts import build_transcripts, build_turns
from interviewkit.wording.numbers import percent
from interviewkit.wording.words import write_clock

UNSURE = 0.6
"""A turn of which a recogniser was less sure is said to be so."""

SHOWN = 5
"""Reworded quotes that are told; the others are counted."""


@click.group(cls=NounGroup)
def transcript() -> None:
    """Look at transcripts, and mend them."""


@transcript.command("list")
@table_options
def show_transcripts(path: str, shape: str) -> None:
    """List transcripts with wave, group, turns and words."""
    show_table(build_transcripts(open_study(path).transcripts()), shape)


@transcript.command("show")
@click.argument("name")
@click.option("--as-read", is_flag=True, help="As its file says it, without what was mended here.")
@table_options
def show_turns(name: str, as_read: bool, path: str, shape: str) -> None:
    """Show the turns of the transcript NAME, or write them as a table in another format."""
    found = open_study(path).transcript(name)
    turns = found.as_read.turns if as_read else found.turns
    if shape != "table":
        show_table(build_turns(turns, name), shape)
        return
    if recording := found.attributes.get("recording", ""):
        say(f"recording: {recording}\n")
    for turn in turns:
        said_at = " ".join(filter(None, (turn.speaker, write_clock(turn.start), _doubt(turn))))
        say(f"[{turn.position}] {said_at}\n{turn.text}\n")


def _doubt(turn: Turn) -> str:
    """How sure a recogniser was of a turn, where it was not."""
    sure = measure_confidence(turn)
    return (
        f"(recognised with {percent(sure)} confidence)"
        if sure is not None and sure < UNSURE
        else ""
    )


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


@transcript.command("edit")
@click.argument("name")
@click.argument("turn", type=click.IntRange(1))
@click.option("--replace", "old", default="", metavar="OLD", help="The words to be replaced.")
@click.option("--with", "new", default="", metavar="NEW", help="What stands there instead.")
@click.option("--text", default="", help="All that the turn is to say.")
@click.option("--speaker", default="", metavar="LABEL", help="Who says it, by label.")
@own_name_option("Who mends it.", required=False)
@click.option("--dry-run", is_flag=True, help="Tell what would move; change nothing.")
@click.option(
    "--swallow", is_flag=True, help="Codings and memos may lose all of their words by it."
)
@add_step_options
def edit_turn(
    name: str,
    turn: int,
    coder: str,
    dry_run: bool,
    swallow: bool,
    path: str,
    shape: str,
    quiet: bool,
    **how: str,
) -> None:
    """Mend TURN of the transcript NAME: its words, or the label of who says them.

    The file stays as it is, and the original is kept. Codings, memos, readings and samples go
    along; whose words would all go is told, and nothing is done without --swallow. "ingest" leaves
    the edit where it is, and makes it again in a file that changed elsewhere.

    For instance: interviewkit transcript edit April/leaders 12 --replace teh --with the --coder ana
    """
    if not any((how["old"], how["text"], how["speaker"])):
        raise click.UsageError("say what to mend: --replace OLD --with NEW, --text or --speaker")
    if not (dry_run or coder):
        raise click.UsageError('say who mends it: --coder NAME (for instance "--coder ana")')
    study = open_study(path)
    if dry_run:
        done = study.preview_edit(name, turn, **how)
    else:
        done = study.edit_turn(name, turn, coder=coder, swallow=swallow, **how)
    if shape == "json":
        show_json(build_edit_row(done))
    elif not quiet:
        say("\n".join(describe_edit(done)))


@transcript.command("edits")
@click.argument("name", default="")
@table_options
def show_edits(name: str, path: str, shape: str) -> None:
    """List what was mended, in the transcript NAME or in all, and how to undo it."""
    show_table(build_edits(open_study(path).edits(name)), shape)


def describe_edit(done: TurnEdit) -> list[str]:
    """What an edit did, or would do, in sentences."""
    if not done.is_change:
        return ["nothing to mend: the turn says just that"]
    would = "" if done.entry else "would be "
    lines = [f"{done.transcript}, turn {done.turn}, {would or 'is '}mended"]
    if done.was[0] != done.now[0]:
        lines.append(f"said by {done.now[0]}, not by {done.was[0]}")
    if done.was[1] != done.now[1]:
        lines.append(done.now[1])
    lines.append(f"{done.codings} codings and {done.memos} memos stand in it")
    lines += [f"  {each}" for each in done.reworded[:SHOWN]]
    if len(done.reworded) > SHOWN:
        lines.append(f"  … and {len(done.reworded) - SHOWN} more with other words")
    lines += [f"  {each}: its words go" for each in done.swallowed]
    if done.read_by:
        lines.append(f"it counts as read by {', '.join(done.read_by)} all the same")
    if done.entry:
        lines.append(f"undo it with: interviewkit review undo {done.entry}")
    return lines


def build_edit_row(done: TurnEdit) -> dict[str, object]:
    """An edit as data."""
    return {
        "transcript": done.transcript,
        "turn": done.turn,
        "was": {"speaker": done.was[0], "text": done.was[1]},
        "now": {"speaker": done.now[0], "text": done.now[1]},
        "codings": done.codings,
        "memos": done.memos,
        "reworded": [_build_quote_row(each) for each in done.reworded],
        "swallowed": [_build_quote_row(each) for each in done.swallowed],
        "read_by": list(done.read_by),
        "entry": done.entry,
    }


def _build_quote_row(each: object) -> dict[str, object]:
    return {name: getattr(each, name) for name in ("coder", "code", "before", "after")}
