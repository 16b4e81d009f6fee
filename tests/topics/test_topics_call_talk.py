"""Talk about the call is told by its place and its likes, in any language."""

import numpy as np
import pytest

from interviewkit.topics.call_talk import find_back_channels, find_call_talk
from interviewkit.topics.layout import find_neighbours

CONVERSATIONS, TURNS = 12, 20
SUBJECT = "zo ra ki mo ta ne lu pa si do fe wu ga ho"  # no language's words


def study(*, last_words=4):
    """Each conversation ends in the same direction; what else is said goes anywhere."""
    rng = np.random.default_rng(2)
    texts, words, where, places, rows = [], [], [], [], []
    for talk in range(CONVERSATIONS):
        for turn in range(TURNS):
            last = turn == TURNS - 1
            texts.append("ka mi lo su" if last else SUBJECT)
            words.append(last_words if last else 14)
            where.append(f"talk {talk}")
            places.append((turn + 0.5) / TURNS)
            row = rng.normal(0, 0.1, 24)
            row[0 if last else 1 + rng.integers(23)] += 1
            rows.append(row / np.linalg.norm(row))
    vectors = np.array(rows, np.float32)
    return texts, words, where, places, find_neighbours(vectors, 1, 8)


LAST = np.tile(np.arange(TURNS) == TURNS - 1, CONVERSATIONS)


def test_what_all_conversations_end_with_is_about_the_call():
    assert (find_call_talk(*study(), languages=()) == LAST).all()


def test_long_answers_to_a_last_question_stay():
    assert not find_call_talk(*study(last_words=14), languages=()).any()


def test_what_one_conversation_ends_with_is_its_own():
    texts, words, _, places, neighbours = study()
    same = ["talk"] * len(texts)
    assert not find_call_talk(texts, words, same, places, neighbours, ()).any()


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Sorry, I was muted, the microphone"), ("de", "Mein Mikro war stumm, danke")],
)
def test_microphones_are_heard_in_the_middle_too(language, said):
    texts, words, where, places, neighbours = study()
    texts[10], words[10] = said, 6
    assert find_call_talk(texts, words, where, places, neighbours, (language,))[10]
    texts[10] = "The microphone stood on the stage"
    assert not find_call_talk(texts, words, where, places, neighbours, (language,))[10]


def test_answers_without_a_subject_are_back_channels():
    texts = ["Yeah, exactly, I know, that's right, yeah", "We bought apples, pears and plums", "x"]
    long = "apples pears plums " * 10
    found = find_back_channels([*texts, long, long, long], [8, 8, 8, 30, 30, 30], None)
    assert list(found) == [True, False, True, False, False, False]
