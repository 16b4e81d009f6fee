"""The pattern language of codebooks: a line of words becomes spaCy token patterns.

The language is told in ``docs/coding.md``. In short::

    (bounce|throw) idea         alternatives; every word stands for all its forms
    <AI> *2 judge               a list of the codebook; a gap of up to 2 words
    my =own? skill              ? after a word: it may be missing; = just this form
    brainstorm*                 any ending
    [neg] [adj]                 word classes
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from interviewkit.coding.lexicon import IRREGULAR, NEGATORS, forms
from interviewkit.errors import CodebookError
from interviewkit.model import Pattern

Spec = dict[str, object]
"""One token as spaCy's Matcher wants it."""

MOST_VARIANTS = 1000
DEFAULT_GAP = 5
_CLASSES = {
    "verb": "VERB", "noun": "NOUN", "adj": "ADJ", "adv": "ADV", "num": "NUM", "pron": "PRON",
    "prep": "ADP", "det": "DET",
}  # fmt: skip
_TOKEN = re.compile(r"\(|\)\??|\||<[^>]+>\??|\*\d+|\.\.\.|\[\w+\]\??|[^\s()|<>\[\]]+")
_STOPS = [".", "!", "?", ";", "\n", "\n\n"]

# Words that run together with others ("I'm", "cannot"): their absence proves nothing.
_CLINGING = frozenset().union(
    *(
        IRREGULAR[w]
        for w in ("be", "have", "do", "will", "would", "can", "not", "go", "get", "let")
    ),
    [
        "could",
        "should",
        "must",
        "might",
        "need",
        "got",
        "i",
        "you",
        "we",
        "they",
        "he",
        "she",
        "it",
        "that",
        "who",
        "what",
        "there",
        "not",
        "a",
        "to",
        "us",
    ],
)


@dataclass(frozen=True, slots=True)
class Word:
    """One place of a variant: the words that may fill it, or a whole class of words."""

    spec: Spec
    needs: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()

    @property
    def denies(self) -> bool:
        rule = self.spec.get("LOWER")
        listed = rule.get("IN", ()) if isinstance(rule, dict) else ()
        return not NEGATORS.isdisjoint(listed)


