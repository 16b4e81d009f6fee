"""The machine's decisions, from proposals made up for the purpose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.coding.contract import Material
from interviewkit.coding.machine import FEWEST, GuestVoice, collect_guest_voices, combine_proposals
from interviewkit.model import (
    PROPOSED,
    REJECTED,
    Code,
    Codebook,
    Coding,
    Evidence,
    Passage,
    Pattern,
    Turn,
)

CODEBOOK = Codebook("b", (Code("c", "C", "", polarity=("+", "-")), Code("d", "D", "")))
N = 300


def material(vectors: Any = None, n: int = N) -> Material:
    passages = [Passage.whole(Turn("t", i + 1, "Ann", f"passage {i}")) for i in range(n)]
    if vectors is None:
        vectors = np.random.default_rng(0).normal(size=(n, 8)).astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return Material(passages, lambda: vectors, lambda _: [])


def coding(kind: str, place: int, score: float, polarity: str = "+") -> Coding:
    passage = Passage.whole(Turn("t", place + 1, "Ann", f"passage {place}"))
    evidence = (Evidence("pattern" if kind == "rules" else "example", f"{kind} why", score),)
    return Coding(passage, "c", kind, polarity, score, evidence=evidence)


def decide_codings(
    material: Material,
    codebook: Codebook,
    rules: Sequence[Coding],
    examples: Sequence[Coding],
    guests: Mapping[str, Sequence[Coding]] | None = None,
) -> list[Coding]:
    cases = combine_proposals(material, codebook, rules, examples, guests=guests)
    return [coding for case in cases for coding in case.decided()]


def places(codings: Sequence[Coding]) -> list[int]:
    return [coding.passage.turn.position - 1 for coding in codings]


def test_rules_alone_and_examples_alone() -> None:
    rules = [coding("rules", 0, 0.59), coding("rules", 1, 0.61, "-")]
    decided = decide_codings(material(), CODEBOOK, rules, [])
    assert places(decided) == [1]
    assert decided[0].polarity == "-"
    examples = [coding("examples", 0, 0.49), coding("examples", 1, 0.51)]
    assert places(decide_codings(material(), CODEBOOK, [], examples)) == [1]
    assert decide_codings(material(), CODEBOOK, [], []) == []


def test_vectors_are_left_alone_where_one_coder_spoke() -> None:
    def none() -> Any:
        raise AssertionError("nobody should ask for vectors")

    silent = replace(material(), vectors=none)
    assert places(decide_codings(silent, CODEBOOK, [coding("rules", 3, 0.9)], [])) == [3]


def test_a_doubtful_pattern_needs_a_likely_example() -> None:
    rules = [coding("rules", 0, 0.6), coding("rules", 1, 0.6), coding("rules", 2, 0.95)]
    examples = [coding("examples", 0, 0.9)]
    decided = decide_codings(material(), CODEBOOK, rules, examples)
    assert places(decided) == [0, 2]
    kinds = {evidence.kind for evidence in decided[0].evidence}
    assert kinds == {"pattern", "example"}
    assert decided[0].coder == "machine"
    assert decided[0].status == PROPOSED
    assert all(0.5 <= (c.score or 0) <= 1 for c in decided)


@pytest.mark.parametrize(("patterns", "found"), [(1, [0, 5]), (200, [0])])
def test_the_silence_of_few_patterns_says_little(patterns: int, found: list[int]) -> None:
    many = replace(CODEBOOK.codes[0], patterns=tuple(Pattern(f"w{i}") for i in range(patterns)))
    rules, examples = [coding("rules", 0, 0.95)], [coding("examples", 5, 0.8)]
    assert places(decide_codings(material(), Codebook("b", (many,)), rules, examples)) == found


def test_rules_teach_what_a_weak_pattern_only_hints_at() -> None:
    """Of two weak matches the one that lies where sure ones lie is proposed, and says like what."""
    rng = np.random.default_rng(1)
    vectors = rng.normal(size=(N, 8)).astype(np.float32)
    vectors[:50, 0] += 12
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    rules = [coding("rules", i, 0.95, "-") for i in range(40)]
    rules += [coding("rules", 45, 0.59, "-"), coding("rules", 250, 0.59)]
    examples = [coding("examples", 45, 0.4), coding("examples", 250, 0.4)]
    decided = decide_codings(material(vectors), CODEBOOK, rules, examples)
    assert places(decided) == [*range(40), 45]
    assert decided[-1].polarity == "-"
    assert any(evidence.what.startswith("like “passage ") for evidence in decided[-1].evidence)


def test_too_few_teachers_teach_nothing() -> None:
    rules = [coding("rules", i, 0.95) for i in range(FEWEST - 1)]
    decided = decide_codings(material(), CODEBOOK, rules, [coding("examples", 200, 0.3)])
    assert places(decided) == list(range(FEWEST - 1))


def test_codes_come_in_the_codebooks_order_and_strangers_are_left_out() -> None:
    stranger = coding("rules", 500, 0.9)
    other = replace(coding("rules", 1, 0.9), code="d")
    decided = decide_codings(material(), CODEBOOK, [other, stranger, coding("rules", 2, 0.9)], [])
    assert [(c.code, places([c])[0]) for c in decided] == [("c", 2), ("d", 1)]


@pytest.mark.parametrize("n", [1, 2, 5])
def test_tiny_studies(n: int) -> None:
    rules, examples = [coding("rules", 0, 0.9)], [coding("examples", 0, 0.9)]
    assert places(decide_codings(material(n=n), CODEBOOK, rules, examples)) == [0]


def test_a_score_that_is_no_number_says_nothing() -> None:
    rules = [coding("rules", 0, float("nan")), coding("rules", 1, 0.9)]
    assert places(decide_codings(material(), CODEBOOK, rules, [])) == [1]
    (case, _) = combine_proposals(material(), CODEBOOK, rules, [])
    assert np.isfinite(case.logits).all()


def test_guests_add_to_what_rules_and_examples_decide() -> None:
    rules, examples = [coding("rules", 0, 0.95)], [coding("examples", 0, 0.9)]
    alone = decide_codings(material(), CODEBOOK, rules, examples)
    guests = {"a": [coding("a", 0, 0.6), coding("a", 1, 0.5), coding("a", 2, 0.49)]}
    guests["b"] = [coding("b", 1, 0.8, "-")]
    decided = decide_codings(material(), CODEBOOK, rules, examples, guests)
    assert places(decided) == [0, 1]
    assert decided[0].score == alone[0].score  # the surest voice counts
    assert decided[1].score == 0.8
    assert {e.what for e in decided[1].evidence} == {"a why", "b why"}
    assert decide_codings(material(), CODEBOOK, rules, examples, {"a": []}) == alone


def test_a_guest_alone_decides_from_its_threshold_on() -> None:
    said = [coding("a", 0, 0.3), coding("a", 1, 0.29), replace(coding("a", 2, 0.0), score=None)]
    said += [replace(coding("a", 3, 0.9), status=REJECTED)]
    (case, silent) = combine_proposals(
        material(), CODEBOOK, [], [], guests={"a": said}, thresholds={"a": 0.3}
    )
    assert silent.is_silent
    assert [(places([c])[0], c.score) for c in case.decided()] == [(0, 0.5), (2, 0.5)]


def test_a_score_moves_so_that_the_threshold_is_a_half() -> None:
    said = {i: coding("a", i, score) for i, score in enumerate((0.2, 0.5, 0.8, 1.0, 0.0))}
    assert GuestVoice("a", said).scores(6).tolist() == pytest.approx(
        [0.2, 0.5, 0.8, 0.9999, 0.0001, 0.0]
    )
    moved = GuestVoice("a", said, 0.2).scores(6)
    assert moved[:3].tolist() == pytest.approx([0.5, 0.8, 16 / 17])


def test_a_guest_speaks_for_the_passages_that_it_cites() -> None:
    turn = Turn("t", 1, "Ann", "One two three. Four five six. Seven.")
    cuts = [(0, 14), (15, 29), (30, 36)]
    passages = [Passage.cut(turn, *cut) for cut in cuts]
    cited = {"whole": (0, 36), "word": (4, 7), "most": (8, 29), "less": (26, 36)}
    found = {}
    for name, cut in cited.items():
        said = {"a": [Coding(Passage.cut(turn, *cut), "c", "a", score=0.9)]}
        (voice,) = collect_guest_voices(passages, said)["c"]
        found[name] = sorted(voice.by_place)
    assert found == {"whole": [0, 1, 2], "word": [0], "most": [1], "less": [2]}


@given(st.permutations(["a", "b", "c"]), st.lists(st.floats(0, 1), min_size=6, max_size=6))
def test_the_order_of_guests_and_codings_is_all_one(order: list[str], scores: list[float]) -> None:
    said = {
        name: [coding(name, place, round(scores[2 * k + place], 4)) for place in (0, 1)]
        for k, name in enumerate("abc")
    }
    first = decide_codings(material(n=4), CODEBOOK, [], [], said)
    turned = {name: said[name][::-1] for name in order}
    second = decide_codings(material(n=4), CODEBOOK, [], [], turned)
    assert [(places([c]), c.score) for c in first] == [(places([c]), c.score) for c in second]
    best = [max(scores[place::2]) for place in (0, 1)]
    assert places(first) == [place for place in (0, 1) if round(best[place], 4) >= 0.5]
