"""Colours that can be told apart: on white, by night, in grey, and by people who see fewer."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from colour_sight import SIGHTS, see, tell_apart
from interviewkit.report.charts.palette import (
    ACCENT,
    BOTH,
    DARK_ACCENT,
    DARK_PAPER,
    MINUS,
    ON_DARK,
    PAPER,
    PLUS,
    SEGMENTS,
    choose_letters,
    compute_contrast,
    paint_levels,
    paint_segment,
    write_palette_css,
)
from interviewkit.report.figures import DIVERGING, GROWING, UNORDERED

DAY, NIGHT = (ACCENT, *SEGMENTS), (DARK_ACCENT, *ON_DARK)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (58, 24, 15), 19.4535),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ],
)
def test_differences_are_those_of_sharma_wu_and_dalal(one, other, apart):
    assert tell_apart(one, other) == pytest.approx(apart, abs=5e-5)


def test_contrast_is_that_of_wcag():
    assert compute_contrast("#ffffff", "#000000") == pytest.approx(21)
    assert compute_contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=1e-3)


@pytest.mark.parametrize(("colours", "paper"), [(DAY, PAPER), (NIGHT, DARK_PAPER)])
def test_marks_stand_out_from_the_page(colours, paper):
    assert min(compute_contrast(colour, paper) for colour in colours) >= 3
    assert min(compute_contrast(colour, PAPER) for colour in (PLUS, BOTH, MINUS)) >= 3


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("colours", [DAY, NIGHT])
def test_any_two_segments_differ_to_everyone(colours, sight):
    pairs = combinations([see(colour, sight) for colour in colours], 2)
    assert min(tell_apart(*pair) for pair in pairs) >= 12.5


def test_neighbouring_segments_differ_in_grey_print():
    lightness = [see(colour)[0] for colour in SEGMENTS]
    assert min(abs(a - b) for a, b in pairwise(lightness)) >= 15


@pytest.mark.parametrize("scale", [DIVERGING, GROWING, UNORDERED])
@pytest.mark.parametrize("levels", [2, 3, 4, 5])
def test_answers_differ_in_grey_print_and_to_everyone(scale, levels):
    colours = paint_levels(scale, levels)
    lightness = [see(colour)[0] for colour in colours]
    assert min(abs(a - b) for a, b in pairwise(lightness)) >= 8
    for sight in SIGHTS:
        seen = [see(colour, sight) for colour in colours]
        assert min(tell_apart(*pair) for pair in combinations(seen, 2)) >= 6.5


def test_the_poles_of_a_scale_differ_in_grey_print():
    colours = paint_levels(DIVERGING, 5)
    assert abs(see(colours[0])[0] - see(colours[-1])[0]) >= 12


@pytest.mark.parametrize("scale", [DIVERGING, GROWING, UNORDERED])
@pytest.mark.parametrize("levels", range(1, 12))
def test_letters_can_be_read_on_every_answer(scale, levels):
    for colour in paint_levels(scale, levels):
        assert compute_contrast(choose_letters(colour), colour) >= 4.5


def test_a_segment_has_its_colour_by_its_place_in_study_toml():
    assert [paint_segment(i) for i in (-1, 0, 1, 8)] == ["accent", "seg-0", "seg-1", "seg-0"]
    css = write_palette_css()
    assert f"--seg-0: {SEGMENTS[0]};" in css
    assert ".paint-seg-7 { --paint: var(--seg-7); }" in css
