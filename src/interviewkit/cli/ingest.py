"""``interviewkit ingest``."""

from __future__ import annotations

import click

from interviewkit.cli.options import open_study, preview_file, step_options
from interviewkit.cli.preview import show_preview
from interviewkit.cli.show import show_outcome


@click.command()
@click.option(
    "--survey-text",
    "columns",
    multiple=True,
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
@step_options
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
        show_preview(preview_file(file, study=path), shape)
        return
    study = open_study(path, quiet=quiet)
    outcome = study.ingest(survey_text=columns, forget_survey_text=forget)
    show_outcome(outcome, shape, quiet=quiet)
