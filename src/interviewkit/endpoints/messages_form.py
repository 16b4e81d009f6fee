"""The form of Anthropic's messages: https://platform.claude.com/docs/en/api/messages

The schema goes into ``output_config.format``; a model that has no structured outputs is asked to
call a tool with that schema, and after that in words. Newer models refuse ``temperature`` and an
answer that was begun for them (prefill): the first is left out when they say so, the second is not
used.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from interviewkit.endpoints.faults import RequestFault
from interviewkit.endpoints.form import (
    TOOL_INSTEAD,
    Form,
    build_answer,
    name_ending,
    read_count,
    read_table,
)
from interviewkit.endpoints.shape import OBJECT, PLAIN, SCHEMA, Shape, add_schema
from interviewkit.model.prompt import Answer, Prompt

VERSION = "2023-06-01"
TOOL = "answer"
CUT_OFF = ("max_tokens", "model_context_window_exceeded")

UNKNOWN = frozenset(
    {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength",
     "maxLength", "pattern", "minItems", "maxItems", "uniqueItems", "minProperties",
     "maxProperties"}
)  # fmt: skip
"""Words of a schema that structured outputs refuse; what came is checked by whoever asked."""


def _build_headers(key: str) -> Mapping[str, str]:
    version = {"anthropic-version": VERSION}
    return {**version, "x-api-key": key} if key else version


def _build_body(prompt: Prompt, model: str, shape: Shape) -> Mapping[str, Any]:
    rung = PLAIN if shape.rung == PLAIN else SCHEMA  # in the other two the schema is sent as such
    body: dict[str, Any] = {
        "model": model,
        "max_tokens": prompt.most_tokens,
        "system": add_schema(prompt.system, prompt.schema, rung),
        "messages": [{"role": "user", "content": prompt.user}],
    }
    if shape.has("temperature"):
        body["temperature"] = min(prompt.temperature, 1.0)
    schema = _adapt(prompt.schema)
    if shape.rung == SCHEMA:
        body["output_config"] = {"format": {"type": "json_schema", "schema": schema}}
    elif shape.rung == OBJECT:
        body["tools"] = [{"name": TOOL, "description": "Gives the answer.", "input_schema": schema}]
        body["tool_choice"] = {"type": "tool", "name": TOOL}
    return body


def _adapt(schema: Any) -> Any:
    """A schema as structured outputs take it: closed objects, no bounds of numbers or lengths."""
    if isinstance(schema, list | tuple):
        return [_adapt(each) for each in schema]
    if not isinstance(schema, Mapping):
        return schema
    kept = {name: each for name, each in schema.items() if name not in UNKNOWN}
    for name in (
        "properties",
        "$defs",
    ):  # whose names are the schema's own
        if isinstance(schema.get(name), Mapping):
            kept[name] = {key: _adapt(each) for key, each in schema[name].items()}
    for name in ("items", "anyOf", "allOf"):
        if name in kept:
            kept[name] = _adapt(kept[name])
    if kept.get("type") == "object":
        kept["additionalProperties"] = False
    return kept


def _read_answers(found: Mapping[str, Any], _most: int) -> Sequence[Answer]:
    blocks = found.get("content")
    if not isinstance(blocks, list):
        raise RequestFault("the endpoint gave no content")
    tables = [read_table(block) for block in blocks]
    called = [each for each in tables if each.get("type") == "tool_use"]
    usage = read_table(found.get("usage"))
    answer = build_answer(
        _read_text(tables, called),
        name_ending(found.get("stop_reason"), CUT_OFF, ("refusal",)),
        reason=TOOL_INSTEAD if called else "",
        tokens=(_count_read(usage), read_count(usage.get("output_tokens"))),
        model=found.get("model"),
    )
    return [answer]


def _read_text(blocks: Sequence[Mapping[str, Any]], called: Sequence[Mapping[str, Any]]) -> str:
    """What was given to our tool; where no tool was called, what was written."""
    for each in called:
        if each.get("name") == TOOL and isinstance(each.get("input"), Mapping):
            return json.dumps(each["input"], ensure_ascii=False)
    texts = [each.get("text") for each in blocks if each.get("type") == "text"]
    return "" if called else "".join(each for each in texts if isinstance(each, str))


def _count_read(usage: Mapping[str, Any]) -> int:
    """Tokens that were read, those out of the provider's cache as well."""
    names = ("input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens")
    return sum(read_count(usage.get(name)) for name in names)


MESSAGES = Form("/messages", False, _build_headers, _build_body, _read_answers)
