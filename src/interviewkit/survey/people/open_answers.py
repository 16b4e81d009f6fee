"""Open questions of a survey: who answered which of them, in what words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interviewkit.survey.answers import Answers, convert_value


@dataclass(frozen=True, slots=True)
class OpenAnswers:
    """What one respondent wrote in one wave: questions and answers, in the order asked for.

    Blanks and line breaks are single blanks. Questions without an answer are left out.
    """

    respondent: str
    wave: str
    line: int
    said: tuple[tuple[str, str], ...]


def collect_open_answers(answers: Answers, columns: Sequence[str]) -> tuple[list[OpenAnswers], int]:
    """The respondents who answered any of the columns, and how many cells hold no word.

    A question's words are its label or, where it has none, the name of its column.

    Raises:
        KeyError: there is no such column.
    """
    questions = [(answers.variable(name).title, list(answers.table[name])) for name in columns]
    waves = answers.table[answers.wave] if answers.wave else [""] * len(answers)
    found, wordless = [], 0
    for place, (name, wave) in enumerate(zip(answers.names, waves, strict=True)):
        said = []
        for question, cells in questions:
            text = " ".join(str(convert_value(cells[place]) or "").split())
            if text and not any(sign.isalnum() for sign in text):
                wordless += 1
            elif text:
                said.append((question, text))
        if said:
            line = answers.lines[place]
            found.append(OpenAnswers(name, str(convert_value(wave) or ""), line, tuple(said)))
    return found, wordless
