"""Where a machine may code alone: thresholds whose errors stay below a bound."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from interviewkit.findings.correcting.audit import Audit, Units, build_turn_units
from interviewkit.findings.correcting.clustered import Array
from interviewkit.findings.correcting.error_bound import (
    Tally,
    bound_error,
    count_fewest_judgements,
    count_missing_judgements,
)
from interviewkit.model import CLASSES, DECISIONS, NO, YES, Certificate, Selective
from interviewkit.wording.numbers import fine_percent, percent

PROMISES = (DECISIONS, CLASSES)

LIKELY, EARLY = 0.75, 0.25
"""How the risk is divided between the two places where a search for a threshold begins."""

ASSUMPTION = (
    "judged turns were drawn by chance; the people stand for others like them; the machine had"
    " not learned from these people; one person's errors correlate as they do in this sample,"
    " drawn towards .30 while errors are few"
)

_By = Callable[[Units, Certificate, float], tuple[Certificate, Certificate]]

Passed = dict[int, float]
"""The candidates whose errors are below the limit, each with the largest of its bounds."""


def certify_codes(
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
    so all judged people certify. People, not turns, are counted: see :func:`bound_error`.

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
    risk = (1 - confidence) / max(len(audits), 1)
    by = _by_decision if promise == DECISIONS else _by_class
    return [_certify_code(audit, replace(blank, code=audit.code), risk, by) for audit in audits]


def _certify_code(audit: Audit, blank: Certificate, risk: float, by: _By) -> Selective:
    units = build_turn_units(audit)
    if not units.audited.any():
        needs = count_fewest_judgements(blank.error, risk / 2 * LIKELY)
        why = f"no turn was judged: it takes {needs} at least"
        yes, no = (replace(blank, decision=d, needs=needs, why=why) for d in (YES, NO))
        return Selective(audit.code, yes, no, math.nan)
    yes, no = by(units, blank, risk)
    return Selective(audit.code, yes, no, _missed(units, no))


def _by_decision(units: Units, blank: Certificate, risk: float) -> tuple[Certificate, Certificate]:
    has = float(np.average(units.found, weights=units.weight))
    up, down = propose_thresholds(units, YES), propose_thresholds(units, NO)
    upto, downto = min(blank.error, (1 - has) / 2), min(blank.error, has / 2)
    yes, no = _walk([up], upto, risk / 2), _walk([down], downto, risk / 2)
    i, j = _choose_disjoint(up, yes, down, no)
    return (
        _written(blank, up, i, yes, upto, risk / 2, units),
        _written(blank, down, j, no, downto, risk / 2, units),
    )


def _by_class(units: Units, blank: Certificate, risk: float) -> tuple[Certificate, Certificate]:
    claims = propose_bands(units)
    passed = _walk(claims, blank.error, risk)
    best = max(passed, default=None)
    yes, no = (_written(blank, each, best, passed, blank.error, risk, units) for each in claims)
    return _waiting(yes), _waiting(no)


def _waiting(found: Certificate) -> Certificate:
    """Of two decisions that are promised together one may hold and the other not yet."""
    if found.granted or found.bound > found.error:
        return found
    return replace(found, needs=None, why="would hold by itself; the other decision does not")


def _walk(claims: Sequence[Claim], limit: float, risk: float) -> Passed:
    """From each start wider and wider, while *all* claims at a candidate are below the limit."""
    likely = np.max([_foreseen(each, each.expected, risk) for each in claims], axis=0)
    enough = np.max([_foreseen(each, 0 * each.expected, risk) for each in claims], axis=0) <= limit
    if not enough.any():
        return {}
    starts = {int(np.argmin(likely)): LIKELY, int(np.argmax(enough)): EARLY}
    passed: Passed = {}
    for start, part in starts.items():
        own = risk * (part if len(starts) > 1 else 1.0)
        bounds = np.max([bound_error(each.tally, own)[1] for each in claims], axis=0)
        failed = np.flatnonzero(bounds[start:] > limit)
        stop = start + int(failed[0]) if failed.size else len(bounds)
        for place in range(start, stop):
            passed[place] = min(float(bounds[place]), passed.get(place, 1.0))
    return passed


def _foreseen(claim: Claim, rate: Array, risk: float) -> Array:
    """The bound if a claim's decisions were wrong at this rate, alike in everybody."""
    t = claim.foreseen
    off = rate[:, None]
    return bound_error(Tally(t.decided, t.decided * off, t.decided2, t.decided2 * off), risk)[1]


