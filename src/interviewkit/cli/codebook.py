"""``interviewkit codebook``."""

from __future__ import annotations

import click

from interviewkit.cli.codebook_change import COMMANDS
from interviewkit.cli.codebook_draft import draft_codes
from interviewkit.cli.codebook_suggest import suggest_some
from interviewkit.cli.options import NounGroup, open_study, table_options
from interviewkit.cli.show import show_problems, show_table
from interviewkit.cli.terminal import say
from interviewkit.errors import CodebookError
from interviewkit.model import Code
from interviewkit.tables.material.codebook import (
    build_changes,
    build_codebook,
    build_codes,
    build_problems,
)
from interviewkit.wording.numbers import fine_percent


@click.group(cls=NounGroup)
def codebook() -> None:
    """Look at the codebook, check it, and change it with what rests on it."""


for command in (*COMMANDS, draft_codes, suggest_some):
    codebook.add_command(command)


@codebook.command("list")
@table_options
def show_codes(path: str, shape: str) -> None:
    """List the codes of the study's codebook."""
    found, problems = open_study(path).codebook()
    show_table(build_codes(found.codes), shape)
    show_problems(problems)


@codebook.command("show")
@click.argument("code_id", metavar="[CODE]", default="")
@table_options
def show_code(code_id: str, path: str, shape: str) -> None:
    """Show the codebook, or one CODE of it, as a coder reads it."""
    found, _ = open_study(path).codebook()
    if code_id and code_id not in found.code_ids:
        raise CodebookError(
            f"there is no code {code_id!r}", hint=f"known: {', '.join(found.code_ids)}"
        )
    codes = [code for code in found.codes if code_id in ("", code.id)]
    if shape != "table":
        show_table(build_codebook(codes), shape)
        return
    beside = f", patterns in {found.patterns_file}" if found.patterns_file else ""
    say(f"{found.name}, version {found.declared or '–'} ({found.version}){beside}")
    for group in found.exclusive_groups:
        if code_id in ("", *group):
            say(f"one turn has at most one of: {', '.join(group)}")
    for code in codes:
        _say_code(code)


@codebook.command("check")
@click.argument("file", default="")
@table_options
@click.pass_context
def check_one_codebook(ctx: click.Context, file: str, path: str, shape: str) -> None:
    """Say what is missing or contradictory in a codebook, with lines.

    Without FILE the study's own codebook. Patterns are tried on the codebook's own sentences: it
    is told which example no pattern of its code finds, and which near miss one does find. Exit
    code 1: the codebook cannot be applied.
    """
    problems = open_study(path).check_codebook(file)
    if shape == "table":
        for problem in problems:
            say(f"{'problem' if problem.fatal else 'note'}: {problem}")
        say(f"{len(problems)} found" if problems else "nothing to mend")
    else:
        show_table(build_problems(problems, "What to mend in the codebook"), shape)
    if any(problem.fatal for problem in problems):
        ctx.exit(1)


@codebook.command("diff")
@click.argument("before")
@click.argument("after")
@table_options
def show_changes(before: str, after: str, path: str, shape: str) -> None:
    """Say what changed from the codebook BEFORE to the codebook AFTER."""
    show_table(build_changes(open_study(path).diff_codebooks(before, after)), shape)


def _say_code(code: Code) -> None:
    """A code as a coder reads it."""
    say(f"\n{code.label} ({code.id})\n  {code.definition}")
    if code.prevalence is not None:
        say(f"  expected in {fine_percent(code.prevalence)} of the participants' turns")
    parts = {
        "include": code.include,
        "exclude": code.exclude,
        "examples": [each.text for each in code.examples],
        "near misses": [each.text for each in code.near_misses],
        "patterns": [each.match for each in code.patterns],
    }
    for name, items in parts.items():
        if items:
            say(f"  {name}:")
        for item in items:
            say(f"    - {item}")
