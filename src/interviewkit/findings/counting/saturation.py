"""When conversations stop bringing anything new: base size, run length, new-information threshold.

G. Guest, E. Namey, M. Chen (2020), A simple method to assess and report thematic saturation in
qualitative research, PLOS ONE 15(5): e0232076, doi:10.1371/journal.pone.0232076.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from interviewkit.model import Code, ConversationYield, Saturation
from interviewkit.model.codebook import INDUCTIVE

ORDERS = 1_000

NEARLY_ALL = 0.95
"""A code that people have read for in so large a share of turns is taken for reviewed."""

UNGROUNDED = (
    "no code was found in the material or read for by people in nearly all turns: that a machine "
    "met codes that were fixed beforehand does not say that nothing else was said. To claim it, "
    "read all turns for some codes (interviewkit review --code CODE), or write 'origin: inductive' "
    "at the codes that were found in the material"
)


def measure_saturation(
    conversations: Sequence[tuple[str, str, Collection[str]]],
    *,
    base: int = 4,
    run: int = 2,
    threshold: float = 0.05,
    seed: int = 0,
) -> Saturation:
    """Saturation over conversations in the order of fieldwork: (name, side, codes heard in it).

    The codes of the first ``base`` conversations are the denominator. Each run of ``run``
    conversations in a row after them (runs overlap) gives the numerator: the codes first heard in
    it. Where their ratio is at most ``threshold``, saturation was reached at the conversation
    before that run, written ``6+2`` for the sixth with a run of two.

    The order in which people happened to be asked decides much; ``usual`` is what 1,000 random
    orders of the same conversations give.

    Raises:
        ValueError: base or run is below 1, or the threshold is not from 0 to 1.
    """
    if base < 1 or run < 1 or not 0 <= threshold <= 1:
        raise ValueError("base and run must be 1 or more, the threshold from 0 to 1")
    sets = [frozenset(codes) for _, _, codes in conversations]
    new = _count_new_codes(sets)
    base_codes = sum(new[:base])
    heard, known = [], 0
    for i, (name, side, codes) in enumerate(conversations):
        known += new[i]
        in_run = sum(new[i - run + 1 : i + 1]) if i + 1 >= base + run else None
        ratio = in_run / base_codes if in_run is not None and base_codes else math.nan
        heard.append(ConversationYield(name, side, len(set(codes)), new[i], known, in_run, ratio))
    found = _over_orders(sets, base, run, threshold, seed)
    reached = [each for each in found if each is not None]
    return Saturation(
        heard=tuple(heard),
        base=base,
        run=run,
        threshold=threshold,
        base_codes=base_codes,
        reached=_reached(new, base, run, threshold),
        usual=_middle(reached) if reached else None,
        usual_share=len(reached) / len(found) if found else math.nan,
        by_side=_by_side(heard),
    )


def choose_grounded_codes(
    codes: Sequence[Code], read: Callable[[str], float]
) -> tuple[tuple[str, ...], str, str]:
    """The codes that saturation may be claimed of, on which grounds, and else why it may not.

    A code that was found in the material grew out of it; one that was fixed beforehand tells
    that it was heard, and only where people listened. ``read`` gives the share of turns, 0 to 1,
    that people have read for a code.
    """
    found = [code.id for code in codes if code.origin == INDUCTIVE]
    known = [code.id for code in codes if code.id not in found and read(code.id) >= NEARLY_ALL]
    if not (found or known):
        return (), "", UNGROUNDED
    grounds = [f"{', '.join(found)} (found in the material)"] if found else []
    grounds += [f"{', '.join(known)} (people have read nearly all turns for it)"] if known else []
    return tuple(c.id for c in codes if c.id in {*found, *known}), " and ".join(grounds), ""


def withhold_claim(found: Saturation, why: str) -> Saturation:
    """What each conversation brought, without a claim that nothing else would come."""
    return replace(found, reached=None, usual=None, usual_share=math.nan, why=why)


def _count_new_codes(sets: Sequence[frozenset[str]]) -> list[int]:
    """How many codes each conversation is the first to bring."""
    known: set[str] = set()
    found = []
    for codes in sets:
        found.append(len(codes - known))
        known |= codes
    return found


def _reached(new: Sequence[int], base: int, run: int, threshold: float) -> int | None:
    base_codes = sum(new[:base])
    if not base_codes:
        return None
    for end in range(base + run, len(new) + 1):
        if sum(new[end - run : end]) <= threshold * base_codes + 1e-12:
            return end - run
    return None


def _over_orders(
    sets: Sequence[frozenset[str]], base: int, run: int, threshold: float, seed: int
) -> list[int | None]:
    if len(sets) < base + run or not any(sets):
        return []
    draw, shuffled = random.Random(seed), list(sets)
    found = []
    for _ in range(ORDERS):
        draw.shuffle(shuffled)
        found.append(_reached(_count_new_codes(shuffled), base, run, threshold))
    return found


def _middle(reached: Sequence[int]) -> tuple[int, int, int]:
    """Median, 5th and 95th percentile: always a number that came out."""
    ordered = sorted(reached)
    last = len(ordered) - 1
    return ordered[round(0.5 * last)], ordered[round(0.05 * last)], ordered[round(0.95 * last)]


def _by_side(heard: Sequence[ConversationYield]) -> tuple[tuple[str, int], ...]:
    """How many codes each side was the first to bring, sides in their order."""
    totals: dict[str, int] = {}
    for each in heard:
        totals[each.side] = totals.get(each.side, 0) + each.new
    return tuple(totals.items())


def is_in_order(dates: Sequence[str]) -> bool:
    """Whether dates are known and do not go back."""
    return all(dates) and all(a <= b for a, b in pairwise(dates))
