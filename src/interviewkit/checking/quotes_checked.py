"""The quotes of a document: whether they were said, and by whom they are said to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from interviewkit.checking.alignment import ReportAlignment
from interviewkit.checking.documents.pieces import QUOTED, SIGNATURE, DocumentPiece
from interviewkit.checking.quotations import DocumentQuotation, list_quotations
from interviewkit.checking.speech import DRIFTED as OTHER_WORDS
from interviewkit.checking.speech import (
    EXACT,
    MISSING,
    REPAIRED,
    QuoteFound,
    SpeechSearch,
    SpokenTurn,
)
from interviewkit.checking.streams import TokenStream
from interviewkit.checking.tokens import cut_tokens, join_texts
from interviewkit.checking.vocabulary import (
    PERSON,
    PLACE,
    ROLE,
    SEGMENT,
    THEME,
    Mention,
    Vocabulary,
)
from interviewkit.model.verification import DRIFTED, QUOTE, UNCHECKED, DocumentClaim
from interviewkit.model.verification import MISSING as NOT_SAID

KNOWN = "known"
HALF = 0.5
"""From this part of a printed quote on, what stands in its place is taken for it."""


class QuoteCheck:
    """All quotes of a document, by marks, by the way they are set, or by their place."""

    def __init__(
        self,
        alignment: ReportAlignment,
        speech: SpeechSearch,
        vocabulary: Vocabulary,
        about: Mapping[str, frozenset[tuple[str, str]]],
        known: Sequence[str],
    ) -> None:
        self.alignment, self.stream = alignment, alignment.document
        self.speech, self.vocabulary, self.about = speech, vocabulary, about
        self._known = known
        self.states: list[str] = []
        self.quoted: set[int] = set()
        """Tokens of what people said."""
        self.labelled: set[int] = set()

    def check(self) -> Iterator[tuple[int, DocumentClaim]]:
        """What is wrong with quotes, each with the token at which it begins."""
        claims: list[tuple[int, DocumentClaim]] = []
        for quote in list_quotations(self._mark_signatures()):
            span = self._span(quote)
            if span and not (span[0] in self.quoted and span[-1] in self.quoted):
                claims += self._check_quote(quote, span)
        for quote, span in list(self._list_printed()):
            claims += self._check_quote(quote, span)
        yield from claims

    def _mark_signatures(self) -> list[DocumentPiece]:
        """The pieces; a paragraph below a quote that begins with a name is its signature."""
        marked: list[DocumentPiece] = []
        for piece in self.stream.pieces:
            below = piece.kind == QUOTED and bool(marked) and marked[-1].kind == QUOTED
            if below and self._begins_with_name(piece.text):
                piece = replace(piece, kind=SIGNATURE)
            marked.append(piece)
        return marked

    def _begins_with_name(self, text: str) -> bool:
        mentions = self.vocabulary.find([token.key for token in cut_tokens(text)][:8])
        begins = bool(mentions) and mentions[0].first == 0 and not _is_of(mentions[0], THEME)
        return begins and self.speech.find(text).state not in (EXACT, REPAIRED)

    def _check_quote(
        self, quote: DocumentQuotation, span: range
    ) -> list[tuple[int, DocumentClaim]]:
        found = self._find(quote)
        was_said = found.state in (EXACT, REPAIRED)
        if was_said and (not quote.is_short or self._is_in_place(span)):
            self._take(found.state, span)
            return list(self._check_signature(quote, found, span))
        if self.is_known([self.stream.tokens[k].key for k in span]) or self._is_in_place(span):
            self.states.append(KNOWN)
            self.labelled |= set(span)
            return []
        if quote.is_short:
            self.states.append(UNCHECKED)
            what = "too few words to be looked for"
            return [(span[0], self._claim(UNCHECKED, span, what, quote.text))]
        self._take(found.state, span)
        if found.state == OTHER_WORDS:
            what = f"other words than were said: {_describe(found.changes)}"
            said = f"“{found.said}” ({found.turns[0].person}, {found.turns[0].place})"
            return [(span[0], self._claim(DRIFTED, span, what, quote.text, said))]
        hint = "leave out the marks if it is no quote; after [name] or … the rest must be as said"
        what = "nobody said this"
        return [(span[0], self._claim(NOT_SAID, span, what, quote.text, "", hint))]

    def _find(self, quote: DocumentQuotation) -> QuoteFound:
        """Looked up whole, else without a signature in the same paragraph."""
        found = self.speech.find(quote.text)
        if found.state in (EXACT, REPAIRED) or not quote.set_apart:
            return found
        for dash in (" — ", " – ", " -- "):
            head, mark, _ = quote.text.rpartition(dash)
            if mark and (shorter := self.speech.find(head)).state in (EXACT, REPAIRED):
                return shorter
        return found

    def _take(self, state: str, span: range) -> None:
        self.states.append(state)
        self.quoted |= set(span)

    def _claim(
        self, state: str, span: range, what: str, says: str, study: str = "", hint: str = ""
    ) -> DocumentClaim:
        piece = self.stream.pieces[self.stream.piece_of[span[0]]]
        under = f"under “{piece.after}”" if piece.after else ""
        place = ", ".join(filter(None, (piece.place, under))) or "at the beginning"
        return DocumentClaim(QUOTE, state, place, what, says, study, hint)

    # -- who is said to have said it ---------------------------------------------------------------

    def _check_signature(
        self, quote: DocumentQuotation, found: QuoteFound, span: range
    ) -> Iterator[tuple[int, DocumentClaim]]:
        keys = [token.key for token in cut_tokens(quote.signature.split(";")[0])]
        mentions = self.vocabulary.find(keys)
        people = [each for each in mentions if _is_of(each, PERSON)]
        turns = self._narrow(found.turns, [each for each in mentions if _is_of(each, PLACE)])
        if people and not any(_names(people, PERSON, turn.person) for turn in turns):
            said = f"{turns[0].person} said it ({turns[0].place})"
            what = f"a wrong speaker: {people[0].title}"
            yield span[-1] + 1, self._claim(DRIFTED, span, what, quote.text, said)
            return
        for each in mentions:
            if (_is_of(each, ROLE) or _is_of(each, SEGMENT)) and not any(
                self.about.get(turn.person, frozenset()) & each.ids for turn in turns
            ):
                said = f"{turns[0].person} said it ({turns[0].place})"
                what = f"the speaker is no part of “{each.title}”"
                yield span[-1] + 1, self._claim(DRIFTED, span, what, quote.text, said)
                return

    def _narrow(
        self, turns: Sequence[SpokenTurn], places: Sequence[Mention]
    ) -> Sequence[SpokenTurn]:
        """The turns of the conversations that are named, where these hold any."""
        here = [t for t in turns if any(_names([each], PLACE, t.transcript) for each in places)]
        return here or turns

    # -- words of the study's own ------------------------------------------------------------------

    @cached_property
    def _known_text(self) -> str:
        return join_texts(self._known)

    def is_known(self, keys: Sequence[str]) -> bool:
        """Whether words stand so in a label, a definition or another text of the study's own."""
        return f" {' '.join(keys)} " in self._known_text

    def _is_in_place(self, span: range) -> bool:
        """Whether the study's own report has the same words at this place."""
        same, bound = self.alignment.same, self.alignment.bound
        return all(same[k] for k in span) and bound[span[-1]] - bound[span[0]] == len(span) - 1

    # -- quotes that are known by their place alone ------------------------------------------------

    def _list_printed(self) -> Iterator[tuple[DocumentQuotation, range]]:
        """What stands where the report prints a quote, in documents that have lost its marks."""
        at_place = {j: i for i, j in enumerate(self.alignment.bound) if j >= 0}
        expected = self.alignment.expected
        for quote in list_quotations(expected.pieces):
            if quote.is_short:
                continue
            theirs = _locate(expected, quote)
            ours = [at_place[j] for j in theirs if j in at_place]
            if len(ours) < HALF * len(theirs) or set(ours) <= self.quoted | self.labelled:
                continue
            span = self._widen(theirs, at_place)
            kept = self._leave_out_margins(span)
            if not kept or self.speech.find(quote.text).state not in (EXACT, REPAIRED):
                continue
            text = _join_words(self.stream, kept)
            first = self.stream.piece_of[span[0]]
            yield replace(quote, piece=first, text=text, signature=""), span

    def _widen(self, theirs: range, at_place: Mapping[int, int]) -> range:
        """The tokens that stand for a quote, changed words at its ends too."""
        bound = [j for j in theirs if j in at_place]
        first, last = at_place[bound[0]], at_place[bound[-1]]
        for _ in range(bound[0] - theirs[0]):
            if first and self.alignment.bound[first - 1] < 0:
                first -= 1
        for _ in range(theirs[-1] - bound[-1]):
            if last + 1 < len(self.stream) and self.alignment.bound[last + 1] < 0:
                last += 1
        return range(first, last + 1) if last >= first else range(0)

    def _leave_out_margins(self, span: range) -> list[int]:
        """The tokens without what stands at the ends of pages between them."""
        kept = []
        for k in span:
            page = self._page(k)
            margin = (
                self.alignment.bound[k] < 0
                and page.startswith("page ")
                and (
                    len({self._page(m) for m in (max(span[0], k - 12), min(span[-1], k + 12))}) > 1
                )
            )
            if not margin:
                kept.append(k)
        return kept

    def _page(self, at: int) -> str:
        return self.stream.pieces[self.stream.piece_of[at]].place

    def _span(self, quote: DocumentQuotation) -> range:
        return _locate(self.stream, quote)

    def blank_quotes(self) -> TokenStream:
        """The document with what people said left out of its sentences."""
        tokens = [
            replace(token, key="", mask="") if k in self.quoted else token
            for k, token in enumerate(self.stream.tokens)
        ]
        return TokenStream(self.stream.pieces, tokens, self.stream.piece_of)


