"""How far a machine's probabilities and decisions can be trusted, as people judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interviewkit.model.finding import Interval
from interviewkit.model.grouping import group_lists


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Turns whose probability lies from ``low`` to ``high``: how many, their mean probability,
    the share in which the code held, and its Wilson interval."""

    low: float
    high: float
    n: int
    predicted: float
    observed: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Calibration:
    """How well the machine foresees what people say of one code in the turns that they judged.

    Where the code is ``learnt`` from people, each participant's turns are judged by what was
    learnt from others. ``judged`` turns of ``people`` participants; ``found`` of them have the
    code by at least half of their judges, ``given`` by the machine. ``kappa`` is Cohen's between
    these two, ``nan`` where it is not defined, its interval resamples participants. ``promised``
    is the mean probability and ``held`` the share of judges for whom the code holds: alike where
    promises are kept. ``brier`` is the mean squared distance between the two, turn by turn.
    ``why`` says why a code is not learnt, or why what was learnt cannot be tested yet;
    ``by_judgements`` is how much of its decisions rests on what people judged (0 to 1), the rest
    on what the machine would say alone; ``None`` where nothing was learnt.
    """

    code: str
    learnt: bool
    judged: int
    found: int
    given: int
    people: int
    kappa: float
    interval: Interval | None
    promised: float
    held: float
    brier: float
    curve: tuple[CalibrationBin, ...] = ()
    why: str = ""
    by_judgements: float | None = None


def build_reliability_curve(
    promised: Sequence[float], held: Sequence[float], bins: int = 10
) -> tuple[CalibrationBin, ...]:
    """How often a code holds where so much was promised; bins of equal width, empty ones left out.

    ``promised`` and ``held`` are one number (0 to 1) a turn. The interval takes turns as
    independent, which within a participant they are not quite.
    """
    both = zip(promised, held, strict=True)
    found = group_lists((min(int(pair[0] * bins), bins - 1), pair) for pair in both)
    curve = []
    for k, pairs in sorted(found.items()):
        n = len(pairs)
        predicted, share = sum(p for p, _ in pairs) / n, sum(h for _, h in pairs) / n
        curve.append(
            CalibrationBin(k / bins, (k + 1) / bins, n, predicted, share, Interval.wilson(share, n))
        )
    return tuple(curve)
