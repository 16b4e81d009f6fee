"""The pattern language of codebooks: a line of words becomes one regular expression.

The language is told in ``docs/patterns.md``. In short::

    (bounce|throw) *3 idea      alternatives; every word stands for all its forms;
                                a gap of up to three words
    <AI> *2 judge               a list of the codebook
    my =own? skill              ? after a part: it may be missing; = just this form
    brainstorm*                 any ending
    [neg] *2 feel [adj]         word classes

Expressions are matched on the lower-cased text itself (which is much faster than ignoring case),
so that only passages with a match need a parse.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from interviewkit.coding.denial import ENGLISH, list_denying_words
from interviewkit.coding.expressions import (
    ANY_ENDING,
    NOT,
    NOTHING,
    NT,
    SPACED,
    Expression,
    RequiredWords,
    build_word_expressions,
    compile_expression,
    is_denial,
)
from interviewkit.coding.lexicon import FUSED
from interviewkit.coding.raw_patterns import refuse_endless
from interviewkit.errors import CodebookError
from interviewkit.model import Pattern
from interviewkit.model.words import HAN, KANA, SOUTHEAST, UNSPACED

Lists = Mapping[str, Sequence[str]]


DEFAULT_GAP = 5

MOST_CHARACTERS = 2_000
MOST_DEPTH = 20
MOST_GAP = 50
MOST_EXPRESSION = 500_000
"""Characters of the expression that a line becomes, its lists and all forms of words included."""
MOST_WAYS = 1_000_000
"""In how many ways a line may be read at one place of a text: gaps and optional parts multiply."""
SHORTER = "say it in several shorter patterns"
SHOWN = 60
CLASSES = {
    "verb": "VERB", "noun": "NOUN", "adj": "ADJ", "adv": "ADV", "num": "NUM", "pron": "PRON",
    "prep": "ADP", "det": "DET",
}  # fmt: skip

_PART = re.compile(r"\(|\)\??|\||<[^>]+>\??|\*\d+|\.\.\.|\[\w+\]\??|[^\s()|<>\[\]]+")

# Between words of one pattern: spaces, commas, quotes and hyphens, but no end of a sentence.
_SEP = r"[^\w.!?;。！？；\n]*"
_GAP = r"(?:[^\s.!?;]++[^\S\n]++){{0,{most}}}?[\"'“‘(*_]*+"
# Where no blank parts words, two characters pass for one, or four of a spelt-out script.
_UNSPACED_GAP = f"[{HAN}{KANA}，、：]{{{{0,{{two}}}}}}?|[{SOUTHEAST} ]{{{{0,{{four}}}}}}?"
_UNSPACED = re.compile(f"[{UNSPACED}]")
# A Latin word may touch one of a script without blanks: 用AI写.
_BEGINS = f"(?<!{SPACED})"
_ENDS = rf"(?:(?!{SPACED})|(?=n['’]?t\b|not\b))"


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pattern ready to run.

    ``regex`` is ``None`` for raw spaCy patterns, which ``pattern.match`` then holds;
    ``dependency`` tells which of spaCy's matchers they are for. ``classes`` maps a group of the
    expression to the part of speech its word must be. A match in a sentence in which ``unless``
    matches is void; where ``question`` is given, the moderator's question must match it.
    """

    pattern: Pattern
    regex: Expression | None
    needs: RequiredWords = NOTHING
    classes: tuple[tuple[str, str], ...] = ()
    denies: bool = False
    dependency: bool = False
    unless: Expression | None = None
    question: Expression | None = None
    ways: int = 1

    @property
    def name(self) -> str:
        """What evidence shows: the pattern's name, or else the pattern."""
        return self.pattern.name or str(self.pattern.match)


