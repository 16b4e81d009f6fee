"""Pages of people: who is who, one person's words beside their answers, open answers in a grid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.responses import Response

from interviewkit.errors import CodebookError, InterviewkitError, StudyError, SurveyError
from interviewkit.model import Codebook, Coding, LinkCheck, Linked, SegmentSize
from interviewkit.model.code_colours import choose_colours
from interviewkit.model.grouping import group_lists
from interviewkit.web.answering.told import Told
from interviewkit.web.answering.visit import Visit, act, look, page

SHOWN = 100
"""Labels on one page."""

ANSWERS_SHOWN = 40
"""Respondents on one page of the grid."""

OPEN, ALL = "open", "all"


def show(visit: Visit) -> Response:
    """Who is who, what is open first; segments with how many are in them."""
    fault: InterviewkitError | None = None
    check: LinkCheck | None = None
    try:
        check = check_link(visit)
    except (StudyError, SurveyError) as known:
        fault = known
    which = visit.asked.get("show", "") or (OPEN if check and _list_open(check) else ALL)
    text = visit.asked.get("text", "")
    rows = _choose_rows(check, which, text) if check else []
    number, pages, shown = _take_page(visit, rows, SHOWN)
    return visit.show(
        "people.html.jinja",
        check=check,
        fault=fault,
        which=which,
        text=text,
        rows=shown,
        found=len(rows),
        open=len(_list_open(check)) if check else 0,
        segments=list_segments(visit),
        number=number,
        pages=pages,
    )


def check_link(visit: Visit) -> LinkCheck:
    """Who is who, worked out anew only where the study or the survey's file is another."""
    study = visit.study
    return visit.workspace.kept.get(study.link_mark(), "link", study.check_link)


def list_segments(visit: Visit) -> Sequence[SegmentSize]:
    """The segments as last linked."""
    return visit.study.segments()


def _list_open(check: LinkCheck) -> list[Linked]:
    """Labels behind which nobody is known, and people without a row where there is a survey."""
    return [
        each
        for each in check.speakers
        if not each.speaker.is_resolved
        or (check.respondents and not each.is_joined and each.how != "moderates")
    ]


def _choose_rows(check: LinkCheck, which: str, text: str) -> list[Linked]:
    rows = _list_open(check) if which == OPEN else list(check.speakers)
    words = text.casefold().split()

    def fits(row: Linked) -> bool:
        speaker = row.speaker
        said = (speaker.transcript, speaker.label, speaker.participant, row.respondent)
        return all(word in " ".join(said).casefold() for word in words)

    return [row for row in rows if fits(row)]


def show_person(visit: Visit) -> Response:
    """One person: who they are and what they answered, beside everything they said."""
    name = visit.request.path_params["name"]
    voice = visit.study.voice(name, coder=visit.coder, blind=visit.is_blind)
    codebook = read_codebook(visit)
    memos = visit.study.memos(about=f"person:{name}")
    named = visit.study.memos(naming=f"person:{name}")
    return visit.show(
        "person.html.jinja",
        voice=voice,
        talks=group_lists((turn.transcript, turn) for turn in voice.turns),
        said=_by_turn(voice.codings),
        memos=[m for m in (*memos, *named) if not visit.is_blind or _is_own(visit, m.coder)],
        **describe_codebook(codebook),
    )


def _is_own(visit: Visit, coder: str) -> bool:
    return coder.casefold() == visit.coder.casefold()


def show_answers(visit: Visit) -> Response:
    """The grid of open answers, a row a respondent."""
    text, segment = visit.asked.get("text", ""), visit.asked.get("segment", "")
    asked = visit.asked.get("page", "1")
    number = max(1, int(asked)) if asked.isdecimal() and len(asked) < 9 else 1
    grid = visit.study.open_answers(
        coder=visit.coder,
        blind=visit.is_blind,
        text=text,
        segment=segment,
        start=(number - 1) * ANSWERS_SHOWN,
        most=ANSWERS_SHOWN,
    )
    codebook = read_codebook(visit)
    return visit.show(
        "answers.html.jinja",
        grid=grid,
        text=text,
        segment=segment,
        segments=[each.segment for each in list_segments(visit)],
        number=number,
        pages=max(1, -(-grid.found // ANSWERS_SHOWN)),
        said=defaultdict(tuple, grid.codings),
        open_questions=visit.study.settings.survey.text,
        **describe_codebook(codebook),
    )


def read_codebook(visit: Visit) -> Codebook:
    """The codebook; one without codes where there is none yet."""
    try:
        return visit.study.codebook()[0]
    except CodebookError:
        return Codebook("", ())


def describe_codebook(codebook: Codebook) -> dict[str, Any]:
    """Labels and colours of the codes."""
    colours = choose_colours(codebook.code_ids)
    return {
        "codes": codebook.codes,
        "labels": defaultdict(str, {code.id: code.label for code in codebook.codes}),
        "colours": defaultdict(int, colours),
    }


def _by_turn(codings: Sequence[Coding]) -> Mapping[int, list[Coding]]:
    return defaultdict(list, group_lists((each.passage.turn.id or 0, each) for each in codings))


def tell_names(visit: Visit) -> Mapping[str, Any]:
    """Whom one may mean: people of the conversations and respondents nobody has claimed."""
    words = visit.asked.get("text", "").casefold().split()
    check = check_link(visit)
    people = dict.fromkeys(e.speaker.participant for e in check.speakers if e.speaker.is_resolved)
    return {
        "people": _take_fitting(people, words),
        "respondents": _take_fitting(check.without_speech, words),
    }


def _take_fitting(names: Sequence[str] | Mapping[str, None], words: Sequence[str]) -> list[str]:
    return [each for each in names if all(word in each.casefold() for word in words)][:20]


def map_speaker(visit: Visit, told: Told) -> Mapping[str, Any]:
    """Who a label is, as somebody says; it stands in the participants file once this answers."""
    _refuse_nobody(visit)
    entry = visit.study.map_speaker(
        told.text("transcript", most=1000),
        told.text("label", most=1000),
        participant=told.text("participant", "", most=200),
        respondent=told.text("respondent", "", most=200),
        role=told.text("role", "", most=50),
        coder=visit.coder,
    )
    return {"entry": entry.id, "says": entry.memo}


def map_person(visit: Visit, told: Told) -> Mapping[str, Any]:
    """Which row of the survey is a person's."""
    _refuse_nobody(visit)
    entry = visit.study.map_person(
        told.text("participant", most=1000), told.text("respondent", most=200), coder=visit.coder
    )
    return {"entry": entry.id, "says": entry.memo}


def undo(visit: Visit, told: Told) -> Mapping[str, Any]:
    """Take back what was said of who is who."""
    _refuse_nobody(visit)
    return {"entry": visit.study.undo(entry=told.number("entry"), coder=visit.coder).id}


def _refuse_nobody(visit: Visit) -> None:
    if not visit.coder:
        raise StudyError("who works in this browser?", hint="say so at the top of the page")


def _take_page(
    visit: Visit, rows: Sequence[Linked], most: int
) -> tuple[int, int, Sequence[Linked]]:
    asked = visit.asked.get("page", "1")
    pages = max(1, -(-len(rows) // most))
    number = min(pages, max(1, int(asked) if asked.isdecimal() and len(asked) < 9 else 1))
    return number, pages, rows[(number - 1) * most : number * most]


ROUTES = (
    page("/people", show),
    page("/people/answers", show_answers),
    look("/api/people/names", tell_names),
    act("/api/people/speaker", map_speaker),
    act("/api/people/person", map_person),
    act("/api/people/undo", undo),
    page("/people/{name:path}", show_person),
)
