"""The application: every page's routes behind one guard."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from interviewkit.web.answering.told import RequestError
from interviewkit.web.answering.visit import Visit, tell_fault
from interviewkit.web.serving.events import News
from interviewkit.web.serving.guard import Guard
from interviewkit.web.serving.workspace import Workspace

PAGES = (
    "serving.entrance", "serving.events", "working.jobs", "keeping.study", "keeping.files",
    "keeping.settings", "reading.read", "amending.codebook", "retrieving.retrieve",
    "reviewing.review", "reviewing.assignments", "reviewing.disagreements", "reviewing.agreement",
    "noting.memos", "reading.edits", "material.people", "material.topics", "reporting.findings",
    "reporting.report",
)  # fmt: skip
"""The files of this room that answer requests, each with its ``ROUTES``."""

STATIC = Path(__file__).parents[1] / "static"

COOKIE_SECONDS = 30 * 24 * 3600


def build_app(workspace: Workspace) -> Starlette:
    """The pages of a served study."""
    routes: list[BaseRoute] = [Mount("/static", StaticFiles(directory=STATIC), name="static")]
    for name in PAGES:
        found: Sequence[BaseRoute] = import_module(f"interviewkit.web.{name}").ROUTES
        routes += found
    cookies = Middleware(
        SessionMiddleware,
        secret_key=workspace.key,
        session_cookie=workspace.cookie,
        same_site="strict",
        max_age=COOKIE_SECONDS,
    )
    app = Starlette(
        routes=routes,
        middleware=[cookies, Middleware(Guard, workspace=workspace)],
        exception_handlers={HTTPException: _answer_no, 500: _answer_mistake},
    )
    app.state.workspace = workspace
    app.state.news = News(workspace)
    return app


def _answer_no(request: Request, fault: Exception) -> Response:
    """There is no such page, or it is not asked for like that."""
    status = fault.status_code if isinstance(fault, HTTPException) else 400
    what = "there is no such page" if status == 404 else "nothing here is asked for like that"
    return _answer(request, RequestError(what, hint="go on from one of the pages above"), status)


def _answer_mistake(request: Request, _fault: Exception) -> Response:
    """A mistake of the program; where it happened stands in the terminal."""
    fault = RequestError(
        "the program made a mistake here", hint="what was saved is safe; the terminal says more"
    )
    return _answer(request, fault, 500)


def _answer(request: Request, fault: RequestError, status: int) -> Response:
    fault.status = status
    if request.url.path.startswith("/api/"):
        return tell_fault(fault)
    if request.method not in ("GET", "HEAD") or not request.scope.get("session", {}).get("id"):
        return PlainTextResponse(fault.message, status)
    return Visit(request).show("fault.html.jinja", status, fault=fault)
