"""Columns of values with what is known of them, and how a rule compares and combines them.

Every function takes and returns :class:`Cells`. What is unknown stays unknown: a comparison with
a missing answer holds for nobody, and neither does its negation.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from interviewkit.errors import did_you_mean
from interviewkit.survey.columns.yes_no import read_yes_no

if TYPE_CHECKING:
    import pandas as pd

NUMBER, TEXT, FLAG = "number", "text", "flag"
NAMED = {NUMBER: "a number", TEXT: "a text", FLAG: "a yes or no"}

COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq, "!=": operator.ne,
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
}  # fmt: skip

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}.*")


class Mismatch(ValueError):
    """Two things that cannot be compared or combined; the rule adds the place."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Values (n,) or, for a literal, (1,); ``known`` is false where a value is missing.

    ``levels`` gives the order of an ordinal column with text levels. ``codes`` are the codes that
    the survey's file has for labels: a rule may say either.
    """

    kind: str
    values: NDArray[Any]
    known: NDArray[np.bool_]
    levels: tuple[str, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)


def make_literal(value: str | float | bool) -> Cells:
    """One value, for all rows."""
    kind = FLAG if isinstance(value, bool) else TEXT if isinstance(value, str) else NUMBER
    dtype = {FLAG: bool, TEXT: object, NUMBER: float}[kind]
    return Cells(kind, np.array([value], dtype=dtype), np.array([True]))


def make_column(series: pd.Series, codes: Mapping[str, str] | None = None) -> Cells:
    """A column of a table, by its dtype; ``codes`` are those of its labels."""
    import pandas as pd

    known, codes = series.notna().to_numpy(dtype=bool), codes or {}
    if isinstance(series.dtype, pd.CategoricalDtype):
        levels = tuple(str(level) for level in series.cat.categories) if series.cat.ordered else ()
        return Cells(TEXT, _texts(series, known), known, levels, codes)
    series = series.infer_objects()
    if pd.api.types.is_bool_dtype(series.dtype):
        return Cells(FLAG, series.fillna(False).to_numpy(dtype=bool), known, codes=codes)
    if pd.api.types.is_numeric_dtype(series.dtype):
        return Cells(NUMBER, series.to_numpy(dtype=float, na_value=np.nan), known, codes=codes)
    return Cells(TEXT, _texts(series, known), known, codes=codes)


def _texts(series: pd.Series, known: NDArray[np.bool_]) -> NDArray[Any]:
    values = np.full(len(series), "", dtype=object)
    values[known] = [str(value) for value in series[known]]
    return values


def make_flags(values: NDArray[Any], known: NDArray[np.bool_] | None = None) -> Cells:
    """Yes or no; yes only where known."""
    values = np.asarray(values, dtype=bool)
    known = np.ones(values.shape, dtype=bool) if known is None else known
    return Cells(FLAG, values & known, np.broadcast_to(known, values.shape))


def compare_cells(sign: str, left: Cells, right: Cells) -> Cells:
    """``left sign right`` with one of :data:`COMPARISONS`."""
    if not (left.known.any() and right.known.any()):  # nobody answered: no kinds to mismatch
        nobody = np.zeros(np.broadcast_shapes(left.known.shape, right.known.shape), dtype=bool)
        return make_flags(nobody, nobody)
    ordered = sign not in ("==", "!=")
    left, right = _match_codes(left, right), _match_codes(right, left)
    if sign == "==" and left.kind == right.kind == TEXT:
        # A level that nobody gave is no fault: another wave may have it.
        return make_flags(left.values == right.values, left.known & right.known)
    a, b = _comparable(left, right, ordered=ordered)
    return make_flags(COMPARISONS[sign](a, b), left.known & right.known)


def calculate_cells(sign: str, left: Cells, right: Cells) -> Cells:
    """``left sign right`` with one of :data:`ARITHMETIC`; a division by zero is missing."""
    a, b = convert_to_numbers(left), convert_to_numbers(right)
    with np.errstate(all="ignore"):
        values = ARITHMETIC[sign](a.values, b.values)
    return Cells(NUMBER, values, a.known & b.known & np.isfinite(values))


def convert_to_numbers(cells: Cells) -> Cells:
    """The same as numbers; yes is 1, no is 0, a label is its code.

    Raises:
        Mismatch: they are texts.
    """
    if cells.kind == TEXT and cells.codes:
        return convert_to_codes(cells)
    if cells.kind == TEXT:
        raise Mismatch("a number is needed here, not a text")
    return Cells(NUMBER, cells.values.astype(float), cells.known)


def convert_to_codes(cells: Cells) -> Cells:
    """Labels, or yes and no, as the numbers that the survey's file has for them.

    Raises:
        Mismatch: its codes are no numbers.
    """
    small = {label.casefold(): code for label, code in cells.codes.items()}
    labels = ["yes" if v else "no" for v in cells.values] if cells.kind == FLAG else cells.values
    values = np.full(len(cells.values), np.nan)
    try:
        for place in np.flatnonzero(cells.known):
            values[place] = float(small.get(str(labels[place]).casefold(), "nan"))
    except ValueError:
        raise Mismatch("a number is needed here, not a text") from None
    return Cells(NUMBER, values, cells.known & ~np.isnan(values))


def _match_codes(cells: Cells, other: Cells) -> Cells:
    """What a rule means by a code where a label stands, and the other way round."""
    if cells.codes and cells.kind != NUMBER and other.kind == NUMBER:
        return convert_to_codes(cells)
    is_word = cells.kind == TEXT and len(cells.values) == 1 and not cells.codes
    if not is_word or not (other.codes or other.kind == FLAG):
        return cells
    word = str(cells.values[0])
    if other.kind == NUMBER:
        return make_literal(float(other.codes[word])) if word in other.codes else cells
    by_code = {code: label for label, code in other.codes.items()}
    label = word if word in other.codes else by_code.get(word, word)
    if other.kind == FLAG:
        says = read_yes_no(label)
        return cells if says is None else make_literal(says)
    return make_literal(label)


def require_conditions(cells: Cells) -> Cells:
    """The same, sure to be yes or no.

    Raises:
        Mismatch: they are numbers or texts.
    """
    if cells.kind != FLAG:
        raise Mismatch(f"a condition is needed here, not {NAMED[cells.kind]}")
    return cells


def combine_with_and(left: Cells, right: Cells) -> Cells:
    """Kleene's and: a no on either side settles it, known or not what the other side says."""
    left, right = require_conditions(left), require_conditions(right)
    no = (left.known & ~left.values) | (right.known & ~right.values)
    return make_flags(left.values & right.values, (left.known & right.known) | no)


