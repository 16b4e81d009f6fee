"""From codings to units: the stretches of text or the people over which coders are compared."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from interviewkit.model import Coding, Passage

UNITS = ("passage", "turn", "participant", "character")
OF_TEXT = ("passage", "character")
Unit = int | str | tuple[int, int, int]
"""A turn's id, a participant, or a stretch: turn id, start, end."""
Span = tuple[int, int]


def require_turn(coding: Coding) -> int:
    """The store's number of the turn that a coding stands in.

    Raises:
        ValueError: the turn was never saved, so it has no number.
    """
    return coding.turn_id


def list_units(
    turns: Iterable[int],
    unit: str,
    cuts: Mapping[int, Sequence[Passage]],
    speaker_of: Mapping[int, str],
) -> dict[Unit, int]:
    """Every unit that the given turns hold, with the first turn it stands in.

    A participant is a unit if at least one of the turns is theirs; a turn that was not cut is
    a single passage.
    """
    found: dict[Unit, int] = {}
    for turn in sorted(turns):
        if unit == "turn":
            found[turn] = turn
        elif unit in OF_TEXT:
            found.update({(turn, *span): turn for span in list_spans(turn, cuts)})
        elif turn in speaker_of:
            found.setdefault(speaker_of[turn], turn)
    return found


def find_coded_units(
    codings: Iterable[Coding],
    turns: Collection[int],
    unit: str,
    cuts: Mapping[int, Sequence[Passage]],
    speaker_of: Mapping[int, str],
) -> dict[tuple[str, str], set[Unit]]:
    """(code, polarity) → the units that it holds for, among those of the turns."""
    coded: dict[tuple[str, str], set[Unit]] = {}
    for coding in codings:
        turn = require_turn(coding)
        if not coding.holds or turn not in turns:
            continue
        units = coded.setdefault((coding.code, coding.polarity), set())
        if unit == "turn":
            units.add(turn)
        elif unit == "participant":
            units.update({speaker_of[turn]} if turn in speaker_of else ())
        else:
            units.update(
                (turn, *span) for span in find_covered_spans(coding, list_spans(turn, cuts))
            )
    return coded


def list_spans(turn: int, cuts: Mapping[int, Sequence[Passage]]) -> Sequence[Span]:
    """The offsets of a turn's passages; ``(0, -1)`` stands for the whole of an uncut turn."""
    return [(passage.start, passage.end) for passage in cuts.get(turn, ())] or [(0, -1)]


def find_covered_spans(coding: Coding, spans: Sequence[Span]) -> list[Span]:
    """The passages that a coding overlaps by at least half of the shorter of the two.

    So a coded phrase counts for the sentence that it stands in, a coded paragraph for each of
    its sentences, and a stray word at either end for nothing. A coding that overlaps any passage
    counts for one at least: that which it overlaps most.
    """
    if spans[0][1] < 0:
        return [spans[0]]
    start, end = coding.passage.start, coding.passage.end
    overlaps = {span: min(end, span[1]) - max(start, span[0]) for span in spans}
    found = [
        span
        for span, overlap in overlaps.items()
        if overlap > 0 and 2 * overlap >= min(end - start, span[1] - span[0])
    ]
    most = max(spans, key=overlaps.__getitem__)
    return found or ([most] if overlaps[most] > 0 else [])