Variant = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pattern ready to run.

    ``variants`` are the token sequences that it stands for; ``raw`` spaCy patterns come as they
    are (``dependency`` tells which Matcher they need). ``unless`` are variants that void a match,
    ``question`` variants of which one must stand in the moderator's question.
    """

    pattern: Pattern
    variants: tuple[Variant, ...] = ()
    raw: tuple[Mapping[str, object], ...] = ()
    dependency: bool = False
    unless: tuple[Variant, ...] = ()
    question: tuple[Variant, ...] = ()

    @property
    def name(self) -> str:
        return self.pattern.name or str(self.pattern.match)

    @property
    def denies(self) -> bool:
        """Whether a negation is part of the pattern itself."""
        return any(word.denies for variant in self.variants for word in variant)


Lists = Mapping[str, Sequence[str]]
Tokenize = Callable[[str], list[str]]


def compile_pattern(pattern: Pattern, lists: Lists, tokenize: Tokenize = str.split) -> Compiled:
    """Read a pattern of a codebook.

    ``tokenize`` cuts a word as spaCy will cut the text ("don't" into "do", "n't").

    Raises:
        CodebookError: the pattern is not in the language; the message quotes what is wrong.
    """
    reader = _Reader(lists, tokenize)
    extra = {
        key: tuple(v for line in _lines(pattern.options.get(key)) for v in reader.variants(line))
        for key in ("unless", "question")
    }
    if isinstance(pattern.match, str):
        return Compiled(pattern, reader.variants(pattern.match), **extra)
    dependency = any("RIGHT_ID" in part for part in pattern.match)
    return Compiled(pattern, (), pattern.match, dependency, **extra)


def _lines(value: object) -> Iterable[str]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(map(str, value))  # type: ignore[call-overload]


class _Reader:
    """Reads one line after the other; keeps the place in the line while it reads."""

    def __init__(self, lists: Lists, tokenize: Tokenize) -> None:
        self.lists, self.tokenize = lists, tokenize
        self.line, self.parts, self.at = "", [""], 0

    def variants(self, line: str) -> tuple[Variant, ...]:
        self.line, self.at = line, 0
        self.parts = _parts(line)
        found = self.alternatives(closing=False)
        if self.at < len(self.parts):
            self.fail(f"there is a {self.parts[self.at]!r} too many")
        whole = tuple(v for v in found if any(w.needs or w.prefixes or w.spec for w in v))
        if not whole:
            self.fail("it names no word")
        return whole

    def alternatives(self, closing: bool) -> list[Variant]:
        """Sequences between bars, up to the end of the line or group."""
        found = self.sequence()
        while self.peek() == "|":
            self.at += 1
            found = found + self.sequence()
        if closing and not self.peek().startswith(")"):
            self.fail("a ( is not closed")
        return found

    def sequence(self) -> list[Variant]:
        steps: list[list[Variant]] = []
        while self.peek() and self.peek() != "|" and not self.peek().startswith(")"):
            steps.append(self.step())
        count = 1
        for step in steps:
            count *= len(step)
        if count > MOST_VARIANTS:
            self.fail(f"it stands for {count} word sequences, more than {MOST_VARIANTS}")
        return [sum(choice, ()) for choice in product(*steps)]

    def step(self) -> list[Variant]:
        part = self.parts[self.at]
        self.at += 1
        if part == "(":
            found = self.alternatives(closing=True)
            optional = self.parts[self.at] == ")?"
            self.at += 1
            return _merged(found) + ([()] if optional else [])
        optional = part.endswith("?") and len(part) > 1
        part = part.removesuffix("?") if optional else part
        return self.atom(part) + ([()] if optional else [])

    def atom(self, part: str) -> list[Variant]:
        if part == "..." or (part[0] == "*" and part[1:].isdigit()):
            return [_gap(DEFAULT_GAP if part == "..." else int(part[1:]))]
        if part[0] == "<":
            name = part[1:-1]
            if name not in self.lists:
                known = ", ".join(self.lists) or "none"
                self.fail(f"there is no list {name!r}; the codebook has: {known}")
            return _merged([self.phrase(entry) for entry in self.lists[name]])
        if part[0] == "[":
            return [(self.word_class(part[1:-1]),)]
        if "|" in part:
            return _merged([self.phrase(word) for word in part.split("|") if word])
        return [self.phrase(part)]

    def word_class(self, name: str) -> Word:
        if name == "neg":
            return Word({"LOWER": {"IN": sorted(NEGATORS)}})
        if name not in _CLASSES:
            self.fail(f"there is no word class [{name}]; known: neg, {', '.join(_CLASSES)}")
        return Word({"POS": _CLASSES[name]})

    def phrase(self, text: str) -> Variant:
        """The words of one list entry, or of one word that spaCy cuts in pieces."""
        return tuple(_word(piece) for word in text.split() for piece in self.pieces(word))

    def pieces(self, word: str) -> list[str]:
        if word.startswith("=") or word.endswith("*") or word.isalpha():
            return [word]
        return self.tokenize(word)

    def peek(self) -> str:
        return self.parts[self.at] if self.at < len(self.parts) else ""

    def fail(self, what: str) -> None:
        raise CodebookError(
            f"pattern {self.line!r}: {what}", hint="docs/coding.md tells the language"
        )


def _parts(line: str) -> list[str]:
    """The line in pieces. Outside of groups, ``my|our skill`` keeps its first word whole: there
    a bar binds tighter than a space; within a group it parts whole sequences.
    """
    parts: list[str] = []
    depth, end, tight = 0, -1, False
    for found in _TOKEN.finditer(line):
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


def _gap(most: int) -> Variant:
    return (Word({"ORTH": {"NOT_IN": _STOPS}, "OP": f"{{0,{most}}}"}),)


def _word(text: str) -> Word:
    if text.endswith("*") and len(text) > 1:
        stem = text[:-1].lower()
        return Word({"LOWER": {"REGEX": f"^{re.escape(stem)}"}}, frozenset(), (stem,))
    just = frozenset({text[1:].lower()}) if text[0] == "=" and len(text) > 1 else forms(text)
    spec: Spec = {"LOWER": {"IN": sorted(just)}}
    clinging = bool(just & _CLINGING) or not all(word.isalnum() for word in just)
    return Word(spec, frozenset() if clinging else just)


def _merged(found: list[Variant]) -> list[Variant]:
    """Alternatives of one word each become one place that any of them may fill."""
    single = [v[0] for v in found if len(v) == 1 and "LOWER" in v[0].spec and "OP" not in v[0].spec]
    if len(single) < 2:
        return found
    rest = [v for v in found if not (len(v) == 1 and v[0] in single)]
    return [(_union(single),), *rest]


def _union(words: list[Word]) -> Word:
    plain = sorted({form for word in words for form in _listed(word)})
    stems = tuple(dict.fromkeys(stem for word in words for stem in word.prefixes))
    clinging = any(not word.needs and not word.prefixes for word in words)
    needs = frozenset() if clinging else frozenset(plain)
    if not stems:
        return Word({"LOWER": {"IN": plain}}, needs)
    exact = "|".join(f"{re.escape(form)}$" for form in plain)
    starts = "|".join(map(re.escape, stems))
    regex = f"^(?:{starts}{'|' if exact else ''}{exact})"
    return Word({"LOWER": {"REGEX": regex}}, needs, () if clinging else stems)


def _listed(word: Word) -> list[str]:
    rule = word.spec["LOWER"]
    return list(rule.get("IN", ())) if isinstance(rule, dict) else []
