"""What is written on the reading page: memos, mended typos, codes in people's own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from interviewkit.errors import SwallowedError
from interviewkit.web.answering.told import Told
from interviewkit.web.answering.visit import Visit, act
from interviewkit.web.reading.edits import list_lost
from interviewkit.web.reading.read_acts import demand_coder, open_marking
from interviewkit.web.reading.read_json import describe_act, describe_codes

Answer = Mapping[str, Any]


def write_memo(visit: Visit, told: Told) -> Answer:
    """A memo on a turn or a passage; one of one's own written anew, or removed by no words."""
    coder, text = demand_coder(visit), told.text("text")
    if "id" in told and not text.strip():
        return {"gone": visit.study.remove_memo(told.number("id"), coder=coder).id}
    if "id" in told:
        return {"id": visit.study.edit_memo(told.number("id"), text, coder=coder).id}
    start, end = told.span() or (None, None)
    about = f"{told.text('transcript')}#{told.number('position')}"
    code = told.text("code", "", most=200)
    memo = visit.study.write_memo(about, text, coder=coder, start=start, end=end, code=code)
    return {"id": memo.id}


def mend(visit: Visit, told: Told) -> Answer:
    """What a turn really says. ``swallow``: codings may lose all of their words."""
    what = (told.text("transcript"), told.number("position"), told.text("text"))
    try:
        edit = visit.study.edit_turn(
            *what, coder=demand_coder(visit), swallow=told.truth("swallow")
        )
    except SwallowedError as fault:
        lost = list_lost(visit, fault, visit.study.preview_edit(*what))
        return {"swallows": f"These would lose all of their words: {'; '.join(lost)}"}
    return {"changed": edit.is_change}


def invent(visit: Visit, told: Told) -> Answer:
    """A new code with the passage as its first example, given to it at once."""
    place = _place(told)
    polarity = told.text("polarity", "+", most=1)
    signs = ["+"] if polarity == "+" else ["+", "-"]
    label = told.text("label", most=1000)
    made = visit.study.add_code(label, by=demand_coder(visit), place=place, polarity=signs)
    done = open_marking(visit).code(place[0], place[1:], made.ids[0], polarity)
    codebook, _ = visit.study.codebook()
    return {**describe_act(done), "code": made.ids[0], "codes": describe_codes(codebook)}


def illustrate(visit: Visit, told: Told) -> Answer:
    """A passage becomes an example of a code, or a near miss."""
    made = visit.study.add_example(
        told.text("code", most=200),
        _place(told),
        by=demand_coder(visit),
        near_miss=told.truth("near_miss"),
        polarity=told.text("polarity", "+", most=1),
    )
    return {"says": made.says}


def cite(visit: Visit, told: Told) -> Answer:
    """The report is to quote a passage."""
    done = visit.study.quote_in_report([_place(told)], coder=demand_coder(visit))
    return {"says": " ".join(done.says)}


def _place(told: Told) -> tuple[int, int, int]:
    return told.number("turn"), told.number("start"), told.number("end")


WRITINGS = (
    act("/api/read/memo", write_memo),
    act("/api/read/mend", mend),
    act("/api/read/invent", invent),
    act("/api/read/illustrate", illustrate),
    act("/api/read/cite", cite),
)
