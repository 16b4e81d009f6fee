"""``interviewkit coding certificates``."""

from __future__ import annotations

import click

from interviewkit.cli.options import open_study
from interviewkit.cli.show import show_table
from interviewkit.cli.table_option import table_options
from interviewkit.tables.certificates import build_certificates


@click.command("certificates")
@click.option("--history", is_flag=True, help="Also those that others have replaced.")
@click.option("--code", "codes", multiple=True, help="Only this code; may be repeated.")
@table_options
def certificates(history: bool, codes: tuple[str, ...], path: str, shape: str) -> None:
    """List what the machine may decide alone, and what was promised of it.

    Two rows a code: from which score up the machine marks a turn as having it ("present"), and
    from which score down as not having it ("absent"). Under the table stands what its columns
    say. Make certificates with: interviewkit code --selective
    """
    found = open_study(path).certificates(history=history)
    show_table(build_certificates(found, codes, history=history), shape)
