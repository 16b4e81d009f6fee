"""Codes joined by and, or, not, near and follows, held against a reading character by character."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.findings.retrieving.places import Ground, find_places
from interviewkit.model.query import Term, list_terms
from interviewkit.model.query_text import parse_query
from interviewkit.model.retrieval import WHOLE, PassagePlace

# (code, turn, start, end): turns 1-4 are one conversation, 11-12 another.
SAID = [
    ("a", 1, 0, 10),
    ("b", 1, 5, 15),
    ("c", 1, 12, 20),
    ("a", 2, 0, 10),
    ("b", 4, 0, 5),
    ("a", 11, 0, 9),
    ("b", 12, 0, 9),
]
TURNS = (1, 2, 3, 4, 11, 12)


def place(turn: int, start: int, end: int) -> PassagePlace:
    return PassagePlace(turn // 10, turn % 10, start, end, turn)


def ground(said: Iterable[tuple[str, int, int, int]] = SAID, unread: Sequence[int] = ()) -> Ground:
    said = list(said)
    read = [turn for turn in TURNS if turn not in unread]
    return Ground(
        lambda term: [place(*at) for code, *at in said if code == term.name],
        lambda asked: [place(turn, 0, WHOLE) for turn in read],
        lambda asked, turns: {turn for turn in turns if turn in read},
    )


def ask(text: str, **how: Sequence[int]) -> list[tuple[int, int, int]]:
    asked = parse_query(text).asked
    assert asked is not None
    return sorted((p.turn_id, p.start, p.end) for p in find_places(asked, ground(**how)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a", [(1, 0, 10), (2, 0, 10), (11, 0, 9)]),
        ("a and b", [(1, 0, 10), (1, 5, 15)]),
        ("a and c", []),
        ("b and c", [(1, 5, 15), (1, 12, 20)]),
        ("a and b and c", []),
        ("a or c", [(1, 0, 10), (1, 12, 20), (2, 0, 10), (11, 0, 9)]),
        ("a and not b", [(2, 0, 10), (11, 0, 9)]),
        ("not a", [(3, 0, WHOLE), (4, 0, WHOLE), (12, 0, WHOLE)]),
        ("not not a", [(1, 0, 10), (2, 0, 10), (11, 0, 9)]),
        ("a near(0) b", [(1, 0, 10), (1, 5, 15)]),
        ("a near(1) b", [(1, 0, 10), (1, 5, 15), (2, 0, 10), (11, 0, 9), (12, 0, 9)]),
        ("a near(1) a", [(1, 0, 10), (2, 0, 10)]),
        ("b follows a", [(4, 0, 5), (12, 0, 9)]),
        ("c follows a", [(1, 12, 20)]),
        ("a follows b", [(2, 0, 10)]),
    ],
)
def test_passages_are_joined_where_they_meet(text: str, found: list[tuple[int, int, int]]) -> None:
    assert ask(text) == found


def test_what_nobody_read_is_no_no() -> None:
    where = ground(unread=(2,))
    asked = parse_query("a and not b").asked
    assert asked is not None
    assert {p.turn_id for p in find_places(asked, where)} == {11}
    assert where.unread == {2}


spans = st.tuples(st.integers(0, 6), st.integers(1, 6)).map(lambda at: (at[0], at[0] + at[1]))
codings = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from([1, 2]), spans).map(
        lambda each: (each[0], each[1], *each[2])
    ),
    max_size=8,
)


@given(codings, st.sampled_from(["ab", "abc", "bc"]))
def test_all_of_is_what_a_character_shows(
    said: list[tuple[str, int, int, int]], names: str
) -> None:
    asked = parse_query(" and ".join(names)).asked
    assert asked is not None
    wanted = set()
    for turn in (1, 2):
        for at in range(14):
            here = [each for each in said if each[1] == turn and each[2] <= at < each[3]]
            if {each[0] for each in here} >= set(names):
                wanted |= {(turn, *each[2:]) for each in here if each[0] in names}
    assert {(p.turn_id, p.start, p.end) for p in find_places(asked, ground(said))} == wanted
    assert {term.name for term in list_terms(asked)} == set(names)


@given(codings)
def test_and_does_not_know_an_order(said: list[tuple[str, int, int, int]]) -> None:
    both = [parse_query(text).asked or Term("") for text in ("a and b", "b and a")]
    assert find_places(both[0], ground(said)) == find_places(both[1], ground(said))
