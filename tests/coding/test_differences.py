"""People differ where both have read; unread is never "no"."""

from __future__ import annotations

from dataclasses import replace

from builders import coding, turns
from interviewkit.coding.differences import find_differences
from interviewkit.model import Coding

TURNS = {
    i: replace(turn, id=i)
    for i, turn in enumerate(turns(("Ana", "I work alone."), ("Ana", "We talk.")), start=1)
}
BOTH = {"isolation": {1, 2}}


def said(turn: int, coder: str, polarity: str = "+", status: str = "accepted") -> Coding:
    quote = TURNS[turn].text
    return replace(coding(TURNS[turn], quote, coder=coder), polarity=polarity, status=status)


def differ(codings: list[Coding], read: dict[str, dict[str, set[int]]]) -> list[object]:
    found = find_differences(codings, read, ["isolation"], TURNS)
    return [(each.turn.id, dict(each.said)) for each in found]


def test_one_finds_it_and_the_other_does_not() -> None:
    found = differ([said(1, "ana")], {"ana": BOTH, "ben": BOTH})
    assert found == [(1, {"ana": ("+",), "ben": ()})]


def test_polarities_differ_too_and_rejections_do_not_hold() -> None:
    read = {"ana": BOTH, "ben": BOTH}
    codings = [said(1, "ana"), said(1, "ben", "-"), said(2, "ana", status="rejected")]
    assert differ(codings, read) == [(1, {"ana": ("+",), "ben": ("-",)})]
    agreed = find_differences(codings, read, ["isolation"], TURNS, agreed=True)
    assert [(each.turn.id, dict(each.said)) for each in agreed] == [(2, {"ana": (), "ben": ()})]


def test_what_only_one_has_read_is_no_disagreement() -> None:
    assert differ([said(1, "ana")], {"ana": BOTH, "ben": {"isolation": {2}}}) == []
    assert differ([said(1, "ana")], {"ana": BOTH, "ben": {"other": {1, 2}}}) == []
