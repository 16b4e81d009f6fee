"""Where a machine may code alone: thresholds whose errors stay below a bound."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from interviewkit.findings.audit import Audit, Units, turn_units
from interviewkit.findings.clustered import Array
from interviewkit.findings.error_bound import Tally, error_bound, judgements_missing
from interviewkit.model import CLASSES, DECISIONS, NO, YES, Certificate, Selective

PROMISES = (DECISIONS, CLASSES)
SHARES = np.arange(0.025, 1.0001, 0.025)
"""The shares of all turns at which a threshold is tried."""

LIKELY, NARROW = 0.75, 0.25
"""How the risk is divided between the two places where a search for a threshold begins."""

BANDS = np.array([0.5, 0.6, 0.7, 0.8, 0.9])
"""For the promise by class: decide from this score up, and from one minus it down."""

ASSUMPTION = (
    "judged turns were drawn by chance; the people stand for others like them; the machine had"
    " not learned from these people; one person's errors correlate at most as in this sample,"
    " or .30 while it shows few"
)


@dataclass(frozen=True, slots=True)
class _Line:
    """Candidate thresholds for one decision, narrow to wide; arrays of the shape (candidates,)."""

    decision: str
    thresholds: Array
    shares: Array
    tally: Tally
    expected: Array


def certify(
    audits: Sequence[Audit],
    error: float = 0.10,
    confidence: float = 0.95,
    promise: str = DECISIONS,
) -> list[Selective]:
    """Per code, the scores at which the machine may decide alone, each with its certificate.

    With ``promise="decisions"``: of the turns that the machine marks as having the code, and
    likewise of those that it marks as not having it, at most ``error`` are wrong, and at most
    half as many as would be if it marked all turns so: else "absent" could be promised of every
    rare code without looking. With ``"classes"``: of the turns that it decides and that *have*
    the code at most ``error`` are wrong, and likewise of those that lack it; this takes many
    judged turns that have it. Each implies that at most ``error`` of all that it decides is wrong.

    All promises of one call hold together with probability ``confidence``: the risk is divided
    over codes and decisions (Bonferroni). Along the thresholds of a decision it is not divided:
    they are tried one after the other, wider and wider, until the first that fails (fixed
    sequence testing: A. N. Angelopoulos et al. 2021, Learn then test, arXiv:2110.01052), beginning
    at two places that are chosen from scores alone: where the machine's own scores promise the
    lowest bound, and where the judged turns first suffice. No verdict takes part in that choice,
    so all judged people certify. People, not turns, are counted: see :func:`error_bound`.

    Raises:
        ValueError: no such promise, or a bound or confidence that is not between 0 and 1.
    """
    if promise not in PROMISES:
        raise ValueError(f"{promise!r} is no promise; it is one of {', '.join(PROMISES)}")
    if not (0 < error < 1 and 0 < confidence < 1):
        raise ValueError(f"error {error} and confidence {confidence} lie between 0 and 1")
    blank = Certificate(
        code="",
        decision="",
        threshold=None,
        share=0.0,
        judged=0,
        people=0,
        wrong=math.nan,
        bound=1.0,
        error=error,
        confidence=confidence,
        promise=promise,
        assumption=ASSUMPTION,
    )
    delta = (1 - confidence) / max(len(audits), 1)
    by = _by_decision if promise == DECISIONS else _by_class
    return [by(audit, replace(blank, code=audit.code), delta) for audit in audits]


def _by_decision(audit: Audit, blank: Certificate, delta: float) -> Selective:
    units = turn_units(audit)
    total = units.weight.sum()
    has = float((units.weight * units.found).sum() / total) if total else 0.0
    up, down = _line(units, YES), _line(units, NO)
    limits = {YES: min(blank.error, (1 - has) / 2), NO: min(blank.error, has / 2)}
    yes, no = (_walk(line, limits[line.decision], delta / 2) for line in (up, down))
    i, j = _apart(up, yes, down, no)
    n = int(units.audited.sum())
    return Selective(
        audit.code,
        _written(blank, up, i, yes, limits[YES], delta / 2, n),
        _written(blank, down, j, no, limits[NO], delta / 2, n),
    )


def _line(units: Units, decision: str) -> _Line:
    """Thresholds at even shares of all turns, with what the judged turns say of each."""
    sign = 1.0 if decision == YES else -1.0
    score = sign * units.score
    n = score.size
    ordered = np.sort(score)[::-1]
    at = np.unique(ordered[np.ceil(SHARES * n).astype(int).clip(1, n) - 1])[::-1] if n else score
    reached = score >= at[:, None]
    wrong = 1 - units.found if decision == YES else units.found
    size = np.maximum(reached.sum(1), 1)
    doubt = np.clip(1 - units.score if decision == YES else units.score, 0, 1)
    return _Line(
        decision,
        thresholds=sign * at,
        shares=reached.sum(1) / max(n, 1),
        tally=_tally(units, reached, reached * wrong),
        expected=(reached * doubt).sum(1) / size,
    )


def _tally(units: Units, decided: NDArray[np.generic], wrong: NDArray[np.generic]) -> Tally:
    """Sums per person for every candidate; arguments of the shape (candidates, units)."""
    judged = units.audited
    people = np.eye(int(units.cluster.max(initial=-1)) + 1)[units.cluster[judged]]
    w = units.weight[judged]
    d, e = decided[:, judged].astype(float), wrong[:, judged].astype(float)
    return Tally((d * w) @ people, (e * w) @ people, (d * w * w) @ people, (e * w * w) @ people)


def _walk(line: _Line, limit: float, delta: float) -> dict[int, float]:
    """The candidates whose error is below the limit, each with its bound."""
    likely = _expected_bound(line, line.expected, delta)
    enough = _expected_bound(line, np.zeros_like(line.expected), delta) <= limit
    if not enough.any():
        return {}
    starts = {int(np.argmin(likely)): LIKELY, int(np.argmax(enough)): NARROW}
    risk = 1.0 if len(starts) == 1 else None
    passed: dict[int, float] = {}
    for start, part in starts.items():
        _, bounds = error_bound(line.tally, delta * (risk or part))
        for place in range(start, len(bounds)):
            if bounds[place] > limit:
                break
            passed[place] = min(float(bounds[place]), passed.get(place, 1.0))
    return passed


def _expected_bound(line: _Line, rate: Array, delta: float) -> Array:
    """The bound if judged decisions were wrong at this rate, alike in everybody: no verdict."""
    t = line.tally
    return error_bound(
        Tally(t.decided, t.decided * rate[:, None], t.decided2, t.decided2 * rate[:, None]), delta
    )[1]


def _apart(
    up: _Line, yes: dict[int, float], down: _Line, no: dict[int, float]
) -> tuple[int | None, int | None]:
    """The pair of candidates that decides most, of which none decides what the other does."""
    best: tuple[float, int | None, int | None] = (0.0, None, None)
    for i in (None, *yes):
        for j in (None, *no):
            if i is not None and j is not None and up.thresholds[i] <= down.thresholds[j]:
                continue
            share = (up.shares[i] if i is not None else 0) + (
                down.shares[j] if j is not None else 0
            )
            best = max(best, (float(share), i, j), key=lambda each: each[0])
    return best[1], best[2]


def _written(
    blank: Certificate,
    line: _Line,
    at: int | None,
    passed: dict[int, float],
    limit: float,
    delta: float,
    judged: int,
) -> Certificate:
    """The certificate of the candidate at that place, or why there is none."""
    rates, bounds = error_bound(line.tally, delta)
    place = at if at is not None else int(np.argmin(bounds)) if bounds.size else None
    found = replace(blank, decision=line.decision)
    if place is None or not judged:
        return replace(found, why="no turn was judged")
    found = replace(
        found,
        judged=_count(line.tally, place),
        people=int((line.tally.decided[place] > 0).sum()),
        wrong=float(rates[place]),
        bound=passed.get(place, float(bounds[place])),
    )
    if at is not None:
        return replace(found, threshold=float(line.thresholds[at]), share=float(line.shares[at]))
    needs = judgements_missing(line.tally, limit, delta * LIKELY, judged)
    return replace(found, needs=needs, why=_why(found, limit, needs, bool(passed)))


def _why(found: Certificate, limit: float, needs: int | None, taken: bool) -> str:
    if taken:
        return "the other decision covers the same scores"
    if needs is not None:
        return f"not automatable yet: about {needs} more judged turns"
    return (
        f"not automatable: at its surest {100 * found.wrong:.0f} % of the judged turns are wrong,"
        f" and at most {100 * limit:.1f} % may be"
    )


def _count(tally: Tally, place: int) -> int:
    """How many judged turns a candidate decides; of unequal weights the effective number."""
    total2, squares = tally.decided[place].sum() ** 2, tally.decided2[place].sum()
    return round(float(total2 / squares)) if squares else 0


def _by_class(audit: Audit, blank: Certificate, delta: float) -> Selective:
    """Both kinds of turns within one band, tried from wide to narrow with halving risk."""
    units = turn_units(audit)
    yes, no = units.score >= BANDS[:, None], units.score <= 1 - BANDS[:, None]
    either, has = yes ^ no, units.found > 0
    missed = _tally(units, either & has, no & ~yes & has)
    invented = _tally(units, either & ~has, yes & ~no & ~has)
    risks = delta * np.array([1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 16])
    best = None
    bounds = np.ones((2, len(BANDS)))
    for place, risk in enumerate(risks):
        pair = [error_bound(_at(each, place), risk)[1] for each in (invented, missed)]
        bounds[:, place] = [float(each) for each in pair]
        if best is None and bounds[:, place].max() <= blank.error:
            best = place
    n = int(units.audited.sum())
    lines = [
        _Line(YES, BANDS, (yes & ~no).mean(1) if n else BANDS, invented, BANDS),
        _Line(NO, 1 - BANDS, (no & ~yes).mean(1) if n else BANDS, missed, BANDS),
    ]
    passed = [{best: float(row[best])} if best is not None else {} for row in bounds]
    made = [
        _written(blank, line, best, each, blank.error, delta / 2, n)
        for line, each in zip(lines, passed, strict=True)
    ]
    return Selective(audit.code, made[0], made[1])


def _at(tally: Tally, place: int) -> Tally:
    return Tally(
        tally.decided[place], tally.wrong[place], tally.decided2[place], tally.wrong2[place]
    )
