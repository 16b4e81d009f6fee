"""Long pieces are found in a text as reading all of it would find them, and sooner."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from interviewkit.exchange.projects.ways import LONG, find_anchors

TEXTS = st.text("ab", min_size=0, max_size=120)


@given(text=TEXTS, piece=st.text("ab", min_size=LONG, max_size=40), data=st.data())
def test_a_piece_is_an_anchor_where_it_stands_once(
    text: str, piece: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(text)))
    whole = text[:at] + piece + text[at:]
    for searched in (text, whole, whole + piece):
        places = [i for i in range(len(searched)) if searched.startswith(piece, i)]
        found = find_anchors(searched, piece, [(0, len(piece))])
        assert found == ([(0, places[0])] if len(places) == 1 else [])


def measure(turns: int) -> float:
    lines = [f"thisisturn{n}ofthetalkabout{n}" for n in range(turns)]
    text, at, stretches = "".join(lines), 0, []
    for line in lines:
        stretches.append((at, at + len(line)))
        at += len(line)
    started = time.process_time()
    assert len(find_anchors(text, text, stretches)) == turns
    return time.process_time() - started


def test_time_grows_as_the_text_does() -> None:
    few, many = min(measure(1_000) for _ in range(3)), measure(16_000)
    assert many < 16 * few * 3  # all of the text for each line made it grow with the square
