from __future__ import annotations

import math
import random
from collections.abc import Collection, Sequence

import pytest
from sklearn.metrics import cohen_kappa_score

from interviewkit.findings.agreeing.agreement import ALL_CODES
from interviewkit.findings.agreeing.agreement import measure_agreement as agree
from interviewkit.findings.agreeing.judged_units import cut_at_codings
from interviewkit.model import REJECTED, Agreement, Coding, Comparison, Passage, Theme, Turn

TEXT = "I am stuck. It helps me start. Nobody else does."
SENTENCES = [(0, 11), (12, 30), (31, 48)]
NOBODY: Collection[int] = ()


def turn(number: int, text: str = TEXT) -> Turn:
    return Turn("talk", number, "Ann", text, id=number)


def coded(
    number: int, code: str = "stuck", span: tuple[int, int] | None = None, polarity: str = "+"
) -> Coding:
    where = turn(number)
    passage = Passage.cut(where, *span) if span else Passage.whole(where)
    return Coding(passage, code, "anyone", polarity)


def cut(*numbers: int) -> dict[int, list[Passage]]:
    return {number: [Passage.cut(turn(number), *span) for span in SENTENCES] for number in numbers}


def counts(row: Agreement) -> tuple[int, int, int, int]:
    return row.both, row.only_a, row.only_b, row.neither


def agreement(
    a: Sequence[Coding],
    b: Sequence[Coding],
    *,
    read_a: Collection[int] = NOBODY,
    read_b: Collection[int] = NOBODY,
    unit: str = "turn",
    **more: object,
) -> list[Agreement]:
    """Two coders."""
    read = {"a": read_a, "b": read_b}
    return agree({"a": a, "b": b}, read, how=Comparison(unit, resamples=200), **more)  # type: ignore[arg-type]


def test_only_turns_that_both_have_read_count() -> None:
    a = [coded(1), coded(2), coded(3)]
    b = [coded(1), coded(4)]
    row, pooled = agreement(a, b, read_a=range(1, 7), read_b=[1, 2, 4, 5])
    assert (row.code, row.unit, row.n) == ("stuck", "turn", 4)
    assert counts(row) == (1, 1, 1, 1)
    assert (row.percent, row.kappa) == (0.5, 0)
    assert (pooled.code, pooled.kind, counts(pooled)) == (ALL_CODES, "pooled", counts(row))


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
    assert [row.code for row in rows] == ["c", "b", "a", ALL_CODES]


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


def test_it_is_what_scikit_learn_gives() -> None:
    chance = random.Random(7)
    codes, units = ["a", "b", "c", "d"], range(500)
    marks_a = {(u, c) for u in units for c in codes if chance.random() < 0.2}
    marks_b = {mark for mark in marks_a if chance.random() < 0.7}
    marks_b |= {(u, c) for u in units for c in codes if chance.random() < 0.05}
    rows = agreement(
        [coded(*mark) for mark in marks_a],
        [coded(*mark) for mark in marks_b],
        read_a=units,
        read_b=units,
        codes=codes,
    )
    for row in rows[:-1]:
        expected = cohen_kappa_score(
            [(u, row.code) in marks_a for u in units], [(u, row.code) in marks_b for u in units]
        )
        assert row.kappa == pytest.approx(expected)


# H. De Vries et al. (2008), Using pooled kappa: observed and expected agreement averaged over
# the items. A table of all judgements together would take "one code is common and the other is
# rare" for agreement: here each code by itself is no better than chance.
def test_pooling_does_not_let_codes_vouch_for_each_other() -> None:
    a = [coded(n, "common") for n in (1, 2, 3, 5)] + [coded(4, "rare")]
    b = [coded(n, "common") for n in (1, 2, 4, 5)] + [coded(5, "rare")]
    common, rare, pooled = agreement(a, b, read_a=range(1, 6), read_b=range(1, 6))
    assert common.kappa == pytest.approx((0.6 - 0.68) / (1 - 0.68))
    assert rare.kappa == pytest.approx((0.6 - 0.68) / (1 - 0.68))
    assert pooled.kappa == pytest.approx(common.kappa)
    assert counts(pooled) == (3, 2, 2, 3)  # together: kappa .2


def test_a_theme_is_present_where_one_of_its_codes_is() -> None:
    theme = Theme("hard", "Hard", codes=("x", "y"))
    a, b = [coded(1, "x"), coded(2, "y")], [coded(1, "y"), coded(3, "x")]
    rows = agreement(a, b, read_a=range(1, 5), read_b=range(1, 5), themes=[theme])
    assert [(row.code, row.kind) for row in rows][2:] == [("hard", "theme"), (ALL_CODES, "pooled")]
    assert counts(rows[2]) == (1, 1, 1, 1)


