"""Anthropic's form: what is sent, and what is made of what comes back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from builders_endpoint import SCHEMA, prompt
from interviewkit.endpoints.faults import RequestFault
from interviewkit.endpoints.messages_form import MESSAGES
from interviewkit.endpoints.shape import OBJECT, PLAIN, Shape
from interviewkit.model.prompt import Answer


def read(*blocks: Any, reason: str = "end_turn", **found: Any) -> Answer:
    [answer] = MESSAGES.read_answers({"content": list(blocks), "stop_reason": reason, **found}, 1)
    return answer


def text(said: str) -> dict[str, str]:
    return {"type": "text", "text": said}


def test_the_body_asks_for_the_schema_without_bounds() -> None:
    body = MESSAGES.build_body(prompt(), "m", Shape())
    sent = body["output_config"]["format"]
    assert sent["type"] == "json_schema"
    assert sent["schema"]["properties"]["why"] == {"type": "string"}
    assert sent["schema"]["required"] == SCHEMA["required"]
    assert (body["max_tokens"], body["system"]) == (60, "You code interviews.")
    assert not {"n", "seed", "logprobs"} & set(body)


def test_inner_objects_are_closed_and_names_kept() -> None:
    inner = {"type": "object", "properties": {"maximum": {"type": "number", "maximum": 1}}}
    schema = {"type": "array", "maxItems": 3, "items": {"anyOf": [inner, {"type": "null"}]}}
    body = MESSAGES.build_body(replace(prompt(), schema=schema), "m", Shape())
    closed = {"type": "object", "additionalProperties": False,
              "properties": {"maximum": {"type": "number"}}}  # fmt: skip
    expected = {"type": "array", "items": {"anyOf": [closed, {"type": "null"}]}}
    assert body["output_config"]["format"]["schema"] == expected


def test_then_a_tool_is_asked_for_and_then_words() -> None:
    body = MESSAGES.build_body(prompt(), "m", Shape(rung=OBJECT))
    assert body["tool_choice"] == {"type": "tool", "name": body["tools"][0]["name"]}
    assert "holds" not in body["system"]
    plain = MESSAGES.build_body(prompt(), "m", Shape(rung=PLAIN))
    assert not {"tools", "output_config"} & set(plain)
    assert '"holds"' in plain["system"]


def test_the_key_goes_into_a_header_of_its_own() -> None:
    assert MESSAGES.build_headers("k") == {"anthropic-version": "2023-06-01", "x-api-key": "k"}
    assert MESSAGES.build_headers("") == {"anthropic-version": "2023-06-01"}


def test_text_blocks_are_joined_and_thoughts_left() -> None:
    thought = {"type": "thinking", "thinking": "Hm."}
    assert read(thought, text('{"holds":'), text(" true}")).text == '{"holds": true}'


def test_what_the_tool_was_given_is_the_answer() -> None:
    used = {"type": "tool_use", "name": "answer", "input": {"holds": True, "why": "Fünf Monate"}}
    found = read(text("I call it."), used, reason="tool_use")
    assert (found.text, found.finish) == ('{"holds": true, "why": "Fünf Monate"}', "stop")


@pytest.mark.parametrize(
    ("blocks", "reason", "finish", "fault"),
    [
        ([text("{")], "max_tokens", "length", ""),
        ([text("{")], "model_context_window_exceeded", "length", ""),
        ([], "refusal", "refusal", "the model refused"),
        ([text("I'd rather not")], "refusal", "refusal", "the model refused"),
        ([], "end_turn", "error", "without a text"),
        ([{"type": "tool_use", "name": "search", "input": {}}], "tool_use", "error", "a tool"),
        ([{"type": "tool_use", "name": "answer", "input": "x"}], "tool_use", "error", "a tool"),
        (["no block", None], "end_turn", "error", "without a text"),
    ],
)
def test_how_an_answer_can_end(blocks: Any, reason: str, finish: str, fault: str) -> None:
    found = read(*blocks, reason=reason)
    assert found.finish == finish
    assert fault in found.fault


def test_tokens_out_of_the_cache_count() -> None:
    usage = {"input_tokens": 5, "cache_read_input_tokens": 100, "output_tokens": 9}
    found = read(text("{}"), usage=usage, model="m-1")
    assert (found.tokens_in, found.tokens_out, found.model) == (105, 9, "m-1")


def test_no_content_is_a_fault() -> None:
    with pytest.raises(RequestFault, match="no content"):
        MESSAGES.read_answers({"content": "text"}, 1)
