"""``interviewkit ingest``."""

from __future__ import annotations

from collections.abc import Mapping

import click

from interviewkit.cli.options import add_step_options, open_study, repeated_option
from interviewkit.cli.show import (
    build_problem_row,
    build_row,
    show_json,
    show_outcome,
    show_problems,
    show_table,
)
from interviewkit.cli.terminal import say
from interviewkit.model.preview import Preview, PreviewedTranscript
from interviewkit.tables.drawing.data import list_rows
from interviewkit.tables.material.transcripts import build_set_aside, build_speakers, build_turns
from interviewkit.wording.numbers import count


@click.command()
@repeated_option(
    "--survey-text",
    "columns",
    metavar="COLUMN",
    help="An open question of the survey whose answers are transcripts; may be given again.",
)
@click.option(
    "--no-survey-text",
    "forget",
    is_flag=True,
    help="Forget the open questions that were only asked for here, not in study.toml.",
)
@click.option(
    "--preview",
    "file",
    default="",
    metavar="FILE",
    help="Show how FILE is read (it may lie anywhere); nothing is stored.",
)
@add_step_options
def ingest(
    columns: tuple[str, ...], forget: bool, file: str, path: str, shape: str, quiet: bool
) -> None:
    """Read transcripts that are new or changed.

    Files come from "files" in study.toml. A file that says the same as before is skipped, a
    changed one becomes a new version of its transcript, and what could not be read is listed
    with its line; the rest goes in.

    With --survey-text (or "text" under [survey] in study.toml), what respondents wrote in answer
    to open questions becomes transcripts named survey/ID: the question asks, the respondent
    speaks, linked to the row of the survey, and is coded like any other speech. Later runs keep
    these questions.

    --preview shows how one file is read before anything is stored: by which reader, who speaks how
    much, who seems to moderate, the first turns, and what is set aside.
    """
    if file:
        from interviewkit.study import preview

        show_preview(preview(file, study=path), shape)
        return
    study = open_study(path, quiet=quiet)
    outcome = study.ingest(survey_text=columns, forget_survey_text=forget)
    show_outcome(outcome, shape, quiet=quiet)


Row = Mapping[str, object]

TRANSCRIPTS = 5
"""So many transcripts of a file are shown with speakers and first turns."""

TURNS = 8
"""So many turns of each."""

ASIDE = 20


def show_preview(found: Preview, shape: str) -> None:
    """Print how a file is read: all of it as JSON, all turns as CSV, the head of it as tables."""
    if shape == "json":
        show_json(_whole(found))
        return
    if shape != "table":
        turns = [turn for each in found.transcripts for turn in each.transcript.turns]
        show_table(build_turns(turns, found.path), shape)
        show_problems(found.problems)
        return
    _head(found)
    for each in found.transcripts[:TRANSCRIPTS]:
        _transcript(each)
    if len(found.transcripts) > TRANSCRIPTS:
        more = len(found.transcripts) - TRANSCRIPTS
        say(f"\n… and {more} more transcripts; see all with --format json")
    _set_aside(found)
    for note in found.notes:
        say(f"note: {note}")
    show_problems(found.problems, limit=len(found.problems))
    say("nothing was stored")


def _head(found: Preview) -> None:
    by = f"read by {found.reader!r}" if found.reader else "no reader takes it"
    encoding = f" as {found.encoding}" if found.encoding else ""
    turns = sum(len(each.transcript.turns) for each in found.transcripts)
    words = sum(turn.words for each in found.transcripts for turn in each.transcript.turns)
    n = len(found.transcripts)
    say(f"{found.path}: {by}{encoding}")
    say(f"{n} transcript{'' if n == 1 else 's'}, {count(turns)} turns, {count(words)} words")
    settings = f"the settings of {found.study}" if found.study else "the default settings: no study"
    say(f"with {settings}")


def _transcript(each: PreviewedTranscript) -> None:
    facts = ", ".join(f"{name} {text or '–'}" for name, text in each.facts.items())
    say(f"\n{each.transcript.name}: {facts}\n")
    show_table(build_speakers(each.speakers), "table")
    say()
    turns = each.transcript.turns
    show_table(build_turns(turns[:TURNS]), "table")
    if len(turns) > TURNS:
        say(f"… and {count(len(turns) - TURNS)} more turns")


def _set_aside(found: Preview) -> None:
    if not found.aside:
        return
    say(f"\nset aside, as nobody's speech ({len(found.aside)}):\n")
    show_table(build_set_aside(found.aside[:ASIDE]), "table")
    if len(found.aside) > ASIDE:
        say(f"… and {len(found.aside) - ASIDE} more; see all with --format json")


def _whole(found: Preview) -> Row:
    return {
        **build_row(found, "path", "study", "reader", "encoding"),
        "transcripts": [_whole_transcript(each) for each in found.transcripts],
        "aside": list_rows(build_set_aside(found.aside)),
        "notes": list(found.notes),
        "problems": [build_problem_row(each) for each in found.problems],
    }


def _whole_transcript(each: PreviewedTranscript) -> Row:
    return {
        "name": each.transcript.name,
        **{name: each.facts[name] for name in ("wave", "group", "date")},
        "attributes": dict(each.transcript.attributes),
        "speakers": list_rows(build_speakers(each.speakers)),
        "turns": list_rows(build_turns(each.transcript.turns)),
    }
