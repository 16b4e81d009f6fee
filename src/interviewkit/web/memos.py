"""The page of memos."""

from __future__ import annotations

from starlette.responses import Response

from interviewkit.web.visit import Visit, page


def show(visit: Visit) -> Response:
    return visit.show("memos.html.jinja")


ROUTES = (page("/memos", show),)
