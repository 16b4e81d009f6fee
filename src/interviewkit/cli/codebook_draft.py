"""``interviewkit codebook draft``."""

from __future__ import annotations

from dataclasses import asdict

import click

from interviewkit.cli.code_asking import show_plan
from interviewkit.cli.options import (
    add_force_option,
    add_format_option,
    add_quiet_option,
    add_study_option,
    open_study,
)
from interviewkit.cli.show import build_problem_row, show_json, show_problems
from interviewkit.cli.terminal import say


@click.command("draft")
@click.option(
    "--n",
    type=click.IntRange(1, 1000),
    default=60,
    show_default=True,
    metavar="PASSAGES",
    help="How many passages are sent, of as many people as can be.",
)
@click.option("--out", default="", metavar="FILE", help="Write the draft there, as a codebook.")
@click.option("--dry-run", is_flag=True, help="Show what would be asked; send nothing.")
@add_force_option
@add_study_option
@add_format_option("table", "json")
@add_quiet_option
def draft_codes(
    n: int, out: str, dry_run: bool, force: bool, path: str, shape: str, quiet: bool
) -> None:
    """Have a language model propose codes from a sample of passages.

    The model of [coding.llm] in study.toml is sent passages by chance, one of every person before
    a second of anybody. It proposes codes with definition, include, exclude and quotes; quotes
    that do not stand in their passage are left out, and codes without any. The draft is printed,
    or written with --out. Nothing of it goes into the codebook by itself.
    """
    study = open_study(path, quiet=quiet, force=force)
    if dry_run:
        show_plan(study.plan_draft(n=n), shape)
        return
    draft = study.draft_codebook(n=n, out=out)
    if shape == "json":
        facts = {name: each for name, each in asdict(draft).items() if name != "problems"}
        show_json({**facts, "problems": [build_problem_row(each) for each in draft.problems]})
        return
    if not out and draft.codes:
        for line in draft.text.splitlines():
            say(line)
    for line in () if quiet else draft.says:
        say(line, err=not out)
    show_problems(() if quiet else draft.problems)
