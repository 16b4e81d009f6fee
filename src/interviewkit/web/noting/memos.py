"""The page of memos: a journal by date, searched and filtered; written, changed, let out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from interviewkit.errors import StudyError
from interviewkit.model import MEMO_KINDS, Memo
from interviewkit.tables.drawing import draw_table
from interviewkit.tables.material.memos import build_memos
from interviewkit.web.answering.told import RequestError, Told
from interviewkit.web.answering.visit import Visit, act, look, page
from interviewkit.web.noting.subjects import address_subject, name_subject, part_text

FILTERS = ("text", "about", "naming", "coder", "since", "until")
SHOWN = 100
"""Memos on one page, the newest first."""

FORMATS = {
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def show(visit: Visit) -> Response:
    """The journal, the newest day first."""
    fault: StudyError | None = None
    try:
        found = find_memos(visit)
    except StudyError as known:
        found, fault = [], known
    study = visit.study
    every = _see(visit, visit.workspace.kept.get(study.mark(), "memos", study.memos))
    number = _read_number(visit)
    pages = max(1, -(-len(found) // SHOWN))
    newest = list(reversed(found))[(number - 1) * SHOWN : number * SHOWN]
    days: dict[str, list[Memo]] = {}
    for memo in newest:
        days.setdefault(memo.at[:10], []).append(memo)
    asked = {name: visit.asked.get(name, "") for name in (*FILTERS, "kind")}
    return visit.show(
        "memos.html.jinja",
        days=days,
        found=len(found),
        fault=fault,
        asked=asked,
        query=urlencode({name: value for name, value in asked.items() if value}),
        kinds=MEMO_KINDS,
        coders=sorted({memo.coder for memo in every}),
        named=Counter(subject for memo in every for subject in set(memo.names)),
        number=number,
        pages=pages,
        new=visit.asked.get("new", ""),
        part_text=part_text,
        address=address_subject,
        name=name_subject,
    )


def find_memos(visit: Visit) -> Sequence[Memo]:
    """The memos that the address asks for, as far as this visitor sees them."""
    wanted = {name: visit.asked.get(name, "") for name in FILTERS}
    kind = visit.asked.get("kind", "")
    return _see(visit, visit.study.memos(**wanted, kinds=[kind] if kind else ()))


def _see(visit: Visit, memos: Sequence[Memo]) -> Sequence[Memo]:
    """Who reads blind sees no memos of others: they tell how these would code."""
    return [each for each in memos if not visit.is_blind or is_own(visit, each)]


def is_own(visit: Visit, memo: Memo) -> bool:
    return memo.coder.casefold() == visit.coder.casefold()


def export(visit: Visit) -> Response:
    """The same memos as a file."""
    shape = visit.asked.get("as", "md")
    if shape not in FORMATS:
        raise RequestError(f"memos are not written as {shape}")
    table = build_memos(find_memos(visit), f"Memos: {visit.study.settings.study.name}")
    named = {"Content-Disposition": f'attachment; filename="memos.{shape}"'}
    return Response(draw_table(table, shape), media_type=FORMATS[shape], headers=named)


def list_memos(visit: Visit) -> Mapping[str, Any]:
    """Memos about something, and those that name it."""
    about = visit.asked.get("about", "")
    study = visit.study
    naming = study.memos(naming=about) if about else ()
    return {
        "memos": [describe_memo(visit, each) for each in find_memos(visit)],
        "naming": [describe_memo(visit, each) for each in _see(visit, naming)],
    }


def list_subjects(visit: Visit) -> Mapping[str, Any]:
    """What memos may be about, as far as it looks like what is typed."""
    return {"subjects": visit.study.subjects(visit.asked.get("text", ""))}


def write(visit: Visit, told: Told) -> Mapping[str, Any]:
    """A new memo, or one that takes the place of another."""
    _refuse_nobody(visit)
    text = told.text("text")
    if replaces := told.number("replaces", 0):
        return describe_memo(visit, visit.study.edit_memo(replaces, text, coder=visit.coder))
    span = told.span() or (None, None)
    made = visit.study.write_memo(
        told.text("about", most=1000),
        text,
        coder=visit.coder,
        quote=told.text("quote", ""),
        start=span[0],
        end=span[1],
        code=told.text("code", "", most=200),
    )
    return describe_memo(visit, made)


def remove(visit: Visit, told: Told) -> Mapping[str, Any]:
    _refuse_nobody(visit)
    gone = visit.study.remove_memo(told.number("id"), coder=visit.coder)
    return {"removed": told.number("id"), "entry": gone.id}


def undo(visit: Visit, told: Told) -> Mapping[str, Any]:
    """Take back what was done to a memo."""
    _refuse_nobody(visit)
    return {"entry": visit.study.undo(entry=told.number("entry"), coder=visit.coder).id}


def describe_memo(visit: Visit, memo: Memo) -> Mapping[str, Any]:
    """A memo as JSON; offsets count Unicode characters."""
    start, end = memo.span or (None, None)
    return {
        "id": memo.id,
        "about": str(memo.about),
        "name": name_subject(memo.about),
        "address": address_subject(memo.about),
        "kind": memo.kind,
        "text": memo.text,
        "parts": [{"text": text, "address": address} for text, address in part_text(memo)],
        "coder": memo.coder,
        "own": is_own(visit, memo),
        "at": memo.at,
        "changed": memo.changed,
        "code": memo.code,
        "start": start,
        "end": end,
        "quote": memo.quote,
        "gone": memo.gone,
    }


def _refuse_nobody(visit: Visit) -> None:
    if not visit.coder:
        raise StudyError("who writes in this browser?", hint="say so at the top of the page")


def _read_number(visit: Visit) -> int:
    asked = visit.asked.get("page", "1")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 9 else 1


ROUTES = (
    page("/memos", show),
    page("/memos/export", export),
    look("/api/memos", list_memos),
    look("/api/subjects", list_subjects),
    act("/api/memo", write),
    act("/api/memo/remove", remove),
    act("/api/memo/undo", undo),
)
