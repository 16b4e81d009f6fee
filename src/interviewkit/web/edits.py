"""Mending a transcript from a page: told beforehand, done, and listed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from interviewkit.errors import StudyError, SwallowedError
from interviewkit.model import TurnEdit
from interviewkit.web.told import Told
from interviewkit.web.visit import Visit, act, look


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
        return {**describe_edit(told_before), "lost": list(fault.lost)}
    return {**describe_edit(done), "lost": []}


def preview(visit: Visit, told: Told) -> Mapping[str, Any]:
    """What an edit would move."""
    return describe_edit(visit.study.preview_edit(*_read_place(told), **_read_how(told)))


def list_edits(visit: Visit) -> Mapping[str, Any]:
    return {"edits": list(visit.study.edits(visit.asked.get("transcript", "")))}


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
