"""Runs compiled patterns over passages: words first, parses only where the words are there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from interviewkit.coding.grammar import is_hearsay, is_negated, subject_of
from interviewkit.coding.material import Material
from interviewkit.coding.patterns import Compiled, Variant, Word
from interviewkit.errors import CodebookError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

SUBJECTS = ("me", "ai", "others", "any")
NEGATED = ("no", "yes", "flip", "any")
OPTIONS = ("subject", "negated", "hearsay", "unless", "question")

_WORD = re.compile(r"[^\W_]+")
_OPPOSITE = {"+": "-", "-": "+"}


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern holds for the passage at a position, with the polarity its wording has there."""

    position: int
    rule: Compiled
    polarity: str
    words: str


class Index:
    """Which passages hold which word: what a pattern needs is looked up before anything is parsed."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._places: dict[str, set[int]] = defaultdict(set)
        self._size = 0
        for position, text in enumerate(texts):
            self._size += 1
            for word in set(_WORD.findall(text.lower())):
                self._places[word].add(position)

    def candidates(self, variants: Iterable[Variant]) -> set[int]:
        """Positions that hold all the words some variant needs."""
        return set().union(*(self._holding(variant) for variant in variants))

    def _holding(self, variant: Variant) -> set[int]:
        needed = [self._having(word) for word in variant if word.needs or word.prefixes]
        return set.intersection(*needed) if needed else set(range(self._size))

    def _having(self, word: Word) -> set[int]:
        found: set[int] = set()
        for form in word.needs:
            found |= self._places.get(form, set())
        for stem in word.prefixes:
            found = found.union(*(p for w, p in self._places.items() if w.startswith(stem)))
        return found


def find(
    rules: Sequence[Compiled], material: Material, index: Index, nlp: Language
) -> Iterator[Hit]:
    """All hits of these rules, rule by rule, passages in order.

    Raises:
        CodebookError: spaCy refuses a pattern, or an option has a value it cannot have.
    """
    everywhere = range(len(material.passages))
    candidates = {
        id(rule): sorted(index.candidates(rule.variants) if rule.variants else everywhere)
        for rule in rules
    }
    wanted = sorted(set().union(*candidates.values()))
    docs = dict(zip(wanted, material.docs(wanted), strict=True))
    asked = _Asked(material, nlp)
    for rule in rules:
        matcher = _Finder(rule, nlp)
        for position in candidates[id(rule)]:
            if rule.question and not asked(rule, position):
                continue
            if hit := matcher.hit(docs[position], position):
                yield hit


class _Finder:
    """One rule at work: finds spans, then asks the grammar."""

    def __init__(self, rule: Compiled, nlp: Language) -> None:
        self.rule, options = rule, rule.pattern.options
        self.subject = _one_of(rule, "subject", SUBJECTS, "any")
        self.negated = _one_of(rule, "negated", NEGATED, "no")
        self.hearsay = bool(options.get("hearsay", False))
        unknown = set(options) - set(OPTIONS)
        if unknown:
            raise CodebookError(
                f"pattern {rule.name!r} has no option {sorted(unknown)[0]!r}",
                hint=f"known: {', '.join(OPTIONS)}",
            )
        self.match = _dependency(rule, nlp) if rule.dependency else _tokens(rule, nlp)
        self.voids = _matcher(rule.unless, nlp) if rule.unless else None

    def hit(self, doc: Doc, position: int) -> Hit | None:
        for span in self.match(doc):
            polarity = self.polarity(span)
            if polarity and not (self.voids and self.voids(doc)):
                return Hit(position, self.rule, polarity, span.text)
        return None

    def polarity(self, span: Span) -> str:
        """The polarity of this span, or "" where grammar speaks against the match."""
        polarity = self.rule.pattern.polarity
        denied = self.negated != "any" and is_negated(span, within=not self.rule.denies)
        if denied == (self.negated == "yes") or self.negated == "any":
            pass
        elif self.negated == "flip":
            polarity = _OPPOSITE[polarity] if denied else polarity
        else:
            return ""
        return polarity if self._speaks_of_the_right_one(span) else ""

    def _speaks_of_the_right_one(self, span: Span) -> bool:
        if self.subject == "any":
            return self.hearsay or not is_hearsay(span)
        subject = subject_of(span)
        if self.subject == "others":
            return subject == "others" or is_hearsay(span)
        if self.subject == "me" and not subject:
            return not is_hearsay(span)
        return subject == self.subject and (self.hearsay or not is_hearsay(span))


class _Asked:
    """Whether the moderator's question holds what a rule wants; each question is read once."""

    def __init__(self, material: Material, nlp: Language) -> None:
        self.material, self.nlp = material, nlp
        self.known: dict[tuple[int, str], bool] = {}
        self.matchers: dict[int, Any] = {}

    def __call__(self, rule: Compiled, position: int) -> bool:
        text = self.material.question(position)
        key = (id(rule), text)
        if key not in self.known:
            if id(rule) not in self.matchers:
                self.matchers[id(rule)] = _matcher(rule.question, self.nlp)
            self.known[key] = bool(self.matchers[id(rule)](self.nlp.make_doc(text)))
        return self.known[key]


def _tokens(rule: Compiled, nlp: Language) -> Any:
    """A function from a doc to the spans that the rule matches, first ones first."""
    if rule.raw:
        matcher = _spacy_matcher([[dict(part) for part in rule.raw]], nlp, rule.name)
    else:
        matcher = _matcher(rule.variants, nlp)

    def spans(doc: Doc) -> list[Span]:
        return sorted(matcher(doc, as_spans=True), key=lambda span: (span.start, span.end))

    return spans


def _dependency(rule: Compiled, nlp: Language) -> Any:
    from spacy.matcher import DependencyMatcher

    matcher = DependencyMatcher(nlp.vocab)
    try:
        matcher.add("rule", [[dict(part) for part in rule.raw]])
    except (ValueError, KeyError) as fault:
        raise CodebookError(
            f"pattern {rule.name!r} is no spaCy dependency pattern: {fault}"
        ) from None

    def spans(doc: Doc) -> list[Span]:
        return [doc[min(tokens) : max(tokens) + 1] for _, tokens in matcher(doc)]

    return spans


def _matcher(variants: Iterable[Variant], nlp: Language) -> Any:
    return _spacy_matcher([[word.spec for word in variant] for variant in variants], nlp, "")


def _spacy_matcher(patterns: list[list[dict[str, object]]], nlp: Language, name: str) -> Any:
    from spacy.errors import MatchPatternError
    from spacy.matcher import Matcher

    matcher = Matcher(nlp.vocab, validate=bool(name))
    try:
        matcher.add("rule", patterns)
    except (MatchPatternError, ValueError) as fault:
        raise CodebookError(f"pattern {name!r} is no spaCy token pattern: {fault}") from None
    return matcher


def _one_of(rule: Compiled, option: str, allowed: tuple[str, ...], default: str) -> str:
    value = rule.pattern.options.get(option, default)
    word = (
        {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    )
    if word not in allowed:
        raise CodebookError(
            f"pattern {rule.name!r}: {option} cannot be {word!r}",
            hint=f"known: {', '.join(allowed)}",
        )
    return word
