"""Whose word stands: the consensus', then a person's, then a machine's."""

from __future__ import annotations

from dataclasses import replace

from builders import coding, turns
from interviewkit.findings.standing import choose_standing, judge_turns
from interviewkit.model import Coding
from interviewkit.model.coding_settings import STANDINGS

TURN = replace(turns(("Ana", "I work alone. We talk."))[0], id=1)
HERE: dict[str, set[int]] = {"isolation": {1}}
NOWHERE: dict[str, set[int]] = {"isolation": set()}


def by(coder: str, quote: str = "I work alone.", status: str = "accepted") -> Coding:
    return replace(coding(TURN, quote, coder=coder), status=status)


def counted(
    codings: list[Coding], read: dict[str, dict[str, set[int]]], rule: str = STANDINGS[0]
) -> list[str]:
    """Whose codings stand; ``read`` maps people to codes and the turns that they read for them."""
    coverage = {
        name: {turn: {code for code in codes if turn in codes[code]} for turn in (1, 2)}
        for name, codes in read.items()
    }
    verdicts = judge_turns(codings, coverage, list(read), ["isolation", "trust"], rule)
    return [each.coder for each in choose_standing(codings, coverage, list(read), verdicts)]


def test_a_machine_counts_where_nobody_has_read() -> None:
    assert counted([by("machine", status="proposed")], {"ana": NOWHERE}) == ["machine"]
    assert counted([by("machine", status="proposed")], {}) == ["machine"]


def test_reading_and_finding_nothing_is_a_no() -> None:
    assert counted([by("machine", status="proposed")], {"ana": HERE}) == []


def test_reading_for_another_code_says_nothing_of_this_one() -> None:
    assert counted([by("machine", status="proposed")], {"ana": {"trust": {1}}}) == ["machine"]


def test_a_verdict_elsewhere_in_the_turn_leaves_the_persons_coding_alone() -> None:
    codings = [by("machine", status="proposed"), by("ana", "We talk.")]
    assert counted(codings, {"ana": HERE}) == ["ana"]


def test_a_rejection_leaves_nothing_of_the_proposal() -> None:
    codings = [by("machine", status="proposed"), by("ana", status="rejected")]
    assert counted(codings, {"ana": NOWHERE}) == []
    assert counted(codings, {"ana": HERE}) == []


def test_the_consensus_settles_what_people_had_said() -> None:
    codings = [
        by("machine", status="proposed"),
        by("ana"),
        by("consensus", status="rejected"),
    ]
    assert counted(codings, {"ana": HERE, "consensus": HERE}) == []
    assert counted(codings[:2], {"ana": HERE, "consensus": NOWHERE}) == ["ana"]


def test_a_settled_no_leaves_nothing_of_the_machine_either() -> None:
    codings = [by("machine", status="proposed"), by("ana")]
    assert counted(codings, {"ana": HERE, "consensus": HERE}) == []


def test_a_verdict_on_a_part_is_about_the_proposal_it_lies_in() -> None:
    codings = [by("machine", status="proposed"), by("ana", "work alone.")]
    assert counted(codings, {"ana": NOWHERE}) == ["ana"]
    assert counted(codings, {"ana": HERE}) == ["ana"]
