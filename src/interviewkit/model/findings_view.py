"""What was found, as one looks at it while the work goes on: sentences, shares, tables."""

from __future__ import annotations

from dataclasses import dataclass

from interviewkit.model.finding import Prevalence
from interviewkit.model.table import ResultTable


@dataclass(frozen=True, slots=True)
class FindingSentence:
    """A sentence as the report prints it; a ``caution`` says what limits a finding."""

    text: str
    caution: bool = False


@dataclass(frozen=True, slots=True)
class FoundShare:
    """The share of people who voiced something, under the name that readers know.

    ``group`` heads the shares that belong together. The share is ``None`` where there are so few
    people that they might be recognised.
    """

    label: str
    found: Prevalence
    group: str = ""


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A theme (or a code by itself): what the report says of it, and its shares."""

    id: str
    label: str
    said: tuple[FindingSentence, ...]
    shares: tuple[FoundShare, ...]


@dataclass(frozen=True, slots=True)
class FindingsPart:
    """One part of what was found: themes, differences, waves, corrected shares, joint display.

    ``lacks`` says why there is nothing in it, where there is not.
    """

    key: str
    title: str
    said: tuple[FindingSentence, ...] = ()
    themes: tuple[ThemeView, ...] = ()
    tables: tuple[ResultTable, ...] = ()
    lacks: str = ""
