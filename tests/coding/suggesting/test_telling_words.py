"""Words that set coded speech apart, counted by people."""

from __future__ import annotations

from math import log, sqrt

from hypothesis import given
from hypothesis import strategies as st

from interviewkit.coding.suggesting.contrasts import (
    Lemma,
    compute_log_odds,
    find_contrasts,
    list_phrases,
)


def words(text: str) -> list[Lemma]:
    return [Lemma(each, each in {"i", "my", "the"}) for each in text.split()]


def test_log_odds_are_those_of_the_formula() -> None:
    first, second = {("a",): 6, ("b",): 2}, {("a",): 2, ("b",): 14}
    # by hand: n = 8, m = 16, both say a 8 times; the prior is a ninth of both: a 8/9, in all 24/9
    prior, total = 8 / 9, 24 / 9
    here = log((6 + prior) / (8 + total - 6 - prior))
    there = log((2 + prior) / (16 + total - 2 - prior))
    z = (here - there) / sqrt(1 / (6 + prior) + 1 / (2 + prior))
    assert abs(compute_log_odds(first, second)[("a",)] - z) < 1e-12


def test_one_person_is_counted_once() -> None:
    coded = [("Ana", words("xylophone"))] * 50
    coded += [(who, words("i miss my team")) for who in ("Ben", "Cleo", "Dan", "Eve", "Finn")]
    others = [(f"P{n}", words(f"the weather is fine number{n}")) for n in range(30)]
    found = {each.phrase: each.people for each in find_contrasts(coded, others)}
    assert found[("miss",)] == 5
    assert ("xylophone",) not in found


def test_what_two_people_say_is_theirs_alone() -> None:
    coded = [("Ana", words("lonely")), ("Ben", words("lonely")), ("Cleo", words("apart"))]
    others = [(f"P{n}", words("fine")) for n in range(30)]
    assert find_contrasts(coded, others) == []


def test_phrases_say_something() -> None:
    assert list(list_phrases(words("i miss my team"))) == [
        ("i", "miss"), ("i", "miss", "my"), ("miss",), ("miss", "my"), ("miss", "my", "team"),
        ("my", "team"), ("team",),
    ]  # fmt: skip
    assert list(list_phrases(words("the the"))) == []


counts = st.dictionaries(st.sampled_from("abcdef").map(lambda x: (x,)), st.integers(1, 30))


@given(first=counts, second=counts)
def test_what_both_say_alike_leans_nowhere(
    first: dict[tuple[str, ...], int], second: dict[tuple[str, ...], int]
) -> None:
    there = compute_log_odds(first, second)
    back = compute_log_odds(second, first)
    for phrase in set(there) & set(back):
        assert abs(there[phrase] + back[phrase]) < 1e-9
    assert all(abs(z) < 1e-9 for z in compute_log_odds(first, first).values())
