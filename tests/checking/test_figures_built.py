"""The words of the study under which a figure is known."""

from __future__ import annotations

from interviewkit.checking.figures_built import FigureNames

NAMES = FigureNames(
    {},
    {"burned_out": ("Burned out",), "ease": ("Ease",)},
    {},
    {"burned_out": "are burned out", "ease=1": "find it hard"},
)


def test_phrase_tells_its_own_answer_alone() -> None:
    assert NAMES.subject("burned_out", "yes") == ("Burned out", "are burned out")
    assert NAMES.subject("burned_out", "no") == ("Burned out no",)


def test_answer_in_digits_is_named() -> None:
    assert NAMES.subject("ease", "1") == ("Ease 1", "find it hard")
    assert NAMES.subject("ease", "2") == ("Ease 2",)
