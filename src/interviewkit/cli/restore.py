"""``interviewkit restore``."""

from __future__ import annotations

import click

from interviewkit.cli.options import add_quiet_option, open_study, table_options
from interviewkit.cli.show import show_outcome, show_table
from interviewkit.tables.material.study import build_backups


@click.command()
@click.argument("name", default="")
@table_options
@add_quiet_option
def restore(name: str, path: str, shape: str, quiet: bool) -> None:
    """List backups of study.db, or put the one of NAME back.

    A backup is made before whatever takes the place of something: an import, transcripts that
    changed or went, a codebook that lost codes, a new version's tables, and a restore. They lie
    in backups/, readable for their owner alone. The newest ten stay, the newest of each of the
    last 14 days, and the last three from before new tables.

    NAME may be its beginning. What stands in study.db is backed up first, and kept whatever it
    is; restoring works also where study.db is damaged or gone.
    """
    study = open_study(path, quiet=quiet)
    if name:
        show_outcome(study.restore(name), shape, quiet=quiet)
        return
    show_table(build_backups(study.backups()), shape)
