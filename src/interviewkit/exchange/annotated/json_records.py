"""Records of JSON, in one list or one a line, as tools for annotation export them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from interviewkit.errors import SourceError
from interviewkit.exchange.databases.stored_words import decode_words
from interviewkit.exchange.foreign_bytes import read_bounded
from interviewkit.model.surrogates import mend_surrogates

BROKEN = "it is no JSON"
NO_RECORD = "it is no record"
NAMES = ("document", "document_name", "doc", "doc_name", "doc_id", "file", "filename", "file_name",
         "source", "interview", "transcript", "title")  # fmt: skip
"""What a record calls the document that it is a part of; the first that it has is asked."""
SPEAKERS = ("speaker", "author", "participant")
TEXTS = ("text", "content", "sentence", "data", "dialogue", "conversation", "transcript")
"""What a record calls its text."""

_BEGINS = (b"[", b"{")
_HALVES = "\\ud"
_LONGEST = 200
"""Characters that a value has at most that is known of a text."""

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class JsonRecords:
    """The records of a file by their number, and the lines or entries that are none, with why."""

    records: tuple[tuple[int, Record], ...]
    unread: tuple[tuple[int, str], ...] = ()


def peek_records(path: Path, head: bytes) -> JsonRecords | None:
    """All records of a file; ``None`` where it begins as no JSON, or cannot be read."""
    if not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_BEGINS):
        return None
    try:
        return load_records(path)
    except SourceError:
        return None


def load_records(path: Path) -> JsonRecords:
    """All records of a file.

    Raises:
        SourceError: it cannot be opened, or holds no records.
    """
    try:
        stat = path.stat()
    except OSError as fault:
        raise SourceError(f"{path} cannot be opened", hint="see that it is there") from fault
    return _load(path, (stat.st_mtime_ns, stat.st_size))


@lru_cache(maxsize=2)
def _load(path: Path, _stamp: tuple[int, int]) -> JsonRecords:
    """Every format asks for the same records; hence they are kept for a moment."""
    text = decode_words(read_bounded(path, "transcript_mb"))
    whole = _parse(text)
    entries = whole if isinstance(whole, list) else [whole]
    numbered = list(enumerate(entries, 1))
    if whole is None:
        lines = ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())
        numbered = [(number, _parse(line)) for number, line in lines]
    records = tuple((number, each) for number, each in numbered if isinstance(each, dict))
    if not records:
        raise SourceError(f"{path.name} holds no records of JSON", hint="export it again")
    unread = tuple(
        (number, BROKEN if each is None else NO_RECORD)
        for number, each in numbered
        if not isinstance(each, dict)
    )
    return JsonRecords(records, unread)


def _parse(text: str) -> Any:
    try:
        parsed = json.loads(text, strict=False)
        return _mend(parsed) if _HALVES in text.lower() else parsed
    except (ValueError, RecursionError):
        return None


def _mend(held: Any) -> Any:
    """The same without halves of characters, which nothing can store."""
    if isinstance(held, str):
        return mend_surrogates(held)
    if isinstance(held, list):
        return [_mend(each) for each in held]
    if isinstance(held, dict):
        return {mend_surrogates(key): _mend(each) for key, each in held.items()}
    return held


def find_text(record: Record) -> str:
    """The text of a record; empty where it has none."""
    return next((each for key in TEXTS if isinstance(each := record.get(key), str) and each), "")


def find_first(record: Record, names: tuple[str, ...]) -> str:
    """What a record, or what it holds besides, says under the first of these names."""
    within = (each for each in (record, record.get("meta"), record.get("metadata")))
    for held in within:
        if isinstance(held, dict):
            for name in names:
                if isinstance(held.get(name), str | int) and str(held[name]).strip():
                    return str(held[name]).strip()
    return ""


def list_values(held: object, but: frozenset[str]) -> dict[str, str]:
    """The short values beside a text, under their names."""
    if not isinstance(held, dict):
        return {}
    return {
        str(name): str(value)
        for name, value in held.items()
        if name not in but and isinstance(value, str | int | float) and value != ""
        and len(str(value)) <= _LONGEST
    }  # fmt: skip
