"""Cut turns into passages: by sentence, by turn, or by a window of sentences.

Every cutter gives passages that lie in order, never overlap, start and end in a visible
character, and together hold every letter and digit of the turns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from interviewkit.model import Passage, Turn
from interviewkit.model.words import HAN, KANA, SOUTHEAST, UNSPACED, count_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

Parse = Callable[[Sequence[str]], Iterable["Doc"]]
"""Gives one doc per text, in order, whose sentences are ended; no more need be parsed."""

Span = tuple[int, int]

MOST_WORDS = 120
"""A sentence of more words is speech without punctuation, and is cut at clauses."""

MOST_UNMARKED = 40
"""The same for scripts that do not mark the ends of sentences: Thai, Lao, and often Burmese."""

PARAGRAPH = re.compile(r"\n\s*\n")
LIST_MARK = re.compile(r"(?:\(?\d{1,3}[.):]|[a-zA-Z][.)]|[-*•–]+)$")
LIST_LINE = re.compile(r"\n(?=[^\S\n]*(?:\(?\d{1,3}[.)]|[-*•–])[^\S\n])")
"""Where a line begins an item of a list."""
NUMBER = re.compile(r"\(?\d{1,3}[.)]\s")
STRAY = re.compile(r"(?<=[.!?:;])\s+(?=\(?\d{1,3}[.)]?\s*$)|\s+(?=[¿¡(\[]+\s*$)")
"""Before what was left at the end of a sentence and begins the next: an item's number, a mark."""
CLAUSE_MARK = re.compile(r"(?<=[,;:—–…])\s+|(?<=[，；：、၊])\s*")
SENTENCE_MARK = re.compile(
    r"[。！？｡؟۔।॥။។៕።፧]+(?:[」』”’）)\]\"']+(?!と|って))?(?![。！？」』”’）)\]\"'])\s*"
)
"""Ends of sentences that a model of another language does not know; not inside a quotation."""

UNSPACED_LETTER = re.compile(f"[{UNSPACED}]")
UNSPACED_WORD = re.compile(f"[{HAN}{KANA}]{{1,2}}|[{SOUTHEAST}]{{1,4}}|(?:(?![{UNSPACED}])\\S)+")
"""Something as long as a word, where no blank parts words."""

UNMARKED = re.compile("[\u0e01-\u0e4e\u0e81-\u0edf\u1000-\u109f]")
OWN_CUTTER = ("zh", "ja", "th", "lo", "km", "my")
WORD = re.compile(r"\S+")
BLANK = re.compile(r"\s+")
CLAUSE_WORD = re.compile(
    r"\s+(?=(?:and|but|so|because|then|or|which|when|if|although|while|well|um|uh|okay)\b)", re.I
)


def cut_by_sentence(turns: Sequence[Turn], parse: Parse, *, window: int = 1) -> list[Passage]:
    """One passage a sentence.

    spaCy's sentences, also ended by blank lines. A fragment of one word ("Yes.", "2.") says
    nothing alone: it joins the sentence before it in the turn; a list mark, or a first one, joins
    the sentence after it. Sentences of more than 120 words are cut at clauses. ``window`` is
    there for :func:`cut_by_window` only.
    """
    del window
    return cut_by_window(turns, parse, window=1)


def cut_by_window(turns: Sequence[Turn], parse: Parse, *, window: int = 3) -> list[Passage]:
    """One passage for every ``window`` neighbouring sentences of a turn; the last may be short.

    Raises:
        ValueError: ``window`` is less than 1.
    """
    if window < 1:
        raise ValueError(f"a window holds at least one sentence, not {window}")
    docs = parse([turn.text for turn in turns])
    found = []
    for turn, doc in zip(turns, docs, strict=True):
        spans = _sentences(doc, turn.text)
        for first in range(0, len(spans), window):
            some = spans[first : first + window]
            found.append(Passage.cut(turn, some[0][0], some[-1][1]))
    return found


