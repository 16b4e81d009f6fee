"""One person's words beside their answers, and the grid of open answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from interviewkit.errors import StudyError
from interviewkit.model import Coding, Participant, Transcript, Turn
from interviewkit.model.grouping import group_lists
from interviewkit.model.participant import Respondent, Variable
from interviewkit.model.spoken_by import OpenAnswerGrid, OpenAnswerRow, PersonVoice
from interviewkit.steps.ingesting.survey_text import QUESTION
from interviewkit.steps.reviewing.queries import suggest_known
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves
from interviewkit.survey.respondent_ids import simplify_id

MOST_COLUMNS = 5
"""Variables shown beside open answers where study.toml names none under ``show``."""


def load_voice(site: Site, name: str, coder: str = "", *, blind: bool = False) -> PersonVoice:
    """All that one person said and answered.

    Raises:
        StudyError: there is nobody of that name.
    """
    with site.store.reading() as shelves:
        person = shelves.people.find(name)
        if person is None:
            hint = suggest_known(name, shelves.people.names(), "participant list")
            raise StudyError(f"there is nobody called {name!r}", hint=hint)
        turns = shelves.people.turns_of(name)
        rows = _find_rows(site, shelves, person)
        variables = shelves.survey.variables() if rows else []
        return PersonVoice(
            person,
            rows[0].name if rows else "",
            tuple(shelves.people.segments_of([name]).get(name, ())),
            tuple(_list_answers(rows, variables, _list_unasked(site))),
            tuple(turns),
            tuple(load_codings(shelves, turns, coder, blind=blind)),
            tuple((k, write_answer(v)) for k, v in person.attributes.items() if v is not None),
        )


def load_codings(
    shelves: Shelves, turns: Iterable[Turn], coder: str, *, blind: bool
) -> Sequence[Coding]:
    """What people coded in these turns, and what the machine proposes; read blind, one's own."""
    persons = {each.name for each in shelves.codings.coders() if each.is_person}
    found = shelves.codings.list({turn.id or 0: turn for turn in turns})
    own = coder.casefold()
    if blind:
        return [each for each in found if each.coder.casefold() == own and each.holds]
    said = [each for each in found if each.holds and each.coder in persons]
    judged = [each for each in found if each.coder in persons]
    proposed = [
        each
        for each in found
        if each.holds and each.coder == "machine" and not any(map(each.is_about, judged))
    ]
    return [*said, *proposed]


def load_open_answers(
    site: Site,
    *,
    coder: str = "",
    blind: bool = False,
    text: str = "",
    segment: str = "",
    start: int = 0,
    most: int = 50,
) -> OpenAnswerGrid:
    """Open answers of the survey that were taken in, respondent by respondent.

    ``text`` are words that all stand in one of the answers; ``segment`` leaves those who are in it.
    """
    with site.store.reading() as shelves:
        heads = [h for h in shelves.transcripts.heads() if is_of_answers(site, h)]
        who = shelves.people.behind(site.settings.survey.file)
        segments = shelves.people.segments_of(who.values())
        if segment:
            heads = [h for h in heads if segment in segments.get(who.get(h.name, ""), ())]
        if words := text.casefold().split():
            fits = shelves.transcripts.saying(site.settings.survey.file, words)
            heads = [head for head in heads if head.id in fits]
        shown = heads[start : start + most]
        turns = shelves.transcripts.turns_in([head.id or 0 for head in shown])
        variables = _choose_variables(site, shelves.survey.variables())
        rows = group_lists(
            (each.name, each)
            for each in shelves.survey.named({head.attributes["respondent"] for head in shown})
        )
        answered = [t for each in turns.values() for t in each if t.speaker != QUESTION]
        codings = load_codings(shelves, answered, coder, blind=blind)
    grid = [_build_row(head, turns[head.id or 0], who, rows, variables, segments) for head in shown]
    questions = dict.fromkeys(question for row in grid for question in row.answers)
    return OpenAnswerGrid(
        tuple(each.title for each in variables),
        tuple(questions),
        tuple(grid),
        len(heads),
        {
            key: tuple(of)
            for key, of in group_lists((c.passage.turn.id or 0, c) for c in codings).items()
        },
    )


def is_of_answers(site: Site, head: Transcript) -> bool:
    """Whether a transcript (without its turns) holds open answers of the survey."""
    return head.source == site.settings.survey.file and "respondent" in head.attributes


def _build_row(
    head: Transcript,
    turns: Sequence[Turn],
    who: Mapping[str, str],
    rows: Mapping[str, Sequence[Respondent]],
    variables: Sequence[Variable],
    segments: Mapping[str, Collection[str]],
) -> OpenAnswerRow:
    name = head.attributes["respondent"]
    same = rows.get(name, ())
    row = next((each for each in same if each.wave == head.wave), same[0] if same else None)
    question, answers = "", {}
    for turn in turns:
        if turn.speaker == QUESTION:
            question = turn.text
        else:
            answers[question] = turn
    about = (row.answers.get(each.name) if row else None for each in variables)
    person = who.get(head.name, "")
    return OpenAnswerRow(
        name,
        person,
        head.name,
        head.wave,
        tuple(write_answer(each) for each in about),
        tuple(segments.get(person, ())),
        answers,
    )


def _choose_variables(site: Site, variables: Sequence[Variable]) -> list[Variable]:
    show = site.settings.survey.show
    unasked = _list_unasked(site)
    closed = [each for each in variables if each.type != "text" and each.name not in unasked]
    named = [each for each in variables if each.name in show]
    return (named or closed)[:MOST_COLUMNS]


def _find_rows(site: Site, shelves: Shelves, person: Participant) -> Sequence[Respondent]:
    """The rows of the survey that are a person's, one a wave."""
    wanted = person.respondent or person.name
    rows = shelves.survey.named([wanted])
    if rows or site.settings.survey.ids != "alike":
        return rows
    alike = {name for name in shelves.survey.names() if simplify_id(name) == simplify_id(wanted)}
    return shelves.survey.named(alike)


def _list_unasked(site: Site) -> Collection[str]:
    """Columns that are no answers, and open ones, which stand among what the person said."""
    survey = site.settings.survey
    return {survey.respondent, survey.weight, survey.wave, *survey.text}


def _list_answers(
    rows: Sequence[Respondent], variables: Sequence[Variable], but: Collection[str]
) -> Iterable[tuple[str, str, str]]:
    for each in variables:
        for row in rows:
            value = row.answers.get(each.name)
            if value is not None and each.name not in but:
                yield each.title, write_answer(value), row.wave


def write_answer(value: object) -> str:
    """An answer as one would write it down: 47, not 47.0; yes, not True."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.10g}" if isinstance(value, float) else str(value)