def _choose_disjoint(
    up: Claim, yes: Passed, down: Claim, no: Passed
) -> tuple[int | None, int | None]:
    """The pair of candidates that decides most, of which none decides what the other does."""
    best: tuple[float, int | None, int | None] = (0.0, None, None)
    for i in (None, *yes):
        for j in (None, *no):
            if i is not None and j is not None and up.thresholds[i] <= down.thresholds[j]:
                continue
            share = (0 if i is None else up.share[i]) + (0 if j is None else down.share[j])
            best = max(best, (float(share), i, j), key=lambda each: each[0])
    return best[1], best[2]


def _written(
    blank: Certificate,
    claim: Claim,
    at: int | None,
    passed: Passed,
    limit: float,
    risk: float,
    units: Units,
) -> Certificate:
    """The certificate of the candidate at that place, or why there is none."""
    rates, bounds = bound_error(claim.tally, risk * LIKELY)
    place = int(np.argmin(bounds)) if at is None else at
    decided = claim.tally.decided[place]
    found = replace(
        blank,
        decision=claim.decision,
        judged=round(float(decided.sum() ** 2 / max(claim.tally.decided2[place].sum(), 1e-100))),
        people=int((decided > 0).sum()),
        wrong=float(rates[place]),
        bound=passed.get(place, float(bounds[place])),
    )
    if at is not None:
        return replace(found, threshold=float(claim.thresholds[at]), share=float(claim.share[at]))
    judged = int(units.audited.sum())
    needs = count_missing_judgements(claim.tally, limit, risk * LIKELY, judged)
    left = units.score.size - judged
    return replace(
        found, needs=needs, why=_explain_no_certificate(found, limit, needs, left, bool(passed))
    )


DOUBT = 0.05
"""As many errors by chance at least so often: then they are no sign that the machine errs more."""


def _explain_no_certificate(
    found: Certificate, limit: float, needs: int | None, left: int, taken: bool
) -> str:
    from scipy.stats import binom

    if taken:
        return "the other decision covers the same scores"
    if needs is not None:
        more = f", more than the {left} that are left" if needs > left else ""
        return f"not automatable yet: about {needs} more judged turns{more}"
    size, wrong = found.judged, found.judged * found.wrong
    if size < 1 or float(binom.sf(math.ceil(wrong) - 1, size, limit)) > DOUBT:
        return f"not automatable yet: too few judged turns ({size}) to say how many it takes"
    return (
        f"not automatable: at its surest {percent(found.wrong)} of the judged turns are wrong,"
        f" and at most {fine_percent(limit)} may be"
    )


def _missed(units: Units, no: Certificate) -> float:
    """The estimated share of the turns having the code that are marked as absent."""
    w = units.weight * units.found
    if no.threshold is None or not w.any():
        return 0.0 if w.any() else math.nan
    return float((w * (units.score <= no.threshold)).sum() / w.sum())


SHARES = np.arange(0.025, 1.0001, 0.025)
"""The shares of all turns at which a threshold for one decision is tried."""

SLIPS = np.array([0.002, 0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.065, 0.08])
"""The shares of each class that a band is expected to get wrong, by the machine's own scores."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One kind of decision at every candidate; arrays of the shape (candidates,).

    ``share`` of all turns is decided so at ``thresholds``; ``tally`` is what was judged.
    ``expected`` is the error rate by the machine's own scores, and ``foreseen`` the tally that
    they and the drawing of the audit let expect, errors left out: no verdict is in it.
    """

    decision: str
    thresholds: Array
    share: Array
    tally: Tally
    expected: Array
    foreseen: Tally


