"""The page of findings."""

from __future__ import annotations

from starlette.responses import Response

from interviewkit.web.visit import Visit, page


def show(visit: Visit) -> Response:
    return visit.show("findings.html.jinja")


ROUTES = (page("/findings", show),)
