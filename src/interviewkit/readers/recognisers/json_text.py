"""JSON from anywhere, read without surprises: several documents, damage, and keys that come twice.

What cannot be read whole is cut back to what stands before the damage: an interrupted download
still holds an hour of speech.
"""

from __future__ import annotations

import json
import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from interviewkit.wording.words import list_some

_BLANK = re.compile(r"[\s\ufeff\x1e,]*")
"""What may stand between documents; a record separator is one of them."""

_STRUCTURE = re.compile(r'[\[\]{}]|"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)

_TRIED = 20
"""So many places are tried for the end of what is whole: damage lies within the last few values."""

DEEPEST = 200
"""Files of recognisers are ten levels deep."""


@dataclass(slots=True)
class JsonText:
    """The documents of a text, and what was wrong with it: what, and at which line.

    ``documents`` is empty where nothing could be read.
    """

    documents: list[Any] = field(default_factory=list)
    faults: list[tuple[str, int]] = field(default_factory=list)


def parse_json(text: str) -> JsonText:
    """Every JSON document in a text, one behind the other, as many as can be read."""
    found = JsonText()
    doubled: dict[str, None] = {}

    def build_object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
        built = dict(pairs)
        if len(built) != len(pairs):
            count = Counter(key for key, _ in pairs)
            doubled.update(dict.fromkeys(key for key in built if count[key] > 1))
        return built

    decoder = json.JSONDecoder(
        object_pairs_hook=build_object,
        strict=False,  # line ends of all kinds stand in strings of careless tools
    )
    at = _skip_blank(text, 0)
    while at < len(text):
        try:
            document, at = decoder.raw_decode(text, at)
            found.documents.append(document)
        except RecursionError:
            found.faults.append((f"it is nested more than {DEEPEST} levels deep", 0))
            break
        except ValueError as fault:
            rest = _take_whole_part(text, at, decoder)
            found.documents += rest
            found.faults.append(_describe(fault, text, at, saved=bool(found.documents)))
            break
        at = _skip_blank(text, at)
    if doubled:
        names = list_some([repr(key) for key in doubled], 5)
        found.faults.append((f"a key comes twice in one place ({names}); the last was read", 0))
    return found


def _skip_blank(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _describe(fault: ValueError, text: str, at: int, *, saved: bool) -> tuple[str, int]:
    """What is wrong, in plain words, and at which line."""
    place, why = at, "a number in it has too many digits"
    if isinstance(fault, json.JSONDecodeError):
        place, why = fault.pos, f"{fault.msg[:1].lower()}{fault.msg[1:]}"
    is_cut = why.startswith("unterminated string") or not text[place:].strip()
    cut = "it ends before it is complete" if is_cut else f"it is damaged: {why}"
    line = text.count("\n", 0, place) + 1
    return (f"{cut}; what stands before that was read" if saved else cut), line


# -- what stands before a damage -------------------------------------------------------------------


def _take_whole_part(text: str, at: int, decoder: json.JSONDecoder) -> list[Any]:
    """The document up to the last value in it that is whole, its open brackets closed."""
    for end, closing in _list_cuts(text, at):
        try:
            return [decoder.decode(text[at:end] + closing)]
        except (ValueError, RecursionError):
            continue
    return []


def _list_cuts(text: str, at: int) -> Iterator[tuple[int, str]]:
    """Where the document may be cut, the latest first, and what closes it there."""
    stack: list[str] = []
    cuts: deque[tuple[int, str]] = deque(maxlen=_TRIED)
    for found in _STRUCTURE.finditer(text, at):
        sign = found[0]
        if sign in "[{":
            stack.append("]" if sign == "[" else "}")
        elif sign in "]}":
            if not stack or stack.pop() != sign:
                break
            cuts.append((found.end(), "".join(reversed(stack))))
        if len(stack) > DEEPEST:
            break
    yield from reversed(cuts)
