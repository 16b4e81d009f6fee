"""What was found as files: tables for Excel and Word, and for other programs."""

from __future__ import annotations

from dataclasses import replace

from starlette.responses import Response

from interviewkit.model.query_text import parse_query
from interviewkit.model.retrieval import Retrieval
from interviewkit.model.table import ResultTable
from interviewkit.tables.drawing import Drawing, draw_table
from interviewkit.tables.material.framework import build_framework_table
from interviewkit.tables.material.retrieval import build_passages
from interviewkit.web.answering.told import RequestError
from interviewkit.web.answering.visit import Visit, page
from interviewkit.web.retrieving.question import narrow_blind

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def send_passages(visit: Visit) -> Response:
    """All that a question finds, or the passages of it that were ticked."""
    query = narrow_blind(visit, parse_query(visit.asked.get("q", "")))
    found = visit.study.retrieve(query)
    only = set(filter(None, visit.asked.get("only", "").split(",")))
    return _send(visit, build_passages(_keep(found, only) if only else found))


def send_matrix(visit: Visit) -> Response:
    """The framework matrix with all its rows."""
    rows = "segments" if visit.asked.get("rows") == "segments" else "participants"
    columns = [*dict.fromkeys(visit.request.query_params.getlist("column"))]
    query = narrow_blind(visit, parse_query(visit.asked.get("q", "")))
    return _send(visit, build_framework_table(visit.study.framework(rows, columns, query=query)))


def _keep(found: Retrieval, only: set[str]) -> Retrieval:
    people = []
    for person in found.people:
        kept = tuple(
            each
            for each in person.passages
            if f"{each.passage.turn.id}-{each.passage.start}-{each.passage.end}" in only
        )
        if kept:
            people.append(replace(person, found=len(kept), passages=kept))
    n = sum(len(each.passages) for each in people)
    told = (f"of these, {n} passages by {len(people)} people were chosen",)
    return replace(found, people=tuple(people), notes=(*found.notes, *told))


def _send(visit: Visit, table: ResultTable) -> Response:
    shape = visit.asked.get("format", "csv")
    if shape not in KINDS:
        raise RequestError(f"{shape!r} is no format here: {', '.join(KINDS)}")
    drawn = draw_table(table, shape, Drawing())
    head = {"Content-Disposition": f'attachment; filename="{table.name}.{shape}"'}
    return Response(drawn, media_type=KINDS[shape], headers=head)


FILES = (
    page("/retrieve/passages", send_passages),
    page("/retrieve/matrix/file", send_matrix),
)
