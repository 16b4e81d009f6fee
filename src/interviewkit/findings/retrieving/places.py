"""Which places answer a question: codes joined by *and*, *or*, *not*, *near* and *follows*.

Passages are joined where they meet, not where their turns do: ``a and b`` is every passage of
either that holds a character at which both stand. docs/retrieve.md says it with examples.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from interviewkit.model.grouping import group_lists
from interviewkit.model.query import AllOf, AnyOf, Asked, Follows, Near, Not, Term, is_negative
from interviewkit.model.retrieval import PassagePlace

Places = frozenset[PassagePlace]
Region = tuple[int, int]


@dataclass
class Ground:
    """Where a question is asked.

    ``places`` gives what stands of a term. ``read_turns`` gives every whole turn that was read for
    the codes of a term: what nobody has read is unknown, never a "no". ``is_read`` says of some
    turns which of them were. ``unread`` collects the turns that are left out for that reason.
    """

    places: Callable[[Term], Iterable[PassagePlace]]
    read_turns: Callable[[Asked], Iterable[PassagePlace]]
    is_read: Callable[[Asked, Sequence[int]], set[int]]
    unread: set[int] = field(default_factory=set)


def find_places(asked: Asked, ground: Ground) -> Places:
    """All places that answer, each once."""
    match asked:
        case Term():
            return frozenset(ground.places(asked))
        case AnyOf(parts):
            return frozenset().union(*(find_places(part, ground) for part in parts))
        case AllOf(parts):
            return _meet(parts, ground)
        case Not(Not(of)):
            return find_places(of, ground)
        case Not(of):
            there = {place.turn_id for place in find_places(of, ground)}
            return frozenset(p for p in ground.read_turns(of) if p.turn_id not in there)
        case Near(first, second, turns):
            return _near(first, second, turns, ground)
        case Follows(what, after):
            return _follow(find_places(what, ground), find_places(after, ground))


def _meet(parts: Sequence[Asked], ground: Ground) -> Places:
    """Places that hold a stretch at which all parts stand, and nothing that must not be."""
    shown = [part for part in parts if not is_negative(part)]
    if not shown:
        return frozenset.intersection(*(find_places(part, ground) for part in parts))
    found = [find_places(part, ground) for part in shown]
    regions = _regions(found[0])
    for places in found[1:]:
        regions = _cross(regions, _regions(places))
    for part in parts:
        if isinstance(part, Not) and is_negative(part):
            regions = _take_out(regions, part.of, ground)
        elif is_negative(part):
            turns = {place.turn_id for place in find_places(part, ground)}
            regions = {turn: spans for turn, spans in regions.items() if turn in turns}
    every = frozenset().union(*found)
    return frozenset(p for p in every if _touches(p, regions.get(p.turn_id, ())))


def _take_out(
    regions: Mapping[int, Sequence[Region]], of: Asked, ground: Ground
) -> dict[int, list[Region]]:
    """Regions without those that meet a place of what must not be, in turns read for it."""
    unwanted = _regions(find_places(of, ground))
    read = ground.is_read(of, list(regions)) | unwanted.keys()
    ground.unread |= regions.keys() - read
    kept = {
        turn: [span for span in spans if not _meets_any(span, unwanted.get(turn, ()))]
        for turn, spans in regions.items()
        if turn in read
    }
    return {turn: spans for turn, spans in kept.items() if spans}


def _regions(places: Iterable[PassagePlace]) -> dict[int, list[Region]]:
    return group_lists((place.turn_id, (place.start, place.end)) for place in places)


def _cross(
    first: Mapping[int, Sequence[Region]], second: Mapping[int, Sequence[Region]]
) -> dict[int, list[Region]]:
    """Where both stand."""
    found = {}
    for turn in first.keys() & second.keys():
        both = {
            (max(a, c), min(b, d))
            for a, b in first[turn]
            for c, d in second[turn]
            if max(a, c) < min(b, d)
        }
        if both:
            found[turn] = sorted(both)
    return found


def _touches(place: PassagePlace, regions: Iterable[Region]) -> bool:
    return _meets_any((place.start, place.end), regions)


def _meets_any(span: Region, others: Iterable[Region]) -> bool:
    return any(max(span[0], a) < min(span[1], b) for a, b in others)


def _near(first: Asked, second: Asked, turns: int, ground: Ground) -> Places:
    """Places of each that have one of the other within so many turns; none is near itself."""
    here, there = find_places(first, ground), find_places(second, ground)
    alike = first == second
    return frozenset(_beside(here, there, turns, alike) | _beside(there, here, turns, alike))


def _beside(places: Places, others: Places, turns: int, alike: bool) -> set[PassagePlace]:
    by_talk = group_lists((other.transcript_id, other) for other in sorted(others))
    positions = {talk: [other.position for other in found] for talk, found in by_talk.items()}
    found = set()
    for place in places:
        at = positions.get(place.transcript_id, [])
        begin = bisect_left(at, place.position - turns)
        for other in by_talk.get(place.transcript_id, [])[begin:]:
            if other.position > place.position + turns:
                break
            if not (alike and other == place):
                found.add(place)
                break
    return found


def _follow(places: Places, after: Places) -> Places:
    """Places that begin where, or after, one of the others has ended."""
    ended: dict[int, tuple[int, int]] = {}
    for other in after:
        end = (other.position, other.end)
        ended[other.transcript_id] = min(end, ended.get(other.transcript_id, end))
    return frozenset(
        place
        for place in places
        if place.transcript_id in ended
        and ended[place.transcript_id] <= (place.position, place.start)
    )
