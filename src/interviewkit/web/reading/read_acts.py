"""What is done on the reading page: each act is saved when it is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from interviewkit.errors import StudyError
from interviewkit.model import Act
from interviewkit.web.answering.told import Told
from interviewkit.web.answering.visit import Visit, act
from interviewkit.web.reading.read_json import describe_act

if TYPE_CHECKING:
    from interviewkit.study.codings import Marking


def code(visit: Visit, told: Told) -> Act:
    return open_marking(visit).code(
        told.number("turn"),
        _span(told),
        told.text("code", most=200),
        told.text("polarity", "+", most=1),
        quote=told.text("quote", ""),
    )


def change(visit: Visit, told: Told) -> Act:
    return open_marking(visit).change(told.number("id"), **_changes(told))


def accept(visit: Visit, told: Told) -> Act:
    return open_marking(visit).accept(told.number("id"), **_changes(told))


def reject(visit: Visit, told: Told) -> Act:
    return open_marking(visit).reject(told.number("id"))


def withdraw(visit: Visit, told: Told) -> Act:
    return open_marking(visit).withdraw(told.number("id"))


def read(visit: Visit, told: Told) -> Act:
    return open_marking(visit).read(told.numbers("turns"))


def unread(visit: Visit, told: Told) -> Act:
    return open_marking(visit).unread(told.numbers("turns"))


def undo(visit: Visit, _told: Told) -> Act:
    done = open_marking(visit).undo()
    if done is None:
        raise StudyError("there is nothing to undo", hint="you have done nothing yet that stands")
    return done


def redo(visit: Visit, _told: Told) -> Act:
    done = open_marking(visit).redo()
    if done is None:
        raise StudyError(
            "there is nothing to do again", hint="only what was undone last can be done again"
        )
    return done


def open_marking(visit: Visit) -> Marking:
    """The visitor at work on passages."""
    return visit.study.marking(demand_coder(visit), blind=visit.is_blind)


def demand_coder(visit: Visit) -> str:
    """Who codes in this browser.

    Raises:
        StudyError: nobody has said so.
    """
    if not visit.coder:
        raise StudyError("who codes in this browser?", hint="say so at the top of the page")
    return visit.coder


def _span(told: Told) -> tuple[int, int]:
    return told.number("start"), told.number("end")


def _changes(told: Told) -> Mapping[str, Any]:
    """What of a coding is to be another; what is not named stays."""
    return {
        "span": told.span(),
        "code": told.text("code", "", most=200) or None,
        "polarity": told.text("polarity", "", most=1) or None,
        "quote": told.text("quote", ""),
    }


def _tell(doing: Callable[[Visit, Told], Act]) -> Callable[[Visit, Told], Mapping[str, Any]]:
    def answer(visit: Visit, told: Told) -> Mapping[str, Any]:
        return describe_act(doing(visit, told))

    return answer


ACTS = tuple(
    act(f"/api/read/{each.__name__}", _tell(each))
    for each in (code, change, withdraw, accept, reject, read, unread, undo, redo)
)
