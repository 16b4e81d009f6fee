"""Where coders differ, with what each of them marked there, and what two take for each other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from interviewkit.findings.agreeing.judged_units import JudgedUnits, judge_units
from interviewkit.findings.agreeing.turns_read import TurnsRead
from interviewkit.findings.agreeing.units import find_covered_spans, require_turn
from interviewkit.model import Coding, Confusion, Disagreement, Passage, Turn

SAID = ("", "+", "-", "±")
"""What a coder found, by the bits of :data:`interviewkit.findings.agreeing.judged_units.SIGNS`."""


def find_disagreements(
    codings: Mapping[str, Sequence[Coding]],
    read: Mapping[str, Collection[int]] | TurnsRead,
    turns: Mapping[int, Turn],
    *,
    codes: Sequence[str] = (),
    unit: str = "turn",
    cuts: Mapping[int, Sequence[Passage]] | None = None,
    speaker_of: Mapping[int, str] | None = None,
) -> list[Disagreement]:
    """The units (``turn`` or ``passage``) on which coders who have read them differ.

    They differ where not all found the code, or not in the same polarity. In order of text, then
    of ``codes``; only these codes, or all that were used.

    Raises:
        ValueError: another unit.
    """
    if unit not in ("turn", "passage"):
        raise ValueError(f"differences are shown by turn or passage, not by {unit}")
    judged = judge_units(codings, read, unit=unit, cuts=cuts, speaker_of=speaker_of)
    marks = _marks(codings)
    rows = []
    for code in codes or sorted(judged.signs):
        has_read = judged.has_read([code])
        for number in _differing(judged, code):
            turn = turns[judged.turns[number]]
            place = _place(judged, number, turn)
            says = {
                coder: SAID[sign]
                for coder, sign, is_read in zip(
                    judged.coders, judged.signs[code][number], has_read[number], strict=True
                )
                if is_read
            }
            quotes = {
                coder: _quotes(marks.get((coder, turn.id or 0, code), ()), place) for coder in says
            }
            named = (speaker_of or {}).get(turn.id or 0, turn.speaker)
            text = turn.text[slice(*place)]
            rows.append((turn, place, Disagreement(turn, named, code, text, says, quotes)))
    rows.sort(key=lambda row: (row[0].transcript, row[0].position, row[1]))
    return [row[2] for row in rows]


def _differing(judged: JudgedUnits, code: str) -> list[int]:
    if code not in judged.signs:
        return []
    signs, read = judged.signs[code], judged.has_read([code])
    highest = (signs * read).max(axis=1)
    alike = ((signs == highest[:, None]) | ~read).all(axis=1)
    return [int(number) for number in (~alike).nonzero()[0]]


def _place(judged: JudgedUnits, number: int, turn: Turn) -> tuple[int, int]:
    unit = judged.units[number]
    if isinstance(unit, tuple) and unit[2] > unit[1]:
        return unit[1], unit[2]
    return 0, len(turn.text)


def _marks(codings: Mapping[str, Sequence[Coding]]) -> dict[tuple[str, int, str], list[Coding]]:
    marks: dict[tuple[str, int, str], list[Coding]] = {}
    for coder, theirs in codings.items():
        for each in theirs:
            if each.holds:
                marks.setdefault((coder, require_turn(each), each.code), []).append(each)
    return marks


def _quotes(marks: Iterable[Coding], place: tuple[int, int]) -> tuple[str, ...]:
    """What was marked in this place, each quote once."""
    return tuple(dict.fromkeys(c.passage.quote for c in marks if find_covered_spans(c, [place])))


NOTHING = "(nothing)"


def tabulate_confusion(
    codings: Mapping[str, Sequence[Coding]],
    read: Mapping[str, Collection[int]] | TurnsRead,
    *,
    codes: Sequence[str] = (),
    unit: str = "turn",
    cuts: Mapping[int, Sequence[Passage]] | None = None,
    speaker_of: Mapping[int, str] | None = None,
    polarity: bool = False,
) -> Confusion:
    """Which code one coder has where the other has which, over the units that both have read.

    A unit with several codes counts in several cells. What both found is agreed on, and only
    what is left over is paired: a code that one alone found with each that the other alone
    found, or with nothing. With ``polarity`` a code's two polarities are two rows.

    Raises:
        ValueError: other than two coders, or no such unit.
    """
    if len(codings) != 2:
        raise ValueError(f"two coders are confused with each other, not {len(codings)}")
    judged = judge_units(codings, read, unit=unit, cuts=cuts, speaker_of=speaker_of)
    ids = tuple(codes) or tuple(sorted(judged.signs))
    labels, found = _mark_found(judged, ids, polarity)
    a, b = (found[:, coder, :].astype(np.int64) for coder in (0, 1))
    only_a, only_b = a & ~b & 1, b & ~a & 1
    alone_a = only_a[only_b.sum(axis=1) == 0].sum(axis=0)
    alone_b = only_b[only_a.sum(axis=1) == 0].sum(axis=0)
    counts = np.zeros((len(labels) + 1, len(labels) + 1), np.int64)
    counts[:-1, :-1] = only_a.T @ only_b + np.diag((a & b).sum(axis=0))
    counts[:-1, -1], counts[-1, :-1] = alone_a, alone_b
    known = np.logical_or.reduce([judged.has_read([code]).all(axis=1) for code in ids or [""]])
    counts[-1, -1] = (known & ((a | b).sum(axis=1) == 0)).sum()
    first, second = judged.coders
    return Confusion(
        coders=(first, second),
        unit=unit,
        codes=(*labels, NOTHING),
        counts=tuple(tuple(int(n) for n in row) for row in counts),
    )


def _mark_found(
    judged: JudgedUnits, codes: Sequence[str], polarity: bool
) -> tuple[list[str], np.ndarray[tuple[int, ...], np.dtype[np.bool_]]]:
    """Labels, and for (n, 2) whether each was found, (n, 2, labels)."""
    # Of a code that one of them did not read a unit for, nothing was taken for anything there.
    signs = [judged.signs_of([code]) * judged.has_read([code]) for code in codes]
    if polarity:
        labels = [f"{code} {sign}" for code in codes for sign in "+-"]
        layers = [(each & bit) > 0 for each in signs for bit in (1, 2)]
    else:
        labels, layers = list(codes), [each > 0 for each in signs]
    empty = np.zeros((*judged.read.shape, 0), np.bool_)
    return labels, np.stack(layers, axis=-1) if layers else empty
