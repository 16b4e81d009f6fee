"""The page of the study: what is here, and what is next."""

from __future__ import annotations

from starlette.responses import Response

from interviewkit.web.visit import Visit, page


def show_study(visit: Visit) -> Response:
    return visit.show("study.html.jinja", transcripts=visit.study.transcripts())


ROUTES = (page("/", show_study),)
