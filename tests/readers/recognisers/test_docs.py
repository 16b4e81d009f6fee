"""docs/transcripts.md: its example is read as it says, and its table names what there is."""

from __future__ import annotations

import re
from collections.abc import Callable

from consoles import DOCS
from interviewkit.model.passage_time import find_passage_time, measure_confidence
from interviewkit.readers.contract import FileReading
from interviewkit.readers.recognisers.known import LAYOUTS

PAGE = (DOCS / "transcripts.md").read_text("utf-8")


def test_the_example_is_read(read: Callable[..., FileReading]) -> None:
    (example,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    (transcript,) = read(example, "talk.txt").transcripts
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == [
        ("SPEAKER_00", "How was the week?"),
        ("SPEAKER_01", "Fine, very busy."),
    ]
    turn = transcript.turns[1]
    assert find_passage_time(turn, 6, 15) == (2.9, 4.0, "words")
    assert measure_confidence(turn, 6, 15) == 0.56


def test_every_layout_is_on_the_page() -> None:
    table = PAGE.casefold()
    missing = [layout.name for layout in LAYOUTS if layout.name.casefold().split()[-1] not in table]
    assert missing == ["a paper edit"]
