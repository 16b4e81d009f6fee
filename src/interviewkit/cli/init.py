"""``interviewkit init``."""

from __future__ import annotations

import shlex

import click

from interviewkit.cli.terminal import say


@click.command()
@click.argument("folder", default=".")
@click.option("--example", is_flag=True, help="A whole study to play with, in a new FOLDER.")
def init(folder: str, example: bool) -> None:
    """Start a study in FOLDER (default: here).

    Writes a commented study.toml, a codebook to fill in, and the folders for transcripts and
    survey: all of it or nothing. What is there already stays as it is.

    With --example: eight focus groups, a survey, a codebook, what two coders found, and texts of
    an analyst. All of it is illustrative and nobody's data.
    """
    from interviewkit.study import Study

    made = Study.init(folder, example=example)
    if example:
        say(f"made {len(made)} files and folders in {folder}")
    else:
        for path in made:
            say(f"made {path}")
    say(_next(folder, example=example))


def _next(folder: str, *, example: bool) -> str:
    """The way from here to a report."""
    steps: tuple[str, ...] = (
        (
            "run it all: interviewkit run",
            "read the report: reports/report.html",
            "look around in the browser: interviewkit serve",
        )
        if example
        else (
            "put transcripts into transcripts/, and a survey, if there is one, into surveys/",
            "write your codes into codebooks/codebook.yaml; until then nothing is coded",
            "run it all, as often as you like: interviewkit run",
        )
    )
    if folder != ".":
        steps = (f"go there: cd {shlex.quote(folder)}", *steps)
    return "\n".join(["Next:", *(f"  {n}. {step}" for n, step in enumerate(steps, start=1))])