def compile_pattern(pattern: Pattern, lists: Lists, language: str = ENGLISH) -> Compiled:
    """Read a pattern of a codebook whose language is ``language``.

    Raises:
        CodebookError: the pattern is not in the language; the message quotes what is wrong.
    """
    unless = _any_of(pattern.options.get("unless"), lists, language)
    question = _any_of(pattern.options.get("question"), lists, language)
    if not isinstance(pattern.match, str):
        refuse_endless(pattern.match, pattern.name or str(pattern.match))
        needs = RequiredWords.of_all(map(_raw_need, pattern.match))
        dependency = any("RIGHT_ID" in part for part in pattern.match)
        return Compiled(pattern, None, needs, (), False, dependency, unless, question)
    line = Line(pattern.match, lists, language)
    return Compiled(
        pattern=pattern,
        regex=line.regex,
        needs=line.needs,
        classes=line.classes,
        denies=line.denies,
        unless=unless,
        question=question,
        ways=line.ways,
    )


def extract_words(pattern: Pattern, lists: Lists, language: str = ENGLISH) -> Line | None:
    """The line of a pattern, by its words alone; ``None`` for raw spaCy patterns.

    Raises:
        CodebookError: the pattern is not in the language; the message quotes what is wrong.
    """
    if not isinstance(pattern.match, str):
        return None
    return Line(pattern.match, lists, language)


def _any_of(value: object, lists: Lists, language: str) -> Expression | None:
    """One expression for a line, or for each of several."""
    lines = [value] if isinstance(value, str) else list(value) if isinstance(value, list) else []
    if not lines:
        return None
    read = [Line(str(line), lists, language) for line in lines]
    if any(line.classes for line in read):
        raise CodebookError(f"{lines[0]!r}: word classes can only stand in 'match'")
    ways = sum(line.ways for line in read)
    return compile_expression("|".join(f"(?:{line.expression})" for line in read), ways)


def _raw_need(part: Mapping[str, object]) -> RequiredWords:
    """The words one token of a raw spaCy pattern may be, if it says so by its form."""
    inner = part.get("RIGHT_ATTRS", part)
    if not isinstance(inner, Mapping) or part.get("OP") in ("?", "*", "!"):
        return RequiredWords()
    for key in ("LOWER", "ORTH", "TEXT"):
        value = inner.get(key)
        listed = value.get("IN", ()) if isinstance(value, Mapping) else (value,)
        words = frozenset(str(word).lower() for word in listed if word)
        if words and all(word.isalnum() for word in words) and not words & FUSED:
            return RequiredWords(words)
    return RequiredWords()


@dataclass(frozen=True, slots=True)
class _Piece:
    """Part of a line: its expression, and what a text must hold for it to match.

    ``ways`` is in how many ways it may be read at one place, ``first`` the expressions of the
    words that it may begin with, where these are known.
    """

    regex: str
    needs: RequiredWords = NOTHING
    ways: int = 1
    first: frozenset[str] = frozenset()

    def optional(self) -> _Piece:
        return _Piece(f"(?:{self.regex})?", ways=self.ways + 1)


