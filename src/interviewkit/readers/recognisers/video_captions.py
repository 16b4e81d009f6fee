"""Captions as YouTube hands them to its player: ``json3`` in JSON, ``srv1`` to ``srv3`` in XML."""

from __future__ import annotations

import html
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from interviewkit.errors import SourceError
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.contract import Heard, Source
from interviewkit.readers.recognisers.listening import Listening, build_conversation
from interviewkit.readers.recognisers.values import (
    get_object,
    has_keys,
    list_objects,
    read_number,
    read_text,
    read_time,
)
from interviewkit.readers.recognisers.words import SpokenWord, build_segment
from interviewkit.readers.xml_tree import find_root_name, parse_tree

_MILLI = 0.001
_CAPTION = ("text", "p")

Shown = tuple[float | None, float | None, list[SpokenWord]]
"""When a caption comes and goes, and its words."""


def fits_youtube(data: Any) -> bool:
    events = list_objects(get_object(data).get("events"))
    return any(has_keys(event, "tStartMs", "segs") for event in events[:20])


def read_youtube(data: Any, heard: Listening) -> None:
    """Words have their own times in automatic captions; what only opens a window holds none."""
    _say(heard, map(_read_event, list_objects(data["events"])))


def _read_event(event: Any) -> Shown:
    start, length = (read_time(event.get(key), _MILLI) for key in ("tStartMs", "dDurationMs"))
    words = []
    for each in list_objects(event.get("segs")):
        offset = read_time(each.get("tOffsetMs", 0), _MILLI)
        at = None if start is None or offset is None else start + offset
        words.append(SpokenWord(read_text(each.get("utf8")).replace("\n", " "), at))
    return start, _add(start, length), words


def _add(start: float | None, length: float | None) -> float | None:
    return None if start is None or length is None else round(start + length, 6)


def _say(heard: Listening, shown: Iterator[Shown]) -> None:
    """What captions say; one stays on the screen while the next comes, and ends at its words."""
    said = [each for each in shown if any(word.text.strip() for word in each[2])]
    for (start, end, words), (following, _, _) in pairwise([*said, (None, None, [])]):
        until = end if following is None or end is None else min(end, following)
        spoken = [word for word in words if word.text.strip()]
        timed = [
            word._replace(end=after.start or until)
            for word, after in pairwise([*spoken, SpokenWord("", until)])
        ]
        text = " ".join("".join(word.text for word in words).split())
        pieces = build_segment(text, "", start, until, timed if len(timed) > 1 else ())
        heard.said += pieces


# -- XML -------------------------------------------------------------------------------------------


def is_video_captions(head: str) -> bool:
    """Whether it is XML whose first element is that of YouTube, with captions below it."""
    root = find_root_name(head)
    return root in ("transcript", "timedtext") and ("<text " in head or "<p " in head)


def read_video_captions(source: Source, _settings: TranscriptSettings) -> Heard:
    """One conversation from ``<text start="0.1">`` (seconds) or ``<p t="100">`` (milliseconds)."""
    try:
        tree = parse_tree(source.text)
    except SourceError as fault:
        return [], [source.problem(fault.message, hint="download it again", fatal=True)]
    captions = [each for each in tree.root.iter() if each.tag in _CAPTION]
    heard = Listening(facts={"captions": "YouTube"})
    _say(heard, map(_read_caption, captions))
    heard.aside += tree.list_unread(captions, {})
    talks, problems = build_conversation(heard, source)
    return talks, [*tree.tell_fault(source), *problems]


def _read_caption(caption: Any) -> Shown:
    unit = _MILLI if caption.get("t") is not None else 1.0
    start = read_time(caption.get("t", caption.get("start")), unit)
    length = read_time(caption.get("d", caption.get("dur")), unit)
    words = [SpokenWord(_unescape(caption.text), start)] if (caption.text or "").strip() else []
    at = start
    for each in caption:
        if each.tag == "s":
            offset = read_number(each.get("t", 0)) or 0.0
            at = None if start is None else round(start + offset * unit, 6)
            words.append(SpokenWord(_unescape(_join(each)), at))
        elif each.tag not in _CAPTION and _join(each).strip():
            words.append(SpokenWord(" " + _unescape(_join(each)), at))
        if (each.tail or "").strip():  # behind a break, too
            words.append(SpokenWord(" " * (each.tag != "s") + _unescape(each.tail), at))
    return start, _add(start, length), words


def _join(element: Any) -> str:
    """All that stands in an element; a break parts words."""
    return " ".join(element.itertext()) if len(element) else element.text or ""


def _unescape(text: str | None) -> str:
    """The words; signs are escaped twice there."""
    return html.unescape(text or "").replace("\n", " ")
