"""The board of disagreements: what each marked, and what people settle together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from interviewkit.errors import StudyError
from interviewkit.model import CONSENSUS, Dispute
from interviewkit.model.code_colours import choose_colours
from interviewkit.tables.drawing.html import draw_piece
from interviewkit.tables.findings.disagreements import build_to_settle
from interviewkit.web.answering.told import RequestError, Told
from interviewkit.web.answering.visit import Visit, act, look, page
from interviewkit.web.reviewing.cards import describe_code, describe_coding, describe_turn

MOST_SHOWN = 200


def show_board(visit: Visit) -> Response:
    """The board, which its script fills; with ``?table`` a table to read."""
    readers = visit.study.coders(who_read=True)
    people = [each.name for each in readers if each.is_person and each.name != CONSENSUS]
    has_table = "table" in visit.asked and not visit.is_blind and len(people) > 1
    table = draw_piece(build_to_settle(visit.study.differences())) if has_table else ""
    return visit.show("disagreements.html.jinja", people=people, table=table)


def list_board(visit: Visit) -> Mapping[str, Any]:
    """The differences, open ones first."""
    _refuse_blind(visit)
    study = visit.study
    codebook, _ = study.codebook()
    colours = choose_colours(codebook.code_ids)
    disputes = visit.workspace.kept.get(study.mark(), "disputes", study.disputes)
    found = sorted(disputes, key=lambda each: each.is_settled)
    left_out = found[MOST_SHOWN:]
    return {
        "disputes": [describe_dispute(each) for each in found[:MOST_SHOWN]],
        "left_out": len(left_out),
        "left_open": sum(not each.is_settled for each in left_out),
        "codes": [describe_code(code, colours) for code in codebook.codes],
    }


def describe_dispute(found: Dispute) -> Mapping[str, Any]:
    """What a page's script gets of one; offsets count Unicode characters."""
    return {
        "turn": describe_turn(found.turn, found.speaker),
        "code": found.code,
        "said": [
            {
                "coder": coder,
                "signs": signs,
                "marks": [
                    describe_coding(each)
                    for each in found.difference.codings
                    if each.coder == coder and each.holds
                ],
                "memos": [memo for who, memo in found.memos if who == coder],
            }
            for coder, signs in found.difference.said.items()
        ],
        "settled": [describe_coding(each) for each in found.settled],
        "is_settled": found.is_settled,
        "entry": found.entry or 0,
    }


def settle(visit: Visit, told: Told) -> Mapping[str, Any]:
    """What they settle: these passages hold the code (or another one), or none does."""
    _refuse_blind(visit)
    spans = told.numbers("starts"), told.numbers("ends"), told.texts("polarities")
    if len({len(each) for each in spans}) > 1:
        raise RequestError("every passage needs a start, an end and a polarity")
    entry = visit.study.settle(
        told.number("turn"),
        told.text("code"),
        list(zip(*spans, strict=True)),
        other=told.text("other", ""),
        by=visit.coder,
        agreed=told.truth("agreed"),
    )
    return _tell(visit, told, entry.id or 0)


def reopen(visit: Visit, told: Told) -> Mapping[str, Any]:
    """Take back what was settled; it is open again."""
    _refuse_blind(visit)
    _tell(visit, told, 0)  # what is asked about must be there before anything is taken back
    visit.study.undo(entry=told.number("entry"))
    return _tell(visit, told, 0)


def _tell(visit: Visit, told: Told, entry: int) -> Mapping[str, Any]:
    """The difference as it lies on the board now."""
    place = (told.number("turn"), told.text("code"))
    here = visit.study.disputes(codes=[place[1]], turns=[place[0]])
    found = [describe_dispute(each) for each in here if each.code == place[1]]
    return {"dispute": found[0] if found else None, "entry": entry}


def _refuse_blind(visit: Visit) -> None:
    if visit.is_blind:
        raise StudyError(
            "the board shows what others coded, and this browser is blind to that",
            hint="switch blind off to settle differences",
        )


ROUTES = (
    page("/review/disagreements", show_board),
    look("/api/review/disputes", list_board),
    act("/api/review/settle", settle),
    act("/api/review/reopen", reopen),
)