def propose_thresholds(units: Units, decision: str) -> Claim:
    """Thresholds at even shares of all turns; the decisions at them are to be right."""
    sign = 1.0 if decision == YES else -1.0
    score, n = sign * units.score, units.score.size
    sizes = np.ceil(SHARES * n).astype(int)
    if decision != YES:  # what the other decision leaves at the same share of it, or everything
        sizes = np.append(n - sizes[::-1], n)
    at = np.unique(np.sort(score)[::-1][sizes.clip(1, n) - 1])[::-1]
    decided = score >= at[:, None]
    wrong = 1 - units.found if decision == YES else units.found
    doubt = 1 - _chance(units) if decision == YES else _chance(units)
    among = decided.astype(float)
    return Claim(
        decision,
        sign * at,
        decided.mean(1),
        _tally(units, among, among * wrong),
        _ratio(among * doubt, among),
        _tally(units, among, 0 * among),
    )


def propose_bands(units: Units) -> tuple[Claim, Claim]:
    """Bands of scores in which nothing is decided, from wide to narrow.

    Right are to be the decisions on turns that lack the code, and those on turns that have it. A
    band leaves out what the machine's scores expect to be wrong beyond one of ``SLIPS`` of the
    turns that have the code, and of those that lack it.
    """
    chance = _chance(units)
    order = np.argsort(units.score, kind="stable")
    score, has = units.score[order], np.cumsum(chance[order])
    lacks = np.cumsum((1 - chance[order])[::-1])[::-1]
    down = np.searchsorted(has, SLIPS * has[-1], "right") - 1
    up = np.searchsorted(-lacks, -SLIPS * lacks[0], "left")
    middle = np.searchsorted(score, 0.5)
    down, up = _part_bands(down, up, int(middle))
    high = np.where(up < score.size, score[np.minimum(up, score.size - 1)], np.inf)
    low = np.where(down >= 0, score[np.maximum(down, 0)], -np.inf)
    low = np.where(low >= high, np.nextafter(high, -np.inf), low)
    yes, no = units.score >= high[:, None], units.score <= low[:, None]
    return (
        _claim(units, YES, high, (yes, no), 1 - units.found, 1 - chance),
        _claim(units, NO, low, (no, yes), units.found, chance),
    )


def _claim(
    units: Units,
    decision: str,
    thresholds: Array,
    decided: tuple[NDArray[np.bool_], NDArray[np.bool_]],
    member: Array,
    chance: Array,
) -> Claim:
    """Of a class with these members, the first decision is wrong and the second is right."""
    wrong, either = (each.astype(float) for each in (decided[0], decided[0] | decided[1]))
    return Claim(
        decision,
        thresholds,
        wrong.mean(1),
        _tally(units, either * member, wrong * member),
        _ratio(wrong * chance, either * chance),
        _tally(units, either * chance, 0 * either),
    )


def _part_bands(
    down: NDArray[np.intp], up: NDArray[np.intp], middle: int
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where the two sides of a band would meet, part them at even chances, or where they meet."""
    meet = down >= up
    at = np.clip(middle, up, down + 1)
    return np.where(meet, at - 1, down), np.where(meet, at, up)


def _chance(units: Units) -> Array:
    return np.asarray(np.clip(units.score, 0.0, 1.0))


def _ratio(part: Array, whole: Array) -> Array:
    return np.asarray(part.sum(1) / np.maximum(whole.sum(1), 1e-100))


def _tally(units: Units, decided: Array, wrong: Array) -> Tally:
    """Sums per person for every candidate; arguments of the shape (candidates, units)."""
    judged = np.flatnonzero(units.audited)
    judged = judged[np.argsort(units.cluster[judged], kind="stable")]
    starts = np.unique(units.cluster[judged], return_index=True)[1]
    w = units.weight[judged]
    d, e = decided[:, judged] * w, wrong[:, judged] * w
    return Tally(*(np.add.reduceat(each, starts, axis=1) for each in (d, e, d * w, e * w)))
