"""The page on which one reads and codes a transcript."""

from __future__ import annotations

from starlette.responses import Response

from interviewkit.web.visit import Visit, page


def show_transcript(visit: Visit) -> Response:
    found = visit.study.transcript(visit.request.path_params["name"])
    return visit.show("read.html.jinja", transcript=found)


def list_transcripts(visit: Visit) -> Response:
    return visit.show("study.html.jinja", transcripts=visit.study.transcripts())


ROUTES = (page("/read", list_transcripts), page("/read/{name:path}", show_transcript))
