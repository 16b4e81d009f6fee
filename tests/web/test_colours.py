"""Codes keep their colours, and no two are alike while there are colours left."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from interviewkit.model.code_colours import COLOURS, FAR_APART, choose_colours

NAMES = st.lists(st.text(min_size=1), unique=True, max_size=30)


@given(codes=NAMES, more=NAMES)
def test_a_code_keeps_its_colour_as_others_come(codes: list[str], more: list[str]) -> None:
    later = [code for code in more if code not in codes]
    chosen, grown = choose_colours(codes), choose_colours([*codes, *later])
    assert all(grown[code] == colour for code, colour in chosen.items())


@given(codes=NAMES)
def test_no_two_are_alike_while_colours_are_left(codes: list[str]) -> None:
    few = [*choose_colours(codes[:FAR_APART]).values()]
    assert len(set(few)) == len(few)
    assert all(colour < FAR_APART for colour in few)
    assert len(set(choose_colours(codes).values())) == min(len(codes), COLOURS)
