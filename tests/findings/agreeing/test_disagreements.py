"""Where coders differ, what they take for each other, and one held against another."""

from __future__ import annotations

import pytest

from interviewkit.findings.agreeing.disagreements import (
    NOTHING,
    find_disagreements,
    tabulate_confusion,
)
from interviewkit.findings.agreeing.reference import compare_with_reference
from interviewkit.findings.agreeing.spans import measure_span_agreement
from interviewkit.model import Coding, Comparison, Passage, Theme, Turn

TEXT = "I am stuck. It helps me start."
TURNS = {n: Turn("talk", n, "Ann", TEXT, id=n) for n in range(1, 9)}
SPEAKERS = {n: f"p{n % 4}" for n in TURNS}
EVERYTHING = {"a": TURNS.keys(), "b": TURNS.keys()}


def coded(number: int, code: str = "x", quote: str = TEXT, polarity: str = "+") -> Coding:
    start = TEXT.index(quote)
    passage = Passage.cut(TURNS[number], start, start + len(quote))
    return Coding(passage, code, "anyone", polarity)


def test_differences_come_with_quotes_in_order_of_text() -> None:
    codings = {
        "a": [coded(3), coded(1, quote="I am stuck."), coded(1, quote="stuck"), coded(2)],
        "b": [coded(2), coded(1, "y")],
    }
    found = find_disagreements(codings, EVERYTHING, TURNS, speaker_of=SPEAKERS)
    assert [(each.turn.position, each.code) for each in found] == [(1, "x"), (1, "y"), (3, "x")]
    first = found[0]
    assert first.says == {"a": "+", "b": ""}
    assert first.quotes == {"a": ("I am stuck.", "stuck"), "b": ()}
    assert (first.participant, first.text) == ("p1", TEXT)


def test_another_polarity_is_a_difference_and_unread_is_none() -> None:
    codings = {
        "a": [coded(1), coded(2), coded(3), coded(3, polarity="-")],
        "b": [coded(1, polarity="-"), coded(3, polarity="-")],
        "c": [coded(1)],
    }
    read = {"a": [1, 2, 3], "b": [1, 3], "c": []}
    one, three = find_disagreements(codings, read, TURNS)
    assert one.says == {"a": "+", "b": "-", "c": "+"}
    assert three.says == {"a": "±", "b": "-"}


def test_by_passage_only_the_sentence_is_shown() -> None:
    cuts = {1: [Passage.cut(TURNS[1], 0, 11), Passage.cut(TURNS[1], 12, 30)]}
    codings = {"a": [coded(1, quote="It helps")], "b": []}
    [found] = find_disagreements(codings, {"b": [1]}, TURNS, unit="passage", cuts=cuts)
    assert (found.text, found.quotes["a"]) == ("It helps me start.", ("It helps",))
    with pytest.raises(ValueError, match="by turn or passage"):
        find_disagreements(codings, {}, TURNS, unit="participant")


def test_confusion_pairs_only_what_is_left_over() -> None:
    codings = {
        "a": [coded(1, "x"), coded(2, "x"), coded(3, "x"), coded(4, "x"), coded(4, "y")],
        "b": [coded(1, "x"), coded(2, "y"), coded(4, "y"), coded(5, "y")],
    }
    found = tabulate_confusion(codings, {"a": range(1, 7), "b": range(1, 7)}, codes=["x", "y"])
    assert found.codes == ("x", "y", NOTHING)
    assert found.counts == (
        (1, 1, 2),  # 1 both; 2 y instead; 3 and 4 nothing instead (y was agreed on)
        (0, 1, 0),
        (0, 1, 1),  # 5 found by b alone; 6 nothing by anyone
    )
    by_sign = tabulate_confusion(
        {"a": [coded(1)], "b": [coded(1, polarity="-")]}, {}, codes=["x"], polarity=True
    )
    assert by_sign.codes == ("x +", "x -", NOTHING)
    assert by_sign.counts[0][1] == 1
    with pytest.raises(ValueError, match="two coders"):
        tabulate_confusion({"a": [], "b": [], "c": []}, {})


def test_precision_and_recall_against_a_reference() -> None:
    theme = Theme("t", "T", codes=("x", "y"))
    codings = {
        "gold": [coded(1), coded(2), coded(3), coded(4, "y")],
        "m": [coded(1), coded(2), coded(5), coded(3, "y")],
    }
    read = {"gold": TURNS.keys(), "m": TURNS.keys()}
    x, y, t, pooled = compare_with_reference(
        codings, read, "gold", themes=[theme], speaker_of=SPEAKERS, how=Comparison(resamples=200)
    )
    assert (x.right, x.invented, x.missed, x.n) == (2, 1, 1, 8)
    assert (x.precision.value, x.recall.value) == pytest.approx((2 / 3, 2 / 3))
    assert (y.right, y.invented, y.missed) == (0, 1, 1)
    assert (t.kind, t.right, t.missed) == ("theme", 3, 1)
    assert (pooled.right, pooled.invented, pooled.missed, pooled.n) == (2, 2, 2, 16)
    assert pooled.f1.value == pytest.approx(2 * 2 / (2 * 2 + 2 + 2))
    assert x.f1.interval is not None
    assert 0 <= x.f1.interval.low <= x.f1.value <= x.f1.interval.high <= 1
    with pytest.raises(ValueError, match="not among the coders"):
        compare_with_reference(codings, read, "ben")


def test_spans_agree_by_where_they_begin_and_end() -> None:
    a = [coded(n, quote="I am stuck.") for n in (1, 2, 3)] + [coded(4, "y", "It helps me start.")]
    b = [coded(1, quote="I am stuck."), coded(2, quote="am stuck."), coded(4, "x", "It helps me")]
    rows = measure_span_agreement(
        {"a": a, "b": b}, EVERYTHING, TURNS, speaker_of=SPEAKERS, how=Comparison(resamples=200)
    )
    x, _, pooled = rows
    assert x.n == 8 * len(TEXT)
    assert (x.both, x.only_a, x.only_b) == (11 + 9, 2 + 11, 11)
    assert -1 < x.measure("u_alpha").value < 1
    assert x.measure("u_alpha").interval is not None
    assert pooled.measure("bar_u_alpha").value > pooled.measure("u_alpha").value
    same = measure_span_agreement({"a": a, "b": a}, EVERYTHING, TURNS, speaker_of=SPEAKERS)
    names = ("u_alpha", "bar_u_alpha", "cu_alpha", "alpha_u_2004")
    assert [same[-1].measure(name).value for name in names] == [1, 1, 1, 1]


def test_marks_of_one_coder_that_overlap_are_one_unit_of_a_code_and_two_codes_on_one_place() -> (
    None
):
    twice = [coded(1, quote="I am stuck."), coded(1, quote="am stuck. It")]
    once = [coded(1, quote="I am stuck. It")]
    x = measure_span_agreement({"a": twice, "b": once}, EVERYTHING, TURNS)[0]
    assert x.measure("u_alpha").value == 1
    both = [coded(1, "x", "I am stuck."), coded(1, "y", "I am stuck.")]
    one = [coded(1, "x", "I am stuck.")]
    pooled = measure_span_agreement({"a": both, "b": one}, EVERYTHING, TURNS)[-1]
    assert pooled.measure("bar_u_alpha").value == 1
    assert pooled.measure("u_alpha").value < 1
