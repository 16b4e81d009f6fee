"""The page of agreement: how far coders say the same, code by code and pooled."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from markupsafe import Markup
from starlette.responses import Response

from interviewkit.errors import StudyError
from interviewkit.model import CONSENSUS, MACHINE
from interviewkit.study import Study
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.drawing.html import draw_piece
from interviewkit.tables.findings.agreement import USUAL, build_matched, list_agreement
from interviewkit.tables.findings.disagreements import build_confusion
from interviewkit.web.visit import Visit, page

TITLED = Drawing(titled=True)


def show_agreement(visit: Visit) -> Response:
    """Who agrees with whom; what it takes is worked out once for each state of the study."""
    if visit.is_blind:
        return visit.show("agreement.html.jinja", known=(), chosen=(), tables=(), fault=None)
    study = visit.study
    known = [each.name for each in study.coders()]
    asked = [name for name in visit.request.query_params.getlist("coder") if name in known]
    chosen = asked or _usual_coders(study)
    tables: Sequence[Markup] = ()
    fault = None
    try:
        tables = visit.workspace.kept.get(
            study, ("agreement", tuple(chosen)), lambda: draw_agreement(study, chosen)
        )
    except StudyError as refused:
        fault = refused
    return visit.show(
        "agreement.html.jinja", known=known, chosen=chosen, tables=tables, fault=fault
    )


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


def _usual_coders(study: Study) -> list[str]:
    """People who have coded anything, and the machine; the consensus is asked for."""
    counts = study.status()["codings"]
    has = counts if isinstance(counts, dict) else {}
    people = [each.name for each in study.coders() if each.is_person and each.name in has]
    return [*(name for name in people if name != CONSENSUS), *({MACHINE} & has.keys())]


ROUTES = (page("/review/agreement", show_agreement),)
