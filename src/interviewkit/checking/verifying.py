"""A document held against a study: its numbers, quotes and names, and what it makes of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from interviewkit.checking.alignment import ReportAlignment, align
from interviewkit.checking.documents.pieces import DocumentPiece
from interviewkit.checking.figures_known import KnownFigures
from interviewkit.checking.figures_said import BOUND, DRIFT, FigureCheck
from interviewkit.checking.quotes_checked import QuoteCheck
from interviewkit.checking.sense import SenseCheck
from interviewkit.checking.sentences import DocumentSentence, NumberSaid, list_sentences, read_roles
from interviewkit.checking.speech import SpeechSearch
from interviewkit.checking.streams import TokenStream
from interviewkit.checking.tokens import is_same, join_texts
from interviewkit.checking.vocabulary import Mention, Vocabulary
from interviewkit.model.verification import (
    DRIFTED,
    NAME,
    NUMBER,
    SENSE,
    UNBOUND,
    DocumentClaim,
    Verification,
)

AROUND = 60
"""Characters of its neighbourhood with which a number is shown."""


@dataclass(frozen=True)
class StudyEvidence:
    """All that a document is held against.

    ``printed`` is what each profile and format of the study's own report says now, without what
    analysts wrote into it.
    ``about`` maps people to the ids of their roles and segments. ``known`` are texts that are the
    study's own and nobody's speech; ``written`` are those that analysts wrote. ``level`` is that of
    the study's intervals.
    """

    speech: SpeechSearch
    vocabulary: Vocabulary
    figures: KnownFigures
    printed: tuple[TokenStream, ...] = field(repr=False)
    about: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict, repr=False)
    known: tuple[str, ...] = field(default=(), repr=False)
    written: tuple[str, ...] = field(default=(), repr=False)
    level: float = 0.95


def verify_document(
    file: str, pieces: Sequence[DocumentPiece], evidence: StudyEvidence
) -> Verification:
    """Everything in a document that the study does not bear out, and how much was checked."""
    return _DocumentCheck(file, pieces, evidence).verify()


class _DocumentCheck:
    def __init__(self, file: str, pieces: Sequence[DocumentPiece], evidence: StudyEvidence) -> None:
        self.file, self.evidence = file, evidence
        self.stream = TokenStream.of(pieces)
        self.alignment: ReportAlignment = align(self.stream, evidence.printed)
        self.bound: dict[int, str] = {}
        """Token → how its number stands to the study."""

    @cached_property
    def quotes(self) -> QuoteCheck:
        evidence = self.evidence
        return QuoteCheck(
            self.alignment, evidence.speech, evidence.vocabulary, evidence.about, evidence.known
        )

    def verify(self) -> Verification:
        found = [*self.quotes.check(), *self._numbers(), *self._names(), *self._sentences()]
        found += self._unbound()
        claims = [each for _, each in sorted(found, key=lambda pair: pair[0])]
        return Verification(
            self.file,
            dict(Counter(self.bound.values())),
            dict(Counter(self.quotes.states)),
            tuple(claims),
        )

    # -- numbers that the study's own report has in the same place ---------------------------------

    def _numbers(self) -> Iterator[tuple[int, DocumentClaim]]:
        """Numbers and signs with digits that stand where the study has others."""
        for at, token in enumerate(self.stream.tokens):
            place = self.alignment.bound[at]
            if not token.has_digits or at in self.quotes.quoted:
                continue
            if place < 0:
                self._note(at, UNBOUND)
                continue
            other = self.alignment.expected.tokens[place]
            if is_same(token.key, other.key) or self._is_broken(at, other.key):
                self._note(at, BOUND)
            elif self.alignment.is_firm(at):
                self._note(at, DRIFTED)
                yield at, self._claim_number(at, place)
            else:
                self._note(at, UNBOUND)

    def _is_broken(self, at: int, key: str) -> bool:
        """Whether a number was parted at the end of a line."""
        tokens = self.stream.tokens[at : at + 2]
        return len(tokens) == 2 and tokens[1].has_digits and tokens[0].key + tokens[1].key == key

    def _note(self, at: int, state: str) -> None:
        if self.stream.tokens[at].is_number:
            self.bound[at] = state

    def _claim_number(self, at: int, place: int) -> DocumentClaim:
        expected = self.alignment.expected
        ours, theirs = self.stream.show(at, at), expected.show(place, place)
        what = f"{ours.strip('… ')} where the study has {theirs.strip('… ')}"
        says, study = self.stream.show(at, at, AROUND), expected.show(place, place, AROUND)
        return DocumentClaim(NUMBER, DRIFTED, self.place(at), what, says, study)

    # -- names, and words that turn a sentence round -----------------------------------------------

    def _names(self) -> Iterator[tuple[int, DocumentClaim]]:
        for ours, theirs in self.alignment.list_changes():
            if ours.start in self.quotes.quoted and (not ours or ours[-1] in self.quotes.quoted):
                continue
            one = self._mentions(self.stream, ours)
            other = self._mentions(self.alignment.expected, theirs)
            at = ours.start if ours else max(0, ours.start - 1)
            if one and other and not _share_name(one, other):
                what = f"“{one[0].title}” where the study has “{other[0].title}”"
                yield at, self._claim_change(NAME, ours, theirs, what)
            elif turned := self._find_turn(ours, theirs):
                yield at, self._claim_change(SENSE, ours, theirs, turned)

    def _mentions(self, stream: TokenStream, span: range) -> list[Mention]:
        """Names of which some part lies among these tokens."""
        first = max(0, span.start - 8)
        keys = [each.key for each in stream.tokens[first : span.stop + 8]]
        return [
            each
            for each in self.evidence.vocabulary.find(keys)
            if first + each.first < span.stop and first + each.end > span.start
        ]

    def _find_turn(self, ours: range, theirs: range) -> str:
        """How a sentence was turned round; empty where it was not."""
        words = self.evidence.figures.words
        one = {self.stream.tokens[k].key for k in ours}
        other = {self.alignment.expected.tokens[k].key for k in theirs}
        for a in sorted(one - other):
            for b in sorted(other - one):
                if frozenset((a, b)) in words.opposites:
                    return f"“{a}” where the study has “{b}”"
        negations = words.words("negations")
        if len(ours) <= 3 and len(theirs) <= 3 and bool(one & negations) != bool(other & negations):
            return f"“{' '.join(sorted((one | other) & negations))}” was put in or left out"
        return ""

    def _claim_change(self, kind: str, ours: range, theirs: range, what: str) -> DocumentClaim:
        at, place = max(0, ours.start - (not ours)), max(0, theirs.start - (not theirs))
        says = self.stream.show(at, max(at, ours.stop - 1), AROUND)
        study = self.alignment.expected.show(place, max(place, theirs.stop - 1), AROUND)
        return DocumentClaim(kind, DRIFTED, self.place(at), what, says, study)

    # -- sentences that are not the study's own ----------------------------------------------------

    def _sentences(self) -> Iterator[tuple[int, DocumentClaim]]:
        evidence = self.evidence
        for sentence in list_sentences(self._without_quotes):
            own = self._is_written(sentence)
            if not own and (self._is_printed(sentence) or self._is_known(sentence)):
                continue
            numbers = read_roles(sentence, evidence.figures.words)
            check = SenseCheck(sentence, numbers, evidence.figures, evidence.level)
            faults = list(check.find())
            for fault in faults:
                claim = DocumentClaim(
                    SENSE, DRIFTED, self.place(sentence.first), fault.what, sentence.text,
                    fault.told, fault.hint,
                )  # fmt: skip
                yield sentence.first + fault.at, claim
            told = {each.at for each in check.relative} & {fault.at for fault in faults}
            self.bound |= {sentence.first + at: DRIFTED for at in told}
            yield from self._figures(sentence, [n for n in numbers if n.at not in told])

    def _figures(
        self, sentence: DocumentSentence, numbers: Sequence[NumberSaid]
    ) -> Iterator[tuple[int, DocumentClaim]]:
        """Numbers that no place of the report has, by what their sentence speaks of."""
        check = FigureCheck(sentence, numbers, self.evidence.figures)
        for judged in check.judge():
            at = sentence.first + judged.said.at
            if self.bound.get(at) != UNBOUND:
                continue
            if judged.state == BOUND:
                self.bound[at] = BOUND
            elif judged.state == DRIFT:
                self.bound[at] = DRIFTED
                claim = DocumentClaim(
                    NUMBER, DRIFTED, self.place(at), f"{judged.what}: {judged.said.key}",
                    sentence.text, judged.told,
                )  # fmt: skip
                yield at, claim

    @cached_property
    def _without_quotes(self) -> TokenStream:
        return self.quotes.blank_quotes()

    def _is_printed(self, sentence: DocumentSentence) -> bool:
        """Whether the study's own report has the sentence word for word."""
        span = range(sentence.first, sentence.end)
        same, bound = self.alignment.same, self.alignment.bound
        joined = all(bound[k] == bound[k - 1] + 1 for k in span[1:])
        return all(same[k] for k in span) and joined

    def _is_written(self, sentence: DocumentSentence) -> bool:
        """Whether a person wrote it beside the material: the report shows it as it is."""
        return len(sentence.tokens) > 3 and f" {' '.join(sentence.keys)} " in self._written

    @cached_property
    def _written(self) -> str:
        return join_texts(self.evidence.written)

    def _is_known(self, sentence: DocumentSentence) -> bool:
        return len(sentence.tokens) > 3 and self.quotes.is_known(sentence.keys)

    def _unbound(self) -> Iterator[tuple[int, DocumentClaim]]:
        for at, state in self.bound.items():
            if state == UNBOUND:
                says = self.stream.show(at, at, AROUND)
                what = f"{self.stream.show(at, at).strip('… ')} is no figure of the study"
                hint = "it may be right: nothing in the study is found that it could be"
                yield at, DocumentClaim(NUMBER, UNBOUND, self.place(at), what, says, "", hint)

    def place(self, at: int) -> str:
        """Where a token stands, in words."""
        piece = self.stream.pieces[self.stream.piece_of[at]]
        under = f"under “{piece.after}”" if piece.after and piece.after != piece.text else ""
        return ", ".join(filter(None, (piece.place, under))) or "at the beginning"


def _share_name(one: Iterable[Mention], other: Iterable[Mention]) -> bool:
    ours = [each.ids for each in one]
    theirs = [each.ids for each in other]
    return len(ours) == len(theirs) and all(a & b for a, b in zip(ours, theirs, strict=True))
