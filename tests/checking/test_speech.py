"""Quotes looked up in what was said, in any script."""

from __future__ import annotations

import pytest

from interviewkit.checking.speech import SpeechSearch, SpokenTurn

SAID = (
    ("Ana", "Well, I hardly talk to my colleagues any more, and that is sad. Miss Miller left."),
    ("Ben", "It's a yes-man. I've fired yes-men."),
    ("Kim", "我已经很少和同事说话了，有问题就直接问机器。"),
    ("Noor", "أنا لا أتحدث مع زملائي كثيرًا هذه الأيام"),
    ("Uli", "Ich rede kaum noch mit meinen Kollegen, ich frage gleich die KI."),
)
SPEECH = SpeechSearch([SpokenTurn("talk", n, who, text) for n, (who, text) in enumerate(SAID, 1)])


@pytest.mark.parametrize(
    ("quote", "state"),
    [
        ("I hardly talk to my colleagues any more", "exact"),
        ("It’s a yes-man. I’ve fired yes-men.", "exact"),
        ("i hardly talk to my colleagues any more!", "repaired"),
        ("I hardly talk … and that is sad", "repaired"),
        ("that is sad. [name] left", "repaired"),
        ("[…] that is sad.", "repaired"),
        ("I rarely talk to my colleagues any more", "drifted"),
        ("I hardly talk to my colleagues", "exact"),
        ("I adore every minute of this long day", "missing"),
        ("很少和同事说话了", "exact"),
        ("我已经很少和老板说话了", "drifted"),
        ("أنا لا أتحدث مع زملائي كثيرا هذه", "drifted"),
        ("أنا لا أتحدث مع زملائي كثيرًا", "exact"),
        ("Ich rede kaum noch mit meinen Kollegen", "exact"),
        ("", "missing"),
    ],
)
def test_a_quote_is_looked_up(quote: str, state: str) -> None:
    assert SPEECH.find(quote).state == state


def test_changed_words_are_named() -> None:
    found = SPEECH.find("I rarely talk to my dear colleagues any more")
    assert found.changes == (("rarely", "hardly"), ("dear", ""))
    assert found.said == "I hardly talk to my colleagues any more"
    assert found.turns[0].person == "Ana"


def test_no_more_may_be_left_out_than_a_name() -> None:
    assert SPEECH.find("I hardly talk [name] Miss Miller left").state != "repaired"


def test_everyone_who_said_it_is_found() -> None:
    turns = [SpokenTurn("talk", n, who, "That is how it goes here.") for n, who in enumerate("ab")]
    assert [turn.person for turn in SpeechSearch(turns).find("That is how it goes").turns] == [
        "a",
        "b",
    ]
