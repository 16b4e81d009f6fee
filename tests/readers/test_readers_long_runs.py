"""Files of one sign or one line thousands of times: they cost no more than their length."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from interviewkit.readers.contract import FileReading

ReadText = Callable[..., FileReading]

MOST_SECONDS = 5.0
"""Of the processor. Each of these takes less than one, and took minutes where all was looked at
again for each sign or line."""

RUNS = {
    "quotes": ">" * 20_000,
    "lines of a quote": (">" * 100 + "\n") * 200,
    "counts on one line": "5 m " * 20_000,
    "one letter a paragraph": "a\n\n" * 15_000,
    "counts on lines": "0.1 a\n" * 15_000,
    "form feeds": "Ana: Yes.\n" + "\f" * 60_000 + "\nBen: No.\n",
    "stars beside a time": "Ana [0:01]: Yes.\nBen [0:02]: " + "*" * 60_000 + " [0:03] No.\n",
    "lines below a time": "Ana [0:01]: Yes.\nBen [0:02]: " + "_" * 60_000 + " [0:03] No.\n",
    "strokes": "|" * 60_000 + "a",
    "form feeds in speech": "Ana: Yes" + "\f" * 60_000 + "no.\nBen: No.\n",
    "numbers of pages": "Ana: Yes.\n" + "Page 1\n\n" * 15_000 + "Ben: No.\n",
}


RUNS_OF_CAPTIONS = {
    "signs around a name": "_" * 60_000 + "Ana: Yes.",
}
CUE = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nAna: No.\n\n00:00:03.000 --> 00:00:04.000\n"
SAID = '[{"start": 0, "speaker": "A", "text": "%s"}, {"start": 2, "speaker": "B", "text": "b"}]'
RUNS_OF_JSON = {
    "notes of music": SAID % ("♪" * 60_000 + "a"),
    "doubled keys": SAID % "a" + "{" + ",".join(f'"{n % 20_000}": 1' for n in range(40_000)) + "}",
}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *((text, "talk.txt") for text in RUNS.values()),
        *((CUE + text, "talk.vtt") for text in RUNS_OF_CAPTIONS.values()),
        *((text, "talk.json") for text in RUNS_OF_JSON.values()),
    ],
    ids=[*RUNS, *RUNS_OF_CAPTIONS, *RUNS_OF_JSON],
)
def test_a_run_costs_no_more_than_its_length(text: str, name: str, read: ReadText) -> None:
    begun = time.process_time()
    read(text, name)
    assert time.process_time() - begun < MOST_SECONDS
