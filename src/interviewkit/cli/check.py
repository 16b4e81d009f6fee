"""``interviewkit check``."""

from __future__ import annotations

import click

from interviewkit.cli.options import open_study, table_options
from interviewkit.cli.show import show_table
from interviewkit.cli.terminal import say
from interviewkit.model.keeping import WRONG
from interviewkit.tables.material.study import build_checked


@click.command()
@click.option(
    "--repair",
    is_flag=True,
    help="Mend what is safe to mend, after a backup: caches, machine work, files open to others.",
)
@table_options
def check(repair: bool, path: str, shape: str) -> None:
    """Look a study over, and say what is wrong with it and what to do.

    The pages, tables and cells of study.db, whether every passage fits its turn and every turn
    the file that it came from, what study.toml names, codes and coders, who may read the files,
    and whether the backups can be put back. Nothing is changed, unless with --repair.

    Exit code 1: something is wrong.
    """
    found = open_study(path).check(repair=repair)
    table = build_checked(found)
    if shape != "table":
        show_table(table, shape)
    else:
        for each in found:
            say(f"{each.state:<6} {each.what}" + (f"\n{'':<9}{each.hint}" if each.hint else ""))
        say(table.notes[0])
    if any(each.state == WRONG for each in found):
        raise SystemExit(1)
