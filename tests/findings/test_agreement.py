from __future__ import annotations

import math
import random
import time

import pytest
from sklearn.metrics import cohen_kappa_score

from interviewkit.findings.agreement import POOLED, agreement
from interviewkit.model import REJECTED, Agreement, Coding, Passage, Turn

TEXT = "I am stuck. It helps me start. Nobody else does."
SENTENCES = [(0, 11), (12, 30), (31, 48)]


def turn(number: int, text: str = TEXT) -> Turn:
    return Turn("talk", number, "Ann", text, id=number)


def coded(number: int, code: str = "stuck", span: tuple[int, int] | None = None) -> Coding:
    where = turn(number)
    return Coding(Passage.cut(where, *span) if span else Passage.whole(where), code, "anyone")


def cut(*numbers: int) -> dict[int, list[Passage]]:
    return {number: [Passage.cut(turn(number), *span) for span in SENTENCES] for number in numbers}


def counts(row: Agreement) -> tuple[int, int, int, int]:
    return row.both, row.only_a, row.only_b, row.neither


def test_only_turns_that_both_have_read_count() -> None:
    a = [coded(1), coded(2), coded(3)]
    b = [coded(1), coded(4)]
    row, pooled = agreement(a, b, read_a=range(1, 7), read_b=[1, 2, 4, 5])
    assert (row.code, row.unit, row.n) == ("stuck", "turn", 4)
    assert counts(row) == (1, 1, 1, 1)
    assert (row.percent, row.kappa) == (0.5, 0)
    assert (pooled.code, counts(pooled)) == (POOLED, counts(row))


def test_a_turn_that_was_coded_has_been_read() -> None:
    row, _ = agreement([coded(1)], [coded(1), coded(2)], read_a=[2])
    assert counts(row) == (1, 0, 1, 0)


def test_rejected_codings_are_not_present() -> None:
    no = Coding(Passage.whole(turn(1)), "stuck", "b", status=REJECTED)
    row, _ = agreement([coded(1)], [no], codes=["stuck"])
    assert counts(row) == (0, 1, 0, 0)


def test_pooled_takes_every_unit_and_code_as_one_decision() -> None:
    a = [coded(1, "x"), coded(2, "x"), coded(1, "y")]
    b = [coded(1, "x"), coded(3, "y")]
    x, y, pooled = agreement(a, b, read_a=range(1, 5), read_b=range(1, 5))
    assert counts(x) == (1, 1, 0, 2)
    assert counts(y) == (0, 1, 1, 2)
    assert counts(pooled) == (1, 2, 1, 4)
    assert pooled.n == 8


def test_codes_keep_the_order_given_and_unused_ones_stay() -> None:
    rows = agreement([coded(1, "b")], [coded(1, "a")], codes=["c", "b", "a"])
    assert [row.code for row in rows] == ["c", "b", "a", POOLED]


def test_an_undefined_kappa_says_why() -> None:
    never, always, nobody = (
        agreement([], [], read_a=[1, 2], read_b=[1, 2], codes=["x"])[0],
        agreement([coded(1, "x")], [coded(1, "x")])[0],
        agreement([coded(1, "x")], [coded(2, "x")])[0],
    )
    assert math.isnan(never.kappa)
    assert never.percent == 1
    assert "absent in every turn" in never.why_undefined
    assert "present in every turn" in always.why_undefined
    assert math.isnan(nobody.percent)
    assert "no turn that both" in nobody.why_undefined
    assert agreement([coded(1)], [], read_a=[2], read_b=[1, 2])[0].why_undefined == ""


def test_participants_are_compared_by_the_turns_that_both_read() -> None:
    speaker_of = {1: "Ann", 2: "Ann", 3: "Ben", 4: "Cleo"}
    row, _ = agreement(
        [coded(1), coded(3)],
        [coded(2)],
        read_a=[1, 2, 3],
        read_b=[1, 2, 3, 4],
        unit="participant",
        speaker_of=speaker_of,
    )
    assert counts(row) == (1, 1, 0, 0)


@pytest.mark.parametrize(
    ("span", "sentences"),
    [
        ((5, 10), [0]),  # "stuck": a phrase counts for its sentence
        ((0, 48), [0, 1, 2]),  # the whole turn
        ((0, 14), [0]),  # the first sentence and a stray word of the second
        ((0, 25), [0, 1]),  # more than half of the second
        ((15, 40), [1, 2]),  # 15 of 18 and 9 of 17 characters
        ((11, 13), [1]),  # a blank and a letter: one of two characters is half
    ],
)
def test_spans_meet_in_the_sentences_that_they_half_cover(
    span: tuple[int, int], sentences: list[int]
) -> None:
    marks = [coded(1, "stuck", SENTENCES[place]) for place in sentences]
    row, _ = agreement([coded(1, span=span)], marks, unit="passage", cuts=cut(1))
    assert counts(row) == (len(sentences), 0, 0, 3 - len(sentences))


def test_a_coding_is_never_lost_between_two_sentences() -> None:
    where = Turn("talk", 1, "Ann", "One. \n\n\n\n\n\n\n\n Two.", id=1)
    cuts = {1: [Passage.cut(where, 0, 4), Passage.cut(where, 14, 18)]}
    straddling = Coding(Passage.cut(where, 3, 15), "x", "a")
    row, _ = agreement([straddling], [], read_b=[1], unit="passage", cuts=cuts)
    assert counts(row) == (0, 1, 0, 1)


def test_a_turn_that_was_not_cut_is_one_passage() -> None:
    row, _ = agreement([coded(1)], [coded(1, span=(0, 4))], unit="passage")
    assert counts(row) == (1, 0, 0, 0)


def test_an_unknown_unit_is_a_fault_of_the_call() -> None:
    with pytest.raises(ValueError, match="passage, turn, participant"):
        agreement([], [], unit="word")


def test_it_is_what_scikit_learn_gives_and_quick_at_real_size() -> None:
    chance = random.Random(7)
    text = turn(1).text
    codes, units = ["a", "b", "c", "d"], range(15_000)
    marks_a = {(u, c) for u in units for c in codes if chance.random() < 0.2}
    marks_b = {mark for mark in marks_a if chance.random() < 0.7}
    marks_b |= {(u, c) for u in units for c in codes if chance.random() < 0.05}

    def codings(marks: set[tuple[int, str]]) -> list[Coding]:
        return [Coding(Passage.whole(Turn("t", u + 1, "p", text, id=u)), c, "x") for u, c in marks]

    a, b = codings(marks_a), codings(marks_b)
    began = time.perf_counter()
    rows = agreement(a, b, read_a=units, read_b=units, codes=codes)
    took = time.perf_counter() - began
    for row in rows[:-1]:
        expected = cohen_kappa_score(
            [(u, row.code) in marks_a for u in units], [(u, row.code) in marks_b for u in units]
        )
        assert row.kappa == pytest.approx(expected)
    assert took < 1  # about 0.05 s on an idle machine
