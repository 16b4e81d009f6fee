"""``review assign``: turns or people drawn at random, dealt out to be read, some to everybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from interviewkit.coding.queues import pick_turn, select_random_draws
from interviewkit.errors import StudyError
from interviewkit.model import Assignment, Coder, Outcome
from interviewkit.model.grouping import group_lists
from interviewkit.model.review import ASSIGNED, PARTICIPANTS, RANDOM
from interviewkit.steps.coding.codebook import choose_codes, read_usable
from interviewkit.steps.record import begin_run, hash_values, tell_time
from interviewkit.steps.reviewing.coder_names import find_coders
from interviewkit.steps.reviewing.queue import Frame
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves
from interviewkit.wording.numbers import percent

Lot = list[tuple[int, int]]
"""What is read by the same person: (turn id, draw id)."""


def assign(
    site: Site,
    coders: Sequence[str],
    codes: Sequence[str],
    turns: int,
    overlap: float,
    participants: int = 0,
    *,
    new_coder: bool = False,
) -> Outcome:
    """Draw turns at random, or participants with all of their turns, and deal them out blind.

    A share ``overlap`` of them goes to every coder. With ``participants`` so many people are
    drawn, and ``turns`` is not looked at.

    Raises:
        StudyError: a name cannot be a person's, there are fewer left than asked for, or an
            overlap is wanted of one person.
        NewCoderError: a name is new and much like a known one, unless ``new_coder`` says that
            it is meant.
    """
    if not 0 <= overlap <= 1:
        raise StudyError(
            f"an overlap of {percent(overlap)} is not between {percent(0)} and {percent(1)}"
        )
    n = participants or turns
    if n < 1:
        raise StudyError("there is nothing to assign: ask for one turn at least")
    codebook, _ = read_usable(site.root, site.settings)
    wanted = choose_codes(codebook, codes)
    with site.store.jotting() as shelves:
        named = find_coders(shelves, coders, new=new_coder).values()
        people = tuple(dict.fromkeys(each.name for each in named))
        if len(people) < 2 and overlap:
            raise StudyError(
                "an overlap takes two coders at least", hint="--coders a,b, or --overlap 0"
            )
        for name in people:
            shelves.codings.add_coder(Coder(name))
        mark = hash_values("assign", people, turns, overlap, participants, tell_time())
        run = shelves.runs.add(begin_run("assign", mark, codebook_version=codebook.version))
        draw = _draw_people if participants else _draw
        lots = draw(site, shelves, wanted, n, run)
        shared = choose_shared_places(n, overlap)
        given = _deal(shelves, lots, shared, people, wanted, run)
        facts: dict[str, object] = {
            "turns": sum(map(len, lots)),
            "participants": participants,
            "shared": len(shared),
            "given": given,
        }
        shelves.runs.finish(run, tell_time(), facts)
    what = f"{n} participants with all that they said" if participants else f"{n} turns"
    parts = ", ".join(f"{name} {turns}" for name, turns in given.items())
    parts += " turns" if participants else ""
    said = f"{what} at random, {len(shared)} of them to everyone: {parts} to read, blind"
    notes = (each.note for each in named if each.note)
    says = (said, "they read them with: interviewkit review --coder NAME", *notes)
    return Outcome("assign", True, says, facts)


def foresee_assignment(coders: Sequence[str], lots: int, overlap: float) -> Mapping[str, int]:
    """How many of ``lots`` turns (or participants) each coder would be given to read."""
    given = dict.fromkeys(coders, 0)
    for takers in _share_out(lots, choose_shared_places(lots, overlap), coders):
        for name in takers:
            given[name] += 1
    return given


def choose_shared_places(turns: int, overlap: float) -> set[int]:
    """Which of ``turns`` places go to everyone: the share ``overlap``, spread evenly."""
    n = round(turns * overlap)
    return {i * turns // n for i in range(n)}


def _draw(
    site: Site, shelves: Shelves, codes: tuple[str, ...], turns: int, run: int
) -> Sequence[Lot]:
    """A simple random sample of turns from those that no sample has yet."""
    frame = Frame.require(site, shelves, "assign")
    draws = list(shelves.draws.list())
    pool = set(frame.turns) - {each.turn_id for each in select_random_draws(draws, codes)}
    if turns > len(pool):
        raise StudyError(
            f"{len(pool)} of {len(frame.turns)} turns have not been drawn yet, fewer than {turns}",
            hint=f"ask for less: --turns {len(pool)}" if pool else "all are assigned or audited",
        )
    luck = Random(f"{site.settings.study.seed} assign {len(draws)}")
    drawn: list[Lot] = []
    for _ in range(turns):
        chance = 1 / len(pool)
        turn = pick_turn(dict.fromkeys(sorted(pool), chance), luck.random())
        key = shelves.draws.add(frame.draw(turn, RANDOM, codes, chance, pool), run, tell_time())
        drawn.append([(turn, key)])
        pool.remove(turn)
    return drawn


def _draw_people(
    site: Site, shelves: Shelves, codes: tuple[str, ...], people: int, run: int
) -> Sequence[Lot]:
    """A simple random sample of participants who were not drawn yet, with all of their turns.

    It does not look at which single turns were drawn, so that the two samples are independent.
    """
    frame = Frame.require(site, shelves, "assign")
    turns_of = group_lists(
        (frame.speaker_of[turn], turn) for turn in frame.turns if turn in frame.speaker_of
    )
    draws = list(shelves.draws.list())
    asked = [each for each in draws if each.mode == PARTICIPANTS and {*codes} <= {*each.codes}]
    pool = sorted(turns_of.keys() - {frame.speaker_of.get(each.turn_id) for each in asked})
    if people > len(pool):
        raise StudyError(
            f"{len(pool)} of {len(turns_of)} participants have not been drawn yet, "
            f"fewer than {people}",
            hint=f"ask for less: --participants {len(pool)}" if pool else "all are assigned",
        )
    luck = Random(f"{site.settings.study.seed} assign participants {len(draws)}")
    drawn: list[Lot] = []
    for _ in range(people):
        name = luck.choice(pool)
        new = [frame.person_draw(t, codes, len(pool), len(turns_of)) for t in turns_of[name]]
        drawn.append([(each.turn_id, shelves.draws.add(each, run, tell_time())) for each in new])
        pool.remove(name)
    return drawn


def _deal(
    shelves: Shelves,
    lots: Sequence[Lot],
    shared: set[int],
    people: Sequence[str],
    codes: tuple[str, ...],
    run: int,
) -> Mapping[str, int]:
    """Everyone gets what is shared, the rest goes round; returns how many turns each has."""
    given = dict.fromkeys(people, 0)
    for lot, takers in zip(lots, _share_out(len(lots), shared, people), strict=True):
        for name in takers:
            for turn, draw in lot:
                shelves.draws.assign(Assignment(turn, name, codes, ASSIGNED, True, draw), run)
            given[name] += len(lot)
    return given


def _share_out(lots: int, shared: set[int], people: Sequence[str]) -> Iterator[Sequence[str]]:
    """Who reads each lot: everyone what is shared, the others one after the other."""
    alone = 0
    for place in range(lots):
        yield people if place in shared else [people[alone % len(people)]]
        alone += place not in shared
