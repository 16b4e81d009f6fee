"""The door: a one-time token becomes a cookie; who is at work, and whether blind, stands in it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from interviewkit.web.answering.told import RequestError, Told, read_told
from interviewkit.web.answering.visit import Visit, act
from interviewkit.web.serving.guard import ENTRANCE
from interviewkit.web.serving.joining import JOINING, is_proof, prove


def enter(request: Request) -> Response:
    """Let a browser in that brings a token nobody has used."""
    coder = Visit(request).workspace.redeem(request.query_params.get("token", ""))
    if coder is not None:
        request.session.setdefault("id", secrets.token_hex(8))
        request.session.setdefault("csrf", secrets.token_urlsafe(24))
        if coder:
            request.session["coder"] = coder
    elif not request.session.get("id"):
        why = "This address lets a browser in once. Start interviewkit serve again for a new one."
        return PlainTextResponse(why, 403)
    return RedirectResponse("/", 303)


async def join(request: Request) -> Response:
    """Give a second ``serve`` an entrance, where it proves that it knows the study's key."""
    workspace = Visit(request).workspace
    try:
        told = await read_told(request)
        nonce, coder = told.text("nonce", most=100), told.text("coder", "", most=200)
        if not is_proof(
            told.text("proof", most=100), workspace.key, "join", workspace.port, nonce, coder
        ):
            return PlainTextResponse("that is no proof", 403)
    except RequestError as fault:
        return PlainTextResponse(fault.message, fault.status)
    token = workspace.give_token(coder)
    proof = prove(workspace.key, "joined", workspace.port, nonce, token)
    return JSONResponse({"token": token, "proof": proof})


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
    Route(JOINING, join, methods=["POST"]),
    act("/api/coder", say_who),
    act("/api/blind", set_blind),
)