class Line:
    """Reads one line, part by part, and keeps the place."""

    def __init__(self, line: str, lists: Lists, language: str = ENGLISH) -> None:
        self.line, self.lists, self.language = line, lists, language
        if len(line) > MOST_CHARACTERS:
            self._fail(f"it is longer than {MOST_CHARACTERS:,} characters", SHORTER)
        self.parts, self.at = _parts(line), 0
        if _depth(self.parts) > MOST_DEPTH:
            self._fail(f"brackets stand in brackets more than {MOST_DEPTH} deep", SHORTER)
        self.classes: tuple[tuple[str, str], ...] = ()
        self.denies = False
        self.unspaced = bool(_UNSPACED.search(line))
        whole = self._alternatives()
        if self.at < len(self.parts):
            self._fail(f"there is a {self.parts[self.at]!r} too many")
        if not any(_is_word(part) or part[0] in "<[" for part in self.parts):
            self._fail("it names no word")
        if whole.ways > MOST_WAYS:
            what = f"its gaps and optional parts make {float(min(whole.ways, 10**300)):.0e} ways"
            self._fail(f"{what} to read it", SHORTER)
        if len(whole.regex) > MOST_EXPRESSION:
            self._fail("it unfolds into too many words", SHORTER)
        self.needs = whole.needs
        self.expression = whole.regex
        self.ways = whole.ways

    @property
    def regex(self) -> Expression:
        """Compiled when it is first looked for, which takes time."""
        return compile_expression(self.expression, self.ways)

    def _alternatives(self) -> _Piece:
        """Sequences between bars, up to the end of the line or group."""
        found = [self._sequence()]
        while self._peek() == "|":
            self.at += 1
            found.append(self._sequence())
        return _join_alternatives(found)

    def _sequence(self) -> _Piece:
        pieces: list[_Piece] = []
        while self._peek() not in ("", "|", ")", ")?"):
            pieces.append(self._step())
        if not pieces:
            self._fail("an alternative is empty")
        return _join_pieces(pieces)

    def _step(self) -> _Piece:
        part = self.parts[self.at]
        self.at += 1
        if part == "(":
            found = self._alternatives()
            closing = self._peek()
            if not closing.startswith(")"):
                self._fail("a ( is not closed")
            self.at += 1
            return found.optional() if closing == ")?" else found
        if part.endswith("?") and len(part) > 1:
            return self._atom(part[:-1]).optional()
        return self._atom(part)

    def _atom(self, part: str) -> _Piece:
        if part == "..." or (part[0] == "*" and part[1:].isdecimal()):
            return self._gap(part)
        if part[0] == "<":
            return self._list(part[1:-1])
        if part[0] == "[":
            return self._word_class(part[1:-1])
        return self._words(part.split("|"))

    def _gap(self, part: str) -> _Piece:
        """Up to so many words."""
        digits = part[1:].lstrip("0") or "0"
        if part != "..." and (len(digits) > len(str(MOST_GAP)) or int(digits) > MOST_GAP):
            self._fail(f"a gap is at most *{MOST_GAP} words long", "leave a shorter gap")
        most = DEFAULT_GAP if part == "..." else int(digits)
        gap = _GAP.format(most=most)
        if not self.unspaced:
            return _Piece(gap, ways=most + 1)
        wide = _UNSPACED_GAP.format(two=2 * most, four=4 * most)
        return _Piece(f"(?:{gap}|{wide})", ways=5 * most + 1)

    def _list(self, name: str) -> _Piece:
        if name not in self.lists:
            known = ", ".join(self.lists) or "none"
            self._fail(f"there is no list {name!r}; the codebook has: {known}")
        phrases = [words for entry in self.lists[name] if (words := entry.split())]
        if not phrases:
            self._fail(f"the list {name!r} is empty", "write words into it, or take it out")
        single = [words[0] for words in phrases if len(words) == 1]
        found = [self._words(single)] if single else []
        for words in phrases:
            if len(words) > 1:
                found.append(_join_pieces([self._words([word]) for word in words]))
        return _join_alternatives(found)

    def _word_class(self, name: str) -> _Piece:
        if name == "neg":
            return self._words(sorted(f"={word}" for word in list_denying_words(self.language)))
        if name not in CLASSES:
            self._fail(f"there is no word class [{name}]; known: neg, {', '.join(CLASSES)}")
        group = f"class{len(self.classes)}"
        self.classes += ((group, CLASSES[name]),)
        return _Piece(rf"{_BEGINS}{build_class_group(group)}(?!\w){_SEP}")

    def _words(self, words: Iterable[str]) -> _Piece:
        """One place that any of these words may fill."""
        expressions: list[str] = []
        needed: set[str] | None = set()
        for word in filter(None, words):
            regexes, needs = build_word_expressions(word, self.language)
            expressions += regexes
            self.denies = self.denies or is_denial(word, self.language)
            needed = None if needs is None or needed is None else needed | needs
        longest_first = sorted(set(expressions), key=lambda text: (-len(text), text))
        within = [text for text in longest_first if _UNSPACED.search(text)]
        clitics = [text for text in longest_first if text in (NT, NOT) or text[0] == "["]
        others = [text for text in longest_first if text not in (*clitics, *within)]
        begun = [f"{_BEGINS}(?:{'|'.join(others)})"] if others else []
        whole = [f"(?:{'|'.join(begun + clitics)}){_ENDS}"] if begun or clitics else []
        regex = f"{'|'.join(whole + within)}"
        regex = f"(?:{regex}){_SEP}" if within else f"{regex}{_SEP}"
        return _Piece(regex, RequiredWords(frozenset(needed or ())), first=frozenset(expressions))

    def _peek(self) -> str:
        return self.parts[self.at] if self.at < len(self.parts) else ""

    def _fail(self, what: str, hint: str = "docs/patterns.md tells the pattern language") -> None:
        raise CodebookError(f"pattern {_shorten_line(self.line)}: {what}", hint=hint)


