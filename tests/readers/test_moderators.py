"""Who seems to moderate: proposed with evidence, and only with evidence."""

from __future__ import annotations

import pytest

from builders import transcript
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.moderators import (
    ask_about_moderators,
    find_likely_moderators,
    is_question,
)

TALK = (
    ("S00", "How is work?"),
    ("S01", "It is busy, and I am tired most of the evenings when I come home."),
    ("S00", "And at home?"),
    ("S02", "Quiet. Is it not? The children are out and nobody talks to me for hours."),
    ("S00", "What else would you like to say?"),
    ("S01", "Nothing that comes to my mind right now, to be honest with you."),
)


def test_who_asks_most_and_opens_is_proposed():
    (found,) = find_likely_moderators([transcript(*TALK)])
    assert (found.label, found.asks, found.questions) == ("S00", 3, 4)
    assert found.why == "asks 3 of 4 questions, opens and speaks in short turns"


@pytest.mark.parametrize(
    "said",
    [
        (("A", "How are you? And you? Really?"),),
        (("A", "I was there."), ("B", "So was I."), ("A", "It was fine.")),
        (("A", "How?"), ("B", "Why?"), ("A", "When?"), ("B", "Where?")),
        (("A", "How was it?"), ("B", "Fine, thank you for asking me about it.")),
        (("Unknown speaker", "How? Why? When?"), ("A", "Yes."), ("Unknown speaker", "And?")),
    ],
)
def test_without_evidence_nobody_is_proposed(said):
    assert find_likely_moderators([transcript(*said)]) == []


def test_known_moderators_are_not_asked_about():
    assert find_likely_moderators([transcript(*TALK)], known=["talk"]) == []


def test_the_question_says_how_to_settle_it():
    talks = [transcript(*TALK, name=name) for name in ("a", "b")]
    (told,) = ask_about_moderators(find_likely_moderators(talks), talks, TranscriptSettings())
    assert told == (
        "in transcripts a, b: S00 asks 6 of 8 questions and opens 2; is this the moderator? "
        'if so: [transcripts] moderators = ["S00"]'
    )


def test_patterns_that_name_somebody_stay_in_the_setting():
    talks = [transcript(*TALK, name="a"), transcript(("Interviewer", "Well?"), name="b")]
    (told,) = ask_about_moderators(
        find_likely_moderators(talks, known=["b"]), talks, TranscriptSettings()
    )
    assert told.endswith('moderators = ["interviewer", "S00"]')


def test_labels_that_change_their_person_are_not_settled_by_name():
    swapped = [({"S00": "S01", "S01": "S00"}.get(who, who), text) for who, text in TALK]
    talks = [transcript(*TALK, name="a"), transcript(*swapped, name="b")]
    told = ask_about_moderators(find_likely_moderators(talks), talks, TranscriptSettings())
    assert len(told) == 2
    assert all("link check --propose" in each for each in told)


@pytest.mark.parametrize(
    "text",
    [
        "怎么样？",
        "كيف كان العمل؟",
        "¿Qué tal?",
        "Πώς είσαι;",
        "お元気ですか。",
        "你好吗",
        "เหนื่อยไหมคะ",
        "Ինչպե՞ս",
    ],
)
def test_questions_of_many_scripts(text):
    assert is_question(text)


@pytest.mark.parametrize("text", ["I came; I saw.", "好的。", "Ήρθα.", "そうでした。"])
def test_statements_are_no_questions(text):
    assert not is_question(text)
