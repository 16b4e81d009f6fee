"""Files that a person brings: put among the transcripts, and shown as they would be read."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from interviewkit.errors import InterviewkitError, StudyError
from interviewkit.model.preview import Preview
from interviewkit.model.study_files import PRIVATE_FOLDER
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.material.transcripts import build_set_aside, build_speakers, build_turns
from interviewkit.web.answering.drawn import draw
from interviewkit.web.answering.told import RequestError, Told
from interviewkit.web.answering.visit import Visit, act, look, page, tell_fault, work
from interviewkit.web.serving.guard import BRINGING, MOST_FILE_BYTES

KINDS = ("transcripts", "survey", "participants")
MOST_NAME = 1000
TURNS, ASIDE, TRANSCRIPTS = 12, 20, 5
"""So much of a file is shown."""


async def bring_file(request: Request) -> Response:
    """Take in a file whose content is the request itself."""
    visit = Visit(request)
    try:
        part = await _receive(request, visit.workspace.root)
        try:
            return JSONResponse(await run_in_threadpool(work, visit, _take, part))
        finally:
            part.unlink(missing_ok=True)
    except InterviewkitError as fault:
        return tell_fault(fault)


def _take(visit: Visit, part: Path) -> Mapping[str, Any]:
    name, kind = visit.asked.get("name", ""), visit.asked.get("kind", KINDS[0])
    if kind not in KINDS or not 0 < len(name) <= MOST_NAME:
        raise RequestError(f"a file needs a name, and a kind of {', '.join(KINDS)}")
    return {"path": visit.study.take_file(part, name, kind=kind)}


async def _receive(request: Request, root: Path) -> Path:
    """The content as a private file of ours, which is removed by whoever asked for it.

    Raises:
        RequestError: it is too large, empty, or ended too early.
        StudyError: the folder cannot be written.
    """
    part, size = _begin_part(root), 0
    try:
        with part.open("wb") as file:
            async for piece in request.stream():
                size += len(piece)
                if size > MOST_FILE_BYTES:
                    raise RequestError(
                        f"the file has more than {MOST_FILE_BYTES // 1_000_000} MB",
                        hint="copy it into the study's folder by hand",
                    )
                file.write(piece)
    except ClientDisconnect:
        _remove(part)
        raise RequestError("the file ended too early", hint="bring it again") from None
    except OSError as fault:
        _remove(part)
        raise StudyError(
            f"the file cannot be kept ({fault.strerror})", hint="see that the disk has room"
        ) from fault
    except RequestError:
        _remove(part)
        raise
    return part


def _begin_part(root: Path) -> Path:
    folder = root / PRIVATE_FOLDER
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix="brought-", dir=folder)
    except OSError as fault:
        raise StudyError(
            f"{folder} cannot be written ({fault.strerror})",
            hint="see that the study is where it was and that you may write there",
        ) from fault
    os.close(handle)
    return Path(name)


def _remove(part: Path) -> None:
    with suppress(OSError):
        part.unlink(missing_ok=True)


def take_strays(visit: Visit, _told: Told) -> Mapping[str, Any]:
    """Put copies of the files beside study.toml among the transcripts."""
    return {"paths": list(visit.study.take_strays())}


def show_preview(visit: Visit) -> Response:
    """A page that shows how a file would be read."""
    found = _preview(visit)
    drawing = Drawing(titled=False)
    talks = [
        (
            each,
            draw(build_speakers(each.speakers), drawing),
            draw(build_turns(each.transcript.turns[:TURNS]), drawing),
        )
        for each in found.transcripts[:TRANSCRIPTS]
    ]
    aside = draw(build_set_aside(found.aside[:ASIDE]), drawing) if found.aside else ""
    return visit.show(
        "preview.html.jinja", path=visit.asked["path"], found=found, talks=talks, aside=aside
    )


def tell_preview(visit: Visit) -> Mapping[str, Any]:
    """How a file would be read, in a few words."""
    found = _preview(visit)
    turns = sum(len(each.transcript.turns) for each in found.transcripts)
    speakers = dict.fromkeys(
        speaker.label for each in found.transcripts for speaker in each.speakers
    )
    return {
        "reader": found.reader,
        "transcripts": len(found.transcripts),
        "turns": turns,
        "speakers": list(speakers)[:6],
        "more": max(len(speakers) - 6, 0),
        "wave": ", ".join(_list_facts(found, "wave")),
        "group": ", ".join(_list_facts(found, "group")),
        "fatal": sum(each.fatal for each in found.problems),
        "doubts": sum(not each.fatal for each in found.problems) + len(found.aside),
        "problem": next((str(each.what) for each in found.problems if each.fatal), ""),
    }


def _list_facts(found: Preview, name: str) -> list[str]:
    return list(dict.fromkeys(filter(None, (each.facts[name] for each in found.transcripts))))[:3]


def _preview(visit: Visit) -> Preview:
    """What is asked about: a file of this study that is read or waits to be, and no other.

    Raises:
        RequestError: it is none.
    """
    path = visit.asked.get("path", "")
    study = visit.study
    waiting = study.waiting_files()
    if path not in (*waiting.new, *waiting.changed) and path not in _list_sources(visit):
        raise RequestError(f"{path!r} is no file of this study", hint="choose one of its files")
    return study.preview(study.root / path)


def _list_sources(visit: Visit) -> set[str]:
    return {str(row["source"]) for row in visit.study.transcripts()}


ROUTES = (
    Route(BRINGING, bring_file, methods=["POST"]),
    act("/api/files/strays", take_strays),
    page("/files/preview", show_preview),
    look("/api/files/preview", tell_preview),
)
