"""Who was given what to read, and how far they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interviewkit.model import Coder
from interviewkit.model.grouping import group_lists
from interviewkit.steps.site import Site


def list_coders(site: Site, *, who_read: bool = False) -> Sequence[Coder]:
    """Everyone who codes here, in the order in which they came; or who has read something."""
    with site.store.reading() as shelves:
        return shelves.codings.readers() if who_read else shelves.codings.coders()


def list_workload(site: Site, coder: str = "") -> Sequence[Mapping[str, object]]:
    """One row a person and queue: turns given, read to the end, left, and how many of them blind.

    A turn is read once it was read for every code that it was given for.
    """
    with site.store.reading() as shelves:
        given = group_lists(
            ((each.coder, each.queue), each) for each in shelves.draws.assignments(coder)
        )
        read = {name: shelves.coverage.of(name) for name in {name for name, _ in given}}
    rows = []
    for (name, queue), turns in given.items():
        codes_of = {each.turn_id: {*each.codes} for each in turns}
        done = sum(
            "" in covered or codes <= covered
            for turn, codes in codes_of.items()
            for covered in (read[name].get(turn, set()),)
        )
        rows.append(
            {
                "coder": name,
                "queue": queue,
                "given": len(codes_of),
                "read": done,
                "left": len(codes_of) - done,
                "blind": len({each.turn_id for each in turns if each.blind}),
            }
        )
    return rows
