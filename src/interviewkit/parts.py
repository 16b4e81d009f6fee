"""Every pluggable part by family and name, imported on first use.

Guests come from entry points of the group ``interviewkit.<family>``, e.g.
``interviewkit.reader``; a guest never replaces a part of the house.
"""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from interviewkit.errors import UnknownPartError

HOUSE: dict[str, dict[str, str]] = {
    "reader": {
        "speech": "interviewkit.readers.speech:read",
        "vtt": "interviewkit.readers.vtt:read",
        "srt": "interviewkit.readers.srt:read",
        "docx": "interviewkit.readers.docx:read",
        "table": "interviewkit.readers.table:read",
        "dialogues": "interviewkit.readers.dialogues:read",
    },
    "cutter": {
        "sentence": "interviewkit.language.cutters:by_sentence",
        "turn": "interviewkit.language.cutters:by_turn",
        "window": "interviewkit.language.cutters:by_window",
    },
    "coder": {
        "rules": "interviewkit.coding.rules:RulesCoder",
        "examples": "interviewkit.coding.examples:ExamplesCoder",
        "learned": "interviewkit.coding.learned:LearnedCoder",
    },
    "topic_model": {
        "bertopic": "interviewkit.topics.fit:fit_topics",
    },
    "survey_reader": {
        "csv": "interviewkit.survey.files.text_file:read",
        "xlsx": "interviewkit.survey.files.workbook:read",
        "spss": "interviewkit.survey.files.stat_file:read_spss",
        "stata": "interviewkit.survey.files.stat_file:read_stata",
    },
    "survey_layout": {
        "qualtrics": "interviewkit.survey.layouts.qualtrics:read",
        "limesurvey": "interviewkit.survey.layouts.limesurvey:read",
        "google": "interviewkit.survey.layouts.google:read",
        "kobo": "interviewkit.survey.layouts.kobo:read",
        "surveymonkey": "interviewkit.survey.layouts.stacked:read",
        "plain": "interviewkit.survey.layouts.plain:read",
    },
    "renderer": {
        "html": "interviewkit.report.html:render",
        "md": "interviewkit.report.markdown:render",
    },
}


def names(family: str) -> tuple[str, ...]:
    """The names of a family's parts: the house's in their order, then guests'."""
    house = HOUSE[family]
    guests = (entry.name for entry in _guests(family) if entry.name not in house)
    return (*house, *sorted(guests))


def load(family: str, name: str) -> Any:
    """The part of that family and name.

    Raises:
        UnknownPartError: no part has that name; the hint names the known and the nearest.
    """
    if name in HOUSE[family]:
        module, _, attribute = HOUSE[family][name].partition(":")
        return getattr(import_module(module), attribute)
    for entry in _guests(family):
        if entry.name == name:
            return entry.load()
    known = names(family)
    near = get_close_matches(name, known, n=1)
    hint = f"known: {', '.join(known)}" + (f"; did you mean {near[0]!r}?" if near else "")
    raise UnknownPartError(f"there is no {family.replace('_', ' ')} {name!r}", hint=hint)


def _guests(family: str) -> Any:
    return entry_points(group=f"interviewkit.{family}")
