"""Whether a value keeps a JSON schema: the part of the standard that is asked for here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_KINDS: Mapping[str, type[Any] | tuple[type[Any], ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
}
_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_FENCED = re.compile(r"\A```(?:json)?[ \t]*\n(.*)\n```\Z", re.DOTALL)


def parse_json_answer(text: str) -> Any:
    """The JSON that is the whole of a text, but for a fence around it or thoughts before it.

    Raises:
        ValueError: it is anything else, or has a field twice.
    """
    bare = _THOUGHT.sub("", text).strip()
    fenced = _FENCED.match(bare)
    try:
        return json.loads(
            fenced[1] if fenced else bare,
            object_pairs_hook=_refuse_twice,
            parse_constant=_refuse_constant,
        )
    except RecursionError:
        raise ValueError("it is nested too deep") from None


def list_schema_faults(value: Any, schema: Mapping[str, Any], place: str = "it") -> Iterator[str]:
    """What of a value does not keep the schema, with where; words of the value are not repeated.

    >>> list(list_schema_faults({"a": 1}, {"type": "object", "properties": {}, "required": ["b"]}))
    ["it lacks 'b'"]
    """
    kind = schema.get("type", "")
    if kind and not _is_kind(value, kind):
        yield f"{place} is no {kind}"
        return
    if value not in schema.get("enum", (value,)):
        yield f"{place} is none of those that were asked for"
    if kind == "object":
        yield from _list_field_faults(value, schema, place)
    for number, item in enumerate(value if kind == "array" else (), start=1):
        yield from list_schema_faults(item, schema.get("items", {}), f"{place}, item {number}")


def _list_field_faults(value: Any, schema: Mapping[str, Any], place: str) -> Iterator[str]:
    known = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{place} lacks {name!r}"
    if schema.get("additionalProperties") is False and set(value) - set(known):
        yield f"{place} has fields that were not asked for"
    for name, item in value.items():
        if name in known:
            where = name if place == "it" else f"{place}, {name}"
            yield from list_schema_faults(item, known[name], where)


def _is_kind(value: Any, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, _KINDS[kind])


def _refuse_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("it has a field twice")
    return found


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"it holds {name}")
