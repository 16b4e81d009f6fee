"""oTranscribe's .otr: JSON that holds a web page and the name of the recording."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from interviewkit.model.settings import TranscriptSettings
from interviewkit.model.surrogates import mend_surrogates
from interviewkit.readers.contract import Heard, Source
from interviewkit.readers.documents.html import read_html

_STAMP = re.compile(r"(<[^<>]*)?<span([^<>]*)>([\d:.\s]*)</span>(?:&nbsp;|\s)*")
"""A time that one can click, with the blank behind it; and a mark before it that is not closed."""

_CLASS = re.compile(r"\btimestamp\b")
_PARTS = re.compile(r"</?(?:p|div|br)\b[^<>]*>", re.IGNORECASE)


def is_otranscribe(head: str) -> bool:
    """Whether a text begins as a file of oTranscribe does."""
    return bool(re.match(r'\s*\{\s*"text"\s*:\s*"', head)) and "data-timestamp" in head


def read_otranscribe(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation from the page in the file; its times stand before what they are times of."""
    try:
        held = json.loads(source.text)
        page = held["text"]
        page = mend_surrogates(page) if isinstance(page, str) else None
    except (ValueError, KeyError, TypeError, RecursionError):
        page = None
    if not isinstance(page, str):
        what = "it is no file of oTranscribe, or a damaged one"
        hint = "export it again as .otr, or as Markdown"
        return [], [source.problem(what, hint=hint, fatal=True)]
    shown = _STAMP.sub(_write_time, page)
    shown = shown if _PARTS.search(shown) else shown.replace("\n", "<br>")
    heard, problems = read_html(replace(source, text=shown), settings)
    medium = str(held.get("media") or "").rpartition("/")[2].strip()
    facts = {"recording": medium} if medium else {}
    return [replace(talk, facts={**facts, **talk.facts}) for talk in heard], problems


def _write_time(found: re.Match[str]) -> str:
    """A time in brackets; as it was where it ends an open mark, which would go on without it."""
    is_time = not found[1] and _CLASS.search(found[2])
    return f"[{found[3]}] " if is_time else found[0]
