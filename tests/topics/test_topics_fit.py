"""Topics of a small material with three plain subjects, and vectors that know them."""

import json
import subprocess
import sys

import numpy as np
import pytest

from interviewkit.errors import TooLittleError
from interviewkit.model.settings import TopicSettings
from interviewkit.topics.fit import fit_topics
from interviewkit.topics.recurring_topics import choose_smallest_topic, count_fits

SUBJECTS = {
    "garden": ["roses", "soil", "watering", "compost", "seeds", "tomatoes", "greenhouse", "weeds"],
    "music": ["guitar", "chords", "melody", "rehearsal", "concert", "drums", "singing", "band"],
    "travel": ["train", "passport", "luggage", "airport", "hotel", "ticket", "border", "journey"],
}
ONE_FIT = TopicSettings(refits=0)


def material(each=40):
    """Texts of random words of a subject; vectors are the subject's axis plus noise."""
    rng = np.random.default_rng(7)
    texts, rows, subjects = [], [], []
    for axis, (subject, vocabulary) in enumerate(SUBJECTS.items()):
        for _ in range(each):
            said = rng.choice(vocabulary, 5, replace=False)
            texts.append(f"Yeah I really like the {' and the '.join(said)}, you know, Ruth")
            row = rng.normal(0, 0.05, 16)
            row[axis] += 1
            rows.append(row / np.linalg.norm(row))
            subjects.append(subject)
    return texts, np.array(rows, np.float32), subjects


TEXTS, VECTORS, SUBJECT = material()
KEYS = [f"t{index % 7}#{index:04}" for index in range(len(TEXTS))]


@pytest.fixture(scope="module")
def fit():
    settings = TopicSettings(refits=2)
    return fit_topics(TEXTS, VECTORS, KEYS, seed=3, settings=settings, names=["Ruth"])


@pytest.fixture(scope="module")
def one_fit():
    return fit_topics(TEXTS, VECTORS, KEYS, seed=3, settings=ONE_FIT, names=["Ruth"])


def test_every_topic_is_of_one_subject(fit):
    for topic in fit.topics:
        members = {
            s for s, number in zip(SUBJECT, fit.assignment, strict=True) if number == topic.number
        }
        assert topic.is_outliers or len(members) == 1
    assert len([topic for topic in fit.topics if not topic.is_outliers]) >= 3


def test_topics_count_from_zero_by_size_and_hold_every_document_once(fit):
    real = [topic for topic in fit.topics if not topic.is_outliers]
    assert [topic.number for topic in real] == list(range(len(real)))
    assert [topic.size for topic in real] == sorted((t.size for t in real), reverse=True)
    assert sum(topic.size for topic in fit.topics) == len(TEXTS)


def test_keywords_are_words_of_the_subject_and_never_fillers_or_names(fit):
    subject_words = {word for vocabulary in SUBJECTS.values() for word in vocabulary}
    for topic in fit.topics:
        for term, weight in topic.keywords:
            assert set(term.split()) <= subject_words
            assert weight > 0


def test_measures_see_that_the_fit_is_good(fit):
    assert fit.measures["stability"] > 0.8
    assert fit.measures["outliers"] < 0.35
    assert 0 < fit.measures["diversity"] <= 1
    assert 0 < fit.measures["coherence"] <= 1
    assert 0 < fit.measures["word_stability"] <= 1


def test_the_map_is_finite_and_within_one(fit):
    positions = np.array(fit.positions)
    assert positions.shape == (len(TEXTS), 2)
    assert np.abs(positions).max() <= 1


def test_the_order_of_documents_does_not_matter(one_fit):
    fit = one_fit
    order = np.random.default_rng(1).permutation(len(TEXTS))
    other = fit_topics(
        [TEXTS[i] for i in order],
        VECTORS[order],
        [KEYS[i] for i in order],
        seed=3,
        settings=ONE_FIT,
        names=["Ruth"],
    )
    assert [fit.assignment[i] for i in order] == list(other.assignment)
    assert [t.keywords for t in fit.topics] == [t.keywords for t in other.topics]
    assert [[TEXTS[i] for i in t.representatives] for t in fit.topics] == [
        [TEXTS[order[i]] for i in t.representatives] for t in other.topics
    ]


SCRIPT = """
import json, sys
sys.path.insert(0, sys.argv[1])
from test_topics_fit import KEYS, ONE_FIT, TEXTS, VECTORS
from interviewkit.topics.fit import fit_topics
fit = fit_topics(TEXTS, VECTORS, KEYS, seed=3, settings=ONE_FIT, names=["Ruth"])
print(json.dumps([fit.assignment, fit.positions]))
"""


def test_another_process_finds_the_same_and_libraries_are_quiet(one_fit, request):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(request.path.parent)], capture_output=True, text=True
    )
    assert done.stderr == ""
    assignment, positions = json.loads(done.stdout)
    assert assignment == list(one_fit.assignment)
    assert positions == [list(position) for position in one_fit.positions]


