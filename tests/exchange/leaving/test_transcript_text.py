"""A transcript as one text: every turn stands where its place says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builders import transcript
from interviewkit.exchange.leaving.transcript_text import (
    LINES,
    PARAGRAPHS,
    TextLayout,
    write_clock,
    write_transcript,
)
from interviewkit.model import Transcript, Turn

SAID = st.lists(st.tuples(st.text(min_size=1, max_size=8), st.text(max_size=30)), max_size=6)


@given(SAID, st.booleans(), st.booleans(), st.sampled_from([PARAGRAPHS, LINES]))
def test_each_turn_stands_at_its_place(
    said: list[tuple[str, str]], timed: bool, labelled: bool, gap: str
) -> None:
    talk = transcript(*said)
    written = write_transcript(talk, TextLayout(timed, labelled, gap))
    assert [written.text[slice(*place)] for place in written.places] == [
        turn.text for turn in talk.turns
    ]


def test_times_stand_before_the_label() -> None:
    turn = Turn("a", 1, "Ana", "Well.", 4.5, 61)
    written = write_transcript(Transcript("a", "a.vtt", "", (turn,)))
    assert written.text == "[00:00:04.500 --> 00:01:01] Ana: Well."


def test_a_clock_goes_on_beyond_a_day() -> None:
    assert write_clock(90_061.0004) == "25:01:01"
