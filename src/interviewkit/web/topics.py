"""The page of topics."""

from __future__ import annotations

from starlette.responses import Response

from interviewkit.web.visit import Visit, page


def show(visit: Visit) -> Response:
    return visit.show("topics.html.jinja")


ROUTES = (page("/topics", show),)
