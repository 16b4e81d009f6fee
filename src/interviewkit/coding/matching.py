"""Runs compiled patterns over passages: words first, then expressions, grammar last."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewkit.coding.contract import Material
from interviewkit.coding.denial import ENGLISH, is_denied_nearby, shorten_language
from interviewkit.coding.expressions import Expression, RequiredWords, compile_expression
from interviewkit.coding.grammar import DENIAL_READ, Clues, find_subject, is_hearsay, is_negated
from interviewkit.coding.patterns import Compiled, build_class_group, extract_words, lower_text
from interviewkit.errors import CodebookError
from interviewkit.model import Codebook, Pattern
from interviewkit.model.words import UNSPACED

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

OPTIONS = {
    "subject": ("any", "me", "ai", "others"),
    "negated": ("no", "yes", "flip", "any"),
    "hearsay": ("no", "yes"),
}
"""What patterns may say of grammar; the first value holds where nothing is said."""

LONGEST = 100_000
"""A text of more characters is not read for clues, but parsed in pieces."""

_WORD = re.compile(rf"[^\W_{UNSPACED}]+")
_TAIL = re.compile(r"\W+$")
_OPPOSITE = {"+": "-", "-": "+"}


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern holds for the passage at a place, with the polarity its wording has there."""

    place: int
    rule: Compiled
    polarity: str
    words: str


