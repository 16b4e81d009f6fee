"""The functions that a rule may call."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial, reduce
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from interviewkit.survey.estimation.weighted import weighted_mean, weighted_quantile
from interviewkit.survey.rules.rule_cells import (
    Cells,
    Mismatch,
    combine_with_and,
    combine_with_or,
    compare_cells,
    convert_to_numbers,
    make_flags,
    make_literal,
)

Weights = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Function:
    """``usage`` and ``meaning`` are what help and documentation show.

    A ``summary`` turns a column into one number, over everyone in the survey (not only over
    those whom the rest of the rule selects), and gets the weights as its last argument.
    """

    usage: str
    meaning: str
    call: Callable[..., Cells]
    least: int
    most: int | None = None
    summary: bool = False

    def takes(self, count: int) -> bool:
        return self.least <= count and (self.most is None or count <= self.most)


def is_in(needle: Cells, *values: Cells) -> Cells:
    """Equal to any of the values."""
    nobody = make_flags(np.zeros(needle.known.shape), needle.known)
    equal = [compare_cells("==", needle, value) for value in values]
    return reduce(combine_with_or, equal or [nobody])


def is_missing(cells: Cells) -> Cells:
    """Always known: there is no answer."""
    return make_flags(~cells.known)


def _between(cells: Cells, low: Cells, high: Cells) -> Cells:
    return combine_with_and(compare_cells(">=", cells, low), compare_cells("<=", cells, high))


def _any_of(*conditions: Cells) -> Cells:
    return reduce(combine_with_or, conditions)


def _cut(cells: Cells, *places: Cells) -> Cells:
    """Groups of a number, each from one place up to below the next, named or by their bounds."""
    numbers = [place for place in places if place.kind != "text"]
    bounds = [float(convert_to_numbers(place).values[0]) for place in numbers]
    names = [str(place.values[0]) for place in places if place.kind == "text"]
    if any(len(place.values) != 1 for place in places) or not bounds:
        raise Mismatch("cut takes a column, then numbers at which to cut it")
    if not all(place.known.all() for place in places):
        return Cells("text", np.full(cells.known.shape, "", object), np.zeros_like(cells.known))
    if sorted(set(bounds)) != bounds:
        raise Mismatch(f"the places to cut at must rise: {', '.join(f'{b:g}' for b in bounds)}")
    names = names or _named_by(bounds)
    if len(names) != len(bounds) + 1:
        raise Mismatch(f"{len(bounds)} cuts make {len(bounds) + 1} groups, not {len(names)}")
    values = convert_to_numbers(cells)
    groups = np.array(names, dtype=object)[np.searchsorted(bounds, values.values, side="right")]
    return Cells("text", groups, values.known, tuple(names))


def _named_by(bounds: list[float]) -> list[str]:
    """``below 30``, ``30 to below 50``, ``50 or more``."""
    shown = [f"{bound:g}" for bound in bounds]
    inner = [f"{low} to below {high}" for low, high in pairwise(shown)]
    return [f"below {shown[0]}", *inner, f"{shown[-1]} or more"]


def _text_test(test: Callable[[str, str], bool], cells: Cells, piece: Cells) -> Cells:
    if cells.kind != "text" or piece.kind != "text" or len(piece.values) != 1:
        raise Mismatch("a text column and a text are needed here")
    small = str(piece.values[0]).casefold()
    found = [test(str(value).casefold(), small) for value in cells.values]
    return make_flags(np.array(found, dtype=bool), cells.known)


def _quantile(cells: Cells, share: Cells, weights: Weights) -> Cells:
    wanted = float(convert_to_numbers(share).values[0])
    if len(share.values) != 1 or not 0 <= wanted <= 1:
        raise Mismatch("the share must be a number from 0 to 1")
    return _summary(partial(weighted_quantile, share=wanted), cells, weights)


def _summary(
    figure: Callable[[NDArray[np.float64], Weights], float], cells: Cells, weights: Weights
) -> Cells:
    """One number over the known values; missing where there are none."""
    cells = convert_to_numbers(cells)
    if len(cells.values) != len(weights):
        raise Mismatch("a column is needed here, not a single value")
    value = figure(cells.values[cells.known], weights[cells.known])
    is_known = not math.isnan(value)
    return replace(make_literal(value if is_known else 0.0), known=np.array([is_known]))


FUNCTIONS: dict[str, Function] = {
    "quantile": Function(
        "quantile(column, share)",
        "the smallest answer at which that share of the (weighted) answers is reached",
        _quantile, 2, 2, summary=True,
    ),
    "median": Function(
        "median(column)", "quantile(column, 0.5)",
        partial(_summary, partial(weighted_quantile, share=0.5)), 1, 1, summary=True,
    ),
    "mean": Function(
        "mean(column)", "the (weighted) mean of all answers",
        partial(_summary, weighted_mean), 1, 1, summary=True,
    ),
    "between": Function(
        "between(column, low, high)", "from low to high, both included", _between, 3, 3
    ),
    "cut": Function(
        "cut(column, number, ...)",
        "groups from one number up to below the next, in order; names for them may follow",
        _cut, 2,
    ),
    "isin": Function(
        "isin(column, value, ...)", "equal to any of the values", is_in, 2
    ),
    "any_of": Function(
        "any_of(condition, ...)", "at least one of the conditions holds", _any_of, 1
    ),
    "missing": Function(
        "missing(column)", "there is no answer", is_missing, 1, 1
    ),
    "startswith": Function(
        "startswith(column, text)", "the answer begins with the text, case ignored",
        partial(_text_test, str.startswith), 2, 2,
    ),
    "contains": Function(
        "contains(column, text)", "the text occurs in the answer, case ignored",
        partial(_text_test, operator.contains), 2, 2,
    ),
}  # fmt: skip
