"""The page of people."""

from __future__ import annotations

from starlette.responses import Response

from interviewkit.web.visit import Visit, page


def show(visit: Visit) -> Response:
    return visit.show("people.html.jinja")


ROUTES = (page("/people", show),)
