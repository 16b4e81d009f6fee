"""News for open pages: that the study has changed, how far long work is (server-sent events)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.routing import Route

from interviewkit.errors import InterviewkitError
from interviewkit.web.serving.workspace import Workspace

TICK = 0.1
TICKS_A_LOOK = 4
"""The study is looked at twice a second or so, by one look for all who listen."""

TICKS_A_BEAT = 100
"""Where nothing happens for so long, a sign of life is given."""


class News:
    """What all open pages are told, looked up once for all of them while anybody listens."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._listeners: set[asyncio.Queue[str]] = set()
        self._looking: asyncio.Task[None] | None = None
        self._last: dict[str, str] = {}

    async def listen(self) -> AsyncIterator[str]:
        """Messages as they come, the newest of each kind first, until the server ends."""
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._listeners.add(queue)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look_on())
        try:
            yield "retry: 1000\n\n"
            for message in list(self._last.values()):
                yield message
            while message := await queue.get():
                yield message
        finally:
            self._listeners.discard(queue)

    async def _look_on(self) -> None:
        ticks = 0
        while self._listeners and not self._workspace.ending.is_set():
            if ticks % TICKS_A_LOOK == 0:
                self._tell("mark", await run_in_threadpool(find_mark, self._workspace))
            self._tell("job", {"job": self._workspace.jobs.show()})
            if ticks % TICKS_A_BEAT == 0:
                self._send(": still here\n\n")
            ticks += 1
            await asyncio.sleep(TICK)
        self._last.clear()
        self._send("")

    def _tell(self, kind: str, what: Any) -> None:
        """Send it on where it is not what was sent last."""
        message = f"event: {kind}\ndata: {json.dumps(what)}\n\n"
        if self._last.get(kind) != message:
            self._last[kind] = message
            self._send(message)

    def _send(self, message: str) -> None:
        for queue in self._listeners:
            queue.put_nowait(message)


def find_mark(workspace: Workspace) -> dict[str, str]:
    """The state of the study in a word; or why it cannot be looked at."""
    try:
        return {"mark": workspace.mark()}
    except InterviewkitError as fault:
        return {"mark": "", "fault": fault.message, "hint": fault.hint}


async def tell_news(request: Request) -> StreamingResponse:
    """A stream of news that stays open."""
    return StreamingResponse(
        request.app.state.news.listen(),
        media_type="text/event-stream",
        headers={"X-Accel-Buffering": "no"},
    )


ROUTES = (Route("/api/events", tell_news, methods=["GET"]),)
