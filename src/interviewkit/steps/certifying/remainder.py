"""The queue of what is left to people: the turns that the machine may not decide alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from interviewkit.coding.queues import select_random_draws
from interviewkit.errors import StudyError
from interviewkit.model import CERTIFIED, Assignment
from interviewkit.model.review import REMAINDER
from interviewkit.steps.record import tell_time
from interviewkit.steps.reviewing.queue import Frame, Queue
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves


@dataclass
class Remainder(Queue):
    """Turns in order, each with the codes that neither the machine nor a person has decided.

    Turns of the random sample that nobody has read yet come blind: with them the audit grows.
    """

    @classmethod
    def over(
        cls, site: Site, shelves: Shelves, coder: str, codes: tuple[str, ...], *, blind: bool
    ) -> Remainder:
        """The remainder of those of ``codes`` that the machine may decide in part.

        Raises:
            StudyError: there is no speech, or the machine decides none of these codes.
        """
        frame = Frame.of(site, shelves)
        decided = set().union(*shelves.coverage.of(CERTIFIED).values())
        able = tuple(code for code in codes if code in decided)
        if not able:
            raise StudyError(
                "the machine may decide nothing alone here, so there is no remainder",
                hint="certify it with: interviewkit code --selective, or read with --queue random",
            )
        return cls(site, coder, REMAINDER, able, 0.0, blind, frame)

    def next(self, shelves: Shelves, run: int, skipped: Collection[int]) -> Assignment | None:
        """What this coder was given of the remainder and has not read, then the next turn."""
        undecided = self.undecided(shelves)
        for each in self.open(shelves):
            codes = tuple(c for c in each.codes if c in undecided.get(each.turn_id, ()))
            if each.queue == REMAINDER and codes and each.turn_id not in skipped:
                return replace(each, codes=codes)
        taken = {e.turn_id for e in shelves.draws.assignments() if e.queue == REMAINDER}
        pool = [turn for turn in undecided if turn not in taken and turn not in skipped]
        if not pool:
            return None
        turn, codes = pool[0], undecided[pool[0]]
        drawn = {each.turn_id for each in select_random_draws(shelves.draws.list(), codes)}
        draw = self.frame.draw(turn, REMAINDER, codes, 1.0, pool)
        key = shelves.draws.add(draw, run, tell_time())
        new = Assignment(turn, self.coder, codes, REMAINDER, self.blind or turn in drawn, key)
        return replace(new, id=shelves.draws.assign(new, run))

    def left(self, shelves: Shelves) -> int | None:
        """How many turns hold something undecided."""
        return len(self.undecided(shelves))

    def undecided(self, shelves: Shelves) -> dict[int, tuple[str, ...]]:
        """Turn id → the codes that neither the machine nor any person has decided there."""
        readers = [each.name for each in shelves.codings.coders() if each.is_person]
        done = [shelves.coverage.of(name) for name in (CERTIFIED, *readers)]
        found = {}
        for turn in self.frame.turns:
            known = set().union(*(covered.get(turn, ()) for covered in done))
            codes = tuple(c for c in self.codes if c not in known) if "" not in known else ()
            if codes:
                found[turn] = codes
        return found
