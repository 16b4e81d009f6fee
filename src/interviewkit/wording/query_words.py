"""A question in words, for readers who never typed one."""

from __future__ import annotations

from collections.abc import Mapping

from interviewkit.model.query import (
    ANY_STATUS,
    STANDING,
    AllOf,
    AnyOf,
    Asked,
    Follows,
    Near,
    Not,
    Query,
    Term,
    TextWanted,
)
from interviewkit.wording.words import join_words, name_polarity


def describe_query(query: Query, labels: Mapping[str, str] | None = None) -> str:
    """What a question asks, in words; ``labels`` are what readers know codes and segments by.

    >>> from interviewkit.model.query_text import parse_query
    >>> describe_query(parse_query("isolation and not trust- segment:tired wave:April,May"))
    '“isolation” and not “trust” (opposing), said by “tired”, in April or May'
    """
    known = labels or {}
    parts = [_describe_asked(query.asked, known) if query.asked else ""]
    parts += [_describe_text(each) for each in query.texts]
    parts += [
        _name("said by", query.segments, known, quoted=True),
        _name("by", query.people, known),
        _name("as", query.roles, known),
        _name("in", query.waves, known),
        _name("in the group", query.groups, known),
        _name("in", query.transcripts, known),
        _name("coded by", query.coders, known),
        _describe_status(query),
    ]
    return ", ".join(filter(None, parts)) or "all that is coded"


def _describe_asked(asked: Asked, labels: Mapping[str, str]) -> str:
    def inside(part: Asked) -> str:
        words = _describe_asked(part, labels)
        return words if isinstance(part, Term | Not) else f"({words})"

    match asked:
        case Term(name, polarity):
            side = f" ({name_polarity(polarity)})" if polarity else ""
            return f"“{labels.get(name, name)}”{side}"
        case Not(of):
            return f"not {inside(of)}"
        case AllOf(parts):
            return " and ".join(map(inside, parts))
        case AnyOf(parts):
            return " or ".join(map(inside, parts))
        case Near(first, second, turns):
            n = "the same turn as" if turns == 0 else f"{turns} turn{'s' * (turns > 1)} of"
            return f"{inside(first)} within {n} {inside(second)}"
        case Follows(what, after):
            return f"{inside(what)} after {inside(after)}"


def _describe_text(wanted: TextWanted) -> str:
    match wanted.kind:
        case "stem":
            return f"with a form of “{wanted.text}”"
        case "regex":
            return f"with words that fit {wanted.text}"
    return f"with the words “{wanted.text}”"


def _name(
    how: str, names: tuple[str, ...], labels: Mapping[str, str], *, quoted: bool = False
) -> str:
    told = [labels.get(name, name) or "no name" for name in names]
    told = [f"“{name}”" for name in told] if quoted else told
    return f"{how} {join_words(told, 'or')}" if told else ""


def _describe_status(query: Query) -> str:
    machine = {True: "by machine", False: "by people", None: ""}[query.machine]
    status = "" if query.status == STANDING else query.status
    status = "whatever stands" if status == ANY_STATUS else status
    return ", ".join(filter(None, (machine, status)))
