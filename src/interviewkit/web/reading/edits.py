"""Mending a transcript from a page: told beforehand, done, and listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from interviewkit.errors import StudyError, SwallowedError
from interviewkit.model import TurnEdit
from interviewkit.web.answering.told import Told
from interviewkit.web.answering.visit import Visit, act, look


def edit(visit: Visit, told: Told) -> Mapping[str, Any]:
    """Mend a turn; where words of codings would go, ``lost`` names these and nothing is done."""
    if not visit.coder:
        raise StudyError("who mends in this browser?", hint="say so at the top of the page")
    how = _read_how(told)
    try:
        done = visit.study.edit_turn(
            *_read_place(told), **how, coder=visit.coder, swallow=told.truth("swallow")
        )
    except SwallowedError as fault:
        told_before = visit.study.preview_edit(*_read_place(told), **how)
        return {**_describe(visit, told_before), "lost": list_lost(visit, fault, told_before)}
    return {**_describe(visit, done), "lost": []}


def preview(visit: Visit, told: Told) -> Mapping[str, Any]:
    """What an edit would move."""
    return _describe(visit, visit.study.preview_edit(*_read_place(told), **_read_how(told)))


def list_edits(visit: Visit) -> Mapping[str, Any]:
    return {"edits": list(visit.study.edits(visit.asked.get("transcript", "")))}


def list_lost(visit: Visit, fault: SwallowedError, told: TurnEdit) -> list[str]:
    """What would lose all of its words: who reads blind is not told what others said there."""
    if not visit.is_blind:
        return list(fault.lost)
    own = [each for each in told.swallowed if each.coder == visit.coder]
    hidden = len(told.swallowed) - len(own)
    return [*map(str, own), *([f"{hidden} by others, hidden: you read blind"] if hidden else [])]


def _describe(visit: Visit, done: TurnEdit) -> Mapping[str, Any]:
    """An edit as this visitor may see it."""
    if visit.is_blind:
        mine = [
            tuple(each for each in quotes if each.coder == visit.coder)
            for quotes in (done.reworded, done.swallowed)
        ]
        read_by = tuple(name for name in done.read_by if name == visit.coder)
        done = replace(done, reworded=mine[0], swallowed=mine[1], read_by=read_by)
        return {**describe_edit(done), "codings": None, "memos": None}
    return describe_edit(done)


def describe_edit(done: TurnEdit) -> Mapping[str, Any]:
    """What an edit did or would do; ``turn`` is counted from 1."""
    return {
        "transcript": done.transcript,
        "turn": done.turn,
        "speaker": done.now[0],
        "text": done.now[1],
        "codings": done.codings,
        "memos": done.memos,
        "reworded": list(map(str, done.reworded)),
        "swallowed": list(map(str, done.swallowed)),
        "read_by": list(done.read_by),
        "entry": done.entry,
    }


def _read_place(told: Told) -> tuple[str, int]:
    return told.text("transcript", most=1000), told.number("turn")


def _read_how(told: Told) -> dict[str, Any]:
    return {name: told.text(name, "") for name in ("text", "old", "new", "speaker")}


ROUTES = (
    act("/api/edit", edit),
    act("/api/edit/preview", preview),
    look("/api/edits", list_edits),
)
