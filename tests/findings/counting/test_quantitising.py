"""People as rows: unread is no zero, a theme counts a passage once, waves stand apart."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from builders import reading_of, turns
from interviewkit.findings.counting.voicing import quantitise_people
from interviewkit.model import Code, Coding, Passage, Theme, Turn

CODES = (Code("alone", "Alone", "Works alone."), Code("far", "Far", "Is far away."))
THEMES = (Theme("isolation", "Isolation", codes=("alone", "far")),)


def said(*texts: tuple[str, str]) -> list[Turn]:
    return [replace(turn, id=i) for i, turn in enumerate(turns(*texts), start=1)]


def coded(turn: Turn, code: str, coder: str = "machine", start: int = 0, end: int = 0) -> Coding:
    return Coding(Passage.cut(turn, start, end or len(turn.text)), code, coder)


def test_rows_count_people_passages_and_words() -> None:
    a, _b, c = said(("Ana", "I work alone, far away."), ("Ben", "Fine."), ("Ana", "So alone."))
    codings = [coded(a, "alone"), coded(a, "far"), coded(a, "alone", start=0, end=6)]
    speaker_of = {1: "Ana", 2: "Ben", 3: "Ana", 4: "Cleo"}
    texts = {1: a.text, 2: _b.text, 3: c.text, 4: "Nobody read this."}
    reading = reading_of(
        [*codings, coded(c, "alone")], CODES, THEMES, speaker_of=speaker_of, texts=texts
    )
    rows = quantitise_people(replace(reading, coverage={"machine": {1: [""], 2: [""], 3: [""]}}))
    ana, ben, cleo = rows
    assert [row.participant for row in rows] == ["Ana", "Ben", "Cleo"]
    assert (ana.words, ana.turns) == (7, 2)
    # Two codes on one passage are one passage of the theme.
    assert dict(ana.passages) == {"alone": 3, "far": 1, "isolation": 3}
    assert ana.rate("far") == pytest.approx(1000 / 7)
    assert (ben.presence("alone"), ben.count("far")) == (0.0, 0.0)
    assert math.isnan(cleo.presence("alone"))
    assert math.isnan(cleo.count("alone"))
    assert math.isnan(cleo.rate("alone"))


def test_a_person_counts_before_a_machine_and_waves_stand_apart() -> None:
    a, b = said(("Ana", "I work alone."), ("Ana", "So alone."))
    rejected = Coding(Passage.cut(a, 0, len(a.text)), "alone", "Kim", status="rejected")
    reading = reading_of(
        [coded(a, "alone"), rejected, coded(b, "alone")],
        CODES,
        speaker_of={1: "Ana", 2: "Ana"},
        people=["Kim"],
        wave_of={1: "w1", 2: "w2"},
        texts={1: a.text, 2: b.text},
    )
    rows = quantitise_people(reading, by_wave=True)
    assert [(row.wave, row.count("alone")) for row in rows] == [("w1", 0.0), ("w2", 1.0)]
