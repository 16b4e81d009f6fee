"""``interviewkit init``."""

from __future__ import annotations

import shlex

import click

from interviewkit.cli.terminal import say


@click.command()
@click.argument("folder", default=".")
def init(folder: str) -> None:
    """Start a study in FOLDER (default: here).

    Writes a commented study.toml, a codebook to fill in, and the folders for transcripts and
    survey: all of it or nothing. What is there already stays as it is.
    """
    from interviewkit.study import Study

    for path in Study.init(folder):
        say(f"made {path}")
    say(_next(folder))


def _next(folder: str) -> str:
    """The way from here to a report."""
    steps: tuple[str, ...] = (
        "put transcripts into transcripts/, and a survey, if there is one, into surveys/",
        "write your codes into codebooks/codebook.yaml; until then nothing is coded",
        "run it all, as often as you like: interviewkit run",
    )
    if folder != ".":
        steps = (f"go there: cd {shlex.quote(folder)}", *steps)
    return "\n".join(["Next:", *(f"  {n}. {step}" for n, step in enumerate(steps, start=1))])
