"""Numbers in an analyst's own sentences, by what the sentence speaks of."""

from __future__ import annotations

import pytest

from checking.figures import check_text
from interviewkit.checking.figures_said import OTHER, OTHER_N, SWAPPED

RIGHT = (
    "88% of the top quartile and 62% of the other three quartiles are burned out.",
    "Of the top quartile and the other three quartiles 88% and 62% are burned out.",
    "Burned out: 88% (95% CI 85–91%, n = 682) of the top quartile.",
    "The top quartile mean to quit 2.00 times as often (+22 points, p < .001).",
    "44 % mean to quit, against 22 %.",
)


@pytest.mark.parametrize("text", RIGHT)
def test_numbers_of_a_finding_are_bound(text: str) -> None:
    found = check_text(text)
    assert found.wrong == ()
    assert set(found.numbers) == {"bound"}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("62% of the top quartile are burned out.", SWAPPED),
        ("88% of the other three quartiles and 62% of the top quartile are burned out.", SWAPPED),
        ("78% of the top quartile are burned out.", OTHER),
        ("The top quartile are burned out 1.8 times as often.", OTHER),
        ("The top quartile are burned out by 36 percentage points more.", OTHER),
        ("88% of the top quartile (n = 628) are burned out.", OTHER_N),
    ],
)
def test_another_number_is_told(text: str, what: str) -> None:
    found = check_text(text)
    assert what in {claim.what.split(":")[0] for claim in found.wrong}
    assert found.wrong[0].study.startswith("88% of “Top quartile by AI gain” are burned out")


def test_numbers_of_nothing_in_the_study_are_unbound() -> None:
    found = check_text("Elsewhere 17% of 230 nurses drink tea.")
    assert found.numbers == {"unbound": 2}
    assert found.wrong == ()
    assert not found.holds
