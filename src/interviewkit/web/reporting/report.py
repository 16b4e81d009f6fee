"""The report as it was written: shown in a frame of its own policy, and to be taken along."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Mapping
from pathlib import Path

from starlette.responses import Response

from interviewkit.errors import StudyError
from interviewkit.model import checklist
from interviewkit.model.report_profile import list_report_names
from interviewkit.web.answering.told import RequestError
from interviewkit.web.answering.visit import Visit, page

FRAME = (
    "sandbox allow-scripts; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "font-src data:; script-src {scripts}; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)
"""The report has its style within it, and one script, which its own policy knows by its hash."""

HEAD = 20_000
_HASH = re.compile(r"'sha256-[A-Za-z0-9+/=]{44}'")


def show_report(visit: Visit) -> Response:
    """The page around the report."""
    [step] = [each for each in visit.study.checklist() if each.key == checklist.REPORT]
    files = {} if visit.is_blind else _list_files(visit)
    return visit.show(
        "report.html.jinja", step=step, files=sorted(files), is_written="report.html" in files
    )


def show_frame(visit: Visit) -> Response:
    """The report itself, or its appendix, which may do nothing but be read."""
    name = visit.request.path_params.get("name", "report.html")
    if not name.endswith(".html"):
        raise RequestError(f"{name!r} is no page of the report", hint="take it as a file")
    text = _find_file(visit, name).read_text("utf-8", "replace")
    scripts = " ".join(_HASH.findall(text[:HEAD])) or "'none'"
    policy = {"Content-Security-Policy": FRAME.format(scripts=scripts)}
    return Response(text, media_type="text/html; charset=utf-8", headers=policy)


def take_file(visit: Visit) -> Response:
    """A file of the report, to be kept elsewhere."""
    path = _find_file(visit, visit.request.path_params["name"])
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    headers = {"Content-Disposition": f'attachment; filename="{path.name}"'}
    return Response(path.read_bytes(), media_type=kind, headers=headers)


def _list_files(visit: Visit) -> Mapping[str, Path]:
    """The files of the report that are there, by name."""
    settings = visit.study.settings.report
    folder = visit.workspace.root / settings.folder
    named = {name: folder / name for name in list_report_names(settings.formats)}
    return {name: path for name, path in named.items() if path.is_file()}


def _find_file(visit: Visit, name: str) -> Path:
    """A file of the report.

    Raises:
        RequestError: no report has such a name.
        StudyError: it is not written yet, or this browser is blind to what it tells.
    """
    if visit.is_blind:
        raise StudyError(
            "the report counts what others and the machine coded, to which this browser is blind",
            hint="switch blind off to read it",
        )
    found = _list_files(visit)
    if name in found:
        return found[name]
    if name == "report.html":
        raise StudyError("the report is not written yet", hint="write it on the study's page")
    raise RequestError(f"the report has no file {name!r}", hint="choose one that the page lists")


ROUTES = (
    page("/report", show_report),
    page("/report/frame", show_frame),
    page("/report/frame/{name}", show_frame),
    page("/report/files/{name}", take_file),
)
