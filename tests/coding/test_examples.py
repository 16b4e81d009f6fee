"""The examples coder, on vectors whose geometry is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from interviewkit.coding.contract import Material
from interviewkit.coding.examples import FLOOR, ExamplesCoder, measure_deviations
from interviewkit.coding.vector_space import VectorSpace, logistic, standardise
from interviewkit.model import Code, Codebook, Coding, Example, Passage, Turn

AXES = {"stuck": 0, "lonely": 1, "cold": 2, "fast": 3, "glad": 4}


def embed(texts: Sequence[str]) -> Any:
    """A vector per text: an axis for each known word, a little of its own for every text."""
    vectors = np.zeros((len(texts), 32), np.float32)
    for row, text in enumerate(texts):
        own = np.random.default_rng(sum(map(ord, text)))
        vectors[row] = 0.5 + 0.15 * own.normal(size=32)
        for word, axis in AXES.items():
            vectors[row, axis] += 3 * (word in text)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def material(texts: Sequence[str]) -> Material:
    passages = [Passage.whole(Turn("t", i + 1, "Ann", text)) for i, text in enumerate(texts)]
    return Material(passages, lambda: embed(texts), lambda _: [])


CODEBOOK = Codebook(
    "b",
    (
        Code(
            "block",
            "Block",
            "being stuck",
            examples=(Example("stuck again"), Example("stuck and cold", "-")),
            near_misses=(Example("fast"),),
            polarity=("+", "-"),
        ),
        Code("alone", "Alone", "", examples=(Example("lonely here"), Example("so lonely"))),
        Code("empty", "No examples", ""),
    ),
)
CORPUS = [f"sentence number {i}" for i in range(200)]


def propose(texts: Sequence[str], codes: Sequence[str] | None = None) -> list[Coding]:
    return ExamplesCoder(embed).propose(material(texts), CODEBOOK, codes)


def test_what_lies_in_the_direction_of_the_examples_is_proposed() -> None:
    found = propose([*CORPUS, "I was stuck", "a lonely job", "it is fast"])
    sure = {(c.passage.quote, c.code) for c in found if (c.score or 0) > 0.5}
    assert ("I was stuck", "block") in sure
    assert ("a lonely job", "alone") in sure
    assert sum(quote.startswith("sentence") for quote, _ in sure) < 0.05 * 2 * len(CORPUS)
    assert not any(quote == "it is fast" for quote, _ in sure)


def test_evidence_is_the_nearest_example_with_its_cosine() -> None:
    text = "stuck and cold today"
    found = propose([*CORPUS, text], ["block"])
    coding = next(c for c in found if c.passage.quote == text)
    assert coding.evidence[0].kind == "example"
    assert coding.evidence[0].what == "stuck and cold"
    assert 0.5 < coding.evidence[0].strength <= 1
    assert coding.polarity == "-"
    assert coding.coder == "examples"


def test_codes_can_be_chosen_and_a_code_without_examples_is_left_out() -> None:
    texts = [*CORPUS, "stuck", "lonely"]
    assert {c.code for c in propose(texts, ["alone", "empty"])} == {"alone"}


def test_the_same_material_gives_the_same_codings() -> None:
    texts = [*CORPUS, "stuck", "lonely"]
    assert propose(texts) == propose(texts)


@pytest.mark.parametrize("texts", [[], ["stuck"], ["stuck", "stuck"], [" . "]])
def test_little_or_odd_material_does_no_harm(texts: list[str]) -> None:
    assert all(0 <= (c.score or 0) <= 1 for c in propose(texts))


def test_zero_vectors_stay_zero() -> None:
    space = VectorSpace.of(np.zeros((3, 4), np.float32), np.eye(4, dtype=np.float32))
    assert np.isfinite(space.passages).all()
    assert np.isfinite(space.direction(space.passages[0], space.passages[1])).all()


def test_fishers_direction_against_the_closed_form() -> None:
    """With equal covariances the discriminant is the inverse covariance times the difference."""
    rng = np.random.default_rng(0)
    vectors = rng.normal(size=(500, 3)).astype(np.float32)
    space = VectorSpace.of(vectors, vectors[:1])
    toward, away = np.array([1.0, 0, 0]), np.array([0, 1.0, 0])
    assert np.allclose(space.spread @ space.direction(toward, away), toward - away, atol=1e-5)


def test_scores_and_deviations_are_each_others_inverse() -> None:
    background = np.arange(101.0)
    assert standardise(np.array([50.0]), background)[0] == pytest.approx(0)
    deviations = np.array([1.5, 2.5, 4.0])
    scores = logistic((deviations - 2.5) / 0.8)
    assert np.allclose(measure_deviations(scores), deviations, atol=1e-4)
    assert measure_deviations(np.zeros(1))[0] == 0
    assert FLOOR < 2.5
