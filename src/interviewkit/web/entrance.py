"""The door: a one-time token becomes a cookie; who is at work, and whether blind, stands in it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from interviewkit.web.guard import ENTRANCE
from interviewkit.web.told import Told
from interviewkit.web.visit import Visit, act


def enter(request: Request) -> Response:
    """Let a browser in that brings a token nobody has used."""
    workspace = Visit(request).workspace
    if workspace.redeem(request.query_params.get("token", "")):
        request.session.update(id=secrets.token_hex(8), csrf=secrets.token_urlsafe(24))
    elif not request.session.get("id"):
        why = "This address lets a browser in once. Start interviewkit serve again for a new one."
        return PlainTextResponse(why, 403)
    return RedirectResponse("/", 303)


def say_who(visit: Visit, told: Told) -> Mapping[str, Any]:
    """Who codes in this browser."""
    name = told.text("coder", most=200).strip()
    visit.request.session["coder"] = visit.study.identify_coder(name, new_coder=told.truth("new"))
    return {"coder": visit.coder}


def set_blind(visit: Visit, told: Told) -> Mapping[str, Any]:
    """Hide or show proposals and others' codings in this browser."""
    visit.request.session["blind"] = told.truth("blind")
    return {"blind": visit.is_blind}


ROUTES = (
    Route(ENTRANCE, enter, methods=["GET"]),
    act("/api/coder", say_who),
    act("/api/blind", set_blind),
)
