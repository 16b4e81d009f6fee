"""``interviewkit codebook``."""

from __future__ import annotations

import click

from interviewkit.cli.options import NounGroup, look_options, open_study
from interviewkit.cli.show import problem_row, show_problems, show_rows
from interviewkit.cli.terminal import say
from interviewkit.errors import CodebookError


@click.group(cls=NounGroup)
def codebook() -> None:
    """Look at codebooks: what they say, what is wrong, what changed."""


@codebook.command("list")
@look_options
def list_(path: str, shape: str) -> None:
    """List the codes of the study's codebook."""
    found, problems = open_study(path).codebook()
    rows = [
        {
            "code": code.id,
            "label": code.label,
            "theme": code.theme,
            "polarity": " ".join(code.polarity),
            "examples": len(code.examples),
            "near_misses": len(code.near_misses),
            "patterns": len(code.patterns),
            "version": code.version,
        }
        for code in found.codes
    ]
    show_rows(rows, shape, empty="the codebook has no codes")
    show_problems(problems)


@codebook.command("show")
@click.argument("code_id", metavar="[CODE]", default="")
@look_options
def show(code_id: str, path: str, shape: str) -> None:
    """Show the codebook, or one CODE of it, as a coder reads it."""
    found, _ = open_study(path).codebook()
    if code_id and code_id not in found.code_ids:
        raise CodebookError(
            f"there is no code {code_id!r}", hint=f"known: {', '.join(found.code_ids)}"
        )
    codes = [code for code in found.codes if code_id in ("", code.id)]
    rows = [
        {
            "code": code.id,
            "label": code.label,
            "definition": code.definition,
            "include": list(code.include),
            "exclude": list(code.exclude),
            "examples": [example.text for example in code.examples],
            "near_misses": [example.text for example in code.near_misses],
            "patterns": [str(pattern.match) for pattern in code.patterns],
        }
        for code in codes
    ]
    if shape != "table":
        show_rows(rows, shape)
        return
    say(f"{found.name}, version {found.declared or '–'} ({found.version})")
    for row in rows:
        say(f"\n{row['label']} ({row['code']})\n  {row['definition']}")
        for part in ("include", "exclude", "examples", "near_misses", "patterns"):
            items = row[part]
            if isinstance(items, list) and items:
                say(f"  {part.replace('_', ' ')}:")
                for item in items:
                    say(f"    - {item}")


@codebook.command("check")
@click.argument("file", default="")
@look_options
@click.pass_context
def check(ctx: click.Context, file: str, path: str, shape: str) -> None:
    """Say what is missing or contradictory in a codebook, with lines.

    Without FILE the study's own codebook. Each pattern is compiled and tried: an example that
    no rule of its code reaches and a near miss that one does are told. Exits with 1 where the
    codebook cannot be applied.
    """
    problems = open_study(path).check_codebook(file)
    rows = [problem_row(problem) for problem in problems]
    if shape == "table":
        for problem in problems:
            say(f"{'problem' if problem.fatal else 'note'}: {problem}")
        say(f"{len(problems)} found" if problems else "nothing to mend")
    else:
        show_rows(rows, shape)
    if any(problem.fatal for problem in problems):
        ctx.exit(1)


@codebook.command("diff")
@click.argument("before")
@click.argument("after")
@look_options
def diff(before: str, after: str, path: str, shape: str) -> None:
    """Say what changed from the codebook BEFORE to the codebook AFTER."""
    rows = open_study(path).diff_codebooks(before, after)
    show_rows(rows, shape, empty="no change that matters")
