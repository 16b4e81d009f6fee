"""What a person judges next: taken up where it was left, or drawn and written down as a draw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from random import Random

from interviewkit.coding.queues import (
    Place,
    compute_chances,
    is_random,
    pick_turn,
    select_random_draws,
    weigh_lessons,
)
from interviewkit.coding.seeking import Judged, RankedTurns
from interviewkit.errors import StudyError
from interviewkit.model import Assignment, Coding, Draw, Reading, Turn
from interviewkit.model.review import ALL, ASSIGNED, PARTICIPANTS, RANDOM, RARE, TEACH
from interviewkit.steps.coding.speech import find_questions_before
from interviewkit.steps.marking.proposals import choose_proposals
from interviewkit.steps.reading import load_speech, open_loaded
from interviewkit.steps.record import tell_time
from interviewkit.steps.reviewing.ranking import rank_turns, read_scores
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves


@dataclass(frozen=True)
class Frame:
    """The turns that can be judged, and what a reader needs beside them."""

    turns: Mapping[int, Turn]
    questions: Mapping[int, str]
    speaker_of: Mapping[int, str]
    spoken: Mapping[str, Sequence[Turn]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, site: Site, shelves: Shelves) -> Frame:
        reading = load_speech(site, shelves)
        if shelves.revision.is_writing:
            return cls._of(reading)
        return site.store.remembered.recall(
            shelves.revision, "frame", lambda: cls._of(reading), lambda same, _: same
        )

    @classmethod
    def _of(cls, reading: Reading) -> Frame:
        return cls(
            {key: reading.turns[key] for key in reading.codable},
            find_questions_before(reading.turns.values(), reading.codable.keys()),
            reading.speaker_of,
            {each.name: each.turns for each in reading.transcripts},
        )

    @classmethod
    def require(cls, site: Site, shelves: Shelves, verb: str) -> Frame:
        """The frame of a study in which somebody spoke.

        Raises:
            StudyError: nobody did, so that there is nothing to ``verb``.
        """
        frame = cls.of(site, shelves)
        if not frame.turns:
            raise StudyError(
                f"there is no speech to {verb}", hint="take some in with: interviewkit ingest"
            )
        return frame

    def before(self, turn: Turn) -> tuple[tuple[str, Turn], ...]:
        """What was said before a turn in its conversation, in order, and by whom."""
        return tuple(
            (self.speaker_of.get(each.id or 0, each.speaker), each)
            for each in self.spoken.get(turn.transcript, ())
            if each.position < turn.position and each.text.strip()
        )

    def draw(
        self, turn: int, mode: str, codes: Sequence[str], chance: float, pool: Collection[int]
    ) -> Draw:
        """The record of a draw from this frame."""
        return Draw(
            turn, mode, tuple(codes), min(chance, 1.0), len(pool), len(self.turns), max(self.turns)
        )

    def person_draw(self, turn: int, codes: Sequence[str], pool: int, people: int) -> Draw:
        """The record of one turn of a person who was drawn from ``pool`` of so many people."""
        newest = max(self.turns)
        return Draw(turn, PARTICIPANTS, tuple(codes), 1 / pool, pool, people, newest)


@dataclass
class Queue:
    """Chooses turns for one coder; see :mod:`interviewkit.coding.queues` for how."""

    site: Site
    coder: str
    mode: str
    codes: tuple[str, ...]
    share: float
    blind: bool
    frame: Frame
    lessons: Mapping[Place, float] = field(default_factory=dict, repr=False)
    ranked: RankedTurns | None = field(default=None, repr=False)
    aims: dict[int, str] = field(default_factory=dict, repr=False)

    @classmethod
    def of(
        cls,
        site: Site,
        shelves: Shelves,
        coder: str,
        mode: str,
        codes: tuple[str, ...],
        share: float,
        blind: bool,
    ) -> Queue:
        """A queue over the study as it is now; without a mode, what was assigned comes first.

        Raises:
            StudyError: there is no speech, or the mode needs machine codings and there are none.
        """
        frame = Frame.require(site, shelves, "review")
        queue = cls(site, coder, mode, codes, share, blind, frame)
        if not mode:
            given = any(each.queue == ASSIGNED for each in queue.open(shelves))
            queue.mode = ASSIGNED if given else TEACH
        if queue.mode == TEACH:
            queue.ranked = site.store.remembered.recall(
                shelves.revision,
                ("ranked", codes),
                lambda: rank_turns(site, shelves, frame.turns, frame.speaker_of, codes),
                lambda same, _: same,
            )
        elif queue.mode not in (ALL, ASSIGNED, RANDOM):
            queue.lessons = site.store.remembered.recall(
                shelves.revision,
                ("lessons", queue.mode, codes),
                lambda: _lessons(shelves, queue.mode, codes),
                lambda same, _: same,
            )
        return queue

    def next(self, shelves: Shelves, run: int, skipped: Collection[int]) -> Assignment | None:
        """The next turn to read; a new draw is written down. ``None`` where nothing is left."""
        given = self.mode == ASSIGNED
        for each in self.open(shelves):
            if each.turn_id not in skipped and given == (each.queue == ASSIGNED):
                return each
        return None if given else self._drawn(shelves, run, skipped)

    def look(self, shelves: Shelves) -> None:
        """Renew what the next draw rests on, before the transaction in which it is drawn."""
        if self.mode not in (ALL, ASSIGNED):
            self._read_by_anyone(shelves)
        if self.mode in (RARE, TEACH):
            self._found_by_people(shelves)

    def open(self, shelves: Shelves) -> list[Assignment]:
        """What this coder was given and has not read, with the codes that are still to be read."""
        read = shelves.coverage.of(self.coder)
        found = []
        for each in shelves.draws.assignments(self.coder):
            done = read.get(each.turn_id, set())
            codes = tuple(c for c in each.codes if c in self.codes and not {"", c} & done)
            if codes and each.turn_id in self.frame.turns:
                found.append(replace(each, codes=codes))
        return found

    def _drawn(self, shelves: Shelves, run: int, skipped: Collection[int]) -> Assignment | None:
        if self.mode == ALL:
            return self._in_order(shelves, run, skipped)
        number = sum(each.queue != ASSIGNED for each in shelves.draws.assignments(self.coder))
        if self.mode != RANDOM and not is_random(number, self.share):
            return self._chosen(shelves, run)
        found = self._random(shelves, run)
        return self._chosen(shelves, run) if found is None and self.mode != RANDOM else found

    def _random(self, shelves: Shelves, run: int) -> Assignment | None:
        """The next turn of the study's one random sample that nobody has read yet.

        A turn that falls to the sample and was read already counts without being read again.
        """
        draws = list(shelves.draws.list())
        done = self._read_by_anyone(shelves)
        luck = self._luck(draws)
        pool = set(self.frame.turns) - {
            each.turn_id for each in select_random_draws(draws, self.codes)
        }
        while pool:
            turn = pick_turn(dict.fromkeys(sorted(pool), 1 / len(pool)), luck.random())
            draw = self.frame.draw(turn, RANDOM, self.codes, 1 / len(pool), pool)
            key = shelves.draws.add(draw, run, tell_time())
            if turn not in done:
                return self._given(shelves, draw, True, key, run)
            pool.remove(turn)
        return None

    def _chosen(self, shelves: Shelves, run: int) -> Assignment | None:
        draws = list(shelves.draws.list())
        pool = self._pool(shelves)
        if not pool:
            return None
        plan = self.ranked.plan(pool, self._judged(shelves)) if self.ranked else None
        odds = plan.chances() if plan else self._chances(shelves, pool)
        turn = pick_turn(odds, self._luck(draws).random())
        if plan:
            self.aims[turn] = plan.why(turn)
        draw = self.frame.draw(turn, self.mode, self.codes, odds[turn], pool)
        key = shelves.draws.add(draw, run, tell_time())
        return self._given(shelves, draw, self.blind, key, run)

    def _pool(self, shelves: Shelves) -> set[int]:
        """The turns that nobody has read or was given."""
        taken = {each.turn_id for each in shelves.draws.assignments()}
        return set(self.frame.turns) - taken - self._read_by_anyone(shelves)

    def _chances(self, shelves: Shelves, pool: Collection[int]) -> Mapping[int, float]:
        found = self._count_found(shelves) if self.mode == RARE else {}
        return compute_chances(self.mode, self.lessons, pool, self.codes, found)

    def _judged(self, shelves: Shelves) -> Judged:
        return Judged(self._read_by_anyone(shelves), self._found_by_people(shelves))

    def why(self, shelves: Shelves, given: Assignment) -> str:
        """For the sake of which code a turn was chosen, and how far that is; else empty."""
        if self.ranked is None or given.queue != TEACH:
            return ""
        if given.turn_id not in self.aims:  # drawn in an earlier session
            pool = {given.turn_id, *self._pool(shelves)}
            plan = self.ranked.plan(pool, self._judged(shelves))
            self.aims[given.turn_id] = plan.why(given.turn_id)
        return self.aims[given.turn_id]

    def _in_order(self, shelves: Shelves, run: int, skipped: Collection[int]) -> Assignment | None:
        read = shelves.coverage.read_by(self.coder, self.codes)
        pool = [turn for turn in self.frame.turns if turn not in read and turn not in skipped]
        if not pool:
            return None
        draw = self.frame.draw(pool[0], ALL, self.codes, 1.0, pool)
        key = shelves.draws.add(draw, run, tell_time())
        return self._given(shelves, draw, self.blind, key, run)

    def _given(self, shelves: Shelves, draw: Draw, blind: bool, key: int, run: int) -> Assignment:
        read = shelves.coverage.of(self.coder).get(draw.turn_id, set())
        codes = tuple(code for code in self.codes if code not in read)
        new = Assignment(draw.turn_id, self.coder, self.codes, draw.mode, blind, key)
        return replace(new, codes=codes, id=shelves.draws.assign(new, run))

    def _read_by_anyone(self, shelves: Shelves) -> AbstractSet[int]:
        """Turns that some person has read with all of these codes in mind."""

        def renew(read: AbstractSet[int], turns: AbstractSet[int]) -> AbstractSet[int]:
            again = shelves.coverage.turns_read(turns, self.codes)
            return set(read - turns).union(*again.values())

        return self.site.store.remembered.recall(
            shelves.revision,
            ("read by people", self.codes),
            lambda: _read_by_people(shelves, self.codes),
            renew,
        )

    def _found_by_people(self, shelves: Shelves) -> Mapping[int, Collection[str]]:
        """Turn → the codes that people found there."""

        def renew(
            found: Mapping[int, Collection[str]], turns: AbstractSet[int]
        ) -> Mapping[int, Collection[str]]:
            kept = {turn: codes for turn, codes in found.items() if turn not in turns}
            return {**kept, **shelves.codings.found_by_people(turns)}

        found: Mapping[int, Collection[str]] = self.site.store.remembered.recall(
            shelves.revision, "found by people", shelves.codings.found_by_people, renew
        )
        return found

    def _count_found(self, shelves: Shelves) -> Counter[str]:
        """Code → in how many turns people found it."""
        found = self._found_by_people(shelves)
        return Counter(
            c for turn, codes in found.items() if turn in self.frame.turns for c in codes
        )

    def _luck(self, draws: Sequence[Draw]) -> Random:
        """The same study, coder and history give the same choice."""
        return Random(f"{self.site.settings.study.seed} {self.coder} {len(draws)}")

    def proposals(self, shelves: Shelves, given: Assignment) -> tuple[Coding, ...]:
        """What machines propose on a turn: the machine, or where it is silent its best coder."""
        turn = self.frame.turns[given.turn_id]
        machines = [each.name for each in shelves.codings.coders() if not each.is_person]
        said = shelves.codings.list({given.turn_id: turn}, coders=machines, codes=given.codes)
        return tuple(choose_proposals(said, given.codes))

    def said(self, _shelves: Shelves, _given: Assignment) -> tuple[str, ...]:
        """What other people said of it: nobody's business while one judges."""
        return ()

    def left(self, shelves: Shelves) -> int | None:
        """How many turns are not read yet, where the queue ends."""
        if self.mode == ALL:
            return len(self.frame.turns.keys() - shelves.coverage.read_by(self.coder, self.codes))
        given = [each for each in self.open(shelves) if each.queue == ASSIGNED]
        return len(given) if self.mode == ASSIGNED else None


def _lessons(shelves: Shelves, mode: str, codes: Collection[str]) -> Mapping[Place, float]:
    return weigh_lessons(mode, read_scores(shelves, mode, codes))


def _read_by_people(shelves: Shelves, codes: Collection[str]) -> AbstractSet[int]:
    people = [each.name for each in shelves.codings.coders() if each.is_person]
    return set().union(*(shelves.coverage.read_by(name, codes) for name in people))


def list_audited(site: Site, code: str) -> Mapping[int, float]:
    """Turn id → probability (0 to 1) that the audit holds it, where a person read it.

    The audit is the random queue, what was assigned, participants drawn with all of their turns,
    and codings taken in with the chance of each turn. Turns that were drawn and never read are
    left out of the sample, not out of the frame: draw and read to the end, or the sample is of
    those whom somebody cared to read.
    """
    with open_loaded(site, None) as loaded:
        return loaded.sample([code]).turns
