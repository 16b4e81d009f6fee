"""OpenAI's form: what is sent, and what is made of anything that comes back."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders_endpoint import SCHEMA, prompt
from interviewkit.endpoints.chat_form import CHAT
from interviewkit.endpoints.faults import RequestFault
from interviewkit.endpoints.shape import OBJECT, PLAIN, Shape
from interviewkit.model.prompt import Answer


def read(*choices: Any, most: int = 9, **found: Any) -> list[Answer]:
    return list(CHAT.read_answers({"choices": list(choices), **found}, most))


def choice(content: Any, reason: Any = "stop", **message: Any) -> dict[str, Any]:
    return {"message": {"content": content, **message}, "finish_reason": reason}


def test_the_body_asks_for_the_schema() -> None:
    body = CHAT.build_body(prompt(votes=3), "m", Shape())
    assert body["response_format"]["json_schema"]["schema"] == SCHEMA
    assert (body["n"], body["seed"], body["max_tokens"], body["temperature"]) == (3, 7, 60, 0.0)
    assert [each["role"] for each in body["messages"]] == ["system", "user"]


def test_one_vote_without_a_seed_names_neither() -> None:
    body = CHAT.build_body(prompt(seed=None), "m", Shape())
    assert not {"n", "seed"} & set(body)


def test_without_schemas_the_words_hold_it() -> None:
    body = CHAT.build_body(prompt(), "m", Shape(rung=OBJECT))
    assert body["response_format"] == {"type": "json_object"}
    assert '"holds"' in body["messages"][0]["content"]
    assert "response_format" not in CHAT.build_body(prompt(), "m", Shape(rung=PLAIN))


def test_what_is_left_out_is_not_sent() -> None:
    bare = Shape(without=frozenset({"n", "seed", "temperature", "logprobs"}), length="max_x")
    body = CHAT.build_body(prompt(votes=3), "m", bare)
    assert set(body) == {"model", "messages", "max_x", "stream", "response_format"}


@pytest.mark.parametrize(
    ("given", "text", "finish", "fault"),
    [
        (choice("{}"), "{}", "stop", ""),
        (choice("{}", None), "{}", "stop", ""),
        (choice("{}", "eos"), "{}", "stop", ""),
        (choice('{"wh', "length"), '{"wh', "length", ""),
        (choice("", "length"), "", "error", "cut off before it began"),
        (choice([{"type": "text", "text": "{"}, {"text": "}"}, 3]), "{}", "stop", ""),
        (choice(None), "", "error", "without a text"),
        (choice("  \n"), "  \n", "error", "without a text"),
        (choice({"holds": True}), "", "error", "without a text"),
        (choice(None, "content_filter"), "", "refusal", "the model refused"),
        (choice(None, refusal="I cannot do that."), "", "refusal", "refused: I cannot do that."),
        (choice(None, "tool_calls", tool_calls=[{}]), "", "error", "called a tool"),
        (choice(None, reasoning_content="Well"), "", "error", "thought, and gave no answer"),
        ("no table", "", "error", "without a text"),
        ({"message": None}, "", "error", "without a text"),
        (choice("a\ud800b"), "a\ufffdb", "stop", ""),
    ],
)  # fmt: skip
def test_what_is_made_of_a_choice(given: Any, text: str, finish: str, fault: str) -> None:
    [answer] = read(given)
    assert (answer.text, answer.finish) == (text, finish)
    assert fault in answer.fault
    assert bool(answer.fault) == (finish in ("error", "refusal"))


def test_a_choice_that_comes_twice_counts_once() -> None:
    twice = [{**choice("a"), "index": 0}, {**choice("b"), "index": 0}, {**choice("c"), "index": 1}]
    assert [each.text for each in read(*twice)] == ["a", "c"]


def test_more_choices_than_asked_for_are_left() -> None:
    assert [each.text for each in read(choice("a"), choice("a"), choice("b"), most=2)] == ["a", "a"]


def test_tokens_are_told_once_for_all_votes() -> None:
    usage = {"prompt_tokens": 30, "completion_tokens": 8}
    answers = read(choice("a"), choice("b"), usage=usage, model="m-1")
    assert [(each.tokens_in, each.tokens_out) for each in answers] == [(30, 8), (0, 0)]
    assert [each.model for each in answers] == ["m-1", "m-1"]


@pytest.mark.parametrize("count", [None, -1, 1.5, "9", True, math.nan, 10**30])
def test_a_count_that_is_none_is_nothing(count: Any) -> None:
    assert read(choice("a"), usage={"prompt_tokens": count})[0].tokens_in == 0
    assert read(choice("a"), usage=[count])[0].tokens_in == 0


@pytest.mark.parametrize("found", [{}, {"choices": []}, {"choices": {}}, {"choices": None}])
def test_no_choices_are_a_fault(found: Any) -> None:
    with pytest.raises(RequestFault, match="no choices"):
        CHAT.read_answers(found, 1)


def tokens(*given: tuple[Any, Any]) -> dict[str, Any]:
    return {"content": [{"token": token, "logprob": value} for token, value in given]}


def test_probabilities_go_with_the_text_that_they_spell() -> None:
    given = {**choice("yes, ä"), "logprobs": tokens(("yes", -0.1), (",", 1e-9), (" ä", -2))}
    given["logprobs"]["content"].append({"token": "<|im_end|>", "logprob": 0.0})
    assert read(given)[0].logprobs == (("yes", -0.1), (",", 0.0), (" ä", -2.0))


def test_the_fence_that_was_taken_off_is_left_out() -> None:
    given = tokens(("```", -4), ("json", -1), ("\n{", -0.1), ("}", -0.2), ("\n", 0), ("```", 0))
    assert read({**choice("{}"), "logprobs": given})[0].logprobs == (("\n{", -0.1), ("}", -0.2))


def test_halves_of_a_character_are_joined_by_their_bytes() -> None:
    halves = [{"token": "\ufffd", "logprob": -1, "bytes": [each]} for each in "ä".encode()]
    assert len(read({**choice("ä"), "logprobs": {"content": halves}})[0].logprobs) == 2


@pytest.mark.parametrize(
    "given",
    [
        tokens(("no", -0.1)),  # of another answer
        tokens(("yes", -0.1), (" and much more that does not stand in the answer", -0.1)),
        tokens(("yes", 0.5)),
        tokens(("yes", None)),
        tokens(("yes", math.nan)),
        tokens(("yes", -math.inf)),
        tokens(("yes", True)),
        tokens((3, -0.1)),
        {"content": ["yes"]},
        {"content": {"yes": 1}},
        [],
    ],
)
def test_probabilities_that_are_none_are_left_out(given: Any) -> None:
    [answer] = read({**choice("yes"), "logprobs": given})
    assert (answer.text, answer.logprobs) == ("yes", ())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["choices", "message", "content", "logprobs", "token", "logprob", "bytes",
                         "index", "usage", "finish_reason", "refusal", "text", "model"]),
        inner, max_size=5,
    ),
    max_leaves=25,
)  # fmt: skip


@given(st.lists(JSON, min_size=1, max_size=3), JSON, JSON)
def test_anything_becomes_answers_that_can_be_kept(choices: Any, usage: Any, model: Any) -> None:
    answers = read(*choices, usage=usage, model=model)
    assert 1 <= len(answers) <= len(choices)
    for each in answers:
        json.dumps([each.text, each.fault, each.model, each.logprobs], allow_nan=False).encode()
        each.text.encode()
        assert each.finish in ("stop", "length", "refusal", "error")
        assert bool(each.fault) == (each.finish in ("error", "refusal"))
