"""People as rows: unread is no zero, a theme counts a passage once, waves stand apart."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from builders import reading_of, turns
from interviewkit.findings.counting.deviant_cases import find_deviant_cases, fit_ridge_logistic
from interviewkit.findings.counting.voicing import quantitise_people
from interviewkit.model import Code, Coding, Passage, PersonRow, Theme, Turn

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


def rows_of(voiced: list[int], words: int = 500) -> list[PersonRow]:
    return [PersonRow(f"P{i:02}", "", 5, words, {"x": n}) for i, n in enumerate(voiced)]


def test_the_one_who_is_silent_among_those_who_speak_stands_out() -> None:
    rows = rows_of([1] * 11 + [0] + [0] * 11 + [1])
    first = {row.participant for row in rows[:12]}
    found = find_deviant_cases(rows, "x", {"first": first})
    assert {case.participant for case in found[:2]} == {"P11", "P23"}
    assert found[0].surprise > 2
    silent = next(case for case in found if case.participant == "P11")
    assert not silent.voiced
    assert silent.expected > 0.7
    assert silent.segments == ("first",)


def test_nobody_stands_out_where_there_is_nothing_to_expect() -> None:
    assert find_deviant_cases(rows_of([1, 0, 1]), "x", {}) == []
    assert find_deviant_cases(rows_of([1] * 20), "x", {}) == []
    assert find_deviant_cases(rows_of([1] + [0] * 20), "x", {}) == []
    unread = [PersonRow(f"U{i}", "", 0, 0, {"x": 0}) for i in range(20)]
    assert find_deviant_cases([*rows_of([1, 0, 1, 0]), *unread], "x", {}) == []


def test_the_model_is_that_of_scikit_learn() -> None:
    from sklearn.linear_model import LogisticRegression

    rng = np.random.default_rng(3)
    columns = rng.normal(size=(60, 3))
    held = (rng.random(60) < 1 / (1 + np.exp(-columns @ [1.5, -0.5, 0.0]))).astype(float)
    theirs = LogisticRegression(C=1.0, tol=1e-10, max_iter=1000).fit(columns, held)
    ours = fit_ridge_logistic(np.column_stack([np.ones(60), columns]), held)
    assert ours == pytest.approx([*theirs.intercept_, *theirs.coef_[0]], abs=1e-5)


def test_of_many_people_parts_are_left_out_and_a_segment_of_all_tells_nothing() -> None:
    rows = rows_of([1, 1, 1, 0] * 80)
    everyone = {row.participant for row in rows}
    found = find_deviant_cases(rows, "x", {"all": everyone})
    assert {case.participant for case in found} == {f"P{i:02}" for i in range(3, 320, 4)}
    assert all(case.expected == pytest.approx(0.75, abs=0.02) for case in found)