def test_representatives_are_different_people():
    people = [f"p{index % 4}" for index in range(len(TEXTS))]
    fit = fit_topics(TEXTS, VECTORS, KEYS, seed=3, settings=ONE_FIT, people=people)
    for topic in fit.topics[:2]:
        speakers = [people[index] for index in topic.representatives]
        assert len(speakers) == len(set(speakers)) > 1
        assert all(fit.assignment[index] == topic.number for index in topic.representatives)


def test_outliers_near_a_topic_can_join_it(one_fit):
    joined = fit_topics(
        TEXTS, VECTORS, KEYS, seed=3, settings=TopicSettings(refits=0, reassign_outliers=True)
    )
    assert joined.measures["outliers"] <= one_fit.measures["outliers"]


def test_topics_can_be_reduced():
    settings = TopicSettings(refits=0, reduce_to=3, min_topic_size=5)
    fewer = fit_topics(TEXTS, VECTORS, KEYS, seed=3, settings=settings)
    assert 0 < len([topic for topic in fewer.topics if not topic.is_outliers]) <= 3


def test_ticks_count_fits():
    ticks = []
    settings = TopicSettings(refits=1)
    fit_topics(TEXTS, VECTORS, KEYS, seed=3, settings=settings, tick=ticks.append)
    assert sum(ticks) == 3 * count_fits(len(TEXTS), settings)


def test_few_documents_are_fitted_more_often():
    assert count_fits(400, TopicSettings()) == 18
    assert count_fits(12_500, TopicSettings()) == 6
    assert count_fits(400, ONE_FIT) == 1


def test_stability_is_also_that_without_some_conversations():
    where = [key.split("#")[0] for key in KEYS]
    settings = TopicSettings(refits=1)
    fit = fit_topics(TEXTS, VECTORS, KEYS, seed=3, settings=settings, conversations=where)
    assert 0.4 < fit.measures["stability_with_fewer"] <= 1


def test_topics_are_named_by_nouns_where_they_can_be_read():
    nouns = {"roses", "soil", "compost", "guitar", "chords", "melody", "train", "hotel", "ticket"}

    def read(documents):
        words = " ".join(TEXTS[index] for index in documents).split()
        return [word for word in words if word.strip(",") in nouns]

    fit = fit_topics(TEXTS, VECTORS, KEYS, seed=3, settings=ONE_FIT, read_nouns=read)
    named = {word for topic in fit.topics for term, _ in topic.keywords for word in term.split()}
    assert named
    assert named <= nouns


def test_a_group_without_words_of_its_own_is_no_topic():
    rng = np.random.default_rng(1)
    every = [word for vocabulary in SUBJECTS.values() for word in vocabulary]
    mixed = [" ".join(rng.choice(every, 3, replace=False)) for _ in range(40)]
    texts = [*TEXTS[:80], *mixed]  # the third group of vectors speaks of anything
    fit = fit_topics(texts, VECTORS, KEYS, seed=3, settings=ONE_FIT)
    assert fit.measures["coherence"] > 0
    assert all(len(topic.keywords) >= 3 for topic in fit.topics if not topic.is_outliers)
    assert sum(number < 0 for number in fit.assignment[80:]) >= 30


def test_too_few_documents_are_refused_with_a_way_out():
    with pytest.raises(TooLittleError, match="40 turns of enough words; here: 39") as caught:
        fit_topics(TEXTS[:39], VECTORS[:39], KEYS[:39], seed=1)
    assert "enabled = false" in caught.value.hint


def test_forty_documents_are_enough():
    texts, vectors, _ = material(14)
    fit = fit_topics(texts[:40], vectors[:40], KEYS[:40], seed=1, settings=ONE_FIT)
    assert sum(topic.size for topic in fit.topics) == 40


def test_texts_without_words_in_common_are_refused():
    texts = ["um yeah okay"] * 45
    with pytest.raises(TooLittleError, match="share no words"):
        fit_topics(texts, VECTORS[:45], KEYS[:45], seed=1)


def test_documents_that_are_all_alike_are_told_from_nothing():
    texts = ["the roses and the soil"] * 50
    vectors = np.tile(VECTORS[:1], (50, 1))
    with pytest.raises(TooLittleError, match="whose words hang together"):
        fit_topics(texts, vectors, KEYS[:50], seed=1, settings=ONE_FIT)


@pytest.mark.parametrize("keys", [KEYS[:-1], [*KEYS[:-1], KEYS[0]]])
def test_keys_must_be_as_many_as_texts_and_unique(keys):
    with pytest.raises(ValueError):
        fit_topics(TEXTS, VECTORS, keys, seed=1)


def test_topics_may_be_smaller_where_there_is_less():
    assert [choose_smallest_topic(n) for n in (40, 450, 12_500, 100_000)] == [10, 20, 54, 101]
