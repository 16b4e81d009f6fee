"""Which turns each machine coder has read for which code; what was not read is not "no code".

The machine has read what a coder has read whom it hears: where a language model was not asked, or
could not answer, and nobody else looks for the code, it knows of nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from interviewkit.model import MACHINE, Codebook
from interviewkit.steps.coding.guests import Guests
from interviewkit.steps.coding.learn import LEARNED

ReadFor = Mapping[str, Collection[int]]
"""Code → ids of the turns that were read for it."""

Scores = Mapping[str, Mapping[int, float]]


@dataclass(frozen=True)
class CodersReading:
    """What the coders of one round have read; ``turns`` are ids of all turns that are coded.

    ``coders`` are those that proposed, ``learnt`` the codes that people's judgements taught.
    """

    codebook: Codebook
    guests: Guests
    coders: Collection[str]
    learnt: tuple[str, ...]
    turns: Collection[int]

    def turns_of(self, name: str) -> Collection[int]:
        """Ids of the turns that a coder has read: all that are coded, or those it judged."""
        return self.guests.work[name].read if name in self.guests.work else self.turns

    def codes_of(self, name: str) -> tuple[str, ...]:
        """The codes that a coder reads for; one without patterns is no code that rules deny."""
        if name == LEARNED:
            return self.learnt
        if name in self.guests.work:
            return self.guests.reads(name)
        codes = self.codebook.codes
        able = {
            "rules": [code.id for code in codes if code.patterns],
            "examples": [code.id for code in codes if code.is_described],
        }.get(name, list(self.codebook.code_ids))
        return ("",) if len(able) == len(codes) else tuple(able)

    def in_part(self, name: str) -> ReadFor | None:
        """Code → turns read for it, where somebody has not read all of them for the same codes."""
        if name != MACHINE:
            return self.guests.work[name].read_for if name in self.guests.work else None
        parts = {each: self.in_part(each) for each in self.coders if each != MACHINE}
        if all(part is None for part in parts.values()):
            return None
        every = self.codebook.code_ids
        reads = (
            part or spread_reads(every, self.codes_of(each), self.turns_of(each))
            for each, part in parts.items()
        )
        return join_reads(every, self.turns, reads)


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
