"""``interviewkit restore``."""

from __future__ import annotations

from collections.abc import Mapping

import click

from interviewkit.cli.options import open_study, step_options
from interviewkit.cli.show import show_outcome, show_rows
from interviewkit.cli.terminal import say
from interviewkit.wording.numbers import decimal


@click.command()
@click.argument("name", default="")
@step_options
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
    found = study.backups()
    if shape == "json":
        show_rows([each.row() for each in found], shape)
        return
    rows = [
        {
            "name": each.name,
            "MB": round(each.size / 1e6, 1),
            "holds": each.damage or _in_words(each.work),
        }
        for each in found
    ]
    show_rows(rows, shape, empty="there are no backups yet")
    if found and shape == "table":
        total = sum(each.size for each in found) / 1e6
        say(f"{decimal(total, 1)} MB in all; put one back with: interviewkit restore NAME")


def _in_words(work: Mapping[str, Mapping[str, int]]) -> str:
    """What each person did: ``ana 12 codings, 30 read``."""
    said = [
        f"{name} " + ", ".join(f"{n} {what.replace('_', ' ')}" for what, n in counts.items())
        for name, counts in sorted(work.items())
    ]
    return "; ".join(said) or "no work of people"
