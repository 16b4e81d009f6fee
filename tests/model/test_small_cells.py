"""What may be told of few people: neither a number, nor what gives it away."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from interviewkit.model.small_cells import choose_withheld, choose_withheld_counts, is_few, is_shown

WHOLE = ""


def people(first: int, last: int) -> set[int]:
    return set(range(first, last + 1))


def test_nobody_is_neither_few_nor_shown():
    assert [is_shown(n, 5) for n in (0, 1, 4, 5)] == [False, False, False, True]
    assert [is_few(n, 5) for n in (0, 1, 4, 5)] == [False, True, True, False]
    assert is_shown(1, 0)
    assert not is_shown(0, 0)


def test_the_next_smallest_goes_with_the_few():
    parts = {WHOLE: people(1, 40), "north": people(1, 20), "south": people(21, 37)}
    assert choose_withheld({**parts, "east": people(38, 40)}, WHOLE, 5) == {"east", "south"}
    assert choose_withheld({**parts, "east": set()}, WHOLE, 3) == frozenset()


def test_who_leaves_few_out_goes_too():
    cells = {WHOLE: people(1, 12), "staff": people(1, 9)}
    assert choose_withheld(cells, WHOLE, 5) == {"staff"}
    assert choose_withheld({WHOLE: people(1, 14), "staff": people(1, 9)}, WHOLE, 5) == frozenset()


def test_a_ring_between_two_segments_is_few_people():
    cells = {WHOLE: people(1, 40), "two years": people(1, 12), "three years": people(1, 14)}
    assert choose_withheld(cells, WHOLE, 5) == {"two years"}


def test_overlapping_segments_give_few_away():
    """The south less the young of it is the four old ones there."""
    cells = {
        WHOLE: people(1, 30), "north": people(1, 15), "young": people(9, 22),
        "north young": people(9, 15), "north old": people(1, 8), "south old": people(23, 26),
    }  # fmt: skip
    assert choose_withheld(cells, WHOLE, 5) == {"south old"}
    cells |= {"south": people(16, 26), "south young": people(16, 22)}
    assert choose_withheld(cells, WHOLE, 5) > {"south old"}


def test_an_odd_sum_tells_of_one_person():
    """Three groups share one person and, two by two, the others: their sum is odd with that one."""
    cells = {WHOLE: people(0, 6), "alone": {0}, "ab": {0, 1, 2}, "ac": {0, 1, 3}, "bc": {0, 2, 3}}
    assert choose_withheld(cells, WHOLE, 2) == {"alone", "ab"}


def test_nobody_says_yes_twice():
    """The two alone could be fewer only if the one person in no other group said less than no."""
    cells = {
        WHOLE: people(0, 6), "two": {2, 5}, "first": {0, 1, 2, 5}, "second": {2, 3, 5, 6},
        "third": {0, 3, 6},
    }  # fmt: skip
    assert choose_withheld(cells, WHOLE, 3) == {"two", "third"}


def test_the_whole_study_is_told_however_small():
    assert choose_withheld({WHOLE: {1, 2}, "all": {1, 2}}, WHOLE, 5) == {"all"}


def test_sizes_alone_tell_parts_of_everyone():
    sizes = {WHOLE: 400, "north": 200, "south": 197, "east": 3}
    assert choose_withheld_counts(sizes, WHOLE, 5) == {"east", "south"}
    assert choose_withheld_counts({WHOLE: 400, "linked": 397}, WHOLE, 5) == {"linked"}
    assert choose_withheld_counts({"north": 200, "east": 3}, WHOLE, 5) == {"east"}


MEMBERS = st.lists(st.frozensets(st.integers(0, 6)), min_size=1, max_size=4)


@given(MEMBERS, st.integers(2, 4))
def test_no_small_cell_is_fixed_by_what_is_shown(members, least):
    """Whoever said yes: some other answers give the same shown counts, and other small counts."""
    everyone = frozenset(range(7))
    cells = {WHOLE: everyone, **{f"s{i}": each for i, each in enumerate(members)}}
    withheld = choose_withheld(cells, WHOLE, least)
    small = [c for c, who in cells.items() if c != WHOLE and is_few(len(who), least)]
    assert set(small) <= withheld
    shown = [cell for cell in cells if cell not in withheld]
    counts: dict[tuple[int, ...], set[tuple[int, ...]]] = {}
    for said in product((0, 1), repeat=7):
        seen = tuple(sum(said[i] for i in cells[c]) for c in shown)
        counts.setdefault(seen, set()).add(tuple(sum(said[i] for i in cells[c]) for c in small))
    for place, _ in enumerate(small):
        assert any(len({each[place] for each in hidden}) > 1 for hidden in counts.values())
