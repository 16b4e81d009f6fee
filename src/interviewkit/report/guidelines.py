"""What journals ask for (COREQ, SRQR, GRAMMS), answered from what the study knows of itself.

The lists are data files; an item that the study cannot know is the researcher's to answer, in
``[report.answers.coreq]`` of study.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from interviewkit.errors import StudyError, did_you_mean
from interviewkit.model.guideline import (
    BY_AUTHORS,
    BY_STUDY,
    GUIDELINES,
    AnsweredGuideline,
    Guideline,
    GuidelineAnswer,
    GuidelineItem,
)
from interviewkit.report.guideline_facts import list_facts
from interviewkit.report.voices import Cast


@cache
def read_guideline(name: str) -> Guideline:
    """A guideline of the house by its short name, in any case of letters.

    Raises:
        StudyError: there is none of this name.
    """
    if name.lower() not in GUIDELINES:
        raise StudyError(
            f"there is no guideline {name!r}", hint=did_you_mean(name.lower(), GUIDELINES)
        )
    path = files("interviewkit.report") / "guideline_files" / f"{name.lower()}.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    items = tuple(
        GuidelineItem(**{**item, "known": tuple(item.get("known", ()))}) for item in table["items"]
    )
    return Guideline(table["name"], table["title"], table["version"], table["source"], items)


def answer_guideline(name: str, cast: Cast) -> AnsweredGuideline:
    """Every item of a guideline with what the authors wrote, or else what the study knows.

    Raises:
        StudyError: there is no guideline of this name.
    """
    guideline, facts = read_guideline(name), list_facts(cast)
    written = cast.inputs.answers.get(name.lower(), {})
    answers = tuple(_answer(item, facts, written) for item in guideline.items)
    return AnsweredGuideline(guideline, answers)


def _answer(
    item: GuidelineItem, facts: Mapping[str, str], written: Mapping[str, str]
) -> GuidelineAnswer:
    if text := written.get(item.number, "").strip():
        return GuidelineAnswer(item, text, BY_AUTHORS)
    text = " ".join(facts[key] for key in item.known if facts.get(key))
    return GuidelineAnswer(item, text, BY_STUDY if text else "")