def test_three_coders_and_what_one_of_them_has_not_read() -> None:
    codings = {"a": [coded(1), coded(2)], "b": [coded(1)], "c": [coded(1)]}
    read = {"a": range(1, 6), "b": range(1, 5), "c": [1, 3]}
    row, _ = agree(codings, read)
    assert (row.n, row.both, row.neither, row.found) == (4, 1, 2, 2)  # turn 5: one reader only
    assert row.percent == pytest.approx((1 + 0 + 1 + 1) / 4)
    assert row.measure("fleiss").value > row.measure("brennan_prediger").value - 1
    assert row.coders == ("a", "b", "c")


def test_a_unit_may_carry_any_number_of_codes() -> None:
    a = [coded(1, "x"), coded(1, "y"), coded(2, "x")]
    b = [coded(1, "x"), coded(2, "x"), coded(3, "y")]
    x, y, pooled = agreement(a, b, read_a=range(1, 5), read_b=range(1, 5))
    assert (counts(x), counts(y)) == ((2, 0, 0, 2), (0, 1, 1, 2))
    sets = pooled.measure("alpha_sets").value
    assert y.measure("alpha").value < sets < x.measure("alpha").value == 1


def test_agreement_on_nothing_is_told_and_never_counts_as_found() -> None:
    """100 turns of silence lift percent and AC1, not what is said of the code itself."""
    a, b = [coded(1), coded(2)], [coded(1), coded(3)]
    few, _ = agreement(a, b, read_a=range(1, 5), read_b=range(1, 5))
    many, _ = agreement(a, b, read_a=range(1, 101), read_b=range(1, 101))
    assert (few.found, many.found, many.n) == (3, 3, 100)
    assert many.percent > 0.97 > few.percent
    assert few.measure("positive").value == many.measure("positive").value == 0.5
    assert "found in 3 of 100 turns only" in many.notes


def test_polarity_is_compared_where_the_code_was_found() -> None:
    a = [coded(1), coded(2, polarity="-"), coded(3), coded(3, polarity="-"), coded(4)]
    b = [coded(1), coded(2, polarity="-"), coded(3, polarity="-")]
    read = {"a": range(1, 7), "b": range(1, 7)}
    nominal = agree({"a": a, "b": b}, read, how=Comparison(values="polarity"))[0]
    ordinal = agree({"a": a, "b": b}, read, how=Comparison(values="polarity", level="ordinal"))[0]
    assert (nominal.n, nominal.both, nominal.percent) == (3, 2, pytest.approx(2 / 3))
    assert ordinal.percent > nominal.percent  # ± is halfway to -
    assert ordinal.measure("alpha").value > nominal.measure("alpha").value
    same = agree({"a": a[:1], "b": b[:1]}, read, how=Comparison(values="polarity"))[0]
    assert "the same polarity" in same.why_undefined


def test_characters_are_counted_by_length() -> None:
    a, b = [coded(1, span=(0, 11))], [coded(1, span=(5, 30))]
    row, _ = agreement(a, b, unit="character", cuts=cut_at_codings([turn(1)], [*a, *b]))
    assert counts(row) == (6, 5, 19, len(TEXT) - 30)


def test_intervals_need_to_know_who_speaks() -> None:
    a, b = [coded(n) for n in range(1, 9)], [coded(n) for n in range(3, 12)]
    everyone, nobody = range(1, 21), {"read_a": range(1, 21), "read_b": range(1, 21)}
    without, _ = agreement(a, b, **nobody)  # type: ignore[arg-type]
    assert without.measure("kappa").interval is None
    assert "no interval: it needs two people or more" in without.notes
    speaker_of = {n: f"p{n % 7}" for n in everyone}
    known, pooled = agreement(a, b, **nobody, speaker_of=speaker_of)  # type: ignore[arg-type]
    interval = known.measure("kappa").interval
    assert interval is not None
    assert interval.low < known.kappa < interval.high
    assert known.people == 7
    assert "like them would give ±0.1" in known.advice
    assert pooled.measure("kappa").interval == interval


def test_agreement_without_a_fault_is_no_proof() -> None:
    a = [coded(n) for n in range(1, 13)]
    speaker_of = {n: f"p{n}" for n in range(1, 31)}
    row, _ = agreement(a, a, read_a=range(1, 31), read_b=range(1, 31), speaker_of=speaker_of)
    assert row.kappa == 1
    assert "no disagreement was seen, which is no proof that there is none" in row.notes
    assert "turns of many people would give ±0.1" in row.advice


def test_faults_of_the_call() -> None:
    with pytest.raises(ValueError, match="two coders or more"):
        agree({"a": []}, {})
    with pytest.raises(ValueError, match="nominal, ordinal, interval"):
        agree({"a": [coded(1)], "b": []}, {"b": [1]}, how=Comparison(level="ratio"))
    unsaved = Coding(Passage.whole(Turn("talk", 1, "Ann", "Hm.")), "x", "a")
    with pytest.raises(ValueError, match="has no id"):
        agree({"a": [unsaved], "b": []}, {})


def test_nothing_at_all_gives_an_empty_pooled_row() -> None:
    [pooled] = agreement([], [])
    assert (pooled.n, pooled.code) == (0, ALL_CODES)
    assert math.isnan(pooled.kappa)
