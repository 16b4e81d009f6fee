"""One request and its answer: who asks, what was told, and how a page or an act is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from interviewkit.errors import UNFIT, InterviewkitError, StudyBusyError, StudyError
from interviewkit.study import Study
from interviewkit.web.answering.told import Told, read_told
from interviewkit.web.serving.workspace import Workspace
from interviewkit.wording import numbers, words
from interviewkit.wording.style import written_in
from interviewkit.wording.system_faults import describe_os_fault

Done = TypeVar("Done")

PAGES = (
    ("Study", "/", "s"),
    ("Transcripts", "/read", "t"),
    ("Codebook", "/codebook", "c"),
    ("Retrieve", "/retrieve", "r"),
    ("Review", "/review", "v"),
    ("Memos", "/memos", "m"),
    ("People", "/people", "p"),
    ("Topics", "/topics", "o"),
    ("Findings", "/findings", "f"),
)
"""Name, address, and the key that leads there after ``g``."""


@dataclass(frozen=True)
class Visit:
    """A request of somebody who is let in."""

    request: Request

    @property
    def workspace(self) -> Workspace:
        found: Workspace = self.request.app.state.workspace
        return found

    @property
    def name(self) -> str:
        """What the study is called; known even where it cannot be opened any more."""
        return self.workspace.name

    @property
    def study(self) -> Study:
        return self.workspace.study

    @property
    def coder(self) -> str:
        """Who works in this browser; empty where nobody has said so."""
        return str(self.request.session.get("coder") or self.workspace.coder)

    @property
    def is_blind(self) -> bool:
        """Whether proposals and the codings of others are hidden in this browser."""
        return bool(self.request.session.get("blind"))

    @property
    def asked(self) -> Mapping[str, str]:
        """What stands behind the ``?`` of the address."""
        return self.request.query_params

    @property
    def pages(self) -> Sequence[tuple[str, str, str]]:
        """(name, address, key) of the pages that the bar on top leads to."""
        return PAGES

    def is_at(self, address: str) -> bool:
        """Whether this is the page at an address, or one below it."""
        path = self.request.url.path
        return path == address or (address != "/" and path.startswith(f"{address}/"))

    def show(self, template: str, status: int = 200, **context: object) -> HTMLResponse:
        """A page; everything that it is given is escaped."""
        page = open_pages().get_template(template)
        text = page.render(visit=self, csrf=self.request.session.get("csrf", ""), **context)
        return HTMLResponse(text, status)


def page(path: str, handle: Callable[[Visit], Response], **how: Any) -> Route:
    """A page that is looked at: ``handle`` answers a GET, in a thread of its own."""

    def answer(request: Request) -> Response:
        visit = Visit(request)
        try:
            return work(visit, handle)
        except InterviewkitError as fault:
            return visit.show("fault.html.jinja", _status(fault), fault=fault)

    return Route(path, answer, methods=["GET"], **how)


def look(path: str, handle: Callable[[Visit], Mapping[str, Any]]) -> Route:
    """What a page's script asks for: ``handle`` answers a GET with JSON."""

    def answer(request: Request) -> Response:
        try:
            return JSONResponse(work(Visit(request), handle))
        except InterviewkitError as fault:
            return tell_fault(fault)

    return Route(path, answer, methods=["GET"])


def act(path: str, handle: Callable[[Visit, Told], Mapping[str, Any]]) -> Route:
    """What a person does: ``handle`` answers a POST of JSON with JSON, once it is saved."""

    async def answer(request: Request) -> Response:
        try:
            told = await read_told(request)
            return JSONResponse(await run_in_threadpool(work, Visit(request), handle, told))
        except InterviewkitError as fault:
            return tell_fault(fault)

    return Route(path, answer, methods=["POST"])


def work(visit: Visit, handle: Callable[..., Done], *told: object) -> Done:
    """What ``handle`` makes of it, with numbers as study.toml has them written.

    Raises:
        InterviewkitError: the study says no, or the system does, or a cell of it is broken.
    """
    try:
        with written_in(visit.workspace.style):
            return handle(visit, *told)
    except OSError as fault:
        message, hint = describe_os_fault(fault)
        raise StudyError(message, hint=hint) from fault
    except UNFIT as fault:
        damage = visit.study.damage()
        if damage is None:  # no broken cell has set it off: a mistake of ours, told as it is
            raise
        raise damage from fault


def tell_fault(fault: InterviewkitError) -> JSONResponse:
    """A refusal as a page's script reads it."""
    return JSONResponse(
        {"error": {"message": fault.message, "hint": fault.hint}}, status_code=_status(fault)
    )


def _status(fault: InterviewkitError) -> int:
    """409: the study says no; 503: it is busy, the same may go through later."""
    return 503 if isinstance(fault, StudyBusyError) else getattr(fault, "status", 409)


@cache
def open_pages() -> Environment:
    """The templates of the workspace; numbers and words are written as everywhere."""
    environment = Environment(
        loader=PackageLoader("interviewkit.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for module in (numbers, words):
        named = {key: item for key, item in vars(module).items() if callable(item)}
        environment.globals.update({key: item for key, item in named.items() if key.islower()})
    return environment
