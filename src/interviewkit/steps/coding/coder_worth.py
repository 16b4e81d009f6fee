"""What each coder is worth here: its agreement with people, over all codes that it reads for."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from interviewkit.model import Codebook, Coding, Interval
from interviewkit.steps.coding.learn import LEARNED, Lessons
from interviewkit.steps.site import Site
from interviewkit.wording.numbers import add_interval, decimal, decimal_range

if TYPE_CHECKING:
    from interviewkit.model import Calibration


def measure_worth(
    site: Site,
    codebook: Codebook,
    lessons: Lessons,
    proposals: Mapping[str, Sequence[Coding]],
    reads: Callable[[str], tuple[str, ...]],
    read: Callable[[str], Collection[int]],
) -> dict[str, Mapping[str, float | None]]:
    """Coder → judged units (a turn and a code each), kappa with people, interval by participants.

    ``reads`` tells for which codes a coder reads, an empty one meaning all, and ``read`` which
    turns. What the machine learnt of a participant it learnt from others, so it is measured on
    people new to it as well.
    """
    if not lessons:
        return {}
    found: dict[str, Mapping[str, float | None]] = {}
    for name, codings in proposals.items():
        codes = [code for code in codebook.code_ids if {"", code} & {*reads(name)}]
        row = _row(site, lessons, codings, codes, read(name)) if name != LEARNED else None
        if row is not None and row.judged:
            low, high = (row.interval.low, row.interval.high) if row.interval else (None, None)
            kappa = None if math.isnan(row.kappa) else row.kappa
            found[name] = {"judged": row.judged, "kappa": kappa, "low": low, "high": high}
    return found


def describe_worth(worth: Mapping[str, Mapping[str, float | None]]) -> tuple[str, ...]:
    """One line that sets the coders side by side; none where nobody judged anything."""
    told = []
    for name, row in worth.items():
        kappa, low, high = row["kappa"], row["low"], row["high"]
        figure = "not defined" if kappa is None else decimal(kappa)
        ends = None if low is None or high is None else Interval(low, high)
        told.append(f"{name} {add_interval(figure, decimal_range(ends))}")
    return (f"kappa with people, all codes together: {', '.join(told)}",) if told else ()


def _row(
    site: Site,
    lessons: Lessons,
    codings: Sequence[Coding],
    codes: Sequence[str],
    read: Collection[int],
) -> Calibration:
    """People and coder over units that are a turn and a code, numbered."""
    from interviewkit.findings.certifying.score_calibration import measure_calibration

    n = len(codes)
    held = {
        turn * n + place: share
        for place, code in enumerate(codes)
        for turn, share in lessons.verdicts(code).items()
        if turn in read
    }
    number = {code: place for place, code in enumerate(codes)}
    given = {
        (each.passage.turn.id or 0) * n + number[each.code]
        for each in codings
        if each.holds and each.code in number
    }
    scores = {unit: float(unit in given) for unit in held}
    speakers = {unit: lessons.speaker_of.get(unit // n, f"turn {unit // n}") for unit in held}
    return measure_calibration("", held, scores, given, speakers, seed=site.settings.study.seed)