def combine_with_or(left: Cells, right: Cells) -> Cells:
    """Kleene's or: a yes on either side settles it."""
    left, right = require_conditions(left), require_conditions(right)
    yes = left.values | right.values
    return make_flags(yes, (left.known & right.known) | yes)


def negate_cells(cells: Cells) -> Cells:
    cells = require_conditions(cells)
    return make_flags(~cells.values, cells.known)


def _comparable(left: Cells, right: Cells, *, ordered: bool) -> tuple[Any, Any]:
    """Arrays that Python's comparison signs compare as the rule means it."""
    if left.levels or right.levels:
        levels = left.levels or right.levels
        return _places(left, levels), _places(right, levels)
    if left.kind != TEXT and right.kind != TEXT:
        return convert_to_numbers(left).values, convert_to_numbers(right).values
    if left.kind == TEXT and right.kind == TEXT:
        if ordered and not (_is_date(left) or _is_date(right)):
            raise Mismatch("texts have no order; declare the column as ordinal or number")
        return left.values, right.values
    text, other = (left, right) if left.kind == TEXT else (right, left)
    if other.kind == NUMBER and len(other.values) == 1 and not ordered:
        # A category coded 1, 2, 3 may be compared with a bare 2.
        as_text = np.array([f"{other.values[0]:.15g}"], dtype=object)
        return (text.values, as_text) if left is text else (as_text, text.values)
    raise Mismatch(f"{NAMED[left.kind]} cannot be compared with {NAMED[right.kind]}")


def _places(cells: Cells, levels: tuple[str, ...]) -> NDArray[Any]:
    """The place of each value in the order of levels."""
    if cells.kind == FLAG or (cells.kind == NUMBER and len(cells.values) > 1):
        raise Mismatch(f"{NAMED[cells.kind]} cannot be compared with levels")
    place = {level: float(number) for number, level in enumerate(levels)}
    texts = [f"{v:.15g}" if cells.kind == NUMBER else str(v) for v in cells.values[cells.known]]
    for text in dict.fromkeys(texts):
        if text not in place:
            known = did_you_mean(text, levels, f"only {', '.join(levels)}")
            raise Mismatch(f"there is no level {text!r}; {known}")
    places = np.full(len(cells.values), np.nan)
    places[cells.known] = [place[text] for text in texts]
    return places


def _is_date(cells: Cells) -> bool:
    return len(cells.values) == 1 and bool(_DATE.fullmatch(str(cells.values[0])))
