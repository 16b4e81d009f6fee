"""Answers that say in words that there is none, taken out where the rest is a scale or a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from interviewkit.survey.answers import DATE, NUMBER, ORDINAL
from interviewkit.survey.columns import dates, numbers
from interviewkit.survey.columns.coded import Coded
from interviewkit.survey.columns.likert import is_scale, order_labels
from interviewkit.survey.columns.nonanswers import find_no_answers, is_no_answer
from interviewkit.survey.files.contract import ColumnFacts


def remove_absences(
    coded: Coded, about: ColumnFacts, wanted: str = ""
) -> tuple[Coded, Counter[str]]:
    """The cells without "prefer not to say" and its like, and how many gave each.

    Only where what is left is an answer scale, numbers or dates: in a category such an answer
    stays one of its values. ``wanted`` is the type that study.toml declares.
    """
    if wanted not in ("", NUMBER, ORDINAL, DATE):
        return coded, Counter()
    if coded.levels:
        return _of_levels(coded)
    if about.labels:
        return _of_labelled_numbers(coded, about)
    given = {cell for cell in coded.cells if cell}
    said = find_no_answers(given)
    rest = given - said
    if not said or not rest or about.kind or not (wanted or _is_clear(rest)):
        return coded, Counter()
    return _taken(coded, said), Counter(cell for cell in coded.cells if cell in said)


def _is_clear(rest: Collection[str]) -> bool:
    return bool(
        order_labels(set(rest))
        or numbers.are_numbers(rest)
        or (len(rest) > 1 and dates.find_date_order(rest))
    )


def _of_levels(coded: Coded) -> tuple[Coded, Counter[str]]:
    """Labels of codes: those that are no steps leave the levels too."""
    said = find_no_answers(coded.levels)
    rest = [level for level in coded.levels if level not in said]
    if not said or len(rest) < 2 or not (coded.kind == ORDINAL or is_scale(rest)):
        return coded, Counter()
    kept = [place for place, level in enumerate(coded.levels) if level not in said]
    codes = dict(zip(coded.levels, coded.codes, strict=True))
    told = Counter(f"{cell} ({codes[cell]})" for cell in coded.cells if cell in said)
    left = replace(
        _taken(coded, said),
        kind=ORDINAL,
        levels=tuple(rest),
        codes=tuple(coded.codes[place] for place in kept),
    )
    return left, told


def _of_labelled_numbers(coded: Coded, about: ColumnFacts) -> tuple[Coded, Counter[str]]:
    """Numbers of which some are labelled: 98 "refused" is no number."""
    said = {code: label for code, label in about.labels if is_no_answer(label)}
    if coded.kind != NUMBER or not said:
        return coded, Counter()
    told = Counter(f"{said[cell]} ({cell})" for cell in coded.cells if cell in said)
    return _taken(coded, said), told


def _taken(coded: Coded, said: Collection[str]) -> Coded:
    cells: Sequence[str | None] = coded.cells
    return replace(coded, cells=[None if cell in said else cell for cell in cells])
