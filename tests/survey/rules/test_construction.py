"""Where a segment's rule uses an outcome, or what the outcome is made from."""

from __future__ import annotations

import pytest

from interviewkit.model.settings import ScaleSettings, SurveySettings
from interviewkit.survey.rules.derived import is_defining, trace_sources

SURVEY = SurveySettings(
    derived={
        "gains": "productivity_gain > 0",
        "top": "gains and productivity_gain >= quantile(productivity_gain, 0.75)",
        "circle": "circle > 1",
        "odd": "col('a strange name') == 1",
    },
    scales={"burnout": ScaleSettings(("b1", "b2")), "strain": ScaleSettings(("burnout", "hours"))},
)


@pytest.mark.parametrize(
    ("rule", "variable", "answer"),
    [
        ("productivity_gain >= quantile(productivity_gain, 0.75)", "productivity_gain", True),
        ("productivity_gain >= quantile(productivity_gain, 0.75)", "gains", True),
        ("top == true", "productivity_gain", True),
        ("not (age > 40 and gains)", "top", True),
        ("productivity_gain > 3", "burnout", False),
        ("strain > 3", "b2", True),
        ("b1 > 3", "strain", True),
        ("b1 > 3", "hours", False),
        ("role == 'productivity_gain'", "productivity_gain", False),
        ("circle", "circle", True),
        ("col('a strange name') > 0", "odd", True),
        ("no rule >", "odd", False),
    ],
)
def test_a_rule_defines_what_it_is_made_of(rule: str, variable: str, answer: bool) -> None:
    assert is_defining(rule, variable, SURVEY) is answer


def test_a_scale_of_scales_is_followed_down() -> None:
    assert trace_sources(["strain"], SURVEY) == {
        "strain", "burnout", "b1", "b2", "hours",
    }  # fmt: skip
