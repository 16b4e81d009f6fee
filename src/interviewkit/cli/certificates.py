"""``interviewkit coding certificates``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from interviewkit.cli.options import look_options, open_study
from interviewkit.cli.show import show_rows
from interviewkit.cli.terminal import say
from interviewkit.wording.numbers import percent


@click.command("certificates")
@click.option("--history", is_flag=True, help="Also those that others have replaced.")
@click.option("--code", "codes", multiple=True, help="Only this code; may be repeated.")
@look_options
def certificates(history: bool, codes: tuple[str, ...], path: str, shape: str) -> None:
    """List what the machine may decide alone, and what was promised of it.

    Two rows a code, one for each decision: "present" from a score up, "absent" from a score
    down. "share" of all turns is decided so; of "judged" such turns, of so many "people", a share
    of "wrong" was, and at most "bound" is. "missed" is the share of the turns having the code
    that are marked absent. "state" is "void" where something that the certificate rested on has
    changed since. Make one with: interviewkit code --selective
    """
    found = open_study(path).certificates(history=history)
    every = [row for each in found for row in each.rows()]
    rows = [row for row in every if not codes or row["code"] in codes]
    if shape != "table":
        show_rows(rows, shape)
        return
    shown = [_short(row, history=history) for row in rows]
    show_rows(shown, shape, empty=_NONE, shares=("share", "missed", "wrong", "bound"))
    for line in dict.fromkeys(_terms(row) for row in rows):
        say(line)
    for line in dict.fromkeys(str(row["void"]) for row in rows if row["void"]):
        say(f"void: {line}; make it anew with: interviewkit code --selective")


_NONE = "nothing was certified yet: interviewkit code --selective"


def _short(row: Mapping[str, object], *, history: bool) -> Mapping[str, object]:
    """A certificate in as many columns as a terminal has room for."""
    names = (
        "code", "decision", "state", "threshold", "share", "missed", "judged", "people", "wrong",
        "bound", "why",
    )  # fmt: skip
    at = {"run": row["run"]} if history else {}
    return {**at, **{name: row[name] for name in names}}


def _terms(row: Mapping[str, Any]) -> str:
    """What was asked for, by whom and when."""
    together = len(row["codes_together"])
    return (
        f"run {row['run']}, {row['at'][:16].replace('T', ' ')}: error of {percent(row['error'])}, "
        f"{percent(row['confidence'])} sure for {together} code{'s' * (together != 1)} together, "
        f"by {row['promise']}"
    )
