"""Which turns the machine has read for which code: those that a coder has read whom it hears.

Where a language model was not asked, or could not answer, and nobody else looks for the code, the
machine knows of nothing; that is not "no code".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

ReadFor = Mapping[str, Collection[int]]
"""Code → ids of the turns that were read for it."""

Scores = Mapping[str, Mapping[int, float]]


def spread_reads(every: Collection[str], codes: Collection[str], turns: Collection[int]) -> ReadFor:
    """The same turns for each of ``codes``; an empty code among them means ``every`` one."""
    return dict.fromkeys(every if "" in codes else codes, turns)


def join_reads(
    every: Collection[str], turns: Collection[int], parts: Iterable[ReadFor]
) -> ReadFor | None:
    """What at least one has read of ``turns`` for each code; ``None``: all of it for every code.

    >>> join_reads(["a", "b"], [1, 2], [{"a": [1, 2]}, {"b": [2, 3]}])
    {'a': {1, 2}, 'b': {2}}
    """
    ids = set(turns)
    found: dict[str, set[int]] = {code: set() for code in every}
    for part in parts:
        for code in found.keys() & part.keys():
            found[code] |= ids & set(part[code])
    return None if all(read == ids for read in found.values()) else found


def keep_read(scores: Scores, read_for: ReadFor | None) -> Scores:
    """The scores of turns that were read for the code; ``None`` stands for all of them."""
    if read_for is None:
        return scores
    return {
        code: {turn: score for turn, score in of_code.items() if turn in read_for.get(code, ())}
        for code, of_code in scores.items()
    }
