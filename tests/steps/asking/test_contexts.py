"""Who is who in what is sent: pseudonyms where the study has them, numbers where not."""

from __future__ import annotations

from builders import transcript
from interviewkit.model import Participant, Reading, Speaker
from interviewkit.steps.asking.contexts import LONGEST, count_named, place_turns_in_context

FIRST = (
    ("Jane Moore", "How is it, Renée?"),
    ("Renée Tremblay", "Ask Bo Li. Jane knows."),
    ("Bo Li", "Renée is right."),
    ("Guest", "Who is Sam Oak?"),
)
SECOND = (("Sam Oak", "I am Sam."), ("P3", "So am I."), ("Lena", "x" * 2000), ("P3", "Well."))


def reading() -> Reading:
    talks = [transcript(*FIRST, name="talk"), transcript(*SECOND, name="renee-file")]
    number = iter(range(1, 100))
    talks = [
        type(talk)(
            talk.name, talk.source, talk.content_hash,
            tuple(type(t)(t.transcript, t.position, t.speaker, t.text, id=next(number))
                  for t in talk.turns),
        )
        for talk in talks
    ]  # fmt: skip
    who = [
        ("talk", "Jane Moore", "moderator", "moderator label"),
        ("talk", "Renée Tremblay", "P05", "participants file"),
        ("talk", "Bo Li", "Li, Bo Wen", "participants file"),
        ("talk", "Guest", "talk/Guest", "unresolved"),
        ("renee-file", "Sam Oak", "P09", "alias"),
        ("renee-file", "P3", "P3", "participants file"),
        ("renee-file", "Lena", "renee-file", "one to one"),
    ]
    speakers = [Speaker(*each) for each in who]
    people = [
        Participant(
            each.participant, "moderator" if each.participant == "moderator" else "participant"
        )
        for each in speakers
    ]
    of = {(each.transcript, each.label): each.participant for each in speakers}
    turns = [turn for talk in talks for turn in talk.turns]
    label_of = {turn.id or 0: of[turn.transcript, turn.speaker] for turn in turns}
    return Reading(None, talks, people, label_of, speakers)


def test_nobody_is_sent_by_label() -> None:
    found = place_turns_in_context(reading(), set(range(1, 9)), 2)
    names = [each.speaker for each in found.values()]
    assert names == ["Moderator", "P05", "Speaker 3", "Speaker 4", "P09", "P3", "Speaker 3", "P3"]


def test_names_in_what_was_said_are_covered_in_every_transcript() -> None:
    found = place_turns_in_context(reading(), {2, 3, 4, 5}, 0)
    assert [each.sent.text for each in found.values()] == [
        "Ask Bo Li. Moderator knows.",  # who has no pseudonym stays named
        "P05 is right.",
        "Who is P09?",
        "I am P09.",
    ]


def test_the_question_is_asked_once_and_what_came_before_is_short() -> None:
    found = place_turns_in_context(reading(), {2, 8}, 2)
    first, last = found["talk", 2], found["renee-file", 4]
    assert (first.question, first.before) == ("How is it, P05?", [])
    assert [who for who, _ in last.before] == ["P3", "Speaker 3"]
    assert len(last.before[1][1]) == LONGEST + 2
    assert last.question == ""


def test_those_with_a_pseudonym_are_counted() -> None:
    assert count_named(reading()) == (3, 6)
