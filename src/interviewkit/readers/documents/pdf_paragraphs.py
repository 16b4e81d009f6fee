"""Lines of a PDF joined to paragraphs, and words that a line end parts made whole."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from interviewkit.readers import labels
from interviewkit.readers.documents.pdf_lines import PdfLine
from interviewkit.readers.line_frames import find_named_marks

APART = 1.3
"""A step to the next line that is so many times the usual one parts paragraphs."""

INDENT = 0.7
"""A line that begins so far within, by the height of the type, is indented."""

_HYPHEN = "-\u2010\u00ad"
_PARTED = re.compile(rf"(?<![^\W_])(?P<first>[^\W_]++)[{_HYPHEN}]$")
_SENTENCE_END = re.compile(r"[.?!…:。！？][\"'”’»)\]]*$")
_WORD = re.compile(r"[^\W_]+(?:[-\u2010'’][^\W_]+)*")
_AND = frozenset(
    [
        "and",
        "or",
        "und",
        "oder",
        "et",
        "ou",
        "y",
        "o",
        "e",
        "ed",
        "en",
        "of",
        "og",
        "eller",
        "och",
        "i",
        "lub",
        "oraz",
        "a",
        "nebo",
        "és",
        "vagy",
        "ja",
        "tai",
        "ve",
        "veya",
        "to",
        "bis",
        "and/or",
        "und/oder",
    ]
)
"""What follows a hyphen that stands for the end of a later word: ``home- and office work``."""


@dataclass
class Paragraphs:
    """The paragraphs of a document, and what was made of hyphens at the ends of lines."""

    texts: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def count_words(lines: Iterable[PdfLine]) -> Counter[str]:
    """How often each word stands within the lines of a document; those parted at line ends do
    not count."""
    count: Counter[str] = Counter()
    for line in lines:
        text = line.text
        parted = _PARTED.search(text)
        count.update(each.casefold() for each in _WORD.findall(text[: parted.start()] if parted
                                                               else text))  # fmt: skip
    return count


def find_speaker_keys(lines: Sequence[PdfLine]) -> frozenset[str]:
    """Names that come back at the head of lines before a colon, a time or in bold."""
    marks = find_named_marks([line.marked for line in lines])
    count = Counter(labels.fold_label(mark.label) for mark in marks)
    return frozenset(key for key, times in count.items() if times > 1)


def join_lines(
    lines: Sequence[PdfLine], speakers: frozenset[str], words: Counter[str], made: Paragraphs
) -> None:
    """Add the paragraphs of lines that are read on end."""
    if not lines:
        return
    opening = _find_opening(lines, speakers)
    shape = _Shape.of(lines, opening)
    parts: list[list[PdfLine]] = []
    for place, line in enumerate(lines):
        before = lines[place - 1] if place else None
        if before is None or line.opens or place in opening or shape.parts(before, line):
            parts.append([])
        parts[-1].append(line)
    made.texts += [_write(part, words, made) for part in parts]


def _find_opening(lines: Sequence[PdfLine], speakers: frozenset[str]) -> frozenset[int]:
    """Where a line opens with a speaker, or, behind the end of a sentence, with any name."""
    marks = find_named_marks([line.marked for line in lines])
    ends = {n for n, line in enumerate(lines, 1) if _SENTENCE_END.search(line.words[-1].text)}
    return frozenset(
        mark.index
        for mark in marks
        if labels.fold_label(mark.label) in speakers or (speakers and mark.index in ends)
    )


@dataclass(frozen=True, slots=True)
class _Shape:
    """How paragraphs of a column look: the usual step from line to line, where its lines end, and
    whether the first line of a paragraph hangs out to the left of the others."""

    step: float
    hangs: bool

    @classmethod
    def of(cls, lines: Sequence[PdfLine], opening: frozenset[int]) -> _Shape:
        steps = Counter(
            round(two.base - one.base, 0)
            for one, two in pairwise(lines)
            if one.page == two.page and two.base > one.base
        )
        common = [step for step, times in steps.items() if times * 4 >= max(steps.values())]
        step = min(common, default=0.0)
        left = min(line.left for line in lines)
        within = [line.left - left > INDENT * line.size for line in lines]
        outside = not any(within[n] for n in opening)
        hangs = outside if opening else sum(within) * 2 > len(lines)
        return cls(step, hangs and any(within))

    def parts(self, one: PdfLine, two: PdfLine) -> bool:
        """Whether a paragraph ends between two lines."""
        if _PARTED.search(one.words[-1].text) and two.text[0].islower():
            return False  # within a word
        if max(one.size, two.size) > 1.15 * min(one.size, two.size):
            return True
        if one.page == two.page and two.base > one.base:
            size = max(two.size, one.size)
            if two.base - one.base > max(APART * self.step, self.step + 0.15 * size):
                return True
        further = two.left - one.left
        if self.hangs:
            if further < -INDENT * two.size:
                return True
        elif further > INDENT * two.size and one.edge - one.left > 0:
            return True
        return _would_fit(one, two)


def _would_fit(one: PdfLine, two: PdfLine) -> bool:
    """Whether the first word of a line had had room on the line before: it was not to stand there.

    Of a script without blanks it is the first sign.
    """
    word = two.words[0]
    first = re.split(r"(?<=[-\u2010/])(?=\w)", word.text)[0]
    share = len(first) / len(word.text)
    if is_without_blanks(word.text[:1]):
        share = 1 / len(word.text)
    width = (word.right - word.left) * share
    return one.right + 0.3 * two.size + width < one.edge - 0.25 * two.size


def is_without_blanks(sign: str) -> bool:
    """Whether a sign is of a script that parts no words: Chinese, Japanese, Thai."""
    if sign < "\u0e00":
        return False
    return unicodedata.east_asian_width(sign) in "WF" or "\u0e00" <= sign <= "\u0eff"


def _write(lines: Sequence[PdfLine], words: Counter[str], made: Paragraphs) -> str:
    text = lines[0].marked
    for line in lines[1:]:
        text = _append(text, line.text, words, made)
    return text.replace("\u00ad", "-") if text.endswith("\u00ad") else text


def _append(text: str, line: str, words: Counter[str], made: Paragraphs) -> str:
    if text and line and is_without_blanks(text[-1]) and is_without_blanks(line[0]):
        return text + line
    parted = _PARTED.search(text)
    after = re.match(r"[^\W_]+(?:['’][^\W_]+)*", line)
    if not parted or not after:
        return f"{text} {line}"
    head, tail = parted["first"], after[0]
    if tail.casefold() in _AND and not words[(head + tail).casefold()]:
        return f"{text[:-1]}- {line}"
    if keeps_hyphen(head, tail, words):
        made.kept.append(f"{head}-{tail}")
        return f"{text[:-1]}-{line}"
    made.joined.append(head + tail)
    return text[:-1] + line


def keeps_hyphen(head: str, tail: str, words: Counter[str]) -> bool:
    """Whether a hyphen at a line end is the word's own, by how the document writes it elsewhere.

    Before a capital or a figure, and behind one or capitals, it is. Else that way is taken in which
    the word stands elsewhere; one that does not is whole, unless both its parts are words here.
    """
    if not tail[0].islower() or head[-1].isdigit() or (head.isupper() and len(head) > 1):
        return not (tail[0].isalpha() and not tail[0].isupper() and not tail[0].islower())
    whole, parted = words[(head + tail).casefold()], words[f"{head}-{tail}".casefold()]
    if whole or parted:
        return parted > whole
    known = words[head.casefold()], words[tail.casefold()]
    return all(known) and len(tail) > 3 and len(head) > 2
