"""Where pages lead for what memos are about, and a memo's text with its links."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from interviewkit.model import Memo, Subject
from interviewkit.model.memo import (
    CODE,
    FINDING,
    PERSON,
    STUDY,
    THEME,
    TOPIC,
    TRANSCRIPT,
    TURN,
    find_links,
)

_PAGES = {
    STUDY: "/",
    TRANSCRIPT: "/read/{}",
    CODE: "/codebook#code-{}",
    THEME: "/codebook#theme-{}",
    PERSON: "/people/{}",
    TOPIC: "/topics/{}",
    FINDING: "/findings",
}


def address_subject(subject: Subject) -> str:
    """The page on which one sees it; empty where there is none."""
    if subject.kind == TURN:
        return f"/read/{quote(subject.name)}#turn-{subject.turn}"
    return _PAGES.get(subject.kind, "").format(quote(subject.name))


def name_subject(subject: Subject) -> str:
    """What stands on the page for it."""
    if subject.kind == STUDY:
        return "the study"
    if subject.kind == TURN:
        return f"{subject.name}, turn {subject.turn}"
    return f"{subject.kind} {subject.name}"


def part_text(memo: Memo) -> Iterator[tuple[str, str]]:
    """(text, address) of the pieces of a memo; what is no link has no address."""
    at = 0
    for (start, end, named), subject in zip(find_links(memo.text), memo.names, strict=True):
        yield memo.text[at:start], ""
        yield named, address_subject(subject)
        at = end
    yield memo.text[at:], ""
