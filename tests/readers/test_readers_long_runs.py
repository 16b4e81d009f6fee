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
    "numbers of pages": "Ana: Yes.\n" + "Page 1\n\n" * 15_000 + "Ben: No.\n",
}


@pytest.mark.parametrize("text", RUNS.values(), ids=RUNS)
def test_a_run_costs_no_more_than_its_length(text: str, read: ReadText) -> None:
    begun = time.process_time()
    read(text)
    assert time.process_time() - begun < MOST_SECONDS
