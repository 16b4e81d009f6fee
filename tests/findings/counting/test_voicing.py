"""Who voiced what, who was asked and did not, and who talked with whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewkit.findings.counting.voicing import Thing, Voicing, build_voicing, list_things
from interviewkit.model import Code, Coding, Passage, Theme, Turn

THINGS = (Thing("ties", frozenset({"ties"})), Thing("pay", frozenset({"pay"})))
TALK = (
    ("talk", "Mod", "Do you still see your colleagues?"),
    ("talk", "Ana", "Hardly ever."),
    ("talk", "Ben", "I do, and the pay is fine."),
    ("talk", "Cem", "My pay is not."),
    ("talk", "Ana", "Let us go on."),
    ("alone", "Dora", "Pay is bad, I say."),
)


def turns() -> list[Turn]:
    places: dict[str, int] = {}
    found = []
    for key, (transcript, speaker, text) in enumerate(TALK, 1):
        places[transcript] = places.get(transcript, 0) + 1
        found.append(Turn(transcript, places[transcript], speaker, text, id=key))
    return found


def said(turn: int, code: str, polarity: str = "+") -> Coding:
    return Coding(Passage.whole(turns()[turn - 1]), code, "ana", polarity)


def table(*codings: Coding, **more: object) -> Voicing:
    speaker_of = {t.id or 0: t.speaker for t in turns() if t.speaker != "Mod"}
    return build_voicing(codings, THINGS, turns(), speaker_of=speaker_of, **more)  # type: ignore[arg-type]


def asked(found: Voicing, thing: str) -> dict[str, bool]:
    column = [each.name for each in found.things].index(thing)
    return {who: bool(found.asked[row, column]) for row, (who, _) in enumerate(found.who)}


def test_people_are_rows_with_their_words_and_passages() -> None:
    found = table(said(2, "ties"), said(3, "pay"), said(3, "pay"))
    assert [name for name, _ in found.who] == ["Ana", "Ben", "Cem", "Dora"]
    assert found.words.tolist() == [6, 7, 4, 5]
    assert found.voiced.tolist() == [[True, False], [False, True], [False, False], [False, False]]
    assert found.passages[1, 1] == 1  # the same place twice is one passage


def test_who_talked_together_is_tied() -> None:
    found = table()
    assert found.ties.same_conversation.sum(axis=1).tolist() == [2, 2, 2, 0]
    assert found.groups == 2


def test_asked_is_whoever_spoke_after_somebody_else_raised_it() -> None:
    found = table(said(3, "pay"), said(4, "pay"), said(6, "pay"))
    # Ben raised it first, and nobody before him; Cem and Ana spoke after that; Dora was alone.
    assert asked(found, "pay") == {"Ana": True, "Ben": False, "Cem": True, "Dora": False}


def test_a_moderators_question_puts_it_to_all_who_speak_afterwards() -> None:
    found = table(questions={"ties": [1]})
    assert asked(found, "ties") == {"Ana": True, "Ben": True, "Cem": True, "Dora": False}


def test_one_side_of_a_code_is_voiced_while_either_side_raises_it() -> None:
    found = table(said(3, "pay", "+"), said(4, "pay", "-"), polarity="-")
    assert found.voiced[:, 1].tolist() == [False, False, True, False]
    assert asked(found, "pay")["Ana"]


def test_people_in_waves_are_rows_of_their_own_and_tied() -> None:
    more = [*turns(), Turn("later", 1, "Ana", "Nothing new.", id=7)]
    speaker_of = {t.id or 0: t.speaker for t in more if t.speaker != "Mod"}
    waves = {key: "May" if key == 7 else "April" for key in speaker_of}
    found = build_voicing([said(2, "ties")], THINGS, more, speaker_of=speaker_of, wave_of=waves,
                    unit="participant-wave")  # fmt: skip
    assert found.who[:2] == (("Ana", "April"), ("Ana", "May"))
    assert found.voiced[:2, 0].tolist() == [True, False]
    assert found.groups == 3  # the talk, Ana by herself, and Dora
    assert found.ties.same_person.toarray()[0].tolist() == [0, 1, 0, 0, 0]
    assert found.ties.same_conversation.toarray()[0].tolist() == [0, 0, 1, 1, 0]
    assert found.ties.same_conversation.toarray()[1].sum() == 0


def test_themes_gather_codes_that_they_name_or_that_name_them() -> None:
    codes = [Code("a", "A", ""), Code("b", "B", "", theme="t"), Code("c", "C", "")]
    found = list_things(codes, [Theme("t", "T", codes=("a", "gone")), Theme("empty", "E")])
    assert [(each.name, each.kind) for each in found] == [
        ("a", "code"), ("b", "code"), ("c", "code"), ("t", "theme"),
    ]  # fmt: skip
    assert found[3].codes == {"a", "b"}


def test_what_was_never_saved_or_is_no_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="no unit"):
        table(unit="turn")
    unsaved = replace(turns()[1], id=None)
    with pytest.raises(ValueError, match="has no id"):
        table(Coding(Passage.whole(unsaved), "ties", "ana"))