def cut_by_turn(
    turns: Sequence[Turn], parse: Parse | None = None, *, window: int = 1
) -> list[Passage]:
    """One passage a turn, white space around it left out; needs no parse."""
    del parse, window
    spans = ((turn, _trimmed(turn.text, 0, len(turn.text))) for turn in turns)
    return [
        Passage.cut(turn, *span) for turn, span in spans if _has_word(turn.text[span[0] : span[1]])
    ]


def _sentences(doc: Doc, text: str) -> list[Span]:
    """The spans of a turn's sentences, trimmed, without those that have no letter or digit."""
    spans = [
        _trimmed(text, *span)
        for sentence in _parsed(doc, text)
        for paragraph in _split_after(PARAGRAPH, text, *sentence)
        for line in _split_after(LIST_LINE, text, *paragraph)
        for span in _split_after(SENTENCE_MARK, text, *line)
    ]
    whole = _join_fragments(text, [span for span in spans if span[0] < span[1]])
    return [
        piece
        for span in whole
        for piece in _clauses(text, *span)
        if _has_word(text[piece[0] : piece[1]])
    ]


def _parsed(doc: Doc, text: str) -> Iterator[Span]:
    """The model's sentences; the whole where its language has words between blanks and the text
    has none, since it then takes sentences for words."""
    letters = sum(map(str.isalpha, text))
    if doc.vocab.lang not in OWN_CUTTER and 2 * len(UNSPACED_LETTER.findall(text)) > letters:
        yield 0, len(text)
        return
    start = 0
    for sentence in doc.sents:
        end = _before_stray(text, start, sentence.end_char)
        yield start, end
        start = end


def _before_stray(text: str, start: int, end: int) -> int:
    """The end of a sentence, without what begins the one after it: "It helps. 2." or "No. ¿"."""
    found = STRAY.search(text, max(start, end - 10), end)
    if not found:
        return end
    at = found.end()
    return at if not text[at].isdigit() or NUMBER.match(text, at) else end


def _split_after(mark: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Span]:
    """A span in pieces that end with a mark."""
    for found in mark.finditer(text, start, end):
        yield start, found.end()
        start = found.end()
    yield start, end


def _join_fragments(text: str, spans: list[Span]) -> list[Span]:
    """Spans with fragments of less than two words put to a neighbour."""
    found: list[Span] = []
    begin: int | None = None  # of fragments that wait for the sentence after them
    for start, end in spans:
        quote = text[start:end]
        if count_words(quote) >= 2:
            found.append((start if begin is None else begin, end))
            begin = None
        elif begin is None and found and not LIST_MARK.match(quote):
            found[-1] = (found[-1][0], end)
        else:
            begin = start if begin is None else begin
    if begin is not None:
        last = spans[-1][1]
        found[-1:] = [(found[-1][0] if found else begin, last)]
    return found


def _clauses(text: str, start: int, end: int) -> Iterator[Span]:
    """The span in pieces of at most :data:`MOST_WORDS` words, or :data:`MOST_UNMARKED`."""
    quote = text[start:end]
    unspaced = not quote.isascii() and UNSPACED_LETTER.search(quote)
    most = MOST_UNMARKED if unspaced and UNMARKED.search(quote) else MOST_WORDS
    pattern = UNSPACED_WORD if unspaced else WORD
    words = [word.start() + start for word in pattern.finditer(quote)]
    borders = (CLAUSE_MARK, BLANK) if unspaced else (CLAUSE_MARK, CLAUSE_WORD)
    while len(words) > most:
        cut = _clause_border(text, words[most // 3], words[most], borders)
        yield _trimmed(text, start, cut)
        words = [word for word in words if word >= cut]
        start = words[0]
    yield start, end


def _clause_border(text: str, first: int, last: int, borders: Iterable[re.Pattern[str]]) -> int:
    """The last place to cut between the two: after a mark, before a joining word, at ``last``."""
    for border in borders:
        ends = [gap.end() for gap in border.finditer(text, first, last)]
        if ends:
            return ends[-1]
    return last


def _trimmed(text: str, start: int, end: int) -> Span:
    quote = text[start:end]
    inner = quote.strip()
    start += len(quote) - len(quote.lstrip())
    return start, start + len(inner)


def _has_word(quote: str) -> bool:
    return any(character.isalnum() for character in quote)
