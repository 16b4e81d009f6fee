"""What a journal asks a report to tell: a published reporting guideline, and how it is answered."""

from __future__ import annotations

from dataclasses import dataclass

GUIDELINES = ("coreq", "srqr", "gramms")
"""Those that the house brings."""

BY_AUTHORS, BY_STUDY = "study.toml", "the study"


@dataclass(frozen=True, slots=True)
class GuidelineItem:
    """One thing to tell. ``known`` names what a study knows of it by itself, in that order."""

    number: str
    domain: str
    topic: str
    question: str
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guideline:
    """A published list of what to tell: its short name, full title, version and source."""

    name: str
    title: str
    version: str
    source: str
    items: tuple[GuidelineItem, ...]


@dataclass(frozen=True, slots=True)
class GuidelineAnswer:
    """How an item is answered; ``by`` says who tells it, and is empty where nobody does yet."""

    item: GuidelineItem
    text: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class AnsweredGuideline:
    """A guideline with an answer to each of its items, in their order."""

    guideline: Guideline
    answers: tuple[GuidelineAnswer, ...]

    @property
    def open(self) -> tuple[GuidelineItem, ...]:
        """The items that nobody answers yet."""
        return tuple(each.item for each in self.answers if not each.by)
