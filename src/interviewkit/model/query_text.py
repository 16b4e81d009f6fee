"""Questions as people write them.

>>> query = parse_query('isolation and not neutrality-  wave:April person:"Ana B" text:/hardl?y/')
>>> query.asked
AllOf(parts=(Term(name='isolation', polarity=''), Not(of=Term(name='neutrality', polarity='-'))))
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviewkit.errors import QueryError, did_you_mean
from interviewkit.model.query import (
    ASKED_STATUSES,
    PHRASE,
    PLAIN_WORD,
    REGEX,
    STEM,
    WORD,
    AllOf,
    AnyOf,
    Asked,
    Follows,
    Near,
    Not,
    Query,
    Term,
    TextWanted,
    is_negative,
)

LONGEST, DEEPEST, FARTHEST = 2000, 40, 10_000

NAMES = {
    "segment": "segments",
    "wave": "waves",
    "group": "groups",
    "transcript": "transcripts",
    "person": "people",
    "role": "roles",
    "coder": "coders",
}
"""Filters that take names, and the fields of a question that hold them."""

KEYS = ("text", *NAMES, "status", "machine")
OPERATORS = ("and", "or", "not", "near", "follows")
MACHINES = {"yes": True, "no": False}

_QUOTED = r'"(?:[^"\\]|\\.)*"'
_SLASHED = r"/(?:[^/\\\n]|\\.)+/"
_VALUE = rf"{_QUOTED}|{_SLASHED}(?=[\s)]|$)|~?{_QUOTED}|[^\s()\",]+"
_FILTER = re.compile(rf"(?P<key>\w+):(?P<values>(?:{_VALUE})(?:,(?:{_VALUE}))*)?")
_VALUES = re.compile(_VALUE)
_NEAR = re.compile(r"near\s*\(\s*(\d+)\s*\)", re.I)
_NAME = re.compile(rf"(?P<quoted>{_QUOTED})(?P<sign>[+-]?)|(?P<plain>\w[\w.-]*[+]?)")
_BRACKET = re.compile(r"[()]")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int
    polarity: str = ""
    number: int = 0


def parse_query(text: str) -> Query:
    """The question that a line of text asks; an empty one asks for all that is coded.

    Raises:
        QueryError: it cannot be understood; the error shows where, and what could be meant.
    """
    if len(text) > LONGEST:
        raise QueryError(f"the question has {len(text):,} characters; {LONGEST:,} are allowed")
    tokens = list(_read_tokens(text))
    filters = [token for token in tokens if token.kind in KEYS]
    fields = _read_filters(text, filters)
    rest = _without_filters(text, tokens)
    return Query(asked=_Parser(text, rest).parse() if rest else None, **fields)  # type: ignore[arg-type]


def parse_words(text: str) -> tuple[TextWanted, ...]:
    """What to look for, as one types it into a search: words, ``"a phrase"``, ``begin*``."""
    found = []
    for piece in re.finditer(rf"{_QUOTED}|[^\s\"]+|\"", text):
        word = piece[0].strip('"') if piece[0].startswith('"') else piece[0]
        if word.strip():
            is_word = not piece[0].startswith('"') and PLAIN_WORD.fullmatch(word)
            found.append(TextWanted(WORD if is_word else PHRASE, word))
    return tuple(found)


# -- tokens ----------------------------------------------------------------------------------------


def _read_tokens(text: str) -> Iterator[_Token]:
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token, at = _read_token(text, at)
        yield token


def _read_token(text: str, at: int) -> tuple[_Token, int]:
    if found := _BRACKET.match(text, at):
        return _Token(found[0], found[0], at), found.end()
    if found := _NEAR.match(text, at):
        return _Token("near", "near", at, number=_read_distance(text, found)), found.end()
    if found := _FILTER.match(text, at):
        return _read_filter(text, found), found.end()
    if found := _NAME.match(text, at):
        return _read_name(found), found.end()
    what = "this quotation mark has no end" if text[at] == '"' else f"{text[at]!r} means nothing"
    hint = 'codes are written as in the codebook; other names in quotation marks: "the name"'
    raise build_query_error(text, at, what, hint)


def _read_distance(text: str, found: re.Match[str]) -> int:
    digits = found[1]
    if len(digits) > len(str(FARTHEST)) or int(digits) > FARTHEST:
        raise build_query_error(text, found.start(1), f"near takes at most {FARTHEST} turns")
    return int(digits)


def _read_name(found: re.Match[str]) -> _Token:
    if found["quoted"]:
        return _Token("name", _unquote(found["quoted"]), found.start(), found["sign"])
    word = found["plain"]
    if word.lower() in OPERATORS:
        return _Token(word.lower(), word, found.start(), number=1)
    sign = word[-1] if word[-1] in "+-" else ""
    return _Token("name", word.removesuffix(sign), found.start(), sign)


def _read_filter(text: str, found: re.Match[str]) -> _Token:
    key = found["key"].lower()
    if key not in KEYS:
        hint = did_you_mean(key, KEYS)
        raise build_query_error(text, found.start(), f"{found['key']}: is no filter", hint)
    if not found["values"]:
        raise build_query_error(text, found.end(), f"what {key} is missing", f"e.g. {key}:name")
    return _Token(key, found["values"], found.start("values"))


def _unquote(text: str) -> str:
    return re.sub(r'\\(["\\])', r"\1", text[1:-1])


# -- filters ---------------------------------------------------------------------------------------


def _read_filters(text: str, tokens: Sequence[_Token]) -> dict[str, object]:
    fields: dict[str, object] = {}
    names: dict[str, list[str]] = {}
    texts = []
    for token in tokens:
        match token.kind:
            case "text":
                texts.append(_read_text(text, token))
            case "status":
                fields["status"] = _choose(text, token, ASKED_STATUSES)
            case "machine":
                fields["machine"] = MACHINES[_choose(text, token, tuple(MACHINES))]
            case key:
                names.setdefault(NAMES[key], []).extend(_read_names(text, token))
    many = {key: tuple(dict.fromkeys(values)) for key, values in names.items()}
    return {**fields, **many, "texts": tuple(texts)}


def _read_names(text: str, token: _Token) -> Iterator[str]:
    for found in _VALUES.finditer(token.text):
        name = _unquote(found[0]) if found[0].startswith('"') else found[0]
        if not name:
            raise build_query_error(text, token.at + found.start(), "this name is empty")
        yield name


def _choose(text: str, token: _Token, known: Sequence[str]) -> str:
    if token.text in known:
        return token.text
    what = f"{token.text!r} is no {token.kind}"
    raise build_query_error(text, token.at, what, did_you_mean(token.text, known))


def _read_text(text: str, token: _Token) -> TextWanted:
    wanted = token.text
    try:
        if wanted.startswith("/"):
            return _read_regex(text, token)
        stem = wanted.startswith("~")
        bare = wanted.removeprefix("~")
        said = _unquote(bare) if bare.startswith('"') else bare
        kind = STEM if stem else PHRASE if bare.startswith('"') else WORD
        return TextWanted(kind, said)
    except ValueError as fault:
        hint = 'several words stand in quotation marks: text:"we talk"'
        raise build_query_error(text, token.at, str(fault), hint) from None


def _read_regex(text: str, token: _Token) -> TextWanted:
    if not re.fullmatch(_SLASHED, token.text):
        hint = r"it stands between two slashes, a slash in it is written \/"
        raise build_query_error(text, token.at, "this regular expression has no end", hint)
    return TextWanted(REGEX, token.text[1:-1])


def _without_filters(text: str, tokens: Sequence[_Token]) -> list[_Token]:
    """What is left of a question without its filters, which hold for the whole of it."""
    rest: list[_Token] = []
    depth, skips = 0, False
    for i, token in enumerate(tokens):
        depth += (token.kind == "(") - (token.kind == ")")
        if token.kind not in KEYS:
            if not (skips and token.kind == "and"):
                rest.append(token)
            skips = False
            continue
        before = tokens[i - 1].kind if i else ""
        if depth > 0 or before in ("or", "not", "near", "follows"):
            where = "inside brackets" if depth > 0 else f"after {before}"
            hint = "it holds for the whole question: write it at the end"
            raise build_query_error(text, token.at, f"a filter cannot stand {where}", hint)
        if before == "and" and rest and rest[-1].kind == "and":
            rest.pop()
        else:
            skips = not rest
    return rest


# -- codes -----------------------------------------------------------------------------------------


class _Parser:
    """``or`` binds least, then ``and``, ``not``, ``near`` and ``follows``, as in Python."""

    def __init__(self, text: str, tokens: Sequence[_Token]) -> None:
        self.text, self.tokens, self.place, self.depth = text, tokens, 0, 0

    def parse(self) -> Asked:
        found = self.either()
        if token := self.peek():
            raise self.unexpected(token)
        return found

    def peek(self) -> _Token | None:
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def take(self, *kinds: str) -> _Token | None:
        token = self.peek()
        if token is None or token.kind not in kinds:
            return None
        self.place += 1
        return token

    def either(self) -> Asked:
        parts = [self.both()]
        while self.take("or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def both(self) -> Asked:
        parts = [self.negation()]
        while self.take("and"):
            parts.append(self.negation())
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def negation(self) -> Asked:
        if token := self.take("not"):
            with_depth = self.deeper(token)
            found = Not(self.negation())
            self.depth = with_depth
            return found
        return self.beside()

    def beside(self) -> Asked:
        first = self.single()
        token = self.take("near", "follows")
        if token is None:
            return first
        second = self.single()
        if again := self.take("near", "follows"):
            hint = "say with brackets which belong together: a follows (b follows c)"
            raise build_query_error(self.text, again.at, f"{again.kind} comes twice", hint)
        if is_negative(first) or is_negative(second):
            hint = "say what is there, and what is not with: and not"
            raise build_query_error(self.text, token.at, f"{token.kind} joins passages", hint)
        return Near(first, second, token.number) if token.kind == "near" else Follows(first, second)

    def single(self) -> Asked:
        if token := self.take("name"):
            return Term(token.text, token.polarity, token.at)
        if token := self.take("("):
            before = self.deeper(token)
            found = self.either()
            if not self.take(")"):
                raise build_query_error(self.text, token.at, "this bracket is not closed")
            self.depth = before
            return found
        raise self.unexpected(self.peek())

    def deeper(self, token: _Token) -> int:
        self.depth += 1
        if self.depth > DEEPEST:
            raise build_query_error(self.text, token.at, f"it is nested more than {DEEPEST} deep")
        return self.depth - 1

    def unexpected(self, token: _Token | None) -> QueryError:
        if token is None:
            hint = (
                f"finish the question; a code called {self.tokens[-1].text} needs quotation marks"
            )
            hint = hint if self.tokens[-1].kind in OPERATORS else ""
            return build_query_error(self.text, len(self.text), "a code is missing here", hint)
        if token.kind == ")":
            return build_query_error(self.text, token.at, "this bracket was never opened")
        if token.kind in ("name", "(", "not"):
            what = f"before {token.text!r} and or or is missing"
            return build_query_error(self.text, token.at, what, "e.g. isolation and trust")
        hint = f'a code of that name stands in quotation marks: "{token.text}"'
        return build_query_error(self.text, token.at, f"{token.text} joins two codes", hint)


def build_query_error(text: str, at: int, what: str, hint: str = "") -> QueryError:
    """An error that shows the place: the question with a caret below."""
    shown = re.sub(r"\s", " ", text)
    start = max(0, at - 50)
    caret = f"  {shown[start : start + 100]}\n  {' ' * (at - start)}^"
    found = QueryError(f"{what}, at character {at + 1}:\n{caret}", hint=hint)
    found.at, found.what = at, what
    return found
