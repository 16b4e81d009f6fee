"""Words of a topic are nouns that come together."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from interviewkit.topics.coherent_words import TermTable, choose_coherent, find_nouns
from interviewkit.topics.topic_words import build_vectorizer


def test_words_that_never_meet_the_others_are_passed_over():
    # a, b and c are said together in ten of 100 documents; d, the weightiest, apart.
    together = np.full((4, 4), 10.0)
    together[3, :3] = together[:3, 3] = 0
    assert choose_coherent(np.array([1.0, 0.9, 0.8, 2.0]), together, 100) == [0, 1, 2]


def test_one_meeting_is_none_and_two_words_are_no_topic():
    once = np.where(np.eye(3, dtype=bool), 5.0, 1.0)
    assert choose_coherent(np.ones(3), once, 100) == []
    pair = np.array([[5.0, 4, 0], [4, 5, 0], [0, 0, 5]])
    assert choose_coherent(np.ones(3), pair, 100) == []


def test_topics_are_described_by_what_is_theirs_and_allowed():
    first, second = [2, 1, 1, 0, 0, 0, 1], [0, 0, 0, 1, 2, 1, 1]
    counts = csr_matrix([first] * 6 + [second] * 6 + [[0] * 7] * 8)
    table = TermTable(counts, ["soil", "seed", "rose", "drum", "song", "band", "like"])
    groups = np.array([0] * 6 + [1] * 6 + [-1] * 8)
    words = [[word for word, _ in topic] for topic in table.describe(groups)]
    assert set(words[0][:3]) == {"soil", "seed", "rose"}
    assert set(words[1][:3]) == {"drum", "song", "band"}
    allowed = table.describe(groups, {"soil", "seed", "rose", "drum"})
    assert [len(topic) for topic in allowed] == [3, 0]


def test_a_word_is_a_noun_where_it_mostly_is_one():
    split = build_vectorizer((), ["they"]).build_analyzer()
    found = find_nouns(["work hard", "hard work", "they work"], ["work", "hard work"], split)
    assert found == {"work": False, "hard": False, "work hard": False, "hard work": True}


def test_noun_phrases_are_read_from_the_grammar():
    spacy = pytest.importorskip("spacy")
    from spacy.tokens import Doc

    from interviewkit.language.nouns import list_noun_phrases

    nlp = spacy.blank("en")
    parsed = Doc(
        nlp.vocab,
        ["We", "wrote", "the", "lesson", "plan"],
        pos=["PRON", "VERB", "DET", "NOUN", "NOUN"],
        heads=[1, 1, 4, 4, 1],
        deps=["nsubj", "ROOT", "det", "compound", "dobj"],
    )
    assert list_noun_phrases([parsed, nlp("not parsed")]) == ["lesson", "plan", "the lesson plan"]
