"""``review assign``: a random sample of turns, dealt out to people, some of them to everybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from interviewkit.coding.queues import pick, sample
from interviewkit.errors import StudyError
from interviewkit.model import Assignment, Coder, Outcome
from interviewkit.model.review import ASSIGNED, RANDOM
from interviewkit.steps.codebook import read_usable
from interviewkit.steps.queue import Frame
from interviewkit.steps.record import begin, fingerprint, now
from interviewkit.steps.review import chosen_codes, person
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves


def assign(
    site: Site, coders: Sequence[str], codes: Sequence[str], turns: int, overlap: float
) -> Outcome:
    """Draw ``turns`` turns at random and deal them out blind; a share goes to every coder.

    Raises:
        StudyError: a name cannot be a person's, there are fewer turns left than asked for, or an
            overlap is wanted of one person.
    """
    if not 0 <= overlap <= 1:
        raise StudyError(f"an overlap of {overlap:.0%} is not between 0% and 100%")
    if turns < 1:
        raise StudyError("there is nothing to assign: ask for one turn at least")
    codebook, _ = read_usable(site.root, site.settings)
    wanted = chosen_codes(codebook, codes)
    with site.store.jotting() as shelves:
        people = tuple(dict.fromkeys(person(shelves, name) for name in coders))
        if len(people) < 2 and overlap:
            raise StudyError(
                "an overlap takes two coders at least", hint="--coders a,b, or --overlap 0"
            )
        for name in people:
            shelves.codings.add_coder(Coder(name))
        mark = fingerprint("assign", people, turns, overlap, now())
        run = shelves.runs.add(begin("assign", mark, codebook_version=codebook.version))
        drawn = _draw(site, shelves, wanted, turns, run)
        shared = shared_places(turns, overlap)
        given = _deal(shelves, drawn, shared, people, wanted, run)
        facts: dict[str, object] = {"turns": turns, "shared": len(shared), "given": given}
        shelves.runs.finish(run, now(), facts)
    parts = ", ".join(f"{name} {n}" for name, n in given.items())
    said = f"{turns} turns at random, {len(shared)} of them to everyone: {parts} to read, blind"
    return Outcome(
        "assign", True, (said, "they read them with: interviewkit review --coder NAME"), facts
    )


def shared_places(turns: int, overlap: float) -> set[int]:
    """Which of ``turns`` places go to everyone: the share ``overlap``, spread evenly."""
    n = round(turns * overlap)
    return {i * turns // n for i in range(n)}


def _draw(
    site: Site, shelves: Shelves, codes: tuple[str, ...], turns: int, run: int
) -> list[tuple[int, int]]:
    """(turn id, draw id) of a simple random sample from turns that no sample has yet."""
    frame = Frame.of(site, shelves)
    draws = list(shelves.draws.list())
    pool = set(frame.turns) - {each.turn_id for each in sample(draws, codes)}
    if turns > len(pool):
        raise StudyError(
            f"{len(pool)} of {len(frame.turns)} turns have not been drawn yet, fewer than {turns}",
            hint=f"ask for less: --turns {len(pool)}" if pool else "all are assigned or audited",
        )
    luck = Random(f"{site.settings.study.seed} assign {len(draws)}")
    drawn = []
    for _ in range(turns):
        chance = 1 / len(pool)
        turn = pick(dict.fromkeys(sorted(pool), chance), luck.random())
        key = shelves.draws.add(frame.draw(turn, RANDOM, codes, chance, pool), run, now())
        drawn.append((turn, key))
        pool.remove(turn)
    return drawn


def _deal(
    shelves: Shelves,
    drawn: Sequence[tuple[int, int]],
    shared: set[int],
    people: Sequence[str],
    codes: tuple[str, ...],
    run: int,
) -> Mapping[str, int]:
    """Everyone gets what is shared, and the rest goes round; returns how many each has to read."""
    given = dict.fromkeys(people, 0)
    alone = 0
    for place, (turn, draw) in enumerate(drawn):
        takers = people if place in shared else [people[alone % len(people)]]
        alone += place not in shared
        for name in takers:
            new = Assignment(turn, name, codes, ASSIGNED, True, draw)
            shelves.draws.assign(new, run)
            given[name] += 1
    return given
