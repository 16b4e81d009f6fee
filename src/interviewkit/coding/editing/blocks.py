"""Codes, themes, examples and patterns as the lines of a codebook's file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from interviewkit.coding.editing.scalars import LONG, can_fold, write_folded, write_scalar
from interviewkit.model import Code, Example, Pattern, Theme

_TEXTS = ("id", "label", "definition", "theme", "parent")


def list_code_lines(code: Code, newline: str) -> list[str]:
    """A new code, a line an entry; what it does not say is left out."""
    lines = list(_text_lines(code, _TEXTS, newline))
    if code.polarity != ("+",):
        lines.append(f"polarity: {_write_signs(code.polarity)}")
    if code.prevalence is not None:
        lines.append(f"prevalence: {write_share(code.prevalence)}")
    lines += _list_lines("include", code.include, _write_text)
    lines += _list_lines("exclude", code.exclude, _write_text)
    lines += _list_lines("examples", code.examples, write_example)
    lines += _list_lines("near_misses", code.near_misses, write_example)
    lines += _list_lines("patterns", code.patterns, write_pattern)
    return [*lines, *_text_lines(code, ("origin",), newline)]


def list_theme_lines(theme: Theme, newline: str) -> list[str]:
    """A new theme, a line an entry."""
    lines = list(_text_lines(theme, ("id", "label", "definition"), newline))
    if theme.exclusive:
        lines.append("exclusive: true")
    if theme.codes:
        lines.append(f"codes: [{', '.join(theme.codes)}]")
    return lines


def write_code_in_flow(code: Code) -> str:
    """A new code between braces, on one line."""
    parts = [
        f"{name}: {write_scalar(getattr(code, name), flow=True)}"
        for name in (*_TEXTS, "origin")
        if getattr(code, name)
    ]
    if code.polarity != ("+",):
        parts.append(f"polarity: {_write_signs(code.polarity)}")
    if code.prevalence is not None:
        parts.append(f"prevalence: {write_share(code.prevalence)}")
    lists: tuple[tuple[str, tuple[Any, ...], Callable[[Any, bool], str]], ...] = (
        ("include", code.include, _write_text),
        ("exclude", code.exclude, _write_text),
        ("examples", code.examples, write_example),
        ("near_misses", code.near_misses, write_example),
        ("patterns", code.patterns, write_pattern),
    )
    for name, items, write in lists:
        if items:
            parts.append(f"{name}: [{', '.join(write(each, True) for each in items)}]")
    return "{" + ", ".join(parts) + "}"


def write_theme_in_flow(theme: Theme) -> str:
    """A new theme between braces, on one line."""
    parts = [
        f"{name}: {write_scalar(getattr(theme, name), flow=True)}"
        for name in ("id", "label", "definition")
        if getattr(theme, name)
    ]
    parts += ["exclusive: true"] if theme.exclusive else []
    parts += [f"codes: [{', '.join(theme.codes)}]"] if theme.codes else []
    return "{" + ", ".join(parts) + "}"


def write_example(example: Example, flow: bool = False) -> str:
    """An example on one line: its text, or a block where it does not show the plain polarity."""
    if example.polarity == "+":
        return write_scalar(example.text, flow=flow)
    return f'{{text: {write_scalar(example.text, flow=True)}, polarity: "{example.polarity}"}}'


def write_pattern(pattern: Pattern, flow: bool = False) -> str:
    """A pattern on one line, as an author would write it."""
    says: dict[str, object] = {}
    if pattern.polarity != "+":
        says["polarity"] = pattern.polarity
    if pattern.weight != 1.0:
        says["weight"] = pattern.weight
    if pattern.name:
        says["name"] = pattern.name
    says |= pattern.options
    if isinstance(pattern.match, str):
        if not says:
            return write_scalar(pattern.match, flow=flow)
        match = write_scalar(pattern.match, flow=True)
    else:
        match = _write_value([dict(token) for token in pattern.match])
        if not says:
            return match
    return (
        "{"
        + ", ".join([f"match: {match}", *(f"{k}: {_write_value(v)}" for k, v in says.items())])
        + "}"
    )


def write_lists(lists: Mapping[str, tuple[str, ...]]) -> str:
    """The lists that patterns share, between braces on one line."""
    return _write_value(lists)


def write_share(share: float | None) -> str:
    """An expected share as an author writes it: ``0.3``; empty where none is said."""
    return "" if share is None else repr(share)


def _text_lines(thing: object, names: tuple[str, ...], newline: str) -> Iterator[str]:
    for name in names:
        text = getattr(thing, name)
        if not text:
            continue
        long = len(name) + len(text) + 6 > LONG or "\n" in text
        if long and can_fold(text):
            head, *more = write_folded(text, "  ", newline).split(newline)
            yield f"{name}: {head}"
            yield from more
        else:
            yield f"{name}: {write_scalar(text)}"


def _list_lines(
    name: str, items: tuple[Any, ...], write: Callable[[Any, bool], str]
) -> Iterator[str]:
    if items:
        yield f"{name}:"
        yield from (f"  - {write(each, False)}" for each in items)


def _write_text(text: str, flow: bool) -> str:
    return write_scalar(text, flow=flow)


def _write_signs(signs: tuple[str, ...]) -> str:
    return "[" + ", ".join(f'"{sign}"' for sign in signs) + "]"


def _write_value(value: object) -> str:
    """Any value of a pattern's options between brackets."""
    if isinstance(value, Mapping):
        inner = ", ".join(
            f"{write_scalar(str(k), flow=True)}: {_write_value(v)}" for k, v in value.items()
        )
        return "{" + inner + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_write_value, value)) + "]"
    if isinstance(value, str):
        return write_scalar(value, flow=True)
    return json.dumps(value)
