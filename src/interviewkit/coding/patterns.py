"""The pattern language of codebooks: a line of words becomes one regular expression.

The language is told in ``docs/coding.md``. In short::

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

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from interviewkit.coding.lexicon import FUSED, NEGATORS, forms
from interviewkit.errors import CodebookError
from interviewkit.model import Pattern
from interviewkit.model.words import HAN, KANA, SOUTHEAST, UNSPACED

Lists = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Needs:
    """What a text must hold to be worth a look.

    One of the ``words`` (``stem*`` is any ending); or, where there are none, what ``all`` of the
    parts or ``any`` of them need. Nothing at all means that any text is worth it.
    """

    words: frozenset[str] = frozenset()
    all: tuple[Needs, ...] = ()
    any: tuple[Needs, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.all or self.any)

    @classmethod
    def of_all(cls, parts: Iterable[Needs]) -> Needs:
        needing = tuple(part for part in parts if part)
        return needing[0] if len(needing) == 1 else cls(all=needing)

    @classmethod
    def of_any(cls, parts: Sequence[Needs]) -> Needs:
        return cls(any=tuple(parts)) if all(parts) else cls()


@lru_cache(maxsize=4096)
def _compiled(expression: str) -> re.Pattern[str]:
    """Compiled once: a codebook's patterns are read again to find questions about its codes."""
    return re.compile(expression)


DEFAULT_GAP = 5
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
# "n't" hangs on a helping verb; without its apostrophe only there, or "want" would hold it.
_AFTER_HELPING = "|".join(
    rf"(?<=\b{verb}nt)" for verb in sorted(FUSED) if verb.isalpha() and not verb.startswith("n")
)
_NT = f"n(?:['’]t|t(?:{_AFTER_HELPING}))"
_NOT = r"not(?:(?<!\wnot)|(?<=\bcannot))"
# A Latin word may touch one of a script without blanks: 用AI写.
_BEGINS = rf"(?<![^\W{UNSPACED}])"
_ENDS = rf"(?:(?![^\W{UNSPACED}])|(?=n['’]?t\b|not\b))"


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pattern ready to run.

    ``regex`` is ``None`` for raw spaCy patterns, which ``pattern.match`` then holds;
    ``dependency`` tells which of spaCy's matchers they are for. ``classes`` maps a group of the
    expression to the part of speech its word must be. A match in a sentence in which ``unless``
    matches is void; where ``question`` is given, the moderator's question must match it.
    """

    pattern: Pattern
    regex: re.Pattern[str] | None
    needs: Needs = Needs()
    classes: tuple[tuple[str, str], ...] = ()
    denies: bool = False
    dependency: bool = False
    unless: re.Pattern[str] | None = None
    question: re.Pattern[str] | None = None

    @property
    def name(self) -> str:
        """What evidence shows: the pattern's name, or else the pattern."""
        return self.pattern.name or str(self.pattern.match)


