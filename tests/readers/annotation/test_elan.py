"""ELAN: whose tiers are speech, when it was said, and what only annotates it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders_tiers import eaf, letters_of, letters_read, said_in, told_in
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.annotation.eaf import read_eaf
from interviewkit.readers.contract import Source

ANA = [(0.5, 2.0, "How was the week?"), (4.0, 5.5, "And at home?")]
BEN = [(1.8, 3.9, "Long, I would say."), (5.4, 7.0, "Quiet.")]


def test_tiers_take_turns_and_overlaps_keep_their_times(read: Any) -> None:
    reading = read(eaf(("A", ANA), ("B", BEN), participants={"A": "Ana", "B": "Ben"}), "a.eaf")
    assert said_in(reading) == [
        ("Ana", "How was the week?"),
        ("Ben", "Long, I would say."),
        ("Ana", "And at home?"),
        ("Ben", "Quiet."),
    ]
    turns = reading.transcripts[0].turns
    assert [(t.start, t.end) for t in turns] == [(0.5, 2.0), (1.8, 3.9), (4.0, 5.5), (5.4, 7.0)]
    assert reading.transcripts[0].attributes == {"recording": "talk.wav"}
    assert reading.problems == ()


def test_tiers_below_others_are_told_and_not_speech(read: Any) -> None:
    below = [
        ("ft", "Ana", [("Ana-0", "Wie war die Woche?"), ("Ana-1", "Und zu Hause?")]),
        ("note", "Ana", [("Ana-0", "laughing")]),
    ]
    text = eaf(("Ana", ANA), ("Ben", BEN), ("gestures", [(0.6, 0.9, "nod")]), below=below)
    reading = read(text, "a.eaf")
    assert [who for who, _ in said_in(reading)] == ["Ana", "Ben", "Ana", "Ben"]
    told = told_in(reading)
    assert "tier 'ft', which annotates 'Ana', set aside: 'Wie war die Woche?' (line " in told
    assert "tier 'gestures', which is no speech by its name, set aside: 'nod'" in told
    assert letters_read(reading) == letters_of(
        ["Wie war die Woche?", "Und zu Hause?", "laughing", "nod", *(s[2] for s in ANA + BEN)]
    )


def test_speech_below_a_tier_of_numbers_is_found(read: Any) -> None:
    below = [
        ("orth@KIM", "ref@KIM", [("ref@KIM-0", "mun boađán"), ("ref@KIM-1", "ja vulggán")]),
        ("ft@KIM", "ref@KIM", [("ref@KIM-0", "I come"), ("ref@KIM-1", "and go")]),
    ]
    text = eaf(("ref@KIM", [(1, 2, "kim.001"), (3, 4, "kim.002")]), below=below)
    reading = read(text, "a.eaf")
    assert said_in(reading) == [("KIM", "mun boađán ja vulggán")]
    assert (reading.transcripts[0].turns[0].start, reading.transcripts[0].turns[0].end) == (1, 4)
    assert "'I come'" in told_in(reading)
    assert "'kim.001'" in told_in(reading)


def test_words_of_a_tier_below_are_not_said_twice(read: Any) -> None:
    words = [(0.5, 0.9, "How"), (0.9, 1.2, "was"), (1.2, 1.4, "the"), (1.4, 2.0, "week")]
    text = eaf(("Ana", ANA[:1]), ("Ben", BEN[:1]), ("Ana - words", words))
    reading = read(text, "a.eaf")
    assert said_in(reading) == [("Ana", "How was the week?"), ("Ben", "Long, I would say.")]
    assert "words" not in told_in(reading)
    (talk,), _ = read_eaf(Source("a.eaf", "a", text=text), TranscriptSettings())
    timed = [(word.text, word.start) for word in talk.said[0].words]
    assert timed == [("How", 0.5), ("was", 0.9), ("the", 1.2), ("week", 1.4)]


def test_a_slot_without_a_time_gives_none_and_stands_in_order(read: Any) -> None:
    text = eaf(("Ana", ANA), ("Ben", BEN)).replace(
        'TIME_SLOT_ID="ts4" TIME_VALUE="1800"', 'TIME_SLOT_ID="ts4"'
    )
    turns = read(text, "a.eaf").transcripts[0].turns
    assert [turn.start for turn in turns if turn.text.startswith("Long")] == [None]
    assert len(turns) == 4


def test_names_before_colons_speak_where_no_tier_names_anyone(read: Any) -> None:
    said = [
        (0, 1, "Ana: How are you?"),
        (2, 3, "Ben: Fine."),
        (4, 5, "Ana: Good."),
        (6, 7, "Ben: Yes."),
    ]
    reading = read(eaf(("default", said)), "a.eaf")
    assert [who for who, _ in said_in(reading)] == ["Ana", "Ben", "Ana", "Ben"]


def test_two_tiers_at_the_same_times_are_one_speech(read: Any) -> None:
    german = [(start, end, f"Deutsch {n} gesagt") for n, (start, end, _) in enumerate(ANA)]
    text = eaf(("A", ANA), ("A2", german), participants={"A": "Ana", "A2": "Ana"})
    reading = read(text, "a.eaf")
    assert said_in(reading) == [("Ana", "How was the week? And at home?")]
    assert "'A2', which annotates another tier of the same speaker" in told_in(reading)


def test_a_file_that_breaks_off_gives_what_stands_above(read: Any) -> None:
    text = eaf(("Ana", ANA), ("Ben", BEN))
    reading = read(text[: text.index("Quiet") + 3], "a.eaf")
    assert said_in(reading)[:2] == [("Ana", "How was the week?"), ("Ben", "Long, I would say.")]
    assert "the file is damaged here" in told_in(reading)


@pytest.mark.parametrize(
    ("inside", "why"),
    [
        ('<!DOCTYPE A [<!ENTITY a "b">]>', "declares XML entities"),
        ('<!DOCTYPE A [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "declares XML entities"),
    ],
)
def test_entities_are_refused(read: Any, inside: str, why: str) -> None:
    text = eaf(("Ana", ANA)).replace("<ANNOTATION_DOCUMENT", f"{inside}\n<ANNOTATION_DOCUMENT", 1)
    reading = read(text, "a.eaf")
    assert reading.transcripts == ()
    assert why in told_in(reading)


def test_depth_beyond_measure_is_refused(read: Any) -> None:
    text = eaf(("Ana", ANA)).replace("<HEADER", "<x>" * 5000 + "<HEADER", 1)
    assert "nested too deep" in told_in(read(text, "a.eaf"))


def test_the_content_tells_not_the_name(read: Any) -> None:
    reading = read(eaf(("Ana", ANA), ("Ben", BEN)), "a.xml")
    assert reading.reader == "eaf"
    assert "read as eaf" in told_in(reading)


SPAN = st.tuples(
    st.floats(0, 99, allow_nan=False).map(lambda at: round(at, 2)),
    st.text(alphabet="abc Äß 日1 .,?!'", min_size=1, max_size=12),
).map(lambda pair: (pair[0], pair[0] + 1.5, pair[1]))
NAMES = st.sampled_from(["Ana", "Ben", "gaze", "default", "translation", "ref@Ana", "Ana - phones"])


@given(st.dictionaries(NAMES, st.lists(SPAN, min_size=1, max_size=6), min_size=1, max_size=5))
def test_every_letter_arrives_or_is_told(tiers: dict[str, Any]) -> None:
    text = eaf(*tiers.items())
    found, _ = read_eaf(Source("a.eaf", "a", text=text), TranscriptSettings())
    arrived = [each.text for talk in found for each in (*talk.said, *talk.aside)]
    assert letters_of(arrived) == letters_of(s[2] for spans in tiers.values() for s in spans)


@pytest.mark.shared
def test_real_files_agree_with_pympi(shared: Path, read: Any) -> None:
    pympi = pytest.importorskip("pympi")
    for path in sorted((shared / "formats/elan").glob("*.eaf")):
        theirs = pympi.Elan.Eaf(str(path))
        values = {
            name: [each[2] for each in theirs.get_annotation_data_for_tier(name)]
            for name in theirs.get_tier_names()
        }
        reading = read(path.read_bytes(), path.name)
        # words that time those of a phrase stand in the phrase, and are not told once more
        words = letters_of(values.pop("words-timesub", ()))
        untimed = letters_of(a.text for a in reading.aside if "words-timesub" in a.why)
        rest = letters_of(text for texts in values.values() for text in texts)
        assert letters_read(reading) - untimed == rest
        assert untimed <= words


@pytest.mark.parametrize("name", ["Kan", "Mau"])
def test_people_who_are_called_like_a_tier_are_heard(name: str, read: Any) -> None:
    found = read(eaf(("Ana", ANA), (name, BEN)), "a.eaf")
    assert [who for who, _ in said_in(found)] == ["Ana", name, "Ana", name]


def test_sentences_are_speech_whatever_their_tier_is_called(read: Any) -> None:
    found = read(eaf(("Segments", ANA), ("Ben", BEN)), "a.eaf")
    assert [text for _, text in said_in(found)] == [
        "How was the week?",
        "Long, I would say.",
        "And at home?",
        "Quiet.",
    ]


@pytest.mark.parametrize("name", ["Tone", "Hand"])
def test_a_person_called_like_a_gesture_is_heard_once_declared(name: str, read: Any) -> None:
    raw = eaf(("Ana", ANA), (name, BEN))
    assert {who for who, _ in said_in(read(raw, "a.eaf"))} == {"Ana"}
    found = read(raw, "a.eaf", columns={"speakers": f"Ana, {name}"})
    assert [who for who, _ in said_in(found)] == ["Ana", name, "Ana", name]
    named = eaf(("Ana", ANA), (name, BEN), participants={name: name})
    assert [who for who, _ in said_in(read(named, "a.eaf"))] == ["Ana", name, "Ana", name]


@pytest.mark.parametrize(
    "name",
    [
        "W-RGU",
        "GesturePhase",
        "Gesture_Unit",
        "EngTransl",
        "FreeTranslation",
        "EyeGaze",
        "IDgloss_RH",
        "LH-Phase",
        "перевод@Ben",
        "A_phrase-gls-en",
    ],
)
def test_tiers_of_public_corpora_that_hold_no_speech(name: str, read: Any) -> None:
    found = read(eaf(("Ana", ANA), (name, BEN)), "a.eaf")
    assert {who for who, _ in said_in(found)} == {"Ana"}
    assert "Long, I would say." in [each.text for each in found.aside]


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("W-Spch", "W"),
        ("A_phrase-txt-sw", "A"),
        ("NeparrŋaGumbula", "NeparrŋaGumbula"),
        ("TranscriptionMary", "Mary"),
        ("McDonald", "McDonald"),
    ],
)
def test_tiers_of_public_corpora_that_hold_speech(name: str, who: str, read: Any) -> None:
    found = read(eaf(("Ana", ANA), (name, BEN)), "a.eaf")
    assert [each for each, _ in said_in(found)] == ["Ana", who, "Ana", who]
