"""Captions that show a line again while the next one comes in, and people who repeat themselves."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.contract import Source
from interviewkit.readers.vtt import read_srt, read_vtt

LINES = [
    "so tell me about it",
    "well the shop was busy",
    "and I slept badly",
    "no",
    "no",
    "so I went home again",
]


def clock(at: float, mark: str) -> str:
    return f"00:{int(at) // 60:02}:{int(at) % 60:02}{mark}{round(at % 1 * 1000):03}"


def caption(spoken: list[tuple[float, float, str]], kind: str) -> str:
    mark = "," if kind == "srt" else "."
    text = "" if kind == "srt" else "WEBVTT\n\n"
    for n, (start, end, words) in enumerate(spoken, 1):
        number = f"{n}\n" if kind == "srt" else ""
        text += f"{number}{clock(start, mark)} --> {clock(end, mark)}\n{words}\n\n"
    return text


def rolled(lines: list[str], shown: int, *, fillers: bool) -> list[tuple[float, float, str]]:
    """Each line with those before it that are still on the screen; fillers show it once more."""
    cues = []
    for n in range(len(lines)):
        window = "\n".join(lines[max(0, n + 1 - shown) : n + 1])
        cues.append((n * 2.0, n * 2 + 1.99, window))
        if fillers:
            cues.append((n * 2 + 1.99, n * 2 + 2.0, f"{lines[n]}\n "))
    return cues


@pytest.mark.parametrize("kind", ["srt", "vtt"])
@pytest.mark.parametrize("shown", [2, 3])
@pytest.mark.parametrize("fillers", [True, False])
def test_each_rolled_line_is_said_once(read: Any, kind: str, shown: int, fillers: bool) -> None:
    reading = read(caption(rolled(LINES, shown, fillers=fillers), kind), f"a.{kind}")
    (transcript,) = reading.transcripts
    assert " ".join(turn.text for turn in transcript.turns) == " ".join(LINES)
    assert transcript.turns[0].start == 0.0
    assert any("show again, set aside" in problem.what for problem in reading.problems)


def test_words_with_times_inside_keep_the_first_one(read: Any) -> None:
    text = (
        "WEBVTT\nKind: captions\nLanguage: de\n\n"
        "00:00:10.240 --> 00:00:12.310 align:start position:0%\n \n"
        "wie<00:00:10.480><c> war</c><00:00:10.720><c> die</c><00:00:11.120><c> Woche</c>\n\n"
        "00:00:12.310 --> 00:00:12.320 align:start position:0%\nwie war die Woche\n \n\n"
        "00:00:12.320 --> 00:00:14.550 align:start position:0%\nwie war die Woche\n"
        "viel<00:00:12.560><c> los</c><00:00:12.720><c> im</c><00:00:13.040><c> Laden</c>\n\n"
        "00:00:14.550 --> 00:00:14.560 align:start position:0%\nviel los im Laden\n \n\n"
        "00:00:20.000 --> 00:00:22.000 align:start position:0%\nund<00:00:20.9><c> dann</c>\n"
    )
    (transcript,) = read(text, "a.vtt").transcripts
    assert [(turn.text, turn.start) for turn in transcript.turns] == [
        ("wie war die Woche viel los im Laden", 10.24),
        ("und dann", 20.0),
    ]


def test_lines_that_grow_are_said_once_by_their_speakers(read: Any) -> None:
    grown = [
        "Ana: so", "Ana: so tell me", "Ana: so tell me about it", "Ben: well", "Ben: well it was",
        "Ben: well it was busy", "Ana: Oh", "Ana: oh dear me", "Ana: oh dear me, what then?",
    ]  # fmt: skip
    cues = [(float(n), n + 1.0, line) for n, line in enumerate(grown)]
    (transcript,) = read(caption(cues, "vtt"), "a.vtt").transcripts
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == [
        ("Ana", "so tell me about it"),
        ("Ben", "well it was busy"),
        ("Ana", "Oh dear me what then?"),
    ]


def test_words_that_live_captions_correct_are_told_and_said_once(read: Any) -> None:
    grown = ["so tell", "so tell me a", "so tell me about your", "so tell me about your week",
             "and then", "and then we want", "and then we went home"]  # fmt: skip
    cues = [(float(n), n + 1.0, line) for n, line in enumerate(grown)]
    reading = read(caption(cues, "srt"), "a.srt")
    assert " ".join(turn.text for turn in reading.transcripts[0].turns) == (
        "so tell me about your week and then we went home"
    )
    assert {"a", "want"} <= {aside.text for aside in reading.aside}


def test_who_says_the_same_twice_keeps_both(read: Any) -> None:
    said = ["Ana: Did you?", "Ben: Yes.", "Ben: Yes.", "Ana: Really?", "Ana: Really?", "Ben: Yes."]
    cues = [(n * 2.0, n * 2 + 1.0, line) for n, line in enumerate(said)]
    reading = read(caption(cues, "srt"), "a.srt")
    assert [turn.text for turn in reading.transcripts[0].turns] == [
        "Did you?",
        "Yes. Yes.",
        "Really? Really?",
        "Yes.",
    ]
    assert not any("again" in problem.what for problem in reading.problems)


def test_another_voice_that_takes_words_up_repeats_nothing(read: Any) -> None:
    voices = [("Ana", "Last time it was late."), ("Ben", "it was late. Well it was."),
              ("Ana", "Well it was. So it is."), ("Ben", "So it is. I know it.")]  # fmt: skip
    cues = [(n * 2.0, n * 2 + 2.0, f"<v {who}>{text}</v>") for n, (who, text) in enumerate(voices)]
    (transcript,) = read(caption(cues, "vtt"), "a.vtt").transcripts
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == voices


WORDS = st.lists(
    st.sampled_from(["well", "so", "the", "don't", "e-mail", "A&B", "yes", "no"]), min_size=1
)
SPOKEN = st.lists(WORDS.map(" ".join), min_size=2, max_size=12)


@pytest.mark.parametrize("read_cues", [read_vtt, read_srt])
@given(SPOKEN, st.sampled_from([1, 2, 3]), st.booleans())
def test_words_in_are_words_out_and_words_told(
    read_cues: Any, lines: list[str], shown: int, fillers: bool
) -> None:
    kind = read_cues.__name__[-3:]
    cues = rolled(lines, shown, fillers=fillers)
    text = caption(cues, kind)
    (talk,), _ = read_cues(Source(f"a.{kind}", "a", text.encode(), text), TranscriptSettings())
    given_words = re.findall(r"\w+", " ".join(words for _, _, words in cues))
    out = re.findall(r"\w+", " ".join(piece.text for piece in talk.said))
    told = re.findall(r"\w+", " ".join(aside.text for aside in talk.aside))
    assert sorted(given_words) == sorted(out + told)
