"""Who may ask: this machine's own pages, by their cookie, and to write by their form's token."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from interviewkit.web.serving.joining import JOINING
from interviewkit.web.serving.workspace import Workspace

ENTRANCE = "/enter"
STATIC = "/static/"
OPEN = (ENTRANCE, JOINING)
"""Paths that need no cookie: nothing of the study stands there."""

MOST_BYTES = 4_000_000
"""What a request may carry."""

BRINGING = "/api/files"
"""Where files are brought into the study; they may be larger."""

MOST_FILE_BYTES = 300_000_000

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True)
class Guard:
    """Refuses what did not come from a page of this server, and says how pages must behave."""

    app: ASGIApp
    workspace: Workspace

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        refusal = self._refuse(scope)
        if refusal:
            status, why = refusal
            await PlainTextResponse(why, status)(scope, receive, _add_headers(send))
            return
        await self.app(scope, receive, _add_headers(send))

    def _refuse(self, scope: Scope) -> tuple[int, str] | None:
        """(status, why) where the request is not let in."""
        headers, path = Headers(scope=scope), scope["path"]
        if headers.get("host", "").lower() not in self.workspace.hosts:
            return 421, "this server answers to 127.0.0.1 alone"
        if headers.get("sec-fetch-site") in ("cross-site", "same-site") and path != ENTRANCE:
            return 403, "another site's page may not ask here"
        if "\x00" in path or b"%00" in scope.get("query_string", b""):
            return 400, "no address holds that sign"
        if not headers.get("content-length", "0").isdecimal():
            return 400, "the length of the request is no number"
        most = MOST_FILE_BYTES if path == BRINGING else MOST_BYTES
        if int(headers.get("content-length", "0")) > most:
            return 413, "the request is too large"
        session: Mapping[str, Any] = scope.get("session", {})
        if not session.get("id") and path not in OPEN and not path.startswith(STATIC):
            return 401, "open the address that interviewkit serve prints: it lets a browser in"
        if scope["method"] in ("GET", "HEAD"):
            return None
        return self._refuse_writing(headers, session, path)

    def _refuse_writing(
        self, headers: Headers, session: Mapping[str, Any], path: str
    ) -> tuple[int, str] | None:
        if path == JOINING:
            return None
        if headers.get("origin", "").removeprefix("http://") not in self.workspace.hosts:
            return 403, "writing is for this server's own pages"
        told, known = headers.get("x-csrf", ""), str(session.get("csrf", ""))
        if not known or not hmac.compare_digest(told.encode(), known.encode()):
            return 403, "the page is older than the server: load it anew"
        return None


def _add_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return send_with_headers
