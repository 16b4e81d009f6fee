"""The page of codebook."""

from __future__ import annotations

from starlette.responses import Response

from interviewkit.web.visit import Visit, page


def show(visit: Visit) -> Response:
    return visit.show("codebook.html.jinja")


ROUTES = (page("/codebook", show),)
