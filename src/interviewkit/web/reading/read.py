"""The page on which one reads and codes a transcript, the list of transcripts, and their print."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from starlette.responses import Response

from interviewkit.model import TranscriptWork
from interviewkit.model.grouping import group_lists
from interviewkit.web.answering.visit import Visit, look, page
from interviewkit.web.reading.read_acts import ACTS
from interviewkit.web.reading.read_json import describe_changes, describe_codes, describe_transcript
from interviewkit.web.reading.read_texts import WRITINGS

TURNS_A_PAGE = 500
"""How many turns stand on a page that is drawn by the server."""

MODULES = tuple(
    f"/static/{path.parent.name}/{path.name}"
    for folder in ("base", "read")
    for path in sorted((Path(__file__).parents[1] / "static" / folder).glob("*.js"))
)
"""What the page's scripts are: a browser that is told them all at once asks for all at once."""

COLUMNS = (
    ("transcript", "transcript"),
    ("wave", "wave"),
    ("group", "group"),
    ("people", "people"),
    ("turns", "turns"),
    ("read", "read by"),
    ("codings", "codings"),
    ("last", "last work"),
)
NUMERIC = frozenset({"people", "turns"})
FALLING = NUMERIC | {"read", "codings", "last"}
"""Columns of which the most stands on top."""

ORDERS: Mapping[str, Callable[[TranscriptWork], Any]] = {
    "people": lambda row: row.people,
    "turns": lambda row: row.turns,
    "read": lambda row: max(row.read.values(), default=0) / max(1, row.turns),
    "codings": lambda row: sum(row.codings.values()),
    "last": lambda row: row.last,
}
"""What the list can be sorted by once all is counted; the rest is sorted before."""

TRANSCRIPTS_A_PAGE = 100


def list_transcripts(visit: Visit) -> Response:
    asked = visit.asked.get("by", "")
    order = asked if asked in dict(COLUMNS) else "transcript"
    wanted = visit.asked.get("find", "").strip()
    names = [
        each for each in _sort_transcripts(visit, order) if wanted.casefold() in each.casefold()
    ]
    number, pages = choose_page(visit, len(names), TRANSCRIPTS_A_PAGE)
    shown = names[(number - 1) * TRANSCRIPTS_A_PAGE : number * TRANSCRIPTS_A_PAGE]
    found = visit.study.work(*shown, coder=visit.coder, blind=visit.is_blind) if shown else ()
    return visit.show(
        "read_list.html.jinja",
        rows=sorted(found, key=lambda row: shown.index(row.transcript)),
        count=len(names),
        wanted=wanted,
        number=number,
        pages=pages,
        order=order,
        columns=COLUMNS,
        numeric=NUMERIC,
        falling=FALLING,
    )


def _sort_transcripts(visit: Visit, order: str) -> Sequence[str]:
    """The names of all, in order; what people did is counted in all only where it orders them."""
    if order not in ORDERS:
        return visit.study.names(by=order)
    coder, blind = visit.coder, visit.is_blind
    rows = visit.workspace.kept.get(
        visit.study.mark(),
        ("work", coder, blind),
        lambda: visit.study.work(coder=coder, blind=blind),
    )
    return [row.transcript for row in sorted(rows, key=ORDERS[order], reverse=order in FALLING)]


def choose_page(visit: Visit, items: int, at_a_time: int) -> tuple[int, int]:
    """(which page is asked for, how many there are); the nearest where there is no such one."""
    pages = max(1, -(-items // at_a_time))
    asked = visit.asked.get("page", "1")
    return min(pages, max(1, int(asked) if asked.isdecimal() and len(asked) < 9 else 1)), pages


def show_transcript(visit: Visit) -> Response:
    name = visit.request.path_params["name"]
    if visit.asked.get("plain"):
        return _show_plain(visit, name)
    [work] = visit.study.work(name, coder=visit.coder, blind=visit.is_blind)
    return visit.show("read.html.jinja", work=work, modules=MODULES)


def _show_plain(visit: Visit, name: str) -> Response:
    """The transcript with its codings in words: to be printed, and to be read without scripts."""
    marked = visit.study.marked(name, coder=visit.coder, blind=visit.is_blind)
    turns = marked.transcript.turns
    number, pages = choose_page(visit, len(turns), TURNS_A_PAGE)
    shown = (*marked.proposals, *(e for e in marked.codings if e.coder in marked.persons))
    said = group_lists((e.passage.turn.id, e) for e in shown if e.holds)
    return visit.show(
        "read_plain.html.jinja",
        marked=marked,
        turns=turns[(number - 1) * TURNS_A_PAGE : number * TURNS_A_PAGE],
        number=number,
        pages=pages,
        labels={code.id: code.label for code in visit.study.codebook()[0].codes},
        profiles={profile.label: profile for profile in marked.speakers},
        said=defaultdict(list, said),
        memos=defaultdict(list, group_lists((memo.turn_id, memo) for memo in marked.memos)),
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
    *WRITINGS,
)
