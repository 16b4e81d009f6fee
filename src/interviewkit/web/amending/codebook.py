"""The page of the codebook: codes and themes as a tree, each to be read and edited in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.responses import Response

from interviewkit.errors import CodebookError, InterviewkitError
from interviewkit.model import CodebookVersion, CodeCount
from interviewkit.web.amending.codebook_acts import ACTS
from interviewkit.web.amending.codebook_json import Json, describe_codebook, describe_problem
from interviewkit.web.amending.codebook_suggestions import ROUTES as SUGGESTIONS
from interviewkit.web.answering.visit import Visit, look, page

MOST_CODINGS = 500
"""So many codings of a code are shown where it is split."""


def show(visit: Visit) -> Response:
    try:
        state = tell_codebook(visit)
    except InterviewkitError as fault:
        if isinstance(fault, CodebookError) and not visit.asked.get("text"):
            return visit.show("codebook_text.html.jinja", text="", fault=fault)
        raise
    if visit.asked.get("text") or state["broken"]:
        return visit.show("codebook_text.html.jinja", text=visit.study.codebook_text(), fault=None)
    chosen = visit.asked.get("code", "") or visit.asked.get("theme", "")
    by_id = {code["id"]: code for code in state["codes"]}
    return visit.show("codebook.html.jinja", state={**state, "by_id": by_id}, chosen=chosen)


def tell_codebook(visit: Visit) -> Json:
    """All codes and themes with how much stands of them, and what is wrong with the file."""
    study = visit.study
    codebook, problems = study.codebook()
    counts = _count(visit, codebook.version)
    return describe_codebook(codebook, problems, counts, study.settings.codebook.file)


def _count(visit: Visit, version: str) -> Sequence[CodeCount]:
    """How much stands of each code; who reads blind sees their own alone."""
    study, alone = visit.study, visit.coder if visit.is_blind else ""
    if visit.is_blind and not alone:
        return ()
    asked = ("count codes", alone, version)
    return visit.workspace.kept.get(study.mark(), asked, lambda: study.count_codes(coder=alone))


def tell_history(visit: Visit) -> Mapping[str, Any]:
    """Versions that are kept, the newest first."""
    versions = visit.study.codebook_history()
    return {"versions": [_describe_version(each) for each in reversed(versions)]}


def tell_codings(visit: Visit) -> Mapping[str, Any]:
    """What people coded by a code, to be dealt out where it is split."""
    code = visit.asked.get("code", "")
    people = {each.name for each in visit.study.coders() if each.is_person}
    shown = people & {visit.coder} if visit.is_blind else people
    found = [each for each in visit.study.codings(codes=[code]) if each.coder in shown]
    held = [each for each in found if each.holds]
    rows = [
        {
            "id": each.id,
            "coder": each.coder,
            "quote": each.passage.quote,
            "polarity": each.polarity,
            "transcript": each.passage.turn.transcript,
            "turn": each.passage.turn.position,
        }
        for each in held[:MOST_CODINGS]
    ]
    return {"codings": rows, "all": len(held)}


def tell_text(visit: Visit) -> Mapping[str, Any]:
    """The file as it stands, with what is wrong with it."""
    text = visit.study.codebook_text()
    problems = visit.study.check_codebook(text=text, rules=False)
    return {
        "text": text,
        "seen": visit.study.codebook()[0].version,
        "problems": [describe_problem(each) for each in problems],
    }


def _describe_version(each: CodebookVersion) -> Json:
    return {
        "number": each.number,
        "version": each.version,
        "at": each.at,
        "by": each.by,
        "says": each.says or "as it was at first",
        "changes": list(each.changes),
        "entry": each.entry,
        "stands": each.stands,
    }


ROUTES = (
    page("/codebook", show),
    look("/api/codebook", tell_codebook),
    look("/api/codebook/history", tell_history),
    look("/api/codebook/codings", tell_codings),
    look("/api/codebook/text", tell_text),
    *ACTS,
    *SUGGESTIONS,
)
