"""Every layout of recognisers' JSON: each word once, in order, with its speaker and its time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders_recognisers import LAYOUTS, TALK, Talk, Written, all_words, make_talk
from interviewkit.model import Turn
from interviewkit.model.passage_time import WORDS, find_passage_time, measure_confidence
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.contract import UNKNOWN_SPEAKER, FileReading
from interviewkit.readers.files import read_file


@pytest.fixture(params=LAYOUTS)
def written(request: pytest.FixtureRequest) -> Written:
    return LAYOUTS[request.param]


def read(folder: Path, text: str, name: str = "talk.json") -> FileReading:
    path = folder / name
    path.write_text(text, "utf-8")
    return read_file(path, root=folder, settings=TranscriptSettings())


def turns_of(reading: FileReading) -> Sequence[Turn]:
    assert not [problem for problem in reading.problems if problem.fatal], reading.problems
    (transcript,) = reading.transcripts
    return transcript.turns


def signs(texts: Iterable[str]) -> str:
    """All letters and digits, in their order."""
    return re.sub(r"\W", "", "".join(texts))


def test_turns_are_those_of_the_talk(written: Written, tmp_path: Path) -> None:
    turns = turns_of(read(tmp_path, written.text(TALK)))
    if not written.speaker:  # nobody is named, and nobody is silent for long
        assert {turn.speaker for turn in turns} == {UNKNOWN_SPEAKER}
        assert " ".join(turn.text for turn in turns) == " ".join(each.text for each in TALK)
        return
    assert [(turn.speaker, turn.text) for turn in turns] == [
        (written.name(each.who), each.text) for each in TALK
    ]
    for turn, each in zip(turns, TALK, strict=True):
        assert (turn.start, turn.end) == (
            pytest.approx(each.start, abs=0.002),
            pytest.approx(each.end, abs=0.002),
        )


def test_a_word_has_its_own_time(written: Written, tmp_path: Path) -> None:
    if not written.words:
        pytest.skip("this layout does not time words")
    turns = turns_of(read(tmp_path, written.text(TALK)))
    turn = next(turn for turn in turns if "very" in turn.text)
    at = turn.text.index("very")
    (said,) = (word for _, word in all_words(TALK) if word.text == "very")
    found = find_passage_time(turn, at, at + 4)
    assert found.by == WORDS
    assert (found.start, found.end) == (
        pytest.approx(said.start, abs=0.002),
        pytest.approx(said.end, abs=0.002),
    )
    sure = measure_confidence(turn, at, at + 4)
    assert (sure == pytest.approx(0.75, abs=0.01)) if written.sure else (sure in (None, 0.8, 0.9))


def test_it_is_read_whatever_it_is_called(written: Written, tmp_path: Path) -> None:
    reading = read(tmp_path, written.text(TALK), "talk.txt")
    assert reading.reader == "recogniser"
    assert turns_of(reading) == turns_of(read(tmp_path, written.text(TALK)))


def test_indented_json_is_the_same(written: Written, tmp_path: Path) -> None:
    pretty = json.dumps(written.build(TALK), indent=2)
    assert turns_of(read(tmp_path, pretty)) == turns_of(read(tmp_path, written.text(TALK)))


TALKS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.lists(
            st.sampled_from(
                [
                    "yes",
                    "no",
                    "we",
                    "waited",
                    "months",
                    "Grüße",
                    "naïve",
                    "don't",
                    "42",
                    "you,",
                    "you.",
                    "why?",
                    "我们",
                ]
            ),
            min_size=2,
            max_size=9,
        ).map(" ".join),
    ),
    min_size=1,
    max_size=8,
)


@pytest.mark.parametrize("name", LAYOUTS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=TALKS, gap=st.sampled_from([0.0, 0.5, 5.0]))
def test_no_word_is_lost_or_doubled(
    name: str, said: list[tuple[int, str]], gap: float, tmp_path: Path
) -> None:
    talk: Talk = make_talk(said, gap)
    turns = turns_of(read(tmp_path, LAYOUTS[name].text(talk)))
    # Chinese words stand without a blank, so signs are compared and not words.
    assert signs(turn.text for turn in turns) == signs(each.text for each in talk)
    written = LAYOUTS[name]
    for who in range(3) if written.speaker else ():
        theirs = (turn.text for turn in turns if turn.speaker == written.name(who))
        assert signs(theirs) == signs(each.text for each in talk if each.who == who)
