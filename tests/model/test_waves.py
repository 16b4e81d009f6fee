"""The order of waves."""

from __future__ import annotations

from itertools import permutations

import pytest

from interviewkit.model.waves import ALPHABET, build_natural_key, order_waves


@pytest.mark.parametrize(
    "order",
    [
        ("pre", "post"),
        ("before", "after"),
        ("vorher", "nachher"),
        ("Vor der Einführung", "Nach der Einführung"),
        ("avant", "après"),
        ("antes", "después"),
        ("baseline", "midline", "endline"),
        ("baseline", "follow-up 1", "Follow-Up 2"),
        ("baseline", "week 6", "month 3", "1 year"),
        ("Pre-test", "Post-test"),
        ("pre", "post", "followup"),
        ("t0", "t1", "t2"),
        ("w1", "w2", "w10"),
        ("first wave", "second wave", "third wave"),
        ("I", "II", "IV"),
        ("1st", "2nd", "10th"),
        ("2024-12", "2025-04"),
        ("12-2024", "04-2025"),
        ("Q4 2023", "Q1 2024"),
        ("autumn 2023", "spring 2024"),
        ("30.04.2024", "01.01.2025"),
    ],
)
def test_names_that_tell_their_order(order):
    for shuffled in permutations(order):
        found = order_waves(shuffled)
        assert found.names == order
        assert found.by != ALPHABET
        assert found.note == ""


@pytest.mark.parametrize(
    "names",
    [
        ("autumn", "spring"),
        ("A", "B"),
        ("baseline", "endline", "followup"),
        ("before lockdown", "after holidays"),
        ("Monday", "Tuesday"),
        ("1/4/2024", "2/1/2024"),
    ],
)
def test_names_that_tell_nothing_are_told(names):
    found = order_waves(reversed(names))
    assert found.by == ALPHABET
    assert "by the alphabet; declare it with [transcripts] waves = [" in found.note


def test_declared_order_goes_before_all():
    found = order_waves(["pre", "post"], ["post", "pre"], {"pre": ["2024-01-01"]})
    assert (found.names, found.note) == (("post", "pre"), "")


def test_waves_left_out_of_the_declaration_are_told():
    found = order_waves(["c", "b", "a"], ["b"])
    assert found.names == ("b", "a", "c")
    assert "does not name a, c" in found.note


def test_dates_go_before_names():
    dates = {"post": ["2024-01-05", ""], "pre": ["2024-02-01", "2024-02-03"]}
    assert order_waves(["pre", "post"], (), dates).names == ("post", "pre")


def test_waves_that_overlap_have_no_dates():
    dates = {"x": ["2024-01-05", "2024-03-01"], "a": ["2024-02-01"]}
    assert order_waves(["x", "a"], (), dates).by == ALPHABET


def test_one_wave_needs_no_order():
    assert order_waves(["only", "", "only"]).note == ""


def test_two_comes_before_ten() -> None:
    assert sorted(["P10", "P2", "p1"], key=build_natural_key) == ["p1", "P2", "P10"]
