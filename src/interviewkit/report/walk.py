"""Texts, quotes and figures of an outline, each with its place, and all anchors of links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from interviewkit.report.figures import Figure
from interviewkit.report.pages import Block, Outline, Quote, ThemePage

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Located(Generic[Thing]):
    """A thing, the anchor of the chapter in which it stands, and which part of it that is."""

    anchor: str
    part: str
    thing: Thing


FRONT, THEMES, METHODS, LIMITS, JOINT = "summary", "themes", "methods", "limits", "joint"
"""Anchors of the chapters that are no sections."""


def list_blocks(outline: Outline) -> Iterator[Located[Block]]:
    """The texts that an analyst may replace: page one, then the themes."""
    if front := outline.front:
        yield Located(FRONT, "headline", front.headline)
        yield from placed(FRONT, "takeaway", (each.headline for each in front.takeaways))
    for page in outline.themes:
        if page.paragraph:
            yield Located(page.id, "paragraph", page.paragraph)


def list_quotes(outline: Outline) -> Iterator[Located[Quote]]:
    """What people said, theme by theme."""
    for page in outline.themes:
        yield from placed(page.id, "quotes", page.quotes)
        yield from placed(page.id, "otherwise", page.otherwise)


def list_figures(outline: Outline) -> Iterator[Located[Figure]]:
    """The figures in the order of the report."""
    if outline.front:
        drawn = (each.figure for each in outline.front.takeaways)
        yield from placed(FRONT, "takeaway", (figure for figure in drawn if figure))
    if outline.glance:
        yield Located(THEMES, "glance", outline.glance)
    for page in outline.themes:
        yield from placed(page.id, "figures", page.figures)
    for section in (*outline.sections, *outline.appendix):
        yield from placed(section.id, "figures", section.figures)


def list_anchors(outline: Outline) -> Iterator[str]:
    """All places that a link may lead to."""
    yield from (FRONT,) if outline.front else ()
    yield from (THEMES,) if outline.glance else ()
    yield from (METHODS,) if outline.methods or outline.methods_short else ()
    yield from (LIMITS,) if outline.limits else ()
    yield from (JOINT,) if outline.joint else ()
    for page in outline.themes:
        yield from _list_of_theme(page)
    yield from (section.id for section in (*outline.sections, *outline.appendix))
    yield from (each.thing.id for each in list_figures(outline))
    yield from (each.thing.id for each in list_quotes(outline))


def _list_of_theme(page: ThemePage) -> Iterator[str]:
    yield page.id
    yield from (card.id for card in page.cards)
    if page.who:
        yield page.who.id
        yield from (person.id for person in page.who.people)


def placed(anchor: str, part: str, things: Iterable[Thing]) -> Iterator[Located[Thing]]:
    """Things that stand in one part of a chapter."""
    return (Located(anchor, part, thing) for thing in things)
