"""Whose word stands: the consensus', then a person's, then a machine's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import coding, turns
from interviewkit.findings.counting.standing import choose_standing, decide_verdict, judge_turns
from interviewkit.model import CONSENSUS, Coding
from interviewkit.model.section_settings import STANDINGS

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


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("consensus, then majority", {"yn": True, "ny": False, "yny": True, "nnyC": True}),
        ("consensus, then any", {"yn": True, "ny": True, "nnn": False, "nnyc": False}),
        ("consensus, then all", {"yn": False, "yy": True, "yyn": False, "nnyC": True}),
        ("majority", {"yn": True, "ny": False, "nnyC": False, "C": True}),
        ("any", {"ny": True, "nnyc": True, "c": False}),
        ("all", {"yyn": False, "yyc": True, "nC": False}),
    ],
)
def test_each_rule_ends_splits_in_its_way(rule: str, expected: dict[str, bool]) -> None:
    """``y`` and ``n`` are what readers say, first to last; ``C`` and ``c`` what they settled."""
    for votes, holds in expected.items():
        said = {
            CONSENSUS if vote in "Cc" else f"reader {i}": vote in "yC"
            for i, vote in enumerate(votes)
        }
        assert decide_verdict(said, rule).holds is holds, votes


@given(st.lists(st.booleans(), min_size=1, max_size=6), st.sampled_from(STANDINGS))
def test_a_verdict_is_the_word_of_those_who_say_so(votes: list[bool], rule: str) -> None:
    said = {f"reader {i}": vote for i, vote in enumerate(votes)}
    found = decide_verdict(said, rule)
    assert found.by == tuple(name for name, vote in said.items() if vote == found.holds)
    assert bool(found.split) == (len(set(votes)) == 2)


@given(st.lists(st.booleans(), min_size=1, max_size=6))
def test_the_default_treats_yes_and_no_alike(votes: list[bool]) -> None:
    said = {f"reader {i}": vote for i, vote in enumerate(votes)}
    other = {name: not vote for name, vote in said.items()}
    assert decide_verdict(said).holds is not decide_verdict(other).holds


def test_of_people_only_the_side_that_is_right_stands() -> None:
    codings = [by("ana"), by("ben", "We talk."), by("cem", status="rejected")]
    read = {"ana": HERE, "ben": HERE, "cem": HERE}
    assert counted(codings, read) == ["ana", "ben"]
    assert counted(codings, read, "all") == []
    assert counted(codings[1:], {"cem": HERE, "ben": HERE}) == []
    assert counted(codings[1:], {"cem": HERE, "ben": HERE}, "any") == ["ben"]


def test_what_is_certified_takes_the_proposals_place() -> None:
    decided = {"machine (certified)": HERE}
    proposal, decision = by("machine", status="proposed"), by("machine (certified)")
    verdicts = judge_turns([proposal, decision], {}, [], ["isolation"])
    coverage = {name: {1: list(codes)} for name, codes in decided.items()}
    for codings, stands in (([proposal], []), ([proposal, decision], [decision])):
        assert choose_standing(codings, coverage, [], verdicts) == stands


def test_other_coders_and_codes_never_stand() -> None:
    assert counted([by("rules", status="proposed")], {}) == []
    gone = replace(by("ana"), code="gone")
    assert counted([gone], {"ana": HERE}) == []


def test_an_unknown_rule_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="consensus, then any"):
        judge_turns([], {}, [], [], "first")


def test_the_docs_example_runs(root: Path) -> None:
    page = (root / "docs" / "standing.md").read_text("utf-8")
    [block] = [piece.split("```")[0] for piece in page.split("```python\n")[1:]]
    exec(block, {})
    assert all(f"`{rule}`" in page for rule in STANDINGS)
    assert f'standing = "{STANDINGS[0]}"' in page
