"""The page of retrieve."""

from __future__ import annotations

from starlette.responses import Response

from interviewkit.web.visit import Visit, page


def show(visit: Visit) -> Response:
    return visit.show("retrieve.html.jinja")


ROUTES = (page("/retrieve", show),)
