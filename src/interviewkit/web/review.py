"""The page of review."""

from __future__ import annotations

from starlette.responses import Response

from interviewkit.web.visit import Visit, page


def show(visit: Visit) -> Response:
    return visit.show("review.html.jinja")


ROUTES = (page("/review", show),)
