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
    "88 per cent of those who gain most from AI are burned out; 0.88 of the top quartile are.",
    "62% of the others are burned out, but 88% of those who gain most from AI are.",
    "The top quartile are burned out more often (88.0 % against 62.0 %).",
    "The top quartile are 42 % more likely to be burned out.",
    "The others are 30 % less likely to be burned out.",
    "12 of the 16 executives (75 %) and 16 of 24 freelancers voiced bonds.",
    "Whatever freelancers and executives say, 28 of the 41 people (68%) voiced bonds.",
    "Whereas freelancers hardly differ, 68% of all participants voiced bonds.",
    "25% of executives did not voice bonds.",
    "28 of 41 people (68%, 95% CI 53–83%) voiced bonds.",
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
        (
            "88% of those who gain most from AI (n = 1,818; the others: n = 682) burned out.",
            OTHER_N,
        ),
        ("88% of the others are burned out, but 62% of those who gain most from AI are.", SWAPPED),
    ],
)
def test_another_number_is_told(text: str, what: str) -> None:
    found = check_text(text)
    assert what in {claim.what.split(":")[0] for claim in found.wrong}
    assert found.wrong[0].study.startswith("88% of “Top quartile by AI gain” are burned out")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("29 of 41 people voiced bonds.", OTHER),
        ("14 of the 16 executives voiced bonds.", OTHER),
        ("12 of the 16 freelancers voiced bonds.", SWAPPED),
        ("28 of 41 people (86%) voiced bonds.", OTHER),
        ("57% of executives voiced bonds.", OTHER),
    ],
)
def test_counts_are_held_against_their_size(text: str, what: str) -> None:
    [claim] = check_text(text).wrong
    assert claim.what.split(":")[0] == what


@pytest.mark.parametrize(
    "text",
    [
        "In April, 38% of executives voiced bonds.",
        "12 of 41 people only affirm bonds, 13 of 41 people are silent on bonds.",
        "Other studies found that 75% of workers are burned out.",
        "88% (95% CI 80–90%) of the top quartile are burned out.",
    ],
)
def test_what_may_be_a_part_is_no_fault(text: str) -> None:
    found = check_text(text)
    assert found.wrong == ()
    assert found.numbers["unbound"] >= 1


def test_numbers_of_nothing_in_the_study_are_unbound() -> None:
    found = check_text("Elsewhere 17% of 230 nurses drink tea.")
    assert found.numbers == {"unbound": 2}
    assert found.wrong == ()
    assert not found.holds
