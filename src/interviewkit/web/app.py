"""The application: every page's routes behind one guard."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from interviewkit.web.guard import Guard
from interviewkit.web.workspace import Workspace

PAGES = (
    "entrance", "study", "read", "codebook", "retrieve", "review", "memos", "people", "topics",
    "findings",
)  # fmt: skip
"""The files of this room that answer requests, each with its ``ROUTES``."""

STATIC = Path(__file__).parent / "static"


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
        max_age=30 * 24 * 3600,
    )
    app = Starlette(routes=routes, middleware=[cookies, Middleware(Guard, workspace=workspace)])
    app.state.workspace = workspace
    return app
