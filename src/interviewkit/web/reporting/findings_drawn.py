"""What was found as a page needs it: sentences, shares as numbers and texts, tables as HTML."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from interviewkit.model.findings_view import FindingSentence, FindingsPart, FoundShare, ThemeView
from interviewkit.model.query import Query, Term
from interviewkit.model.query_writing import write_query
from interviewkit.model.table import ESTIMATE, SPEECH, VOICES, Lead, ResultTable
from interviewkit.study import Study
from interviewkit.tables.drawing import Drawing
from interviewkit.web.answering.addresses import write_address
from interviewkit.web.answering.drawn import draw
from interviewkit.wording.numbers import count, percent, percent_range

JOINT = "joint"
SMALL_BASE = 10
"""A share of fewer people is an indication only, and is drawn hollow."""


def draw_findings(study: Study) -> Iterator[Mapping[str, Any]]:
    """The parts as they are computed."""
    for part in study.view_findings():
        yield draw_part(part)


def draw_part(part: FindingsPart) -> Mapping[str, Any]:
    """One part, as data that can be sent on."""
    tables = part.tables[1:] if part.key == JOINT else part.tables
    return {
        "key": part.key,
        "title": part.title,
        "lacks": part.lacks,
        "said": [_draw_sentence(each) for each in part.said],
        "themes": [_draw_theme(each) for each in part.themes],
        "tables": [str(draw(table, Drawing(link=find_address))) for table in tables],
        "rows": list(_list_joint(part.tables[0])) if part.key == JOINT and part.tables else [],
    }


def find_address(lead: Lead) -> str:
    """Where in the workspace that stands to which a number leads."""
    if lead.to == VOICES:
        return write_address("/retrieve", q=ask_for(lead.name, lead.segment, lead.wave))
    if lead.to == SPEECH:
        return write_address(f"/read/{lead.name}") + f"#turn-{lead.turn}"
    return ""


def ask_for(name: str, segment: str = "", wave: str = "") -> str:
    """The question after the voices behind a number."""
    return write_query(
        Query(
            asked=Term(name),
            segments=(segment,) if segment else (),
            waves=(wave,) if wave else (),
        )
    )


def _draw_sentence(each: FindingSentence) -> Mapping[str, Any]:
    return {"text": each.text, "caution": each.caution}


def _draw_theme(theme: ThemeView) -> Mapping[str, Any]:
    return {
        "id": theme.id,
        "label": theme.label,
        "said": [_draw_sentence(each) for each in theme.said],
        "shares": [_draw_share(each) for each in theme.shares],
    }


def _draw_share(each: FoundShare) -> Mapping[str, Any]:
    found = each.found
    drawn = {
        "label": each.label,
        "group": each.group,
        "href": write_address("/retrieve", q=ask_for(found.of, found.segment, found.wave)),
        "people": f"{count(found.voiced)} of {count(found.n)}" if found.n else "nobody here",
    }
    if not found.n or math.isnan(found.share):
        return {**drawn, "share": None}
    ends = (found.share, found.interval.low, found.interval.high)
    return {
        **drawn,
        "share": percent(found.share),
        "interval": percent_range(found.interval),
        "at": [round(100 * each, 2) for each in ends],
        "is_small": found.n < SMALL_BASE,
    }


def _list_joint(sides: ResultTable) -> Iterator[Mapping[str, Any]]:
    """The rows of the joint display, each with what its conclusion is about."""
    for row in sides.rows:
        theme, beside = row.leads.get("theme"), row.leads.get("beside")
        yield {
            "of": theme.name if theme else "",
            "about": beside.name if beside and beside.to == ESTIMATE else "",
            "theme": row.values["theme"],
            "beside": row.values["beside"] or "",
            "survey": list(_lines(row.values["survey"])),
            "conversations": list(_lines(row.values["conversations"])),
            "quotes": list(_lines(row.values["quotes"])),
        }


def _lines(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else ()
