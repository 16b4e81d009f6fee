"""When words were said: built from a file's words, packed, found again for a passage."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.model import Turn
from interviewkit.model.passage_time import (
    NOWHERE,
    SEGMENT,
    TURN,
    WORDS,
    find_passage_time,
    measure_confidence,
)
from interviewkit.model.timing import TimedStretch, build_timing, unpack_timing

TEXT = "How was the week? Fine, very busy."
SAID = [
    TimedStretch("How", 0.0, 0.2, 0.9),
    TimedStretch("was", 0.25, 0.4, 0.8),
    TimedStretch("the", 0.4, 0.5, 0.5),
    TimedStretch("week?", 0.5, 1.0, 0.6),
    TimedStretch("Fine,", 3.0, 3.4, 0.2),
    TimedStretch("very", None, None, None),
    TimedStretch("busy.", 3.7, 4.25, 0.4),
]


def build(text: str = TEXT, said: list[TimedStretch] = SAID, **more: float | None) -> Turn:
    timing, lost = build_timing(text, said)
    assert not lost
    return Turn("talk", 1, "Ana", text, **more, timing=timing)  # type: ignore[arg-type]


def span(turn: Turn, quote: str) -> tuple[int, int]:
    start = turn.text.index(quote)
    return start, start + len(quote)


@pytest.mark.parametrize(
    ("quote", "start", "end"),
    [
        (TEXT, 0.0, 4.25),
        ("How was the week?", 0.0, 1.0),
        ("Fine, very busy.", 3.0, 4.25),
        ("Fine", 3.0, 3.4),  # without the comma, which is part of its word
        ("very busy", 3.7, 4.25),  # a word without a time has none
    ],
)
def test_a_passage_has_the_time_of_its_words(quote: str, start: float, end: float) -> None:
    turn = build(start=0.0, end=99.0)
    assert find_passage_time(turn, *span(turn, quote)) == (start, end, WORDS)


def test_without_word_times_the_turn_tells() -> None:
    turn = Turn("talk", 1, "Ana", TEXT, 5.0, 9.0)
    assert find_passage_time(turn, 4, 7) == (5.0, 9.0, TURN)
    assert find_passage_time(Turn("talk", 1, "Ana", TEXT), 4, 7) == (None, None, NOWHERE)


def test_untimed_words_alone_leave_the_turn() -> None:
    turn = build(start=0.0, end=5.0)
    assert find_passage_time(turn, *span(turn, "very")) == (0.0, 5.0, TURN)


def test_a_longer_stretch_says_that_it_is_one() -> None:
    text = "We waited for months. Nobody called."
    said = [
        TimedStretch("We waited for months.", 1, 3),
        TimedStretch("Nobody called.", 3, 5),
    ]
    turn = build(text, said)
    assert find_passage_time(turn, *span(turn, "months")) == (1.0, 3.0, SEGMENT)
    assert find_passage_time(turn, *span(turn, "Nobody called.")) == (3.0, 5.0, WORDS)


def test_one_stretch_over_all_adds_nothing() -> None:
    assert build_timing("Well then.", [TimedStretch("Well then.", 1, 2)]) == (None, [])
    kept, _ = build_timing("Well then.", [TimedStretch("Well then.", 1, 2, 0.5)])
    assert kept is not None


def test_confidence_is_the_mean_of_words() -> None:
    turn = build()
    assert measure_confidence(turn) == pytest.approx(3.4 / 6, abs=0.001)
    assert measure_confidence(turn, *span(turn, "Fine, very busy.")) == pytest.approx(0.3)
    assert measure_confidence(turn, *span(turn, "very")) is None
    assert measure_confidence(Turn("talk", 1, "Ana", TEXT)) is None


def test_words_that_stand_nowhere_are_handed_back() -> None:
    said = [TimedStretch("How", 0, 1), TimedStretch("xyzzy", 1, 2), TimedStretch("week?", 2, 3)]
    timing, lost = build_timing(TEXT, said)
    assert [each.text for each in lost] == ["xyzzy"]
    assert timing is not None
    assert len(timing) == 2


@pytest.mark.parametrize("odd", [-1.0, 1e300, math.inf, math.nan, 3e6])
def test_what_is_no_time_is_none(odd: float) -> None:
    timing, _ = build_timing("one two", [TimedStretch("one", odd, odd, 0.5), TimedStretch("two")])
    turn = Turn("talk", 1, "Ana", "one two", timing=timing)
    assert find_passage_time(turn, 0, 3).start is None


def test_seconds_are_listed_once_each() -> None:
    stretches = [TimedStretch("Yes,", 0.2), TimedStretch("I", 0.9), TimedStretch("go", 61.5)]
    timing, lost = build_timing("Yes, I did go", stretches)
    assert timing is not None
    assert (timing.list_seconds(), lost) == ([(0, 0), (11, 61)], [])


def test_languages_without_blanks_are_timed() -> None:
    turn = build("我们等了很久", [TimedStretch("我们", 0, 1), TimedStretch("等了", 1, 2),
                                  TimedStretch("很久", 2, 3)])  # fmt: skip
    assert find_passage_time(turn, *span(turn, "等了")) == (1.0, 2.0, WORDS)


@given(
    st.lists(
        st.tuples(
            st.text("abcdé😀", min_size=1, max_size=5),
            st.floats(0, 90_000),
            st.floats(0, 1),
        ),
        min_size=2,
        max_size=30,
    )
)
def test_what_is_packed_comes_back(words: list[tuple[str, float, float]]) -> None:
    text = " ".join(word for word, _, _ in words)
    timing, lost = build_timing(text, [TimedStretch(w, at, at, sure) for w, at, sure in words])
    assert timing is not None
    assert not lost
    assert unpack_timing(timing.pack()) == timing
    turn = Turn("talk", 1, "Ana", text, timing=timing)
    at = 0
    for word, start, sure in words:
        found = find_passage_time(turn, at, at + len(word))
        assert found.start == pytest.approx(start, abs=0.0006)
        assert measure_confidence(turn, at, at + len(word)) == pytest.approx(sure, abs=0.0006)
        at += len(word) + 1


@given(st.binary(max_size=60))
def test_damaged_bytes_are_no_timing(packed: bytes) -> None:
    assert unpack_timing(packed) is None
    timing, _ = build_timing(TEXT, SAID)
    assert timing is not None
    whole = timing.pack()
    assert unpack_timing(whole[:-1]) is None
    assert unpack_timing(whole + b"x") is None