def lower_text(text: str) -> str:
    """The text as expressions want it; as it is where a small letter is longer than its capital."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text


def build_class_group(group: str) -> str:
    """The place of a word class in an expression: any word, until a parse tells which."""
    return rf"(?P<{group}>\w+)"


def _parts(line: str) -> list[str]:
    """The line in pieces. Outside of groups, ``my|our skill`` keeps its first word whole: there
    a bar binds tighter than a space; within a group it parts whole sequences.
    """
    parts: list[str] = []
    depth, end, tight = 0, -1, False
    for found in _PART.finditer(line):
        part, touches = found.group(), found.start() == end
        depth += part.startswith("(") - part.startswith(")")
        if tight and touches and _is_word(part):
            parts[-2:] = [f"{parts[-2]}|{part}"]
        else:
            parts.append(part)
        tight = part == "|" and touches and depth == 0 and len(parts) > 1 and _is_word(parts[-2])
        end = found.end()
    return parts


def _depth(parts: Iterable[str]) -> int:
    """How many brackets stand in one another."""
    return max(accumulate((p == "(") - (p[0] == ")") for p in parts), default=0)


def _shorten_line(line: str) -> str:
    """A line for a message, cut where it is long."""
    return repr(line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…")


def _is_word(part: str) -> bool:
    return part[0] not in "()<[|*."


def _join_pieces(pieces: Sequence[_Piece]) -> _Piece:
    """These pieces one after the other."""
    needs = RequiredWords.of_all(piece.needs for piece in pieces)
    ways = math.prod(piece.ways for piece in pieces)
    return _Piece("".join(piece.regex for piece in pieces), needs, ways, pieces[0].first)


def _join_alternatives(found: Sequence[_Piece]) -> _Piece:
    """Any of these pieces."""
    if len(found) == 1:
        return found[0]
    regex = f"(?:{'|'.join(piece.regex for piece in found)})"
    firsts = [piece.first for piece in found]
    # Where alternatives begin with words of their own, a text can take one of them only.
    ways = (max if _are_apart(firsts) else sum)(piece.ways for piece in found)
    first = frozenset().union(*firsts) if all(firsts) else frozenset()
    return _Piece(regex, RequiredWords.of_any([piece.needs for piece in found]), ways, first)


def _are_apart(firsts: Sequence[frozenset[str]]) -> bool:
    """Whether no word can begin two of these."""
    words = [word for first in firsts for word in first]
    stems = tuple(word.removesuffix(ANY_ENDING) for word in words if word.endswith(ANY_ENDING))
    once = len(set(words)) == len(words)
    return (
        all(firsts)
        and once
        and not any(
            word != stem + ANY_ENDING and word.startswith(stem) for word in words for stem in stems
        )
    )
