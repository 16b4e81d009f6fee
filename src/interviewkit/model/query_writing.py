"""Questions as nouns, written as a line of text.

>>> from interviewkit.model.query_text import parse_query
>>> write_query(parse_query('wave:April  isolation and (not trust-) and text:/hardl?y/'))
'isolation and not trust- text:/hardl?y/ wave:April'
"""

from __future__ import annotations

import re

from interviewkit.model.query import (
    PLAIN_WORD,
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
from interviewkit.model.query_text import NAMES, OPERATORS


def write_query(query: Query) -> str:
    """The question as a line of text that ``parse_query`` understands."""
    return " ".join(write_parts(query))


def write_parts(query: Query) -> list[str]:
    """The same in pieces: the codes, then every filter."""
    parts = [write_asked(query.asked)] if query.asked else []
    parts += [f"text:{spell_text(each)}" for each in query.texts]
    for key, name in NAMES.items():
        if values := getattr(query, name):
            parts.append(f"{key}:{','.join(map(_write_value, values))}")
    if query.status != STANDING:
        parts.append(f"status:{query.status}")
    if query.machine is not None:
        parts.append(f"machine:{'yes' if query.machine else 'no'}")
    return parts


def write_asked(asked: Asked) -> str:
    """Codes and what joins them, with no more brackets than it needs."""
    match asked:
        case Term(name, polarity):
            return f"{_write_name(name)}{polarity}"
        case Not(of):
            return f"not {_inside(of, Not, Near, Follows)}"
        case AllOf(parts):
            return " and ".join(_inside(part, Not, Near, Follows) for part in parts)
        case AnyOf(parts):
            return " or ".join(_inside(part, AllOf, Not, Near, Follows) for part in parts)
        case Near(first, second, turns):
            return f"{_inside(first)} near({turns}) {_inside(second)}"
        case Follows(what, after):
            return f"{_inside(what)} follows {_inside(after)}"


def _inside(asked: Asked, *bare: type) -> str:
    text = write_asked(asked)
    return text if isinstance(asked, (Term, *bare)) else f"({text})"


def _write_name(name: str) -> str:
    plain = re.fullmatch(r"\w[\w.-]*", name) and name[-1] != "-" and name.lower() not in OPERATORS
    return name if plain else _quote(name)


def _write_value(value: str) -> str:
    return value if PLAIN_WORD.fullmatch(value) else _quote(value)


def spell_text(wanted: TextWanted) -> str:
    """Words that must be there, as they stand behind ``text:``."""
    match wanted.kind:
        case "word":
            return wanted.text
        case "regex":
            bare = re.sub(
                r"\\.|/", lambda m: r"\/" if m[0] == "/" else m[0], wanted.text, flags=re.S
            )
            return f"/{bare}/"
        case "stem":
            plain = PLAIN_WORD.fullmatch(wanted.text)
            return f"~{wanted.text if plain else _quote(wanted.text)}"
    return _quote(wanted.text)


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
