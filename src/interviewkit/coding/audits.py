"""How likely a turn came into the audit, whatever ways there were for it to come in.

Turns are drawn one by one, or all of a participant at once; here, or elsewhere for codings that
were taken in. Nothing here knows of stores or screens.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod

from interviewkit.coding.queues import combine_inclusion
from interviewkit.model import Draw
from interviewkit.model.review import (
    AUDITS,
    DRAWN_ELSEWHERE,
    PARTICIPANTS,
    PEOPLE_ELSEWHERE,
    RANDOM,
)

SAME = 1e-9
"""Chances nearer to each other than this are one and the same."""


@dataclass(frozen=True, slots=True)
class Sampled:
    """The audit of one code, or of several together.

    ``turns`` maps the turns that were drawn and read to the probability (above 0 and up to 1) of
    being in the audit; ``people`` the participants of whom every turn was to be read, and was,
    likewise. ``waiting`` counts drawn turns that nobody has read yet; ``late`` the turns that
    came after the last draw, so that no audit speaks for them.
    """

    turns: Mapping[int, float] = field(default_factory=dict)
    people: Mapping[str, float] = field(default_factory=dict)
    waiting: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class _Way:
    """One way in: what came in by it, and the chances, of everything or of what came in alone."""

    members: Collection[int]
    chances: Mapping[int, float]
    everywhere: bool = True


def collect_audit_sample(
    draws: Iterable[Draw],
    codes: Collection[str],
    speaker_of: Mapping[int, str],
    read: Collection[int],
) -> Sampled:
    """What was drawn by chance to be judged on all of these codes, and read since.

    ``speaker_of`` maps every turn that can be judged to its participant; ``read`` are the turns
    that people have read for all of the codes. Who was drawn with all of their turns counts once
    all are read. Turns that are drawn and not read yet make every chance of their way smaller by
    their share: what has been read is then taken for a random part of what was drawn.

    Ways in are independent, so that a turn is in by any of them with ``1 - prod(1 - chance)``.
    Where chances are known only of what came in (drawn elsewhere with chances that differ), each
    way speaks for everything in proportion to its size (H. O. Hartley 1962, Multiple frame
    surveys, Proceedings of the Social Statistics Section, ASA, 203-206).
    """
    asked = [each for each in draws if {*codes} <= {*each.codes}]
    if speaker_of and speaker_of.keys() <= set(read):
        everyone = dict.fromkeys(speaker_of.values(), 1.0)
        return Sampled(dict.fromkeys(speaker_of, 1.0), everyone)
    by_mode = {mode: [each for each in asked if each.mode == mode] for mode in AUDITS}
    turns, people = by_mode[DRAWN_ELSEWHERE], by_mode[PEOPLE_ELSEWHERE]
    whole = [
        _people_here(by_mode[PARTICIPANTS], speaker_of, read),
        _make_given_way(people, speaker_of, _read_wholly(people, speaker_of, read)),
    ]
    ways = [
        _turns_here(by_mode[RANDOM], speaker_of, read),
        _make_given_way(turns, speaker_of, _drawn(turns, speaker_of).intersection(read)),
        *whole,
    ]
    # A participant is stood for by their first turn.
    oldest = {speaker_of[turn]: turn for turn in sorted(speaker_of, reverse=True)}
    chances = _in_any(_make_people_way(way, speaker_of, oldest) for way in whole)
    by_chance = [each for each in asked if each.is_audit]
    newest = max((each.newest for each in by_chance), default=0)
    return Sampled(
        turns=_in_any(ways),
        people={speaker_of[turn]: chance for turn, chance in chances.items()},
        waiting=len(({each.turn_id for each in by_chance} & speaker_of.keys()) - set(read)),
        late=sum(turn > newest for turn in speaker_of) if by_chance else 0,
    )


def _drawn(drawn: Sequence[Draw], turns: Collection[int]) -> set[int]:
    return {each.turn_id for each in drawn}.intersection(turns)


def _turns_here(drawn: Sequence[Draw], turns: Collection[int], read: Collection[int]) -> _Way:
    """Turns of the simple random sample."""
    ids = _drawn(drawn, turns)
    kept = ids.intersection(read)
    return _Way(kept, _scaled(combine_inclusion(drawn, turns), len(kept), len(ids)))


def _people_here(
    drawn: Sequence[Draw], speaker_of: Mapping[int, str], read: Collection[int]
) -> _Way:
    """The turns of drawn participants of whom all that was drawn is read."""
    people = {speaker_of[each.turn_id] for each in drawn if each.turn_id in speaker_of}
    kept = _read_wholly(drawn, speaker_of, read)
    # Each of a person's turns has the draw of the person; the pool tells one from the next.
    once = {(each.codes, each.newest, each.pool): each for each in drawn}
    chances = combine_inclusion(list(once.values()), speaker_of)
    return _Way(kept, _scaled(chances, len({speaker_of[turn] for turn in kept}), len(people)))


def _read_wholly(
    drawn: Sequence[Draw], speaker_of: Mapping[int, str], read: Collection[int]
) -> set[int]:
    ids = _drawn(drawn, speaker_of)
    waiting = {speaker_of[turn] for turn in ids.difference(read)}
    return {turn for turn in ids if speaker_of[turn] not in waiting}


def _make_given_way(drawn: Sequence[Draw], turns: Collection[int], kept: Collection[int]) -> _Way:
    """A way with chances from elsewhere: one for everything that was there, or each its own."""
    own = {each.turn_id: each.probability for each in drawn}
    low, high = min(own.values(), default=0.0), max(own.values(), default=0.0)
    if high - low > SAME:
        return _Way(kept, own, everywhere=False)
    newest = max((each.newest for each in drawn), default=0)
    return _Way(kept, {turn: high if turn <= newest else 0.0 for turn in turns})


def _make_people_way(way: _Way, speaker_of: Mapping[int, str], oldest: Mapping[str, int]) -> _Way:
    """A way by which whole participants came in, each of them by one turn."""
    chances = {
        oldest[speaker_of[turn]]: way.chances[turn]
        for turn in sorted(way.chances, reverse=True)
        if turn in speaker_of
    }
    return _Way({oldest[speaker_of[turn]] for turn in way.members}, chances, way.everywhere)


def _in_any(ways: Iterable[_Way]) -> dict[int, float]:
    """What came in by any way, with its chance to."""
    used = [way for way in ways if way.members]
    known = [way for way in used if way.everywhere]
    parts = [way for way in used if not way.everywhere]
    if known:
        members = set[int]().union(*(way.members for way in known))
        either = {t: 1 - prod(1 - way.chances.get(t, 0.0) for way in known) for t in members}
        parts.append(_Way(members, either))
    total = sum(len(way.members) for way in parts)
    weights: dict[int, float] = {}
    for way in parts:
        for turn in way.members:
            more = len(way.members) / total / way.chances[turn]
            weights[turn] = weights.get(turn, 0.0) + more
    least = min(1.0, *weights.values()) if weights else 1.0
    return {turn: least / weights[turn] for turn in sorted(weights)}


def _scaled(chances: Mapping[int, float], n: int, of: int) -> dict[int, float]:
    return {turn: chance * n / of for turn, chance in chances.items()} if of else dict(chances)
