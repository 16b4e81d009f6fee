"""What another package's coder gives back: the good part goes in, the rest is told."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import turns
from interviewkit.coding.contract import Material, Proposal
from interviewkit.coding.proposal_check import ProposalCheck
from interviewkit.model import REJECTED, Code, Codebook, Coding, Evidence, Passage, Turn

BOOK = Codebook("b", (Code("c", "C", "", polarity=("+", "-")), Code("d", "D", "")))
ANA, BEN = turns(("Ana", "I hardly talk. Not at all."), ("Ben", "Oh, I do."))
FIRST, SECOND, THIRD = Passage.cut(ANA, 0, 14), Passage.cut(ANA, 15, 26), Passage.whole(BEN)
MATERIAL = Material((FIRST, SECOND, THIRD), lambda: np.zeros((3, 2), np.float32), lambda _: [])


def admit(*proposals: Any, threshold: float = 0.5) -> tuple[list[Coding], list[str]]:
    border = ProposalCheck("guest", "coder guest", MATERIAL, BOOK, threshold)
    codings = border.admit(proposals)
    assert all(not problem.fatal for problem in border.problems)
    return codings, [problem.what for problem in border.problems]


def test_good_proposals_become_codings_in_order() -> None:
    codings, told = admit(
        Proposal(THIRD, "c", 1), Proposal(SECOND, "d"), Proposal(FIRST, "c", 0.7, "-", ["why"])
    )
    assert told == []
    assert [(c.passage, c.code, c.score, c.polarity) for c in codings] == [
        (FIRST, "c", 0.7, "-"), (THIRD, "c", 1.0, "+"), (SECOND, "d", None, "+"),
    ]  # fmt: skip
    assert codings[0].evidence == (Evidence("reason", "why", 1.0),)
    assert {c.coder for c in codings} == {"guest"}


def test_codings_are_taken_as_proposals() -> None:
    evidence = (Evidence("pattern", "talk", 0.4),)
    codings, told = admit(Coding(FIRST, "c", "somebody", score=0.8, evidence=evidence))
    assert told == []
    assert codings == [Coding(FIRST, "c", "guest", score=0.8, evidence=evidence)]


def test_scores_below_the_threshold_are_doubts() -> None:
    codings, _ = admit(Proposal(FIRST, "c", 0.3), Proposal(SECOND, "c", 0.29), threshold=0.3)
    assert [c.status for c in codings] == ["proposed", REJECTED]


def test_a_part_of_the_turn_may_be_cited() -> None:
    codings, told = admit(Proposal(FIRST, "c", 0.9, start=2, end=8), Proposal(THIRD, "c", start=4))
    assert told == []
    assert [c.passage.quote for c in codings] == ["hardly", "I do."]


@pytest.mark.parametrize("score", [1.2, -0.1, float("nan"), float("inf"), "0.5", True, [0.5], 2j])
def test_scores_that_are_none_are_told(score: Any) -> None:
    codings, told = admit(Proposal(FIRST, "c", score), Proposal(SECOND, "c", np.float32(0.75)))
    assert [(c.passage, c.score) for c in codings] == [(SECOND, 0.75)]
    assert len(told) == 1
    assert "its score is not from 0 to 1" in told[0]


@pytest.mark.parametrize(("start", "end"), [(0, 99), (-1, 3), (5, 5), (7, 2), (0.5, 2), ("a", "b")])
def test_places_out_of_the_turn_are_told(start: Any, end: Any) -> None:
    wrong = Proposal(FIRST, "c", 0.9, start=start, end=end)
    codings, told = admit(wrong, Proposal(SECOND, "c", 0.9))
    assert [c.passage for c in codings] == [SECOND]
    assert "its place is not within the turn" in told[0]
    assert "turn 1 of talk of 26 characters" in told[0]


def test_passages_of_other_texts_are_told() -> None:
    elsewhere = Passage.whole(Turn("other", 1, "Ana", ANA.text))
    altered = Passage.whole(Turn("talk", 1, "Ana", "I hardly ever talk."))
    codings, (told,) = admit(Proposal(elsewhere, "c"), Proposal(altered, "c"), Proposal(THIRD, "c"))
    assert [c.passage for c in codings] == [THIRD]
    assert told.startswith("left out, as its turn is none that was given: proposal 1 is on turn 1")
    assert "proposal 2" in told


def test_unknown_codes_and_strange_things_are_told() -> None:
    codings, told = admit(
        Proposal(FIRST, "x"), Proposal(FIRST, None), "text", None, Proposal("p", "c"),  # type: ignore[arg-type]
    )  # fmt: skip
    assert codings == []
    assert [line.partition(":")[0] for line in told] == [
        "left out, as the codebook lacks the code",
        "left out, as it is no proposal",
        "left out, as it has no passage",
    ]
    assert "proposal 1 has 'x'; proposal 2 has None" in told[0]


def test_sides_and_evidence_that_are_none_do_not_lose_the_proposal() -> None:
    strange: Any = [Evidence("pattern", "w", float("nan")), 5, "kept"]
    codings, told = admit(
        Proposal(FIRST, "d", 0.9, "-"), Proposal(SECOND, "c", 0.9, "?"),
        Proposal(THIRD, "c", 0.9, evidence=strange), Proposal(THIRD, "d", 0.9, evidence=7),  # type: ignore[arg-type]
    )  # fmt: skip
    assert [c.polarity for c in codings] == ["+"] * 4
    assert [e.what for c in codings for e in c.evidence] == ["kept"]
    assert len(told) == 4


def test_of_two_on_one_passage_the_surer_counts() -> None:
    codings, told = admit(*(Proposal(FIRST, "c", score) for score in (0.6, 0.9, 0.7)))
    assert [c.score for c in codings] == [0.9]
    assert told == ["the same passage and code twice; the surer one counts: 2; 3"]


def test_many_faults_are_counted_not_listed() -> None:
    _, (told,) = admit(*[Proposal(FIRST, "x")] * 50)
    assert told.endswith("(50 in all)")
    assert told.count("proposal") == 3


ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=3),
    st.binary(max_size=2),
    st.lists(st.integers(), max_size=2), st.just(np.array([1.0, 2.0])), st.just(object()),
    st.sampled_from([FIRST, SECOND, THIRD, "c", "d", "+", "-", 0.7]),
)  # fmt: skip


@given(
    st.lists(
        st.builds(Proposal, *[ANYTHING] * 7)
        | st.builds(Proposal, st.sampled_from([FIRST, THIRD]), st.sampled_from("cd"), ANYTHING)
        | ANYTHING,
        max_size=6,
    )
)
def test_whatever_comes_nothing_but_codings_goes_in(proposals: list[Any]) -> None:
    codings, _ = admit(*proposals)
    for coding in codings:
        assert coding.passage.turn in (ANA, BEN)
        assert coding.score is None or 0 <= coding.score <= 1
        assert coding.polarity in BOOK.code(coding.code).polarity
    again, _ = admit(*proposals)
    assert codings == again
