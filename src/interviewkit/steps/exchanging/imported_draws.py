"""An audit that was drawn before it came here: its chances, stored as draws like any other."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from interviewkit.coding.audits import SAME
from interviewkit.errors import Problem, StudyError
from interviewkit.exchange.draw_chances import parse_chance, read_chances
from interviewkit.model import Draw, Turn
from interviewkit.model.grouping import group_sets
from interviewkit.model.review import DRAWN_ELSEWHERE, PEOPLE_ELSEWHERE
from interviewkit.steps.reading import load_speech
from interviewkit.steps.record import tell_time
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves

TURNS, PEOPLE = "turns", "participants"


@dataclass(frozen=True, slots=True)
class Chances:
    """Turn id → chance, or one chance for every turn."""

    every: float | None = None
    each: Mapping[int, float] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def of(self, turns: Collection[int]) -> dict[int, float]:
        """What is known of these turns."""
        if self.every is not None:
            return dict.fromkeys(sorted(turns), self.every)
        return {turn: chance for turn, chance in self.each.items() if turn in turns}


@dataclass(frozen=True, slots=True)
class NotedDraws:
    """How many turns and people are in the audit now, and who cannot be."""

    turns: int = 0
    people: int = 0
    drawn: str = TURNS
    problems: tuple[Problem, ...] = ()

    def said(self, chance: str) -> str:
        """One line for people; ``chance`` is what they said of the draw, empty for nothing."""
        if not chance:
            return (
                "no audit: nothing says that these turns were drawn by chance. "
                "If they were, take the file in again with --chance P"
            )
        of = f"{self.people} participants, " if self.drawn == PEOPLE else ""
        return f"an audit: {of}{self.turns} turns that were drawn by chance"


def find_chance_column(chance: str) -> str:
    """The column that ``--chance`` names; empty where it is a number.

    Raises:
        StudyError: it is a number, but no probability above 0 and up to 1.
    """
    if not chance or parse_chance(chance) is not None:
        return ""
    if chance.translate(str.maketrans("", "", "-+.,%/ ")).isdigit():
        raise StudyError(
            f"{chance} is no chance of being drawn",
            hint="it is above 0 and up to 1: 0.1, 10% or 30/300 for one turn in ten",
        )
    return chance.strip().lower()


def resolve_chances(path: Path, turns: Mapping[tuple[str, int], Turn], chance: str) -> Chances:
    """What ``--chance`` says: a number for every turn, or a column of the file.

    Raises:
        SourceError: the file cannot be opened.
    """
    column = find_chance_column(chance)
    if not column:
        return Chances(parse_chance(chance)) if chance else Chances()
    each, problems = read_chances(
        path,
        lambda transcript, position: turns.get((transcript, position)),
        column,
        {transcript for transcript, _ in turns},
    )
    return Chances(None, each, tuple(problems))


def note_draws(
    site: Site,
    shelves: Shelves,
    chances: Mapping[int, float],
    drawn: str,
    codes: tuple[str, ...],
    run: int,
) -> NotedDraws:
    """Store how turns were drawn; what is stored already is not stored twice.

    Of a turn that has a chance already the newest counts, since a slip must be mendable.
    """
    if not chances:
        return NotedDraws()
    speaker_of = load_speech(site, shelves).codable
    mode = PEOPLE_ELSEWHERE if drawn == PEOPLE else DRAWN_ELSEWHERE
    wanted = {turn: chance for turn, chance in chances.items() if turn in speaker_of}
    problems: tuple[Problem, ...] = ()
    if drawn == PEOPLE:
        wanted, problems = _whole_people(wanted, speaker_of)
    known = {
        each.turn_id: each.probability
        for each in shelves.draws.list()
        if each.mode == mode and set(codes) <= set(each.codes)
    }
    other = [t for t, chance in wanted.items() if abs(known.get(t, chance) - chance) > SAME]
    if other:
        before, now = known[other[0]], wanted[other[0]]
        what = f"{len(other)} turns had another chance ({before:g} before, {now:g} now)"
        hint = "if these are two samples, give each its own chances in a column of one file"
        problems = (*problems, Problem("the audit", 0, f"{what}; the newest counts", hint, False))
    frame, newest = len(speaker_of), max(speaker_of)
    for turn in sorted({*wanted.keys() - known.keys(), *other}):
        new = Draw(turn, mode, codes, wanted[turn], frame, frame, newest)
        shelves.draws.add(new, run, tell_time())
    return NotedDraws(len(wanted), len({speaker_of[turn] for turn in wanted}), drawn, problems)


def _whole_people(
    wanted: Mapping[int, float], speaker_of: Mapping[int, str]
) -> tuple[dict[int, float], tuple[Problem, ...]]:
    """The turns of those of whom every turn is there with one chance, and who is left out."""
    seen = group_sets((name, wanted.get(turn, 0.0)) for turn, name in speaker_of.items())
    whole = {name for name, found in seen.items() if len(found) == 1 and 0.0 not in found}
    there = {speaker_of[turn] for turn in wanted}
    problems = tuple(
        Problem(
            name,
            0,
            "not every turn of theirs was read, with one chance; they are no part of the audit",
            "read all that they said, or take the sample in with --drawn turns",
            fatal=False,
        )
        for name in sorted(there - whole)
    )
    return {turn: chance for turn, chance in wanted.items() if speaker_of[turn] in whole}, problems
