"""``interviewkit check``."""

from __future__ import annotations

import click

from interviewkit.cli.options import look_options, open_study
from interviewkit.cli.show import show_rows
from interviewkit.cli.terminal import say


@click.command()
@click.option(
    "--repair",
    is_flag=True,
    help="Mend what is safe to mend, after a backup: caches, machine work, rights of others.",
)
@look_options
def check(repair: bool, path: str, shape: str) -> None:
    """Look a study over, and say what is wrong with it and what to do.

    The pages, tables and cells of study.db, whether every passage fits its turn and every turn
    the file that it came from, what study.toml names, codes and coders, who may read the files,
    and whether the backups can be put back. Nothing is changed, unless with --repair.

    Exit code 1: something is wrong.
    """
    found = open_study(path).check(repair=repair)
    wrong = sum(each.state == "wrong" for each in found)
    if shape != "table":
        show_rows([each.row() for each in found], shape)
    else:
        for each in found:
            say(f"{each.state:<6} {each.what}")
            if each.hint:
                say(f"{'':<6}   {each.hint}")
        say(f"{wrong} thing{'s are' if wrong != 1 else ' is'} wrong" if wrong else "all is well")
    if wrong:
        raise SystemExit(1)