def _locate(stream: TokenStream, quote: DocumentQuotation) -> range:
    """The tokens of a quote."""
    first, last = stream.find_piece(quote.piece)
    inside = [
        k for k in range(first, last)
        if quote.start <= stream.tokens[k].start and stream.tokens[k].end <= quote.end
    ]  # fmt: skip
    return range(inside[0], inside[-1] + 1) if inside else range(0)


def _join_words(stream: TokenStream, span: Sequence[int]) -> str:
    """The text of these tokens with all that stands between those of one piece."""
    parts: list[str] = []
    for k in span:
        token, text = stream.tokens[k], stream.pieces[stream.piece_of[k]].text
        joined = k - 1 in span and stream.piece_of[k - 1] == stream.piece_of[k]
        before = text[stream.tokens[k - 1].end : token.start] if joined else " "
        parts.append(before + text[token.start : token.end])
    return "".join(parts).strip()


def _is_of(mention: Mention, kind: str) -> bool:
    return all(each.kind == kind for each in mention.names)


def _names(mentions: Sequence[Mention], kind: str, id_: str) -> bool:
    return any((kind, id_) in each.ids for each in mentions)


def _describe(changes: Sequence[tuple[str, str]]) -> str:
    told = []
    for ours, theirs in changes[:4]:
        if ours and theirs:
            told.append(f"“{ours}” for “{theirs}”")
        else:
            told.append(f"“{ours}” was put in" if ours else f"“{theirs}” was left out")
    more = f" and {len(changes) - 4} more" if len(changes) > 4 else ""
    return ", ".join(told) + more


__all__ = ["KNOWN", "MISSING", "QuoteCheck"]
