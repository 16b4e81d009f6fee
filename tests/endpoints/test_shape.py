"""Which field is left out next, by what the endpoint says of it."""

from __future__ import annotations

import pytest

from interviewkit.endpoints.shape import LONG, OBJECT, PLAIN, Shape

SENT = ("model", "messages", "max_tokens", "temperature", "logprobs", "seed", "n",
        "response_format")  # fmt: skip


@pytest.mark.parametrize(
    ("complaint", "left_out"),
    [
        ("Unsupported parameter: 'seed'", "seed"),
        ("`temperature` is deprecated for this model.", "temperature"),
        ("Unrecognized request argument supplied: logprobs", "logprobs"),
        ("top_logprobs must be between 0 and 5", "logprobs"),
        ("only 1 choice is supported: 'n'", "n"),
        ("'body', 'n': Extra inputs are not permitted", "n"),
    ],
)
def test_a_field_that_is_named_is_left_out(complaint: str, left_out: str) -> None:
    assert Shape().loosen(complaint, SENT) == Shape(without=frozenset({left_out}))


def test_the_bound_has_another_name_for_newer_models() -> None:
    said = "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."
    assert Shape().loosen(said, SENT) == Shape(length=LONG)


def test_what_names_no_field_is_about_the_form() -> None:
    first = Shape().loosen("response_format is not supported in this mode", SENT)
    assert first == Shape(rung=OBJECT)
    assert first.loosen("bad request", SENT) == Shape(rung=PLAIN)
    assert Shape(rung=PLAIN).loosen("bad request", SENT) is None


def test_it_comes_to_an_end_whatever_is_said() -> None:
    everything = " ".join([f"'{name}'" for name in (*SENT, LONG)])
    shape: Shape | None = Shape()
    for _ in range(20):
        sent = [name for name in SENT if shape and shape.has(name)]
        shape = shape.loosen(everything, sent) if shape else None
    assert shape is None
