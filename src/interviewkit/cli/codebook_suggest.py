"""``interviewkit codebook suggest``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from interviewkit.cli.codebook_change import carry_out, change_options
from interviewkit.cli.options import open_study
from interviewkit.cli.show import show_table
from interviewkit.cli.terminal import say
from interviewkit.errors import CodebookError
from interviewkit.model import Suggestion
from interviewkit.tables.material.suggestions import build_suggestions


@click.command("suggest")
@click.argument("codes", nargs=-1)
@click.option(
    "--most",
    type=click.IntRange(1, 50),
    default=5,
    show_default=True,
    help="So many of a kind for each code.",
)
@click.option("--take", "numbers", metavar="N[,N]", help="Write these into the codebook.")
@change_options
def suggest_some(
    codes: tuple[str, ...], most: int, numbers: str | None, path: str, **how: Any
) -> None:
    """Suggest examples, near misses and patterns for CODES from what people judged.

    Examples are what people coded, near misses what they rejected or read without the code,
    patterns words that set the two apart, said by three participants or more. Nothing enters by
    itself: --take writes what you choose, and it can be undone. Their words are participants' own.
    """
    study = open_study(path)
    found = study.suggest(codes, most=most)
    if numbers is None:
        show_table(build_suggestions(found), how["shape"])
        return
    chosen = _choose(found, numbers, " ".join(["suggest", *codes, f"--most {most}"]))
    for each in chosen if how["shape"] == "table" else ():
        say(f"{each.number}. {each.kind} of {each.code}: {each.text}", err=True)
    for code in dict.fromkeys(each.code for each in chosen):
        theirs = [each for each in chosen if each.code == code]
        carry_out(lambda theirs=theirs, **more: study.take_suggestions(theirs, **more)[0], how)


def _choose(found: Sequence[Suggestion], numbers: str, listed: str) -> list[Suggestion]:
    try:
        wanted = [int(each) for each in numbers.split(",") if each.strip()]
    except ValueError:
        raise click.BadParameter(
            f"{numbers!r} are no numbers, as 1,4", param_hint="--take"
        ) from None
    known = {each.number: each for each in found}
    unknown = [each for each in wanted if each not in known]
    if unknown or not wanted:
        told = f"there is no suggestion {unknown[0]}" if unknown else "nothing was chosen"
        hint = f"there are {len(found)}; see them with: interviewkit codebook {listed}"
        raise CodebookError(told, hint=hint)
    return [known[each] for each in dict.fromkeys(wanted)]
