"""Who says it of whom, and is it denied? Answers read off the dependency parse of a match.

Who says it is read in English alone; what is denied also where a parse has the relations of
Universal Dependencies and the words are known (:data:`DENIAL_READ`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewkit.coding.denial import DENYING, ENGLISH
from interviewkit.coding.lexicon import FIRST, PEOPLE, REPORTING, TOOLS, list_lemma_forms

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

DENIAL_READ = (ENGLISH, "es", "fr")
"""Languages in which denial was tried on parses of spaCy's own pipelines."""

# Relations through which a word is governed by the next one up.
_UPWARD_UNIVERSAL = {
    "obj", "iobj", "obl", "nmod", "amod", "advmod", "xcomp", "case", "obl:arg", "obl:mod",
}  # fmt: skip
_UPWARD = {
    "acomp", "attr", "dobj", "xcomp", "oprd", "pobj", "prep", "pcomp", "advmod", "amod",
    "compound", "dative", "npadvmod",
}  # fmt: skip
# "I don't think it judges" denies the judging, not the thinking.
_RAISING = {
    "think", "believe", "feel", "find", "want", "like", "need", "expect", "say", "seem", "mean",
    "worry",
}  # fmt: skip
_RAISING_UNIVERSAL = {
    "creer", "pensar", "decir", "parecer", "querer", "sentir", "croire", "penser", "dire",
    "vouloir", "sembler", "trouver",
}  # fmt: skip
_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
_CLAUSES, _MARKS = {"xcomp", "ccomp", "advcl", "acl"}, {"aux", "mark"}

_PEOPLE_FORMS, _TOOL_FORMS, _REPORTING_FORMS = map(list_lemma_forms, (PEOPLE, TOOLS, REPORTING))


@dataclass(frozen=True, slots=True)
class Clues:
    """What a text has words for. Without them no parse of it can find a denial, a subject or
    hearsay, so none is needed.
    """

    denial: bool
    people: bool
    tools: bool
    hearsay: bool

    @classmethod
    def of(cls, doc: Doc) -> Clues:
        """The clues of an English text of which only the tokens are known."""
        words = {word.lower_ for word in doc}
        people = not words.isdisjoint(_PEOPLE_FORMS)
        return cls(
            denial=not words.isdisjoint(DENYING[ENGLISH].words),
            people=people,
            tools=not words.isdisjoint(_TOOL_FORMS),
            hearsay=people and not words.isdisjoint(_REPORTING_FORMS),
        )


def is_negated(span: Span, within: bool = True) -> bool:
    """Whether a negation denies what the span says.

    It counts where it hangs on a word of the span ("it does *not* judge"), on what governs the
    span ("I do *not* think that it judges"), or stands before it as *no* or *without*. Negations
    inside the span count only ``within``: a pattern that names its own negation leaves it out.
    """
    if within and any(_turns_round(word) for word in span):
        return True
    if any(word.lower_ == "without" for word in span.doc[max(0, span.start - 2) : span.start]):
        return True
    around = (child for node in _governors(span) for child in node.children)
    return any(
        _turns_round(word) and not span.start <= word.i < span.end and word.i < span.end + 3
        for word in around
    )


def find_subject(span: Span) -> str:
    """Who does what the span says: ``me``, ``ai``, ``others``, or "" where nobody is named."""
    for node in (span.root, *_ancestors(span.root)):
        for child in node.children:
            if child.dep_ in _SUBJECTS and not _stands_for_a_clause(child):
                return _classify_subject(child)
        if node.dep_ in _SUBJECTS:
            return _classify_subject(node)
    return ""


def is_hearsay(span: Span) -> bool:
    """Whether the span is what other people say, think or feel, not the speaker."""
    for node in _ancestors(span.root):
        if node.lemma_.lower() in REPORTING:
            owner = next((_classify_subject(c) for c in node.children if c.dep_ in _SUBJECTS), "")
            if owner == "others":
                return True
    return False


def _governors(span: Span) -> Iterator[Token]:
    """The span's verbs and its root, then what carries the root, up to a clause's edge."""
    yield from (t for t in span if t.pos_ in {"VERB", "AUX"} or t == span.root)
    is_english = span.doc.vocab.lang == ENGLISH
    upward = _UPWARD if is_english else _UPWARD_UNIVERSAL
    raising = _RAISING if is_english else _RAISING_UNIVERSAL
    node = span.root
    for _ in range(4):
        is_raised = node.dep_ == "ccomp" and node.head.lemma_.lower() in raising
        if node.dep_ in upward or is_raised:
            node = node.head
            yield node
        else:
            return


def _turns_round(word: Token) -> bool:
    known = DENYING.get(word.doc.vocab.lang, DENYING[ENGLISH])
    if word.lower_ not in known.words or word.lower_ == "nor":
        return False
    after = word.nbor(1).lower_ if word.i + 1 < len(word.doc) else ""
    return after not in known.not_really


def _ancestors(token: Token) -> Iterator[Token]:
    while token.head.i != token.i:
        token = token.head
        yield token


def _stands_for_a_clause(word: Token) -> bool:
    """Whether it is the *it* of "it is important to learn", which names nobody.

    There the clause hangs on the verb; in "it is able to learn" it hangs on the adjective.
    """
    if word.lower_ != "it" or word.head.lemma_ != "be":
        return False
    return any(
        clause.dep_ in _CLAUSES and any(part.dep_ in _MARKS for part in clause.children)
        for clause in word.head.children
    )


def _classify_subject(token: Token) -> str:
    """The class of a subject, by the word itself, then by whose it is ("my skills")."""
    words = {token.lower_, token.lemma_.lower()}
    owners = {child.lower_ for child in token.children if child.dep_ in {"poss", "compound"}}
    for names, kind in ((FIRST, "me"), (TOOLS, "ai"), (PEOPLE, "others")):
        if words & names:
            return "me" if kind == "others" and owners & FIRST and "team" in words else kind
    if owners & FIRST:
        return "me"
    return "others" if owners & PEOPLE else ""
