"""``interviewkit coding calibration``."""

from __future__ import annotations

import click

from interviewkit.cli.options import open_study
from interviewkit.cli.show import show_table
from interviewkit.cli.table_option import table_options
from interviewkit.tables.calibration import build_calibration, build_reliability_table


@click.command("calibration")
@click.argument("code", default="")
@click.option("--coder", default="", help="Of this machine coder alone, e.g. one of a package.")
@table_options
def calibration(code: str, coder: str, path: str, shape: str) -> None:
    """Show how far the machine's scores can be trusted, as people judged.

    One row a code: whether it is learnt from people, how many turns were judged and have the
    code, the machine's agreement with people (kappa, 95% interval by participants), the mean
    probability promised against the share that held, and the Brier score (0 is perfect). With a
    CODE: its reliability curve, how often the code held where so much was promised.

    Nothing is learnt anew: run "interviewkit code" after judging more.
    """
    found = open_study(path).calibration(codes=[code] if code else (), coder=coder)
    if code and found and shape != "json":
        show_table(build_reliability_table(found[0]), shape)
    else:
        show_table(build_calibration(found, coder), shape)
