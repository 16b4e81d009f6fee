"""Vectors from the real model."""

import numpy as np
import pytest

from interviewkit.language.embedder import plan_batches, scale_rows
from interviewkit.language.models import find_encoder, load_encoder

TEXTS = [
    "I bounce half-formed ideas off the assistant.",
    "It never judges me for a stupid question.",
    "My colleagues and I talk less than we used to.",
    "I no longer trust myself to write without help, and that worries me more than anything.",
    "No.",
    "Café déjà vu 🙂",
]


@pytest.fixture(scope="module")
def exact():
    return load_encoder(find_encoder(), precision="float32")


@pytest.fixture(scope="module")
def embedder():
    return load_encoder(find_encoder())


def test_vectors_are_those_of_sentence_transformers(exact, embedder):
    from sentence_transformers import SentenceTransformer

    theirs = SentenceTransformer(str(find_encoder().path), device="cpu").encode(TEXTS)
    assert exact.encode(TEXTS) == pytest.approx(theirs, abs=1e-5)
    assert (embedder.encode(TEXTS) * theirs).sum(axis=1).min() > 0.998


def test_rows_have_length_one_and_the_right_type(embedder):
    vectors = embedder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), embedder.dimension) == (6, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(6), abs=1e-6)
    assert embedder.precision in ("float32", "bfloat16")


def test_empty_texts_have_no_direction(embedder):
    assert not embedder.encode(["", " \n", "\u200b"])[:2].any()
    assert embedder.encode([]).shape == (0, 384)


def test_the_same_call_gives_the_same_vectors(embedder):
    assert np.array_equal(embedder.encode(TEXTS), embedder.encode(TEXTS))


def test_neither_order_nor_company_matters(exact, embedder):
    many = [f"{text} {number}" for number in range(40) for text in TEXTS]
    for model, least in ((exact, 0.99999), (embedder, 0.999)):
        alone = np.concatenate([model.encode([text]) for text in TEXTS])
        among = model.encode([*many, *TEXTS[::-1]])[-6:][::-1]
        assert (alone * among).sum(axis=1).min() > least


def test_a_text_that_comes_twice_has_one_vector(embedder):
    vectors = embedder.encode([TEXTS[0], TEXTS[1], TEXTS[0]])
    assert np.array_equal(vectors[0], vectors[2])


def test_nothing_of_a_long_text_is_dropped(exact):
    filler = "We talked about the weather and the garden for a while. " * 60
    ending = "Then the reactor exploded and the dragon ate the accountant. " * 20
    short, long, end = exact.encode([filler, filler + ending, ending])
    assert long @ end > short @ end + 0.1


def test_chunks_cover_every_text_once_and_agree(exact):
    texts = [*TEXTS, TEXTS[0], ""]
    ticks, seen, vectors = [], [], np.zeros((len(texts), 384), np.float32)
    for indices, some in exact.encode_chunks(texts, size=2, tick=ticks.append):
        assert len(indices) == len(some)
        seen += indices.tolist()
        vectors[indices] = some
    assert sorted(seen) == list(range(len(texts)))
    assert sum(ticks) == len(texts)
    assert vectors == pytest.approx(exact.encode(texts), abs=1e-5)


def test_precision_is_one_of_three():
    with pytest.raises(ValueError, match="precision is auto, float32 or bfloat16"):
        load_encoder(find_encoder(), precision="int8")


def test_batches_hold_everything_once_within_the_budget():
    lengths = [3, 100, 7, 7, 250, 1, 99]
    found = list(plan_batches(lengths, 200))
    assert sorted(index for batch in found for index in batch) == list(range(7))
    assert found[0] == [4]  # longer than the budget: alone
    assert all(
        len(batch) == 1 or len(batch) * max(lengths[i] for i in batch) <= 200 for batch in found
    )


def test_rows_of_zeros_stay_zero():
    assert scale_rows(np.array([[3, 4], [0, 0]], np.float32)).tolist() == [
        [pytest.approx(0.6), pytest.approx(0.8)],
        [0, 0],
    ]
