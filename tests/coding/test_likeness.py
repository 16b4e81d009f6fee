"""What stands out towards a code: question marks, siblings, words and neighbours."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from interviewkit.coding.codebook_texts import list_texts, read_texts
from interviewkit.coding.likeness import Corpus, score_likeness, weigh_question_mark
from interviewkit.coding.word_space import WordSpace
from interviewkit.coding.words import Words
from interviewkit.model import Code, Codebook, Example, Passage, Turn

ASKS = np.array([True] * 10 + [False] * 90)


def vectors(texts: Any) -> Any:
    rng = [np.random.default_rng(sum(map(ord, text))).normal(size=24) for text in texts]
    found = np.array([0.3 * each for each in rng], np.float32).reshape(len(texts), 24)
    for row, text in enumerate(texts):
        for axis, word in enumerate(("rain", "snow", "sun")):
            found[row, axis] += 2 * (word in text)
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)


def corpus(texts: list[str], a_turn: int = 1) -> Corpus:
    quoted = [Passage.whole(Turn("t", i // a_turn + 1, "A", text)) for i, text in enumerate(texts)]
    return Corpus.build(quoted, vectors(texts))


def test_examples_that_ask_weigh_as_bayes_has_it() -> None:
    """Three of three ask: against one in ten usually, the code is about asking almost surely."""
    weights = weigh_question_mark(("a?", "b？", "c?\u201d"), ASKS)
    usual, about, fair = 11 / 102, 6 / 7, 0.15
    seen = (3 * 4 * 5) / (4 * 5 * 6)  # B(6, 1) / B(3, 1)
    sure = fair * seen / (fair * seen + (1 - fair) * usual**3)
    expected = sure * about + (1 - sure) * usual
    assert weights[0] == pytest.approx(np.log(expected / usual), rel=1e-4)
    assert weights[-1] == pytest.approx(np.log((1 - expected) / (1 - usual)), rel=1e-4)


def test_examples_that_tell_say_little_about_asking() -> None:
    assert np.abs(weigh_question_mark(("a.", "b", "c"), ASKS)).max() < 0.1
    assert not weigh_question_mark((), ASKS).any()


def test_another_code_takes_what_is_its_own_but_not_a_parent() -> None:
    texts = [f"word {i}" for i in range(60)] + [f"rain {i}" for i in range(8)] + ["rain and snow"]
    rain = Code("rain", "Rain", "", examples=(Example("rain falls"),))
    found = {}
    for parent in ("", "rain"):
        snow = Code("snow", "Snow", "", examples=(Example("rain and snow"),), parent=parent)
        made, book = corpus(texts), Codebook("b", (rain, snow))
        scores = score_likeness(made, read_texts(book, vectors, made.mean))
        assert scores.shape == (2, len(texts))
        found[parent] = scores[0][-1] - np.median(scores[0])
    assert found[""] < found["rain"]


def test_the_mean_of_a_turns_others_by_rows_and_along_a_direction() -> None:
    made = corpus([f"word {i}" for i in range(30)], a_turn=3)
    rows = np.arange(30)
    beside = made.average_beside(rows)
    assert np.allclose(beside[0], made.sense[1:3].mean(axis=0), atol=1e-6)
    direction = np.random.default_rng(0).normal(size=24).astype(np.float32)
    along = made.project_beside(direction, made.sense @ direction)
    assert np.allclose(along, beside @ direction, atol=1e-5)
    alone = corpus(["one", "two"])
    assert np.allclose(alone.average_beside(np.array([0, 1])), 0, atol=1e-6)


def test_words_compare_by_how_rare_they_are() -> None:
    space = WordSpace.build(
        Words.of(["the cat sat", "the dog sat", "the 猫咪 slept", "the the the"])
    )
    shared = space.compare(["a cat", "猫咪?"])
    assert shared[:, 0].argmax() == 0
    assert shared[:, 1].argmax() == 2
    assert shared[3, 0] == 0
    assert space.mean.shape == (len(space.column),)


def test_words_weigh_as_scikit_learn_has_it() -> None:
    texts = ["We meet, we talk. Really?", "talk to me!", "", "me - and you ... you", "Meet? Meet!"]
    asked = ["we meet you", "a stranger talks to me", "nobody knows", ""]
    reference = TfidfVectorizer(sublinear_tf=True, token_pattern=r"(?u)\b\w+\b|[?!？！…]")
    passages = reference.fit_transform(texts)
    space = WordSpace.build(Words.of(texts))
    order = [space.column[word] for word in reference.get_feature_names_out()]
    assert np.allclose(space.passages.toarray()[:, order], passages.toarray(), atol=1e-6)
    # scikit-learn passes over words that no passage has; here they make a text less like any.
    known = reference.transform(asked).toarray()
    assert np.allclose(space.place(asked).toarray()[0, order], known[0], atol=1e-6)
    assert 0 < np.linalg.norm(space.place(asked).toarray()[1]) < 1
    assert not space.place(asked).toarray()[2:].any()


def test_all_texts_are_listed_for_the_encoder() -> None:
    code = Code("c", "L", "d", ("i",), ("e",), (Example("x"),), (Example("m"),))
    assert list_texts(Codebook("b", (code,))) == ["x", "L: d", "i", "e", "m"]
