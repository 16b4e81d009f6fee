"""``interviewkit coding prevalence``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from interviewkit.cli.options import look_options, open_study
from interviewkit.cli.show import show_rows
from interviewkit.cli.terminal import harmless, say
from interviewkit.model import (
    PEOPLE_LIKE_THESE,
    THESE_CONVERSATIONS,
    Corrected,
    CorrectedDifference,
)
from interviewkit.wording.numbers import (
    add_interval,
    fine_percent,
    fine_range,
    points,
    points_range,
)

ABOUT = {"people": PEOPLE_LIKE_THESE, "conversations": THESE_CONVERSATIONS}


@click.command("prevalence")
@click.argument("names", nargs=-1, metavar="[CODE]...")
@click.option(
    "--unit",
    type=click.Choice(["turn", "participant"]),
    default="turn",
    show_default=True,
    help="A share of turns, or of people who voiced it at least once.",
)
@click.option("--by", type=click.Choice(["segment"]), default=None, help="Apart by segment.")
@click.option("--wave", is_flag=True, help="Apart by wave.")
@click.option(
    "--differences", is_flag=True, help="How much segments and waves differ, instead of shares."
)
@click.option(
    "--about",
    type=click.Choice(list(ABOUT)),
    default="people",
    show_default=True,
    help="Whether people stand for others like them, or only what was said here is meant.",
)
@look_options
def prevalence(
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
            found = [row for row in found if _is_plain(row)]
        rows = [_difference(row, shape) for row in found]
        show_rows(rows, shape, empty="there is one wave at most and no segment with people in it")
        return
    shares = study.corrected(
        *names, unit=unit, segments=by is not None, waves=wave, about=ABOUT[about]
    )
    show_rows([_share(row, shape, bool(by), wave) for row in shares], shape)
    if shape == "table":
        for line in _remarks(shares):
            say(line)


def _is_plain(row: CorrectedDifference) -> bool:
    return {row.start[1], row.to[1]} == {""} or {row.start[0], row.to[0]} == {""}


def _share(row: Corrected, shape: str, by: bool, wave: bool) -> dict[str, object]:
    where: dict[str, object] = {"code": row.of}
    where |= {"segment": row.segment or "everyone"} if by else {}
    where |= {"wave": row.wave or "all"} if wave else {}
    if shape == "table":
        return where | {
            "naive": fine_percent(row.naive),
            "corrected": add_interval(fine_percent(row.share), fine_range(row.interval)),
            "alone": add_interval(fine_percent(row.alone), fine_range(row.alone_interval)),
            "judged": f"{row.audited} of {row.units}",
            "to halve": row.to_halve,
        }
    bounds = row.bounds
    return {
        "code": row.of,
        "unit": row.unit,
        "segment": row.segment,
        "wave": row.wave,
        "naive": row.naive,
        "corrected": row.share,
        "low": row.interval.low,
        "high": row.interval.high,
        "alone": row.alone,
        "alone_low": row.alone_interval.low,
        "alone_high": row.alone_interval.high,
        "units": row.units,
        "judged": row.audited,
        "people": row.people,
        "trust": row.trust,
        "to_halve": row.to_halve,
        "at_least": bounds.low if bounds else None,
        "at_most": bounds.high if bounds else None,
        "about": row.about,
        "method": row.method,
        "note": row.why,
    }


def _difference(row: CorrectedDifference, shape: str) -> dict[str, object]:
    if shape == "table":
        return {
            "code": row.of,
            "from": _place(row.start),
            "to": _place(row.to),
            "naive": points(row.naive),
            "corrected": points(row.value),
            "interval": points_range(row.interval),
            "note": row.why,
        }
    return {
        "code": row.of,
        "unit": row.unit,
        "from_segment": row.start[0],
        "from_wave": row.start[1],
        "to_segment": row.to[0],
        "to_wave": row.to[1],
        "naive": row.naive,
        "corrected": row.value,
        "low": row.interval.low,
        "high": row.interval.high,
        "method": row.method,
        "note": row.why,
    }


def _remarks(rows: Sequence[Corrected]) -> Iterator[str]:
    """Under the table: what must be known to read it, each once, with whom it is about."""
    told: dict[str, list[str]] = {}
    parts = [row for row in rows if row.segment or row.wave]
    for row in rows:
        for note in () if row in parts else filter(None, (row.why, _bounds(row))):
            told.setdefault(note, []).append(row.of)
    careful = [row for row in parts if row.why]
    if told or careful:
        yield ""
    for note, codes in told.items():
        yield harmless(f"{', '.join(codes)}: {note}")
    if careful:
        yield (
            f"{len(careful)} of {len(parts)} rows of segments and waves rest on few judgements or "
            "few people, or on none: --format csv says which, in the column note."
        )


def _bounds(row: Corrected) -> str:
    if row.bounds is None or (not row.bounds.low > 0 and not row.bounds.high < 1):
        return ""
    return f"of the participants here, {fine_range(row.bounds)} can have voiced it"


def _place(place: tuple[str, str]) -> str:
    return " ".join(filter(None, place)) or "everyone"
