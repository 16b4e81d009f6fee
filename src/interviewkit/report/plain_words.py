"""Plain words for people, shares and answers, as page one tells them."""

from __future__ import annotations

import re

from interviewkit.model.estimate import Naming
from interviewkit.report.voices import Cast
from interviewkit.wording.fractions import fractions
from interviewkit.wording.numbers import of_people

FEW_PEOPLE = 30
"""A share of fewer people is told as so many of so many."""

_ACRONYM = re.compile(r"\b[A-Z]{2,}\b")
_PLURAL = re.compile(r"(\S+ ){0,2}(\S*[^\Ws]s|(wo)?men|people|children)", re.IGNORECASE)
_PLAIN = ("The ", "Those ", "People ", "Women ", "Men ")
"""How titles begin that can stand in a sentence as they are."""


def name_people(segment: str, cast: Cast) -> str:
    """The people of a segment within a sentence: ``executives``, ``those in “Top quartile”``.

    As study.toml calls them, else by the segment's title where that can stand in a sentence.
    """
    if called := cast.inputs.people.get(segment):
        return called
    title = cast.titles.get(segment, segment)
    if _PLURAL.fullmatch(title) or title.startswith(_PLAIN):
        return lower_label(title)
    return f"those in “{title}”"


def name_everyone(variable: str, cast: Cast) -> str:
    """All whom a question was put to, within a sentence."""
    return "those asked" if variable in cast.inputs.asked_in_part else "all respondents"


def lower_label(label: str) -> str:
    """A label within a sentence; acronyms in it (``AI``) are no reason to keep its capital."""
    first, rest = label.partition(" ")[0], _ACRONYM.sub("", label[1:])
    if (len(first) > 1 and first.isupper()) or rest != rest.lower():
        return label
    return f"{label[:1].lower()}{label[1:]}"


def begin(text: str) -> str:
    """A text as the beginning of a sentence."""
    return f"{text[:1].upper()}{text[1:]}"


def share_of(words: str, people: str) -> str:
    """A share in words of people: ``nine in ten freelancers``, ``half of employees``."""
    in_many = words.endswith((" in ten", " in five", " in twenty"))
    is_bare = not people.startswith(("the ", "those "))
    return f"{words} {people}" if in_many and is_bare else f"{words} of {people}"


def write_deed(naming: Naming, level: str) -> str:
    """What the people of a share do: ``are burned out``, ``answer yes to “Burned out”``."""
    if naming.phrase:
        return naming.phrase
    label = naming.label if naming.label.startswith("“") else f"“{naming.label}”"
    return f"answer {'yes' if level in ('', 'yes') else f'“{level}”'} to {label}"


def write_shares(one: tuple[float, int, int], other: tuple[float, int, int]) -> tuple[str, str]:
    """Two shares, each with how many it is of how many people: words, or counts of few people."""
    (share, voiced, n), (against, voiced_against, n_against) = one, other
    if min(n, n_against) < FEW_PEOPLE:
        return of_people(voiced, n), of_people(voiced_against, n_against)
    return fractions(share, against)