def compile_pattern(pattern: Pattern, lists: Lists) -> Compiled:
    """Read a pattern of a codebook.

    Raises:
        CodebookError: the pattern is not in the language; the message quotes what is wrong.
    """
    unless = _any_of(pattern.options.get("unless"), lists)
    question = _any_of(pattern.options.get("question"), lists)
    if not isinstance(pattern.match, str):
        needs = Needs.of_all(map(_raw_need, pattern.match))
        dependency = any("RIGHT_ID" in part for part in pattern.match)
        return Compiled(pattern, None, needs, (), False, dependency, unless, question)
    line = _Line(pattern.match, lists)
    return Compiled(
        pattern, line.regex, line.needs, line.classes, line.denies, False, unless, question
    )


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a pattern alone; compiled when they are first looked for, which takes time."""

    expression: str
    needs: Needs

    @property
    def regex(self) -> re.Pattern[str]:
        return _compiled(self.expression)


def words_of(pattern: Pattern, lists: Lists) -> Words | None:
    """What a pattern says by its words; ``None`` for raw spaCy patterns.

    Raises:
        CodebookError: the pattern is not in the language; the message quotes what is wrong.
    """
    if not isinstance(pattern.match, str):
        return None
    line = _Line(pattern.match, lists)
    return Words(line.expression, line.needs)


def _any_of(value: object, lists: Lists) -> re.Pattern[str] | None:
    """One expression for a line, or for each of several."""
    lines = [value] if isinstance(value, str) else list(value) if isinstance(value, list) else []
    if not lines:
        return None
    read = [_Line(str(line), lists) for line in lines]
    if any(line.classes for line in read):
        raise CodebookError(f"{lines[0]!r}: word classes can only stand in 'match'")
    return _compiled("|".join(f"(?:{line.expression})" for line in read))


def _raw_need(part: Mapping[str, object]) -> Needs:
    """The words one token of a raw spaCy pattern may be, if it says so by its form."""
    inner = part.get("RIGHT_ATTRS", part)
    if not isinstance(inner, Mapping) or part.get("OP") in ("?", "*", "!"):
        return Needs()
    for key in ("LOWER", "ORTH", "TEXT"):
        value = inner.get(key)
        listed = value.get("IN", ()) if isinstance(value, Mapping) else (value,)
        words = frozenset(str(word).lower() for word in listed if word)
        if words and all(word.isalnum() for word in words) and not words & FUSED:
            return Needs(words)
    return Needs()


@dataclass(frozen=True, slots=True)
class _Piece:
    """Part of a line: its expression, and what a text must hold for it to match."""

    regex: str
    needs: Needs = Needs()

    def optional(self) -> _Piece:
        return _Piece(f"(?:{self.regex})?")


class _Line:
    """Reads one line, part by part, and keeps the place."""

    def __init__(self, line: str, lists: Lists) -> None:
        self.line, self.lists = line, lists
        self.parts, self.at = _parts(line), 0
        self.classes: tuple[tuple[str, str], ...] = ()
        self.denies = False
        self.unspaced = bool(_UNSPACED.search(line))
        whole = self._alternatives()
        if self.at < len(self.parts):
            self._fail(f"there is a {self.parts[self.at]!r} too many")
        if not any(_is_word(part) or part[0] in "<[" for part in self.parts):
            self._fail("it names no word")
        self.needs = whole.needs
        self.expression = whole.regex

    @property
    def regex(self) -> re.Pattern[str]:
        return _compiled(self.expression)

    def _alternatives(self) -> _Piece:
        """Sequences between bars, up to the end of the line or group."""
        found = [self._sequence()]
        while self._peek() == "|":
            self.at += 1
            found.append(self._sequence())
        return _either(found)

    def _sequence(self) -> _Piece:
        pieces: list[_Piece] = []
        while self._peek() not in ("", "|", ")", ")?"):
            pieces.append(self._step())
        if not pieces:
            self._fail("an alternative is empty")
        return _joined(pieces)

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
        if part == "..." or (part[0] == "*" and part[1:].isdigit()):
            most = DEFAULT_GAP if part == "..." else int(part[1:])
            return _Piece(self._gap(most))
        if part[0] == "<":
            return self._list(part[1:-1])
        if part[0] == "[":
            return self._word_class(part[1:-1])
        return self._words(part.split("|"))

    def _gap(self, most: int) -> str:
        """Up to so many words."""
        gap = _GAP.format(most=most)
        wide = _UNSPACED_GAP.format(two=2 * most, four=4 * most)
        return f"(?:{gap}|{wide})" if self.unspaced else gap

    def _list(self, name: str) -> _Piece:
        if name not in self.lists:
            known = ", ".join(self.lists) or "none"
            self._fail(f"there is no list {name!r}; the codebook has: {known}")
        phrases = [entry.split() for entry in self.lists[name]]
        single = [words[0] for words in phrases if len(words) == 1]
        found = [self._words(single)] if single else []
        for words in phrases:
            if len(words) > 1:
                found.append(_joined([self._words([word]) for word in words]))
        return _either(found)

    def _word_class(self, name: str) -> _Piece:
        if name == "neg":
            return self._words(sorted(f"={word}" for word in NEGATORS))
        if name not in CLASSES:
            self._fail(f"there is no word class [{name}]; known: neg, {', '.join(CLASSES)}")
        group = f"class{len(self.classes)}"
        self.classes += ((group, CLASSES[name]),)
        return _Piece(rf"{_BEGINS}{class_group(group)}(?!\w){_SEP}")

    def _words(self, words: Iterable[str]) -> _Piece:
        """One place that any of these words may fill."""
        expressions: list[str] = []
        needed: set[str] | None = set()
        for word in filter(None, words):
            regexes, needs = _word(word)
            expressions += regexes
            self.denies = self.denies or _denies(word)
            needed = None if needs is None or needed is None else needed | needs
        longest_first = sorted(set(expressions), key=lambda text: (-len(text), text))
        within = [text for text in longest_first if _UNSPACED.search(text)]
        clitics = [text for text in longest_first if text in (_NT, _NOT) or text[0] == "["]
        others = [text for text in longest_first if text not in (*clitics, *within)]
        begun = [f"{_BEGINS}(?:{'|'.join(others)})"] if others else []
        whole = [f"(?:{'|'.join(begun + clitics)}){_ENDS}"] if begun or clitics else []
        regex = f"{'|'.join(whole + within)}"
        regex = f"(?:{regex}){_SEP}" if within else f"{regex}{_SEP}"
        return _Piece(regex, Needs(frozenset(needed or ())))

    def _peek(self) -> str:
        return self.parts[self.at] if self.at < len(self.parts) else ""

    def _fail(self, what: str) -> None:
        raise CodebookError(
            f"pattern {self.line!r}: {what}", hint="docs/coding.md tells the pattern language"
        )


def lowered(text: str) -> str:
    """The text as expressions want it; as it is where a small letter is longer than its capital."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text


