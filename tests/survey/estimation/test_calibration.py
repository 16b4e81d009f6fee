"""Fits to margins: they are met, and what they explain has no error."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.errors import SurveyError
from interviewkit.survey.estimation.calibration import calibrate_weights, rake_weights

cells = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 1), st.floats(0.5, 5)), min_size=12,
                 max_size=60)  # fmt: skip


@given(cells)
def test_raked_weights_meet_every_margin(rows: list[tuple[int, int, float]]) -> None:
    # Every combination is there at least once, so that weights can be found.
    rows = rows + [(i, j, 1.0) for i in range(3) for j in range(2)]
    first, second, weights = (np.array(column) for column in zip(*rows, strict=True))
    totals = [np.array([50.0, 30.0, 20.0]), np.array([60.0, 40.0])]
    fitted, adjustment = rake_weights(weights.astype(float), [first, second], totals)
    for cell, wanted in zip((first, second), totals, strict=True):
        assert np.bincount(cell, weights=fitted) == pytest.approx(wanted, rel=1e-6)
    assert (fitted > 0).all()
    # The share of a margin's level is known: nothing of it is left over.
    hit = (second == 1).astype(float)
    left = adjustment.remainder((fitted * (hit - 0.4))[:, None])
    assert np.abs(left).max() < 1e-6


def test_margins_that_no_weights_can_meet_are_refused() -> None:
    # Everyone of the first kind is of the second's first kind, so 50 and 60 contradict.
    cell = np.array([0, 0, 1, 1])
    with pytest.raises(SurveyError, match="no weights that meet all margins") as caught:
        rake_weights(np.ones(4), [cell, cell], [np.array([50.0, 50.0]), np.array([60.0, 40.0])])
    assert "same population" in caught.value.hint


def test_linear_calibration_meets_its_totals() -> None:
    rng = np.random.default_rng(1)
    known = np.column_stack([np.ones(40), rng.normal(5, 1, 40)])
    fitted, adjustment = calibrate_weights(np.full(40, 2.5), known, np.array([100.0, 520.0]))
    assert fitted @ known == pytest.approx([100, 520])
    assert np.abs(adjustment.remainder(fitted[:, None] * known)).max() < 1e-9
    with pytest.raises(SurveyError, match="determine one another"):
        calibrate_weights(
            np.ones(40), np.column_stack([known, known[:, 1]]), np.array([40.0, 200, 200])
        )


def test_raking_leaves_what_a_weighted_regression_leaves() -> None:
    """R's ``calibrate(calfun = "raking")``: residuals on the margins, weighted as before the fit.

    R's ``rake`` takes plain means of the cells out, ten times over: the same where people weigh
    alike before the fit, and not where they do not.
    """
    rng = np.random.default_rng(3)
    first, second = rng.integers(0, 3, 80), rng.integers(0, 2, 80)
    totals = [np.array([90.0, 70.0, 40.0]), np.array([120.0, 80.0])]
    margins = np.column_stack([first == 0, first == 1, first == 2, second == 1]).astype(float)
    answer = rng.normal(size=80)
    for before, equal in ((np.full(80, 2.0), True), (rng.uniform(1, 5, 80), False)):
        fitted, adjustment = rake_weights(before, [first, second], totals)
        root = np.sqrt(before)
        slopes = np.linalg.lstsq(margins * root[:, None], answer * root, rcond=None)[0]
        regressed = fitted * (answer - margins @ slopes)
        left = adjustment.remainder((fitted * answer)[:, None])[:, 0]
        assert left == pytest.approx(regressed, abs=1e-6)
        plain = answer.copy()
        for _ in range(10):
            for cell in (first, second):
                plain -= (np.bincount(cell, weights=plain) / np.bincount(cell))[cell]
        assert np.allclose(left, fitted * plain, atol=1e-6) == equal
