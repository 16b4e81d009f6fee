"""Holds a JSON document against a JSON Schema, as far as our schemas go; no further."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

KNOWN = {
    "$schema", "$id", "$ref", "$defs", "title", "description", "type", "properties", "required",
    "items", "enum", "const", "minimum", "additionalProperties",
}  # fmt: skip
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "integer": (int,),
    "number": (int, float), "boolean": (bool,), "null": (type(None),),
}  # fmt: skip


def list_faults(
    value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = ""
) -> Iterator[str]:
    """What of a value does not fit; a keyword that is not known here is a fault of the schema.

    A property that the schema does not name is one too: the schema is to describe all there is.
    """
    assert set(schema) <= KNOWN, set(schema) - KNOWN
    if "$ref" in schema:
        yield from list_faults(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root, at)
        return
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_is_a(value, kind) for kind in kinds):
        yield f"{at}: {value!r} is no {kinds}"
        return
    if value not in schema.get("enum", [value]) or value != schema.get("const", value):
        yield f"{at}: {value!r} is not one of those"
    if isinstance(value, int) and value < schema.get("minimum", value):
        yield f"{at}: {value} is too small"
    if isinstance(value, dict):
        yield from _list_object_faults(value, schema, root, at)
    if isinstance(value, list) and "items" in schema:
        for n, each in enumerate(value):
            yield from list_faults(each, schema["items"], root, f"{at}[{n}]")


def _is_a(value: Any, kind: str) -> bool:
    if isinstance(value, bool) and kind != "boolean":
        return False
    return isinstance(value, TYPES[kind])


def _list_object_faults(
    value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any], at: str
) -> Iterator[str]:
    known, more = schema.get("properties", {}), schema.get("additionalProperties")
    yield from (f"{at}: lacks {name}" for name in schema.get("required", ()) if name not in value)
    for name, each in value.items():
        if name in known or more is not None:
            yield from list_faults(each, known.get(name, more), root, f"{at}.{name}")
        else:
            yield f"{at}: {name} is not described"
