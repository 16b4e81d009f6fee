"""The machine's decisions, from proposals made up for the purpose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from interviewkit.coding.machine import decide, hear
from interviewkit.coding.material import Material
from interviewkit.coding.taught import FEWEST
from interviewkit.model import PROPOSED, Code, Codebook, Coding, Evidence, Passage, Turn

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


def places(codings: Sequence[Coding]) -> list[int]:
    return [coding.passage.turn.position - 1 for coding in codings]


def test_rules_alone_and_examples_alone() -> None:
    rules = [coding("rules", 0, 0.59), coding("rules", 1, 0.61, "-")]
    decided = decide(material(), CODEBOOK, rules, [])
    assert places(decided) == [1]
    assert decided[0].polarity == "-"
    examples = [coding("examples", 0, 0.49), coding("examples", 1, 0.51)]
    assert places(decide(material(), CODEBOOK, [], examples)) == [1]
    assert decide(material(), CODEBOOK, [], []) == []


def test_vectors_are_left_alone_where_one_coder_spoke() -> None:
    def none() -> Any:
        raise AssertionError("nobody should ask for vectors")

    silent = replace(material(), vectors=none)
    assert places(decide(silent, CODEBOOK, [coding("rules", 3, 0.9)], [])) == [3]


def test_a_doubtful_pattern_needs_a_likely_example() -> None:
    rules = [coding("rules", 0, 0.6), coding("rules", 1, 0.6), coding("rules", 2, 0.95)]
    examples = [coding("examples", 0, 0.9)]
    decided = decide(material(), CODEBOOK, rules, examples)
    assert places(decided) == [0, 2]
    kinds = {evidence.kind for evidence in decided[0].evidence}
    assert kinds == {"pattern", "example"}
    assert decided[0].coder == "machine"
    assert decided[0].status == PROPOSED
    assert all(0.5 <= (c.score or 0) <= 1 for c in decided)


def test_rules_teach_what_a_weak_pattern_only_hints_at() -> None:
    """Of two weak matches the one that lies where sure ones lie is proposed, and says like what."""
    rng = np.random.default_rng(1)
    vectors = rng.normal(size=(N, 8)).astype(np.float32)
    vectors[:50, 0] += 12
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    rules = [coding("rules", i, 0.95, "-") for i in range(40)]
    rules += [coding("rules", 45, 0.59, "-"), coding("rules", 250, 0.59)]
    examples = [coding("examples", 45, 0.3), coding("examples", 250, 0.3)]
    decided = decide(material(vectors), CODEBOOK, rules, examples)
    assert places(decided) == [*range(40), 45]
    assert decided[-1].polarity == "-"
    assert any(evidence.what.startswith("like “passage ") for evidence in decided[-1].evidence)


def test_too_few_teachers_teach_nothing() -> None:
    rules = [coding("rules", i, 0.95) for i in range(FEWEST - 1)]
    decided = decide(material(), CODEBOOK, rules, [coding("examples", 200, 0.3)])
    assert places(decided) == list(range(FEWEST - 1))


def test_codes_come_in_the_codebooks_order_and_strangers_are_left_out() -> None:
    stranger = coding("rules", 500, 0.9)
    other = replace(coding("rules", 1, 0.9), code="d")
    decided = decide(material(), CODEBOOK, [other, stranger, coding("rules", 2, 0.9)], [])
    assert [(c.code, places([c])[0]) for c in decided] == [("c", 2), ("d", 1)]


@pytest.mark.parametrize("n", [1, 2, 5])
def test_tiny_studies(n: int) -> None:
    rules, examples = [coding("rules", 0, 0.9)], [coding("examples", 0, 0.9)]
    assert places(decide(material(n=n), CODEBOOK, rules, examples)) == [0]


def test_a_score_that_is_no_number_says_nothing() -> None:
    rules = [coding("rules", 0, float("nan")), coding("rules", 1, 0.9)]
    assert places(decide(material(), CODEBOOK, rules, [])) == [1]
    (case, _) = hear(material(), CODEBOOK, rules, [])
    assert np.isfinite(case.logits).all()
