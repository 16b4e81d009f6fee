"""Two rows of names: questions above, their parts below, as SurveyMonkey and merged cells do.

A question stands above its first column; the columns to the right of it, without a name above,
are its parts. ``Response`` and ``Open-Ended Response`` below mean that it has no parts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from interviewkit.survey.columns.response_sets import find_written_parts, mark_chosen
from interviewkit.survey.files.contract import ColumnFacts, Read, Sheet, SurveyGrid, SurveySource
from interviewkit.survey.layouts.plain import build_sheet

WHOLE = {"response", "open-ended response", "open ended response", "antwort", "offene antwort",
         "réponse", "respuesta", "resposta"}  # fmt: skip
OTHER = ("other", "please specify", "sonstige", "autre", "otro", "comment")
OURS = {"respondent id", "collector id", "respondent_id", "collector_id"}
IDS = ("Respondent ID", "respondent_id", "RespondentID")


def read_stacked(source: SurveySource, grid: SurveyGrid) -> Read | None:
    """The sheet with ``question [part]`` as names; ``None`` where there is one row of names."""
    records = grid.filled
    if len(records) < 3 or not _is_stacked(records[0][1], records[1][1]):
        return None
    line, above = records[0]
    width = max(len(above), len(records[1][1]))
    above = above + ("",) * (width - len(above))
    below = records[1][1] + ("",) * (width - len(records[1][1]))
    questions = _filled_on(above, below)
    parts = ["" if part.casefold() in WHOLE else part for part in below]
    count = Counter(questions)
    names = tuple(
        f"{question} [{part}]" if part and question and count[question] > 1 else question or part
        for question, part in zip(questions, parts, strict=True)
    )
    first = (line, names)
    sheet, problems = build_sheet(source, first, records[2:], grid.separator, "surveymonkey")
    parts_of: dict[str, dict[str, str]] = {}
    for name, question, part in zip(names, questions, parts, strict=True):
        if question and count[question] > 1 and name in sheet.header:
            parts_of.setdefault(question, {})[name] = part
    about = {name: ColumnFacts(label=name) for name in sheet.header}
    for question, named in parts_of.items():
        about |= _about_parts(sheet, question, named)
    sets = {question: question for question, n in count.items() if n > 1 and question}
    ids = next((name for name in IDS if name in sheet.header), "")
    sheet = replace(sheet, about=about, sets=sets, respondent=ids)
    return mark_chosen(sheet, ("",)), problems


def _is_stacked(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the second row holds parts of questions and not a person's answers."""
    words = {cell.casefold() for cell in below}
    if {cell.casefold() for cell in above} & OURS:
        return bool(words & WHOLE) or any(
            not up and low for up, low in zip(above, below, strict=False)
        )
    places = range(min(len(above), len(below)))
    gaps = [place for place in places if not above[place] and below[place]]
    begins = [place for place in gaps if any(above[:place])]
    alone = [place for place in places if above[place] and not (
        place + 1 < len(above) and not above[place + 1])]  # fmt: skip
    quiet = all(not below[place] or below[place].casefold() in WHOLE for place in alone)
    named = all(not below[place].replace(".", "").isdigit() for place in gaps)
    return len(begins) > 1 and quiet and named


def _filled_on(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """Each column's question: its own or, where it has a part but no question, the one before."""
    questions: list[str] = []
    for question, part in zip(above, below, strict=True):
        goes_on = part and not question and questions
        questions.append(questions[-1] if goes_on else question)
    return questions


def _about_parts(sheet: Sheet, question: str, named: Mapping[str, str]) -> dict[str, ColumnFacts]:
    """The columns of one question; those that people wrote in are texts."""
    hinted = [name for name, part in named.items() if any(w in part.casefold() for w in OTHER)]
    written = find_written_parts({name: sheet.column(name) for name in named}, hinted, ("",))
    return {name: ColumnFacts(label=name, part_of=question, kind="text" if name in written else "")
            for name in named}  # fmt: skip
