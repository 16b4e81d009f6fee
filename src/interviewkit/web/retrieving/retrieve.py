"""The page on which passages are found again: people first, then what they said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.responses import Response

from interviewkit.errors import QueryError, StudyError
from interviewkit.model import Passage
from interviewkit.model.code_colours import choose_colours
from interviewkit.model.passage_time import find_passage_time
from interviewkit.model.query import STANDING, Query
from interviewkit.model.query_text import parse_query
from interviewkit.model.retrieval import FoundPassage, QueryChoices, Retrieval
from interviewkit.web.answering.visit import Visit, look, page
from interviewkit.web.retrieving.question import list_chips, narrow_blind
from interviewkit.web.retrieving.retrieve_acts import ACTS
from interviewkit.web.retrieving.retrieve_files import FILES
from interviewkit.wording.query_words import describe_query
from interviewkit.wording.words import write_clock

PEOPLE_A_PAGE = 20
PASSAGES_A_PERSON = 12
LINES_A_PAGE = 100
ROWS_A_PAGE = 10
MOST_AROUND = 20

SIDES = {"right": "the words after", "left": "the words before"}


def show(visit: Visit) -> Response:
    """The question, its parts, and what it finds: by person, or as words in their context."""
    choices = load_choices(visit)
    written = visit.asked.get("q", "")
    told: dict[str, Any] = {"found": None, "lines": None, "chips": (), "words": "", "fault": None}
    told["by_people"] = None
    try:
        query = parse_query(written)
        words = describe_query(query, choices.labels)
        told |= {"chips": list_chips(query, choices.labels), "words": words}
        told |= _find(visit, query, choices) if written.strip() else {}
    except (QueryError, StudyError) as fault:
        told["fault"] = fault
    return visit.show(
        "retrieve.html.jinja",
        written=written,
        first=read_number(visit, "first"),
        choices=choices,
        colours=choose_colours(choices.codes),
        queries=visit.study.queries(),
        cut=cut_pieces,
        time_of=write_passage_time,
        sides=SIDES,
        a_person=PASSAGES_A_PERSON,
        **told,
    )


def _find(visit: Visit, query: Query, choices: QueryChoices) -> Mapping[str, Any]:
    first = read_number(visit, "first")
    if visit.asked.get("view") == "kwic" and query.texts:
        sort = "left" if visit.asked.get("sort") == "left" else "right"
        speech = replace(query, asked=None, coders=(), machine=None, status=STANDING)
        lines = visit.study.search(speech, sort=sort, first=first, limit=LINES_A_PAGE)
        return {"lines": lines, "sort": sort, "size": LINES_A_PAGE}
    if visit.is_blind and not query.is_of_speech and visit.coder not in choices.coders:
        raise StudyError("you have coded nothing yet", hint="what others coded is hidden: blind")
    asked, most = narrow_blind(visit, query), PASSAGES_A_PERSON
    found = visit.study.retrieve(asked, first=first, people=PEOPLE_A_PAGE, passages=most)
    return {"found": found, "size": PEOPLE_A_PAGE, "by_people": _count_by_people(visit, asked)}


def _count_by_people(visit: Visit, query: Query) -> Retrieval | None:
    """The same by the word of people alone; ``None`` where the question asks for somebody's."""
    is_narrowed = query.machine is not None or query.coders or query.status != STANDING
    if is_narrowed or query.is_of_speech:
        return None
    return visit.study.retrieve(replace(query, machine=False), people=1, passages=1)


def show_matrix(visit: Visit) -> Response:
    """The framework matrix: people or segments by codes, summaries written in place."""
    choices = load_choices(visit)
    rows = "segments" if visit.asked.get("rows") == "segments" else "participants"
    columns = read_columns(visit, choices)
    written = visit.asked.get("q", "")
    told: dict[str, Any] = {"matrix": None, "fault": None}
    try:
        query = narrow_blind(visit, parse_query(written))
        told["matrix"] = visit.study.framework(
            rows, columns, query=query, first=read_number(visit, "first"), most=ROWS_A_PAGE
        )
    except (QueryError, StudyError) as fault:
        told["fault"] = fault
    return visit.show(
        "matrix.html.jinja",
        written=written,
        rows=rows,
        columns=columns,
        choices=choices,
        things=[*choices.themes.items(), *choices.codes.items()],
        first=read_number(visit, "first"),
        size=ROWS_A_PAGE,
        **told,
    )


def read_columns(visit: Visit, choices: QueryChoices) -> list[str]:
    """The codes and themes that are ticked; without any, those that the study chooses."""
    known = {*choices.codes, *choices.themes}
    asked = dict.fromkeys(visit.request.query_params.getlist("column"))
    return [each for each in asked if each in known]


def load_choices(visit: Visit) -> QueryChoices:
    """What a question can name; read once for as long as the study says the same."""
    return visit.workspace.kept.get(visit.study.mark(), "query choices", visit.study.query_choices)


def tell_around(visit: Visit) -> Mapping[str, Any]:
    """The turns around a passage."""
    turn, around = read_number(visit, "turn"), min(read_number(visit, "around"), MOST_AROUND)
    turns = visit.study.turns_around(visit.asked.get("transcript", ""), turn, around)
    return {
        "turns": [
            {"position": each.position, "speaker": each.speaker, "text": each.text}
            for each in turns
        ]
    }


def read_number(visit: Visit, name: str) -> int:
    """A number of the address; 0 where it is none."""
    asked = visit.asked.get(name, "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 9 else 0


def write_passage_time(passage: Passage) -> str:
    """When a passage was said, by its own words where they are timed; empty where nothing tells."""
    return write_clock(find_passage_time(passage.turn, passage.start, passage.end).start)


def cut_pieces(found: FoundPassage) -> list[tuple[str, bool]]:
    """The words of a passage in pieces, each with whether it is what was looked for."""
    passage, pieces, at = found.passage, [], found.passage.start
    text = passage.turn.text
    for start, end in found.matches:
        start, end = max(start, at), min(end, passage.end)
        if start < end:
            pieces += [(text[at:start], False), (text[start:end], True)]
            at = end
    return [piece for piece in (*pieces, (text[at : passage.end], False)) if piece[0]]


ROUTES = (
    page("/retrieve", show),
    page("/retrieve/matrix", show_matrix),
    look("/api/retrieve/around", tell_around),
    *FILES,
    *ACTS,
)
