"""Long work that a page starts: one job at a time, told as it goes on, and stopped on a click."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.routing import BaseRoute

from interviewkit.web.answering.told import RequestError, Told
from interviewkit.web.answering.visit import Visit, act, look
from interviewkit.web.working.worker import VERBS


def start_job(visit: Visit, told: Told) -> Mapping[str, Any]:
    """Begin a step with what the page says of it."""
    verb = told.text("verb", most=20)
    if verb not in VERBS:
        raise RequestError(f"there is no step {verb!r}", hint=f"one of {', '.join(VERBS)}")
    options = told.part("options")
    asked = {"force": options.truth("force"), "survey_text": list(options.texts("survey_text"))}
    return {"job": visit.workspace.jobs.start(verb, asked)}


def show_job(visit: Visit) -> Mapping[str, Any]:
    """The job that runs or did last."""
    return {"job": visit.workspace.jobs.show()}


def stop_job(visit: Visit, _told: Told) -> Mapping[str, Any]:
    """Stop the job that runs."""
    visit.workspace.jobs.stop()
    return {"job": visit.workspace.jobs.show()}


ROUTES: tuple[BaseRoute, ...] = (
    look("/api/jobs", show_job),
    act("/api/jobs", start_job),
    act("/api/jobs/stop", stop_job),
)
