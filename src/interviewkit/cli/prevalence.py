"""``interviewkit coding prevalence``."""

from __future__ import annotations

import click

from interviewkit.cli.options import choice_option, open_study, table_options
from interviewkit.cli.show import show_table
from interviewkit.model import PEOPLE_LIKE_THESE, THESE_CONVERSATIONS
from interviewkit.tables.findings.prevalence import build_differences, build_prevalence

ABOUT = {"people": PEOPLE_LIKE_THESE, "conversations": THESE_CONVERSATIONS}


@click.command("prevalence")
@click.argument("names", nargs=-1, metavar="[CODE]...")
@choice_option(
    "--unit",
    of=["turn", "participant"],
    default="turn",
    help="A share of turns, or of people who voiced it at least once.",
)
@choice_option("--by", of=["segment"], help="Apart by segment.")
@click.option("--wave", is_flag=True, help="Apart by wave.")
@click.option(
    "--differences", is_flag=True, help="How much segments and waves differ, instead of shares."
)
@choice_option(
    "--about",
    of=ABOUT,
    default="people",
    help="Whether people stand for others like them, or only what was said here is meant.",
)
@table_options
def show_prevalence(
    names: tuple[str, ...],
    unit: str,
    by: str | None,
    wave: bool,
    differences: bool,
    about: str,
    path: str,
    shape: str,
) -> None:
    """Say how common each CODE (or theme) is, corrected for what the machine gets wrong.

    Counting a machine's codings gives a wrong share with a short interval around it. People's
    verdicts on turns that were drawn by chance give a right one, and the machine's scores make
    its interval shorter. Without a CODE all codes are told.

    \b
    naive      what counting the machine's codings says
    corrected  the share that stays right although the machine errs, with its 95% interval
    alone      what the judged turns (or people) say without the machine
    judged     how many were judged, of how many
    to halve   about how many more to judge for half the interval; – where none would do

    Verdicts count from turns drawn by chance only: the random part of every review queue,
    "review assign", and codings imported with --chance. What people settled as consensus stands;
    elsewhere the majority of those who read a turn. "--unit participant" needs some people of
    whom every turn was judged: "review assign --participants N". docs/corrected-prevalence.md
    tells how it is computed and how far it was held against known truths.
    """
    study = open_study(path)
    if differences:
        either = by or wave
        found = study.corrected_differences(
            *names,
            unit=unit,
            segments=bool(by or not either),
            waves=bool(wave or not either),
            about=ABOUT[about],
        )
        if not either:  # segments over all waves, and waves for everyone
            found = [
                r for r in found if not (any((r.start[0], r.to[0])) and any((r.start[1], r.to[1])))
            ]
        show_table(build_differences(found), shape)
        return
    apart = by is not None
    shares = study.corrected(*names, unit=unit, segments=apart, waves=wave, about=ABOUT[about])
    show_table(build_prevalence(shares, segments=apart, waves=wave), shape)
