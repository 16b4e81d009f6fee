"""Whose word stands where several spoke: the consensus', then a person's, then a machine's."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from interviewkit.findings.units import turn_of
from interviewkit.model import CONSENSUS, Coding

MACHINE = "machine"

Read = Mapping[str, Mapping[str, Collection[int]]]
"""Person → code → ids of the turns that they read with that code in mind."""


def unoverruled(codings: Sequence[Coding], read: Read) -> list[Coding]:
    """The codings that nobody with more say has read past.

    Where a person has read a turn for a code, that a machine proposes it there no longer counts,
    unless the person passed a verdict on that very place (that is for others to weigh). Where
    people settled a turn and code as ``consensus``, what each of them had said counts no more.
    """
    by_people = [each for each in codings if each.coder in read and not _settled(each, read)]
    verdicts: dict[tuple[int, str], list[Coding]] = {}
    for each in by_people:
        verdicts.setdefault((turn_of(each), each.code), []).append(each)
    return [
        each
        for each in codings
        if (not _settled(each, read) if each.coder in read else _unread(each, read, verdicts))
    ]


def decided_alone(
    codings: Sequence[Coding], decided: Mapping[str, Collection[int]]
) -> list[Coding]:
    """The codings without the machine's proposals where it decided alone.

    ``decided`` maps codes to the turns in which the machine decides within a certified bound:
    there its decision, a coding by ``machine (certified)`` or none, takes its proposals' place.
    """
    return [
        each
        for each in codings
        if each.coder != MACHINE or turn_of(each) not in decided.get(each.code, ())
    ]


def _settled(coding: Coding, read: Read) -> bool:
    """Whether a person's coding gave way to the consensus."""
    turns = read.get(CONSENSUS, {}).get(coding.code, ())
    return coding.coder != CONSENSUS and turn_of(coding) in turns


def _unread(
    coding: Coding, read: Read, verdicts: Mapping[tuple[int, str], Sequence[Coding]]
) -> bool:
    """Whether a machine's coding stands where nobody has read, or where a verdict is about it."""
    turn = turn_of(coding)
    passed = any(turn in by_code.get(coding.code, ()) for by_code in read.values())
    judged = verdicts.get((turn, coding.code), ())
    return not passed or any(verdict.is_about(coding) for verdict in judged)
