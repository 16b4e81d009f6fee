"""``interviewkit coding calibration``."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict

import click

from interviewkit.cli.options import look_options, open_study
from interviewkit.cli.show import Row, show_json, show_rows
from interviewkit.cli.terminal import say
from interviewkit.model import Calibration

NOTE = (
    "kappa and promises concern turns that people judged; each participant was judged by what\n"
    "was learnt from others. Where promised and held differ much, do not read scores as shares."
)

NOTE_OF_CODER = (
    "kappa and scores concern turns that people judged; silence in a turn that it read counts as 0."
)


@click.command("calibration")
@click.argument("code", default="")
@click.option("--coder", default="", help="Of this machine coder alone, e.g. one of a package.")
@look_options
def calibration(code: str, coder: str, path: str, shape: str) -> None:
    """Show how far the machine's scores can be trusted, as people judged.

    One row a code: whether it is learnt from people, how many turns were judged and have the
    code, the machine's agreement with people (kappa, 95% interval by participants), the mean
    probability promised against the share that held, and the Brier score (0 is perfect). With a
    CODE: its reliability curve, how often the code held where so much was promised.

    Nothing is learnt anew: run "interviewkit code" after judging more.
    """
    rows = open_study(path).calibration(codes=[code] if code else (), coder=coder)
    if shape == "json":
        show_json([asdict(each) for each in rows])
    elif code:
        show_rows(
            _curve(rows),
            shape,
            empty="nobody has judged a turn that the machine scored",
            shares=("promised", "held", "low", "high"),
        )
    else:
        shares = ("promised", "held")
        shown = [_row(each) for each in rows]
        show_rows(shown, shape, empty="nothing judged yet", shares=shares)
        if shape == "table":
            say(f"\n{NOTE_OF_CODER if coder else NOTE}")


def _row(each: Calibration) -> Row:
    interval = each.interval
    return {
        "code": each.code,
        "learnt": "yes" if each.learnt else "no",
        "judged": each.judged,
        "found": each.found,
        "given": each.given,
        "people": each.people,
        "kappa": each.kappa,
        "low": interval.low if interval else math.nan,
        "high": interval.high if interval else math.nan,
        "promised": each.promised,
        "held": each.held,
        "brier": each.brier,
    }


def _curve(rows: Sequence[Calibration]) -> list[Row]:
    return [
        {
            "score from": bin.low,
            "to": bin.high,
            "turns": bin.n,
            "promised": bin.predicted,
            "held": bin.observed,
            "low": bin.interval.low,
            "high": bin.interval.high,
        }
        for each in rows
        for bin in each.curve
    ]
