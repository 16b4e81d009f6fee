"""What a code may get from what people judged, told and taken on the page of the codebook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from interviewkit.model import Suggestion
from interviewkit.model.suggestion import CONFIDENTIAL, KINDS
from interviewkit.web.amending.codebook_acts import name_coder
from interviewkit.web.amending.codebook_json import Json, describe_act
from interviewkit.web.answering.told import RequestError, Told
from interviewkit.web.answering.visit import Visit, act, look

MOST = 5


def tell_suggestions(visit: Visit) -> Mapping[str, Any]:
    """Suggestions for one code; who reads blind gets them from their own judgements alone."""
    code, alone = visit.asked.get("code", ""), visit.coder if visit.is_blind else ""
    if visit.is_blind and not alone:
        return {"suggestions": [], "note": ""}
    found = visit.study.suggest([code], most=MOST, coder=alone)
    note = CONFIDENTIAL if any(each.is_said for each in found) else ""
    return {"suggestions": [_describe(each) for each in found], "note": note}


def take(visit: Visit, told: Told) -> Json:
    """Write one suggestion into the codebook."""
    kind = told.text("kind")
    if kind not in KINDS:
        raise RequestError(f"kind must be one of {', '.join(KINDS)}")
    new = Suggestion(told.text("code"), kind, told.text("text"), told.text("polarity", "+", most=1))
    [done] = visit.study.take_suggestions([new], by=name_coder(visit))
    return describe_act(done)


def _describe(each: Suggestion) -> Json:
    return {
        "kind": each.kind,
        "text": each.text,
        "polarity": each.polarity,
        "why": each.why,
        "people": each.people,
        "turns": each.turns,
        "other_people": each.other_people,
        "other_turns": each.other_turns,
        "new": each.new,
        "turn": each.place[0] if each.place else None,
    }


ROUTES = (
    look("/api/codebook/suggest", tell_suggestions),
    act("/api/codebook/take", take),
)
