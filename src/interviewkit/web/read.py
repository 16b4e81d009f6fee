"""The page on which one reads and codes a transcript, the list of transcripts, and their print."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from starlette.responses import Response

from interviewkit.web.read_acts import ACTS
from interviewkit.web.read_json import describe_changes, describe_codes, describe_transcript
from interviewkit.web.visit import Visit, look, page

TURNS_A_PAGE = 500
"""How many turns stand on a page that is drawn by the server."""


def list_transcripts(visit: Visit) -> Response:
    return visit.show("study.html.jinja", transcripts=visit.study.transcripts())


def show_transcript(visit: Visit) -> Response:
    name = visit.request.path_params["name"]
    if visit.asked.get("plain"):
        return _show_plain(visit, name)
    head = visit.study.transcript(name)
    facts = [head.wave, head.group]
    return visit.show("read.html.jinja", name=head.name, facts=[each for each in facts if each])


def _show_plain(visit: Visit, name: str) -> Response:
    """The transcript with its codings in words: to be printed, and to be read without scripts."""
    marked = visit.study.marked(name, coder=visit.coder, blind=visit.is_blind)
    turns = marked.transcript.turns
    pages = max(1, -(-len(turns) // TURNS_A_PAGE))
    asked = visit.asked.get("page", "1")
    number = min(pages, max(1, int(asked) if asked.isdecimal() and len(asked) < 9 else 1))
    shown = turns[(number - 1) * TURNS_A_PAGE : number * TURNS_A_PAGE]
    return visit.show(
        "read_plain.html.jinja", marked=marked, turns=shown, number=number, pages=pages
    )


def tell_transcript(visit: Visit) -> Mapping[str, Any]:
    marked = visit.study.marked(
        visit.asked.get("name", ""), coder=visit.coder, blind=visit.is_blind
    )
    codebook, _ = visit.study.codebook()
    return describe_transcript(marked, codebook, find_own_name(visit, marked.persons))


def tell_codes(visit: Visit) -> Mapping[str, Any]:
    codebook, _ = visit.study.codebook()
    return {"codes": describe_codes(codebook)}


def tell_changes(visit: Visit) -> Mapping[str, Any]:
    asked = visit.asked
    changes = visit.study.changes(
        asked.get("transcript", ""),
        asked.get("since", ""),
        coder=visit.coder,
        blind=visit.is_blind,
    )
    return describe_changes(changes, find_own_name(visit, changes.persons))


def find_own_name(visit: Visit, persons: Collection[str]) -> str:
    """The visitor's name as the study has it."""
    wanted = visit.coder.casefold()
    return next((each for each in persons if each.casefold() == wanted), visit.coder)


ROUTES = (
    page("/read", list_transcripts),
    page("/read/{name:path}", show_transcript),
    look("/api/read/transcript", tell_transcript),
    look("/api/read/codes", tell_codes),
    look("/api/read/changes", tell_changes),
    *ACTS,
)
