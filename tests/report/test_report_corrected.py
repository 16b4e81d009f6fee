"""Corrected shares in the report: only where there is something to correct."""

from __future__ import annotations

import math
from dataclasses import replace

from interviewkit.model import Corrected, Interval
from interviewkit.report.corrected import is_correction


def test_where_people_judged_everything_counting_is_told() -> None:
    row = Corrected(
        "isolation", "participant", 0.5, Interval(0.4, 0.6), 0.3, 0.5, Interval(0.4, 0.6),
        units=40, audited=40, people=40,
    )  # fmt: skip
    assert not is_correction(row)
    assert is_correction(replace(row, audited=39))
    assert not is_correction(replace(row, audited=39, share=math.nan))
