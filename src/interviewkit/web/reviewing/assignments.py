"""The page of assignments: who has to read what, blind, and how far they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from interviewkit.model import CONSENSUS
from interviewkit.model.review import ASSIGNED
from interviewkit.web.answering.told import RequestError, Told
from interviewkit.web.answering.visit import Visit, act, page

USUAL_TURNS, USUAL_OVERLAP = 100, 20


MOST_TURNS = 1_000_000
"""Nobody is given more; so many are dealt out one by one."""


def show_assignments(visit: Visit) -> Response:
    study = visit.study
    people = [each.name for each in study.coders() if each.is_person and each.name != CONSENSUS]
    if visit.coder and visit.coder not in people:
        people.append(visit.coder)
    return visit.show(
        "assignments.html.jinja",
        rows=study.workload(),
        assigned=ASSIGNED,
        people=people,
        codes=study.codebook()[0].codes,
        turns=USUAL_TURNS,
        overlap=USUAL_OVERLAP,
    )


def foresee(visit: Visit, told: Told) -> Mapping[str, Any]:
    """How many turns or participants each would get, before anything is drawn."""
    people = _people(told)
    given = visit.study.foresee_assignment(
        people, n=told.number("n", most=MOST_TURNS), overlap=_overlap(told)
    )
    return {"given": given}


def assign(visit: Visit, told: Told) -> Mapping[str, Any]:
    """Draw and deal out."""
    n, whole = told.number("n", most=MOST_TURNS), told.truth("participants")
    outcome = visit.study.assign(
        _people(told),
        turns=0 if whole else n,
        participants=n if whole else 0,
        overlap=_overlap(told),
        codes=told.texts("codes"),
        new_coder=told.truth("new"),
    )
    return {"says": outcome.says}


def _people(told: Told) -> tuple[str, ...]:
    people = tuple(dict.fromkeys(filter(None, (name.strip() for name in told.texts("coders")))))
    if not people:
        raise RequestError("say who reads")
    return people


def _overlap(told: Told) -> float:
    return min(told.number("overlap"), 100) / 100


ROUTES = (
    page("/review/assignments", show_assignments),
    act("/api/review/foresee", foresee),
    act("/api/review/assign", assign),
)
