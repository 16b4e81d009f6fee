"""What is said of all sides of a comparison together: saturation, and codes in the same people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewkit.findings.comparing.cooccurrence import find_cooccurrence
from interviewkit.findings.comparing.family import adjust_p_values, find_simultaneous_level
from interviewkit.findings.counting.saturation import (
    choose_grounded_codes,
    is_in_order,
    measure_saturation,
    withhold_claim,
)
from interviewkit.model import ComparisonRequest, Pair, Saturation
from interviewkit.model.grouping import group_sets
from interviewkit.model.sides import WAVE
from interviewkit.model.waves import build_natural_key
from interviewkit.steps.comparing.sides import Part
from interviewkit.steps.reading import Loaded


def compare_saturation(
    loaded: Loaded, asking: ComparisonRequest, parts: Sequence[Part]
) -> Saturation:
    """When conversations stopped bringing codes, where that may be claimed."""
    reading, book = loaded.reading, loaded.codebook
    turns = reading.counted.keys()
    codes, grounds, why = choose_grounded_codes(
        book.codes if book else (),
        lambda code: len(reading.read_by_people([code]) & turns) / max(len(turns), 1),
    )
    told = set(codes or (book.code_ids if book else ()))
    said = ((each.passage.turn.id or 0, each.code) for each in reading.standing)
    codes_of = group_sets(
        (reading.place[turn].name, code)
        for turn, code in said
        if turn in reading.codable and code in told
    )
    found = measure_saturation(
        [
            (name, side, codes_of.get(name, set()))
            for name, side in _order_conversations(loaded, asking, parts)
        ],
        base=asking.base,
        run=asking.run,
        threshold=asking.threshold,
        seed=loaded.site.settings.study.seed,
    )
    return withhold_claim(found, why) if why else replace(found, codes=codes, grounds=grounds)


def _order_conversations(
    loaded: Loaded, asking: ComparisonRequest, parts: Sequence[Part]
) -> list[tuple[str, str]]:
    """The conversations and their sides in the order of fieldwork."""
    place = loaded.reading.place
    side_of = {place[turn].name: part.name for part in parts for turn in part.turns}
    heard = [each for each in loaded.reading.transcripts if each.name in side_of]
    if asking.by == WAVE:
        rank = {part.name: i for i, part in enumerate(parts)}
        heard.sort(key=lambda t: (rank[side_of[t.name]], t.date, build_natural_key(t.name)))
    elif is_in_order(sorted(each.date for each in heard)):
        heard.sort(key=lambda t: (t.date, build_natural_key(t.name)))
    else:
        rank = {name: i for i, name in enumerate(("", *loaded.order.names))}
        heard.sort(key=lambda t: (rank[t.wave], build_natural_key(t.name)))
    return [(each.name, side_of[each.name]) for each in heard]


def compare_pairs(loaded: Loaded, parts: Sequence[Part], adjust: str, level: float) -> list[Pair]:
    """Pairs of codes in all people compared, then side by side; one family each."""
    everyone = Part("", "", frozenset().union(*(part.turns for part in parts)))
    found: list[Pair] = []
    for part in (everyone, *parts):
        rows = _pairs_on(loaded, part, level)
        p = [each.p for each in rows]
        wide = _pairs_on(loaded, part, find_simultaneous_level(p, adjust, level))
        told = zip(rows, adjust_p_values(p, adjust), wide, strict=True)
        found += [replace(a, p_adjusted=q, odds_simultaneous=b.odds_interval) for a, q, b in told]
    return found


def _pairs_on(loaded: Loaded, part: Part, level: float) -> list[Pair]:
    reading, codes = loaded.reading, loaded.codebook.code_ids if loaded.codebook else ()
    who = {turn: reading.codable[turn] for turn in part.turns}
    spoke = group_sets((person, reading.place[turn].name) for turn, person in who.items())
    said = ((each.code, each.passage.turn.id or 0) for each in reading.standing)
    voiced = group_sets((code, who[turn]) for code, turn in said if turn in who)
    return find_cooccurrence(codes, voiced, spoke, spoke, side=part.name, level=level)
