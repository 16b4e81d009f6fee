"""What one does with passages that were found: several at once, each act undone as one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from interviewkit.errors import StudyError
from interviewkit.model import Outcome
from interviewkit.web.answering.told import RequestError, Told
from interviewkit.web.answering.visit import Visit, act


def recode(visit: Visit, told: Told) -> Mapping[str, Any]:
    """Another code for passages; what others coded stays theirs."""
    code, sign = told.text("code"), told.text("polarity", "")
    codings = told.numbers("codings")
    return _tell(visit.study.recode(codings, code, coder=_who(visit), polarity=sign))


def note(visit: Visit, told: Told) -> Mapping[str, Any]:
    """The same memo on passages."""
    spots = list(_spots(told))
    return _tell(visit.study.note_passages(spots, told.text("memo"), coder=_who(visit)))


def quote(visit: Visit, told: Told) -> Mapping[str, Any]:
    """Passages that the report is to prefer, or no longer."""
    spots, quoted = list(_spots(told)), told.truth("quoted")
    return _tell(visit.study.quote_in_report(spots, coder=_who(visit), quoted=quoted))


def undo(visit: Visit, told: Told) -> Mapping[str, Any]:
    """Take back entries of one's own, the newest first."""
    visit.study.marking(_who(visit)).undo_all(told.numbers("entries"))
    return {}


def save(visit: Visit, told: Told) -> Mapping[str, Any]:
    """Keep the question under a name."""
    name, text, note_ = told.text("name"), told.text("query"), told.text("note", "")
    saved = visit.study.save_query(name, text, by=_who(visit), note=note_)
    return {"name": saved.name, "query": saved.text, "entries": [saved.entry]}


def forget(visit: Visit, told: Told) -> Mapping[str, Any]:
    """Offer a question no longer."""
    return {"name": visit.study.forget_query(told.text("name"), by=_who(visit)).name}


def summarise(visit: Visit, told: Told) -> Mapping[str, Any]:
    """What a cell of the matrix says."""
    entry = visit.study.summarise_cell(told.text("about"), told.text("text"), coder=_who(visit))
    return {"by": entry.coder, "text": entry.memo, "entries": [entry.id]}


def _who(visit: Visit) -> str:
    if not visit.coder:
        raise StudyError("nobody has said who works here", hint="use the button “who are you?”")
    return visit.coder


def _spots(told: Told) -> Iterator[tuple[int, int, int]]:
    lists = [told.numbers(name) for name in ("turns", "starts", "ends")]
    if len({len(each) for each in lists}) != 1:
        raise RequestError("turns, starts and ends must be as many")
    yield from zip(*lists, strict=True)


def _tell(outcome: Outcome) -> Mapping[str, Any]:
    return {
        "says": outcome.says[0],
        "entries": outcome.facts.get("entries", []),
        "problems": [str(each) for each in outcome.problems],
    }


ACTS = (
    act("/api/retrieve/recode", recode),
    act("/api/retrieve/memo", note),
    act("/api/retrieve/quote", quote),
    act("/api/retrieve/undo", undo),
    act("/api/retrieve/save", save),
    act("/api/retrieve/forget", forget),
    act("/api/retrieve/summary", summarise),
)
