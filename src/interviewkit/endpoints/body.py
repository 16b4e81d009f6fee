"""The bytes of an answer as JSON, within bounds: what a server sends is trusted in nothing."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import Any

from interviewkit.endpoints.faults import RequestFault
from interviewkit.endpoints.keys import Key
from interviewkit.model.prompt import Prompt

ANY_ANSWER = 2 * 2**20
A_TOKEN = 3 * 2**10
"""Bytes that an answer may have, and those for each of its tokens: with its probability one takes
a few hundred."""

SHOWN = 300
"""Characters of a server's own words that are told."""

_WINDOW = zlib.MAX_WBITS | 32  # gzip or zlib, by its head


def bound_body(prompt: Prompt) -> int:
    """The most bytes that an honest answer to a prompt can take."""
    return ANY_ANSWER + A_TOKEN * prompt.votes * prompt.most_tokens


def unpack_body(raw: bytes, encoding: str, most: int) -> bytes:
    """The body without the packing, which was not asked for.

    Raises:
        RequestFault: it is packed in an unknown way, damaged, or too long unpacked.
    """
    if encoding in ("", "identity"):
        return raw
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise RequestFault("the answer is packed in a way that is not known")
    unpacker = zlib.decompressobj(_WINDOW)
    try:
        body = unpacker.decompress(raw, most)
    except zlib.error:
        raise RequestFault("the answer is packed, and damaged") from None
    if unpacker.unconsumed_tail:
        raise RequestFault(f"the answer unpacks to more than {most >> 20} MB")
    return body


def parse_body(body: bytes, kind: str, key: Key) -> Mapping[str, Any]:
    """The object that a body holds, without the key, should a server send it back.

    ``kind`` is the content type, for the words of the fault.

    Raises:
        RequestFault: it is no JSON, or no object.
    """
    what = _name_kind(kind)
    if not body.strip():
        raise RequestFault("the answer is empty")
    try:
        text = body.decode(json.detect_encoding(body))
        # NaN is no number. The key is sought in what was read, for it may come in any writing.
        found = _hide_key(json.loads(text, parse_constant=lambda _name: None), key)
    except UnicodeDecodeError:
        raise RequestFault(f"{what} is not UTF-8 text") from None
    except (ValueError, RecursionError):  # also numbers of thousands of digits
        raise RequestFault(f"{what} is not valid JSON") from None
    if not isinstance(found, Mapping):
        raise RequestFault(f"{what} is JSON, but no object")
    return found


def _hide_key(found: Any, key: Key) -> Any:
    if isinstance(found, str):
        return key.hide(found)
    if isinstance(found, list):
        return [_hide_key(each, key) for each in found]
    if isinstance(found, dict):
        return {key.hide(name): _hide_key(each, key) for name, each in found.items()}
    return found


def read_complaint(body: bytes, key: Key) -> str:
    """What a server says of an error, in one line of ``SHOWN`` characters and a few more.

    ``{"error": {"message": …}}``, ``{"error": …}``, ``{"message": …}`` and ``{"detail": …}`` are
    known, with a code and the name of a field; anything else, such as a page, is left out.
    """
    try:
        found: Any = parse_body(body, "", key)
    except RequestFault:
        return ""
    marks: list[str] = []
    for name in ("error", "message", "detail"):
        if isinstance(found, Mapping) and found.get(name):
            marks += [repr(found[each]) for each in ("code", "param") if _is_word(found.get(each))]
            found = found[name]
    if isinstance(found, list):  # as FastAPI tells which fields it refuses
        found = "; ".join(_describe_field(each) for each in found[:5])
    said = " ".join(found.split())[:SHOWN] if isinstance(found, str) else ""
    return " ".join([said, *marks]).strip()


def _is_word(found: object) -> bool:
    return isinstance(found, str) and 0 < len(found) < 60


def _describe_field(found: Any) -> str:
    if not isinstance(found, Mapping):
        return ""
    place = found.get("loc", ())
    names = [repr(each) for each in place] if isinstance(place, list) else []
    return f"{', '.join(names)}: {found.get('msg', '')}"


def _name_kind(kind: str) -> str:
    plain = kind.partition(";")[0].strip().lower()[:40]
    if plain.endswith("html"):
        return "the answer is a page of HTML, and"
    if plain == "text/event-stream":
        return "the answer comes as a stream, which was not asked for, and"
    return "the answer"