class Index:
    """Which texts hold which word."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._places: dict[str, list[int]] = defaultdict(list)
        self._known: dict[frozenset[str], set[int]] = {}
        self.texts = [lower_text(text) for text in texts]
        for place, text in enumerate(self.texts):
            for word in set(_WORD.findall(text)):
                self._places[word].append(place)

    def candidates(self, needs: RequiredWords) -> Sequence[int]:
        """Places whose texts hold what is needed, in order."""
        return sorted(self._holding(needs)) if needs else range(len(self.texts))

    def _holding(self, needs: RequiredWords) -> set[int]:
        if needs.words:
            if needs.words not in self._known:
                self._known[needs.words] = self._having(needs.words)
            return self._known[needs.words]
        if needs.any:
            return set().union(*map(self._holding, needs.any))
        return set.intersection(*map(self._holding, needs.all))

    def _having(self, words: frozenset[str]) -> set[int]:
        found: set[int] = set()
        for word in words:
            found.update(self._places.get(word, ()))
            if word.endswith("*"):
                stem = word[:-1]
                found.update(*(p for known, p in self._places.items() if known.startswith(stem)))
        return found


def find_hits(
    rules: Sequence[Compiled],
    material: Material,
    index: Index,
    nlp: Language,
    language: str = ENGLISH,
) -> Iterator[Hit]:
    """All hits of these rules, rule by rule, passages in order.

    Parses are asked for at one go, and only where words leave open whether grammar agrees.

    ``language`` is the codebook's: where ``nlp`` was made for another, what is denied is told from
    the words nearby, and nobody asks who says it.

    Raises:
        CodebookError: spaCy refuses a pattern, or an option has a value it cannot have.
    """
    finders = [_Finder(rule, nlp, language) for rule in rules]
    likely = [finder.likely(material, index) for finder in finders]
    tokens = _tokenise(material, set().union(*likely), nlp)
    clues = {place: Clues.of(doc) for place, doc in tokens.items()}
    unclear = [
        {place for place in places if finder.needs_parse(clues.get(place), index.texts[place])}
        for finder, places in zip(finders, likely, strict=True)
    ]
    wanted = sorted(set().union(*unclear))
    docs = dict(zip(wanted, material.docs(wanted) if wanted else (), strict=True))
    for finder, places, parsed in zip(finders, likely, unclear, strict=True):
        for place in places:
            if place in parsed:
                hit = finder.hit(docs[place], place)
            else:
                hit = finder.plain_hit(tokens[place], clues[place], place)
            if hit:
                yield hit


def _tokenise(material: Material, places: Iterable[int], nlp: Language) -> dict[int, Doc]:
    """The tokens of the passages at these places, but for very long ones."""
    texts = ((place, material.passages[place].quote) for place in places)
    return {place: nlp.make_doc(text) for place, text in texts if len(text) <= LONGEST}


class _Finder:
    """One rule at work."""

    def __init__(self, rule: Compiled, nlp: Language, language: str) -> None:
        self.rule = rule
        self.language = language
        self.reads_denial = nlp.lang == language and language in DENIAL_READ
        self.reads_speakers = nlp.lang == language == ENGLISH
        chosen = {name: _option(rule, name) for name in OPTIONS}
        self.subject, self.negated = chosen["subject"], chosen["negated"]
        self.hearsay = chosen["hearsay"] == "yes"
        self.spans = _by_regex(rule) if rule.regex else _by_spacy(rule, nlp)
        self._asked: dict[str, bool] = {}

    def likely(self, material: Material, index: Index) -> list[int]:
        """Places where the words fit, whatever grammar says of them."""
        found: Iterable[int] = index.candidates(self.rule.needs)
        if self.rule.question:
            found = (place for place in found if self._is_asked(material.question(place)))
        if self.rule.regex:
            search, texts = self.rule.regex.search, index.texts
            found = (place for place in found if search(texts[place]))
        return list(found)

    def needs_parse(self, clues: Clues | None, text: str) -> bool:
        """Whether words alone leave open what grammar says; ``clues`` where tokens are known."""
        if clues is None or not self.rule.regex or self.rule.classes or not self.reads_speakers:
            return True
        if self._is_hopeless(clues):
            return False
        if self.rule.unless and self.rule.unless.search(text):
            return True
        about_subject = self.subject != "any" and (clues.people or clues.tools)
        about_denial = self.negated != "any" and clues.denial
        return about_subject or about_denial or (clues.hearsay and not self.hearsay)

    def _is_hopeless(self, clues: Clues) -> bool:
        """Whether nobody is there who could be the subject that is wanted."""
        wanted = {"ai": clues.tools, "others": clues.people}
        return not wanted.get(self.subject, True)

    def plain_hit(self, doc: Doc, clues: Clues, place: int) -> Hit | None:
        """The first match where no parse is needed: nothing is denied, and nobody else speaks."""
        if self._is_hopeless(clues) or self.negated == "yes":
            return None
        span = next(iter(self.spans(doc)), None)
        return Hit(place, self.rule, self.rule.pattern.polarity, span.text) if span else None

    def hit(self, doc: Doc | Span, place: int) -> Hit | None:
        """The first match that grammar does not speak against."""
        for span in self.spans(doc):
            if polarity := self._polarity(span):
                return Hit(place, self.rule, polarity, span.text)
        return None

    def _is_asked(self, question: str) -> bool:
        if question not in self._asked and self.rule.question:
            self._asked[question] = bool(self.rule.question.search(lower_text(question)))
        return self._asked.get(question, False)

    def _polarity(self, span: Span) -> str:
        if self.rule.unless and self.rule.unless.search(lower_text(span.sent.text)):
            return ""
        if not self._is_of_whom_it_should(span):
            return ""
        polarity = self.rule.pattern.polarity
        if self.negated == "any":
            return polarity
        denied = self._is_denied(span)
        if self.negated == "flip":
            return _OPPOSITE[polarity] if denied else polarity
        return polarity if denied == (self.negated == "yes") else ""

    def _is_denied(self, span: Span) -> bool:
        within = not self.rule.denies
        if self.reads_denial:
            return is_negated(span, within=within)
        sentence = span.sent
        start, end = (at - sentence.start_char for at in self._place(span))
        return is_denied_nearby(sentence.text, start, end, self.language, within=within)

    def _place(self, span: Span) -> tuple[int, int]:
        """Where the words stand in the doc: a tokenizer of another language parts none in some."""
        regex = self.rule.regex if not self.rule.classes else None
        match = regex.search(lower_text(span.text)) if regex else None
        if match is None:
            return span.start_char, span.end_char
        last = match.start() + len(_TAIL.sub("", match.group()))
        return span.start_char + match.start(), span.start_char + last

    def _is_of_whom_it_should(self, span: Span) -> bool:
        if not self.reads_speakers:
            return True
        if self.subject == "others":
            return find_subject(span) == "others" or is_hearsay(span)
        if not self.hearsay and is_hearsay(span):
            return False
        # Where no one is named ("Able to do more now."), the speaker speaks of themselves.
        return self.subject == "any" or (find_subject(span) or "me") == self.subject


def _by_regex(rule: Compiled) -> Callable[[Doc | Span], Iterator[Span]]:
    def spans(doc: Doc | Span) -> Iterator[Span]:
        regex = _with_classes(rule, doc) if rule.classes else rule.regex
        for match in regex.finditer(lower_text(doc.text)) if regex else ():
            last = match.start() + len(_TAIL.sub("", match.group()))
            if span := doc.char_span(match.start(), last, alignment_mode="expand"):
                yield span

    return spans


def _with_classes(rule: Compiled, doc: Doc | Span) -> Expression | None:
    """The expression with each word class replaced by the words of that class in this doc."""
    expression = rule.regex.pattern if rule.regex else ""
    for group, part_of_speech in rule.classes:
        words = {re.escape(word.lower_) for word in doc if word.pos_ == part_of_speech}
        if not words:
            return None
        expression = expression.replace(build_class_group(group), f"(?:{'|'.join(sorted(words))})")
    return compile_expression(expression, rule.ways)


def _by_spacy(rule: Compiled, nlp: Language) -> Callable[[Doc | Span], list[Span]]:
    from spacy.errors import MatchPatternError
    from spacy.matcher import DependencyMatcher, Matcher

    raw = [[dict(part) for part in rule.pattern.match if not isinstance(part, str)]]
    trees, words = DependencyMatcher(nlp.vocab), Matcher(nlp.vocab)
    try:
        trees.add("rule", raw) if rule.dependency else words.add("rule", raw)
    except (MatchPatternError, ValueError, KeyError) as fault:
        raise CodebookError(f"pattern {rule.name!r} is no pattern of spaCy's: {fault}") from None

    def spans(doc: Doc | Span) -> list[Span]:
        if rule.dependency:
            return [doc[min(tokens) : max(tokens) + 1] for _, tokens in trees(doc)]
        return sorted(words(doc, as_spans=True), key=lambda span: (span.start, span.end))

    return spans


def _option(rule: Compiled, name: str) -> str:
    unknown = sorted(set(rule.pattern.options) - {*OPTIONS, "unless", "question"})
    if unknown:
        known = ", ".join((*OPTIONS, "unless", "question"))
        raise CodebookError(
            f"pattern {rule.name!r} has no option {unknown[0]!r}", hint=f"known: {known}"
        )
    value = rule.pattern.options.get(name, OPTIONS[name][0])
    word = ("yes" if value else "no") if isinstance(value, bool) else str(value)
    if word not in OPTIONS[name]:
        raise CodebookError(
            f"pattern {rule.name[:60]!r}: {name} cannot be {word[:40]!r}",
            hint=f"known: {', '.join(OPTIONS[name])}",
        )
    return word


# -- where a moderator asks about a code: whose wording fits, whatever grammar says of it ----------


_ENDS = re.compile(r"(?<=[.!?;])\s+|\n+")
"""Where a pattern ends at the latest; looking at one sentence after another is much faster."""


def find_questions(
    codebook: Codebook, texts: Mapping[int, str], declared: Mapping[str, str]
) -> dict[str, set[int]]:
    """Code → the ids of those turns that put it on the table.

    ``declared`` gives a code a line of the pattern language for its question; a code without one
    is found by its own patterns, with their words alone: "Do you feel cut off from colleagues?"
    asks about isolation although nobody says that they are isolated.

    Raises:
        CodebookError: a pattern cannot be understood; the message names the code.
    """
    parts = [(key, part) for key, text in texts.items() for part in _ENDS.split(text) if part]
    index = Index(part for _, part in parts)
    found: dict[str, set[int]] = {}
    for code in codebook.codes:
        line = declared.get(code.id, "")
        patterns: Sequence[Pattern] = (Pattern(line),) if line else code.patterns
        try:
            language = shorten_language(codebook.language)
            rules = [extract_words(each, codebook.lists, language) for each in patterns]
        except CodebookError as fault:
            raise CodebookError(f"code {code.id!r}: {fault.message}", hint=fault.hint) from None
        held: set[int] = set()
        for rule in filter(None, rules):
            likely = [at for at in index.candidates(rule.needs) if parts[at][0] not in held]
            if likely:
                search = rule.regex.search
                held.update(parts[at][0] for at in likely if search(index.texts[at]))
        found[code.id] = held
    return found
