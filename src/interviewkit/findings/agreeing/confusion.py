"""What two coders take for each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from interviewkit.findings.agreeing.judged_units import JudgedUnits, judge_units
from interviewkit.findings.agreeing.turns_read import TurnsRead
from interviewkit.model import Coding, Confusion, Passage

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
