"""Which machine codings are put before a person: one rule for the queue and for the page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from interviewkit.model import MACHINE, Coding, Evidence, Turn
from interviewkit.model.grouping import group_lists
from interviewkit.steps.marking.entries import is_same_place
from interviewkit.store.shelves import Shelves

WORTH_ASKING = 0.4
"""Where the machine proposes nothing, other coders' proposals are shown from this score on."""


def choose_proposals(said: Iterable[Coding], codes: Collection[str]) -> list[Coding]:
    """What machines propose, in order of place: the machine, or where it is silent on a code in a
    turn, its best coder there if that is worth asking about.

    ``said`` are all codings of machine coders; each proposal has among its evidence what the
    others say of the very passage.
    """
    wanted = (each for each in said if each.holds and each.code in codes)
    shown = []
    for of in group_lists(((e.passage.turn.id, e.code), e) for e in wanted).values():
        by_machine = [each for each in of if each.coder == MACHINE]
        shown += [_add_evidence(each, of) for each in by_machine or _pick_best(of)]
    return sorted(shown, key=lambda e: (e.passage.turn.place, e.passage.start, e.code))


def load_open_proposals(
    shelves: Shelves, turns: Mapping[int, Turn], codes: Collection[str], coder: str
) -> dict[int, tuple[Coding, ...]]:
    """Turn id → what is proposed there and this coder has not answered; every turn has an entry."""
    machines = [each.name for each in shelves.codings.coders() if not each.is_person]
    said = shelves.codings.list(turns, coders=[*machines, coder])
    by_turn = group_lists((each.passage.turn.id or 0, each) for each in said)
    return {
        key: tuple(
            drop_settled(
                choose_proposals((e for e in by_turn.get(key, ()) if e.coder != coder), codes),
                (e for e in by_turn.get(key, ()) if e.coder == coder),
            )
        )
        for key in turns
    }


def drop_settled(proposals: Iterable[Coding], answers: Iterable[Coding]) -> list[Coding]:
    """The proposals that these answers leave open."""
    by_place = group_lists(((e.passage.turn.id, e.code), e) for e in answers)
    return [
        each
        for each in proposals
        if not is_settled(each, by_place.get((each.passage.turn.id, each.code), ()))
    ]


def is_settled(proposal: Coding, answers: Iterable[Coding]) -> bool:
    """Whether somebody has spoken of what is proposed: of its very place, or to the same end of
    a place that is much the same.
    """
    return any(
        is_same_place(proposal, each)
        or (each.polarity == proposal.polarity and each.is_about(proposal))
        for each in answers
        if each.passage.turn.id == proposal.passage.turn.id
    )


def _pick_best(of: Sequence[Coding]) -> list[Coding]:
    best = max(of, key=lambda each: each.score or 0.0)
    return [best] if (best.score or 0.0) >= WORTH_ASKING else []


def _add_evidence(shown: Coding, all_said: Sequence[Coding]) -> Coding:
    """The proposal with what each coder says of the very passage among its evidence."""
    span = (shown.passage.start, shown.passage.end)
    by = tuple(
        Evidence("coder", each.coder, each.score or 0.0)
        for each in all_said
        if (each.passage.start, each.passage.end) == span and each.coder != shown.coder
    )
    return replace(shown, evidence=(*shown.evidence, *by)) if by else shown
