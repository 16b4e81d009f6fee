"""The page of agreement: how far coders say the same, code by code and pooled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import combinations
from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from interviewkit.errors import StudyError
from interviewkit.model import CONSENSUS, MACHINE
from interviewkit.study import Study
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.drawing.html import draw_piece
from interviewkit.tables.findings.agreement import USUAL, build_matched, list_agreement
from interviewkit.tables.findings.disagreements import build_confusion
from interviewkit.web.answering.visit import Visit, look, page

TITLED = Drawing(titled=True)


SOON = 0.1
"""So many seconds a page waits for figures; of large studies they come when they are ready."""


def show_agreement(visit: Visit) -> Response:
    """Who agrees with whom; what it takes is worked out once for each state of the study."""
    known, chosen = _choose(visit)
    tables, fault = None, None
    try:
        tables = _work_out(visit, chosen) if not visit.is_blind else ()
    except StudyError as refused:
        fault = refused
    return visit.show(
        "agreement.html.jinja", known=known, chosen=chosen, tables=tables, fault=fault
    )


def tell_ready(visit: Visit) -> Mapping[str, Any]:
    """Whether the figures are ready; a page that waits for them asks this."""
    _, chosen = _choose(visit)
    try:
        return {"ready": visit.is_blind or _work_out(visit, chosen) is not None}
    except StudyError:
        return {"ready": True}


def _work_out(visit: Visit, chosen: Sequence[str]) -> Sequence[Markup] | None:
    study, asked = visit.study, ("agreement", tuple(chosen))
    work = partial(draw_agreement, study, chosen)
    return visit.workspace.kept.get_soon(study.mark(), asked, work, SOON)


def _choose(visit: Visit) -> tuple[Sequence[str], Sequence[str]]:
    """Who could be compared, and who is: who is asked for, or else people and the machine."""
    coders = visit.study.coders(who_read=True)
    known = [each.name for each in coders]
    asked = [name for name in visit.request.query_params.getlist("coder") if name in known]
    people = [each.name for each in coders if each.is_person and each.name != CONSENSUS]
    return known, asked or [*people, *({MACHINE} & {*known})]


def draw_agreement(study: Study, coders: Sequence[str]) -> Sequence[Markup]:
    """Agreement, which codes two take for each other, and all held against the consensus."""
    found = study.compare_coders(*coders)
    tables = [*list_agreement(found, USUAL)]
    pair = next((pair for pair in combinations(coders, 2) if _have_met(study, pair)), None)
    if pair:
        tables.append(build_confusion(study.confusion(*pair)))
    if CONSENSUS in coders and len(coders) > 1:
        others = [name for name in coders if name != CONSENSUS]
        tables.append(build_matched(study.agreement_with(CONSENSUS, *others)))
    return [draw_piece(table, TITLED) for table in tables]


def _have_met(study: Study, pair: tuple[str, str]) -> bool:
    """Whether two have read some turn both."""
    try:
        study.confusion(*pair)
    except StudyError:
        return False
    return True


ROUTES = (
    page("/review/agreement", show_agreement),
    look("/api/review/agreement", tell_ready),
)
