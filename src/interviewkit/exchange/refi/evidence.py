"""Which way of counting places a source uses, by what its selections would say under each.

People select words: a selection that begins or ends amid one was most likely counted another way.
Tools write the first words of a selection as its name. Each way of counting gets the probability
of what is seen, sources of one project lend each other strength, and the tool that wrote the file
is a prior and no proof.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from interviewkit.exchange.refi.boundaries import (
    AMID_SIGN,
    EMPTY,
    NAMED,
    OUTSIDE,
    is_at_words,
    is_named_after,
    weigh_end,
    weigh_start,
)
from interviewkit.exchange.refi.conventions import (
    ALL_CONVENTIONS,
    STANDARD,
    Convention,
    PlaceMap,
    map_all_places,
    map_places,
    simplify,
)
from interviewkit.exchange.refi.priors import list_priors
from interviewkit.exchange.refi.texts import WrittenText

SURE, LIKELY, UNSURE = 0.99, 0.9, 0.5
MOSTLY = 0.6
"""The share of selections at words below which nothing is called sure or likely."""

FEW = 5
"""With fewer selections in a whole project nothing is called sure."""

LONGEST = 500_000
"""Texts of more signs are no talk of people; nothing is found out about their places."""

LOOKED_AT, LAST = 40, 8
"""Selections of one source that are weighed, and how many of them are the last of the text, where
ways of counting differ most. More do not make it surer, only slower."""

_ALIKE = 0.998
"""How likely a source counts as the others of its project do."""

_MOST = 25.0
"""The most that one source may say against a way of counting in the name of the whole project."""

_WORTH_A_LOOK = 1e-4

Spans = Sequence[tuple[int, int, str]]
Maps = Mapping[Convention, PlaceMap]
Logs = Mapping[Convention, float]


@dataclass(frozen=True, slots=True)
class PlacesSaid:
    """A text, and the selections that a file says it has: start, end, and what it calls them."""

    written: WrittenText
    spans: Spans


@dataclass(frozen=True, slots=True)
class ConventionFound:
    """The way of counting that was taken for a source, and how sure that is.

    ``sure`` is the probability that places are those of this way; ways that come to the same
    places count together.
    """

    convention: Convention
    places: PlaceMap
    sure: float
    evidence: str


def choose_conventions(sources: Sequence[PlacesSaid], tool: str) -> list[ConventionFound]:
    """The way of counting of each source of a project; ``tool`` is what wrote it."""
    priors = list_priors(tool, any(each.written.has_mark for each in sources))
    simple = [_simplify_all(each.written) for each in sources]
    maps = [
        map_all_places(each.written, set(ways.values()))
        for each, ways in zip(sources, simple, strict=True)
    ]
    logs = [_weigh(each, m) for each, m in zip(sources, maps, strict=True)]
    bounded = [_bound(log, ways) for log, ways in zip(logs, simple, strict=True)]
    total = {c: math.log(priors[c]) + sum(each[c] for each in bounded) for c in ALL_CONVENTIONS}
    is_few = sum(len(each.spans) for each in sources) < FEW
    readings = []
    for nth, source in enumerate(sources):
        others = _normalise({c: total[c] - bounded[nth][c] for c in ALL_CONVENTIONS})
        alone = _share_ends(priors, others)
        chances: dict[Convention, float] = {}
        for way in ALL_CONVENTIONS:
            mixed = _ALIKE * others[way] + (1 - _ALIKE) * alone[way]
            found = math.exp(_relative(logs[nth], simple[nth][way])) * mixed
            chances[simple[nth][way]] = chances.get(simple[nth][way], 0.0) + found
        readings.append(_take_best(source, maps[nth], chances, is_few))
    return readings


def _share_ends(
    priors: Mapping[Convention, float], others: Mapping[Convention, float]
) -> dict[Convention, float]:
    """How likely a source counts each way that does not count as the others do.

    Texts of one project may come from different files; whether the last sign is in a selection is
    the same for all of them.
    """
    shares = {
        last: sum(others[way] for way in ALL_CONVENTIONS if way.last is last)
        for last in (False, True)
    }
    return {way: priors[way] * shares[way.last] for way in ALL_CONVENTIONS}


def take_convention(source: PlacesSaid, convention: Convention, why: str) -> ConventionFound:
    """The reading of a source whose way of counting is given and not found out."""
    return ConventionFound(convention, map_places(source.written, convention), 1.0, why)


def _simplify_all(written: WrittenText) -> dict[Convention, Convention]:
    """For each way of counting the plainest one that comes to the same in this text."""
    if len(written.text) > LONGEST:
        return dict.fromkeys(ALL_CONVENTIONS, STANDARD)
    return {each: simplify(each, written) for each in ALL_CONVENTIONS}


def _weigh(source: PlacesSaid, maps: Maps) -> dict[Convention, float]:
    """The log of how likely the selections are what people would select, for each way."""
    text = source.written.text
    spans = _choose_spans(source.spans)
    found = {way: [places.find_span(s, e) for s, e, _ in spans] for way, places in maps.items()}
    names = _find_telling_names(text, spans, found)
    distinct = {span for place in found.values() for span in place}
    weights = {span: _weigh_span(text, span) for span in distinct}
    return {
        way: sum(weights[span] + NAMED * (nth in names and way in names[nth])
                 for nth, span in enumerate(place))
        for way, place in found.items()
    }  # fmt: skip


def _choose_spans(spans: Spans) -> Spans:
    """Selections to look at: evenly taken, with the last of the text, none twice."""
    distinct = sorted(set(spans))
    step = max(1, -(-len(distinct) // LOOKED_AT))
    last = sorted(distinct, key=lambda span: span[1])[-LAST:]
    return list(dict.fromkeys([*distinct[::step], *last]))


def _weigh_span(text: str, span: tuple[int, int, bool] | None) -> float:
    if span is None:
        return OUTSIDE
    start, end, is_true = span
    if start == end:
        return EMPTY
    return weigh_start(text, start) + weigh_end(text, end) + (0.0 if is_true else AMID_SIGN)


def _find_telling_names(
    text: str, spans: Spans, found: Mapping[Convention, Sequence[tuple[int, int, bool] | None]]
) -> dict[int, set[Convention]]:
    """Of the selections whose name is what they say under some way: under which."""
    telling: dict[int, set[Convention]] = {}
    for nth, (_, _, name) in enumerate(spans):
        if not name:
            continue
        for way, places in found.items():
            span = places[nth]
            if span and is_named_after(name, text[span[0] : span[1]]):
                telling.setdefault(nth, set()).add(way)
    return telling


def _bound(logs: Logs, simple: Mapping[Convention, Convention]) -> dict[Convention, float]:
    """What a source says for its project: how much less likely each way is, within bounds."""
    return {each: max(_relative(logs, simple[each]), -_MOST) for each in ALL_CONVENTIONS}


def _relative(logs: Logs, way: Convention) -> float:
    return logs[way] - max(logs.values())


def _normalise(logs: Logs) -> dict[Convention, float]:
    most = max(logs.values())
    chances = {each: math.exp(value - most) for each, value in logs.items()}
    total = sum(chances.values())
    return {each: value / total for each, value in chances.items()}


def _take_best(
    source: PlacesSaid, maps: Maps, chances: Mapping[Convention, float], is_few: bool
) -> ConventionFound:
    """The likeliest places, with the likeliest way of counting that comes to them."""
    total = sum(chances.values())
    spans = [(start, end) for start, end, _ in dict.fromkeys(source.spans)]
    groups: dict[tuple[object, ...], list[Convention]] = {}
    for way in sorted(chances, key=lambda each: (-chances[each], each.name)):
        if chances[way] > _WORTH_A_LOOK * total:
            places = tuple(maps[way].find_span(*span) for span in spans)
            groups.setdefault(places, []).append(way)
    shares = {key: sum(chances[way] for way in ways) / total for key, ways in groups.items()}
    best = max(shares, key=lambda key: shares[key])
    ways = groups[best]
    others = [group[0] for key, group in groups.items() if key != best]
    at_words = _count_at_words(source.written.text, best)
    sure = min(shares[best], LIKELY) if is_few else shares[best]
    if at_words < MOSTLY * len(spans) or len(source.written.text) > LONGEST:
        sure = min(sure, UNSURE)  # who cuts words tells little; what is known of the tool decides
    evidence = _describe(best, at_words, sure, others) if spans else "no selections to go by"
    return ConventionFound(ways[0], maps[ways[0]], sure, evidence)


def _count_at_words(text: str, places: Sequence[object]) -> int:
    """How many selections begin and end at words."""
    spans = (each for each in places if isinstance(each, tuple))
    return sum(is_at_words(text, start, end) for start, end, _ in spans)


def _describe(
    places: Sequence[object], at_words: int, sure: float, others: Sequence[Convention]
) -> str:
    """A sentence: how sure, and what speaks for it."""
    level = "sure" if sure >= SURE else "likely" if sure >= LIKELY else "unsure"
    what = f"{at_words:,} of {len(places):,} places begin and end at words"
    if outside := sum(each is None for each in places):
        what += f", {outside:,} lie outside of the text"
    if not others:
        return f"{level}: {what}, and no other way of counting fits better or comes close"
    return f"{level}: {what}; the next best would be {others[0].name}"
