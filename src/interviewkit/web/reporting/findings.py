"""The page of findings: what the report would say now, and the voices behind every number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from interviewkit.model import FITS, MetaInference
from interviewkit.web.answering.told import RequestError, Told
from interviewkit.web.answering.visit import Visit, act, look, page

ORDER = ("themes", "differences", "waves", "corrected", "joint")


def show_findings(visit: Visit) -> Response:
    """All parts that are computed; the page asks again for those that are not yet."""
    visit.study.open_database()
    found = None if visit.is_blind else visit.workspace.found.look()
    pieces = found["pieces"] if found else {}
    parts = [pieces[key] for key in ORDER if key in pieces]
    concluded = {(each.of, each.about): each for each in visit.study.inferences()}
    return visit.show(
        "findings.html.jinja",
        found=found,
        parts=parts,
        fits=FITS,
        concluded=concluded,
        conclude=_conclude,
        safe=Markup,
        beside=list_beside(visit),
    )


def _conclude(
    row: Mapping[str, Any], concluded: Mapping[tuple[str, str], MetaInference]
) -> MetaInference | None:
    return concluded.get((row["of"], row["about"]))


def list_beside(visit: Visit) -> Sequence[str]:
    """What a theme may be laid beside: variables of the survey, and segments."""
    names = [each.name for each in visit.study.variables()]
    return [*names, *(each.segment.name for each in visit.study.segments())]


def tell_version(visit: Visit) -> Mapping[str, Any]:
    """How far the computing is, by which a page knows that there is more to show."""
    found = visit.workspace.found.look()
    return {key: found[key] for key in ("version", "is_computing", "label", "fault")}


def infer(visit: Visit, told: Told) -> Mapping[str, Any]:
    """Write down what a person concludes."""
    if not visit.coder:
        raise RequestError("nobody has said who works here", hint="say so on top of the page")
    line = visit.study.infer(
        told.text("of", most=500),
        about=told.text("about", "", most=500),
        fit=told.text("fit", most=50),
        text=told.text("text", most=20_000),
        author=visit.coder,
    )
    return {"of": line.of, "about": line.about, "fit": line.fit, "text": line.text, "at": line.at}


ROUTES = (
    page("/findings", show_findings),
    look("/api/findings", tell_version),
    act("/api/infer", infer),
)