def class_group(group: str) -> str:
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


def _is_word(part: str) -> bool:
    return part[0] not in "()<[|*."


def _word(word: str) -> tuple[list[str], set[str] | None]:
    """The expressions of a word's forms, and the words a text with it holds (``None``: any).

    A word of a script without blanks stands for itself, wherever its characters do.
    """
    if _UNSPACED.search(word):
        return [re.escape(word.removeprefix("=").removesuffix("*").lower())], None
    if word.endswith("*") and len(word) > 1:
        stem = word[:-1].lower()
        head, _, tail = stem.partition("-")
        needed = {tail + "*", head + tail + "*"} if tail else {stem + "*"}
        return [_escaped(stem) + r"\w*"], needed if (head + tail).isalnum() else None
    just = frozenset({word[1:].lower()}) if word[0] == "=" and len(word) > 1 else forms(word)
    if just & FUSED or any(re.search(r"['’]|\W$", form) for form in just):
        return [_escaped(form) for form in just], None
    needed = set()
    for form in just:
        halves = re.split(r"[^\w]+", form)
        needed |= {halves[-1], "".join(halves)}
    return [_escaped(form) for form in just], needed


def _denies(word: str) -> bool:
    return word.endswith(("n't", "n’t")) or not NEGATORS.isdisjoint(forms(word.removeprefix("=")))


def _escaped(form: str) -> str:
    """A form as an expression: any apostrophe, or none; a hyphen may be a space or missing."""
    if form in ("n't", "n’t", "nt"):
        return _NT
    if form == "not":
        return _NOT
    found = re.escape(form).replace("’", "'").replace(r"\-", r"[-–\s]?")
    if found.startswith("'"):
        return "['’]" + found[1:]
    return found.replace("'", "['’]?")


def _joined(pieces: Sequence[_Piece]) -> _Piece:
    """These pieces one after the other."""
    needs = Needs.of_all(piece.needs for piece in pieces)
    return _Piece("".join(piece.regex for piece in pieces), needs)


def _either(found: Sequence[_Piece]) -> _Piece:
    """Any of these pieces."""
    if len(found) == 1:
        return found[0]
    regex = f"(?:{'|'.join(piece.regex for piece in found)})"
    return _Piece(regex, Needs.of_any([piece.needs for piece in found]))
