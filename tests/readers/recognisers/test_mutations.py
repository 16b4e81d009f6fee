"""Any value anywhere in any layout: words or a clear problem, never a traceback."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest

from builders_recognisers import LAYOUTS, TALK
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.contract import Source
from interviewkit.readers.finish import finish_transcripts
from interviewkit.readers.recognisers.recogniser import read_recogniser

ODD: list[Any] = [
    None, True, -1, 5, 1e308, 10**30, "", "x", "00:00:01", "PT", "\ud800\x00", [], {}, [1], [[]],
    [{}], [None], {"a": 1}, {"text": "x"}, ["x", 1, 2], float("nan"),
]  # fmt: skip
TRIED = 40


def list_places(node: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value of a document."""
    inner = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node)
        if isinstance(node, list)
        else ()
    )
    for key, value in inner:
        yield (*at, key)
        yield from list_places(value, (*at, key))


def put(document: Any, place: tuple[Any, ...], value: Any, draw: random.Random) -> None:
    *way, last = place
    for key in way:
        document = document[key]
    if draw.random() < 0.3:
        del document[last]
    else:
        document[last] = value


@pytest.mark.parametrize("name", LAYOUTS)
def test_odd_values_give_words_or_a_problem(name: str) -> None:
    draw = random.Random(name)
    whole = LAYOUTS[name].build(TALK)
    for _ in range(TRIED):
        document = copy.deepcopy(whole)
        for _ in range(draw.choice([1, 1, 2, 5])):
            places = list(list_places(document))
            if places:
                put(document, draw.choice(places), draw.choice(ODD), draw)
        text = json.dumps(document)
        source = Source("talk.json", "talk", text.encode(), text)
        heard, problems = read_recogniser(source, TranscriptSettings())
        transcripts, more = finish_transcripts(heard, source, TranscriptSettings(), problems)
        assert transcripts or any(problem.fatal for problem in (*problems, *more)), text
        for turn in (turn for each in transcripts for turn in each.turns):
            turn.text.encode()
            assert "\x00" not in turn.text
            assert isinstance(turn.start, float | int | None)
