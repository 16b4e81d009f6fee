"""Codes with labels, as SPSS and Stata keep answers: what is shown, what is counted, what order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from interviewkit.survey.answers import CATEGORY, FLAG, NUMBER, ORDINAL
from interviewkit.survey.columns import numbers
from interviewkit.survey.columns.likert import is_scale
from interviewkit.survey.files.contract import ColumnFacts

MOST_UNSEEN = 30
"""A variable with more labels than this shows only those that somebody gave."""

_YES_NO = ({"yes", "no"}, {"true", "false"})


@dataclass(frozen=True, slots=True)
class Coded:
    """A column whose codes have become labels.

    ``kind`` and ``levels`` are what the labels tell of its type; both are empty where the codes
    are numbers of which only some (the ends of a scale, say) have a label, and the cells are
    untouched. ``codes`` are parallel to ``levels``.
    """

    cells: list[str | None]
    kind: str = ""
    levels: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    note: str = ""


def drop_missing(cells: Sequence[str], about: ColumnFacts) -> tuple[list[str | None], Counter[str]]:
    """The cells with declared missing values taken out, and how many of each kind there were."""
    kinds: Counter[str] = Counter()
    if not about.absences:
        return list(cells), kinds
    found: list[str | None] = []
    for cell in cells:
        absence = about.absence(cell) if cell else None
        if absence:
            kinds[absence.title] += 1
        found.append(None if absence else cell)
    return found, kinds


def label_cells(cells: Sequence[str | None], about: ColumnFacts, wanted: str = "") -> Coded:
    """The cells as labels, where they have them; ``wanted`` is the type that study.toml declares.

    A declared number or date keeps its codes.
    """
    bare = list(cells)
    if not about.labels or wanted in (NUMBER, "date"):
        return Coded(bare)
    given = {cell for cell in bare if cell is not None}
    labels = dict(about.labels)
    unlabelled = given - set(labels)
    if not wanted and _is_number(unlabelled, labels, about.measure):
        return Coded(bare, NUMBER)
    codes = [code for code in _order_codes({*labels, *unlabelled}, about)
             if code in given or len(labels) <= MOST_UNSEEN]  # fmt: skip
    names, note = _names(codes, labels)
    shown = dict(zip(codes, names, strict=True))
    kind = wanted or _kind(names, about.measure)
    return Coded(
        [None if cell is None else shown[cell] for cell in bare],
        kind, tuple(names), tuple(codes), note,
    )  # fmt: skip


def _is_number(unlabelled: set[str], labels: dict[str, str], measure: str) -> bool:
    """Only some codes have labels and the rest are numbers: the labels name ends or exceptions."""
    if not unlabelled or any(numbers.parse_number(code, ".") is None for code in unlabelled):
        return False
    return measure == "scale" or len(unlabelled) >= len(labels)


def _kind(names: Sequence[str], measure: str) -> str:
    if {name.lower() for name in names} in _YES_NO:
        return FLAG
    return ORDINAL if measure == ORDINAL or is_scale(names) else CATEGORY


def _order_codes(codes: set[str], about: ColumnFacts) -> list[str]:
    """By size where they are numbers; texts in the order of the labels."""
    place = {code: position for position, (code, _) in enumerate(about.labels)}

    def key(code: str) -> tuple[float, int, str]:
        size = numbers.parse_number(code, ".")
        return (float("inf") if size is None else size, place.get(code, len(place)), code)

    return sorted(codes, key=key)


def _names(codes: Sequence[str], labels: dict[str, str]) -> tuple[list[str], str]:
    """A name for every code; two codes with one label keep their codes behind it."""
    count = Counter(labels.get(code, code) for code in codes)
    names = [
        label if count[label] == 1 else f"{label} ({code})"
        for code in codes
        for label in [labels.get(code, code)]
    ]
    twice = [label for label, times in count.items() if times > 1]
    if not twice:
        return names, ""
    return names, f"has the label {twice[0]!r} for several codes; told apart by their codes"
