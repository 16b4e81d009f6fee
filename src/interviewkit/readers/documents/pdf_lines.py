"""Words of a page as lines, and what stands in its margins."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from interviewkit.readers.documents.pdf_words import PdfWord
from interviewkit.readers.layouts import BOLD_MARK
from interviewkit.readers.margins import is_page_number

SAME_LINE = 0.4
"""Words stand on one line whose bases differ by less than this share of their size."""

BLANK = 0.4
"""No blank between words is wider, by the height of the type, unless lines are stretched."""

SMALL = 0.8
"""Type smaller than this share of a line's, and raised, is a mark of a footnote."""

_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§]{1,3})[\])]?")
_COUNT = re.compile(r"[\[(#]?(\d{1,5})[.):\]]?")


@dataclass(slots=True)
class PdfLine:
    """Words on one line of one column, in their order.

    ``opens`` says that a number in the margin marks a paragraph here. ``edge`` is where lines of
    its column end.
    """

    page: int
    words: list[PdfWord]
    opens: bool = False
    edge: float = 0.0

    @property
    def left(self) -> float:
        return min(word.left for word in self.words)

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @property
    def base(self) -> float:
        return self.words[0].base

    @property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def marked(self) -> str:
        """The text, with signs around bold words that open it."""
        bold = next((n for n, word in enumerate(self.words) if not word.is_bold), 0)
        if not bold:
            return self.text
        head = " ".join(word.text for word in self.words[:bold])
        rest = " ".join(word.text for word in self.words[bold:])
        return f"{BOLD_MARK}{head}{BOLD_MARK} {rest}"

    def spans(self) -> list[tuple[float, float]]:
        """What the line covers, from where to where; blanks between words are covered."""
        words = sorted((word.left, word.right) for word in self.words)
        found = [words[0]]
        for left, right in words[1:]:
            if left - found[-1][1] <= BLANK * self.size:
                found[-1] = found[-1][0], max(right, found[-1][1])
            else:
                found.append((left, right))
        return found


def make_lines(page: int, words: Iterable[PdfWord]) -> list[PdfLine]:
    """The words of a page line by line from its top, those of a line in the order of reading."""
    lines: list[list[PdfWord]] = []
    tops: list[PdfWord] = []
    for word in sorted(words, key=lambda each: (each.base, each.left)):
        for place in range(len(lines) - 1, max(len(lines) - 4, -1), -1):
            first = tops[place]
            if abs(word.base - first.base) <= SAME_LINE * min(word.size, first.size):
                lines[place].append(word)
                break
        else:
            lines.append([word])
            tops.append(word)
    return [PdfLine(page, _in_reading_order(line)) for line in lines]


def _in_reading_order(words: list[PdfWord]) -> list[PdfWord]:
    to_left = sum(is_written_leftwards(word.text) for word in words) * 2 > len(words)
    return sorted(words, key=lambda each: -each.right if to_left else each.left)


def is_written_leftwards(text: str) -> bool:
    """Whether a word is Arabic, Hebrew or the like."""
    return any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text[:3])


# -- marks of footnotes, and footnotes -------------------------------------------------------------


def take_raised_marks(lines: list[PdfLine]) -> tuple[list[PdfLine], list[str]]:
    """The lines without small raised numbers, and these."""
    marks: list[str] = []
    kept = []
    for place, line in enumerate(lines):
        near = lines[place + 1 : place + 3]
        words = []
        for word in line.words:
            if _MARK.fullmatch(word.text) and _is_raised(word, [line, *near]):
                marks.append(word.text)
            else:
                words.append(word)
        if words:
            kept.append(replace(line, words=words))
    return kept, marks


def _is_raised(mark: PdfWord, lines: Sequence[PdfLine]) -> bool:
    """Whether a number touches a larger word on whose line it does not stand."""
    for word in (word for line in lines for word in line.words):
        above = word.base - mark.base
        near = -0.2 * word.size <= mark.left - word.right <= 0.4 * word.size
        if mark.size < SMALL * word.size and near and 0.1 * word.size < above < 0.8 * word.size:
            return True
    return False


def take_footnotes(lines: list[PdfLine], marks: Iterable[str]) -> tuple[list[PdfLine], list[str]]:
    """The lines of a page without small print at its end that opens with one of the marks."""
    known = {mark.strip("[]()") for mark in marks}
    if not known or len(lines) < 2:
        return lines, []
    body = median(line.size for line in lines)
    small = [line.size < 0.95 * body for line in lines]
    last = next((n for n in range(len(lines) - 1, max(len(lines) - 4, -1), -1) if small[n]), None)
    if last is None:
        return lines, []
    top = last
    while top and small[top - 1]:
        top -= 1
    opened = (n for n in range(top, last + 1) if lines[n].words[0].text.strip("[]().") in known)
    first = next(opened, last + 1)
    return lines[:first] + lines[last + 1 :], [line.text for line in lines[first : last + 1]]


# -- what comes back at the top and the end of pages -----------------------------------------------

DEEP = 3
"""So many lines at the top and at the end of a page may be running heads."""


_COLON = re.compile(r"[:：]")

APART = 1.6
"""A step to the next line that is so many times the usual one parts a margin from the text."""


@dataclass(slots=True)
class _Edges:
    """The lines at the edges of a page, from outside inwards."""

    top: list[PdfLine] = field(default_factory=list)
    end: list[PdfLine] = field(default_factory=list)


def take_running(pages: list[list[PdfLine]]) -> tuple[list[list[PdfLine]], list[str], list[str]]:
    """Pages without what comes back at their tops and ends and without their numbers; what came
    back; and the numbers."""
    edges = [_Edges(page[:DEEP], page[::-1][:DEEP]) for page in pages]
    apart = edges
    if len(pages) == 2:  # where little comes back, it must also stand apart
        apart = [_Edges(_take_apart(page), _take_apart(page[::-1])) for page in pages]
    heads = _find_repeated([each.top for each in apart])
    feet = _find_repeated([each.end for each in apart])
    numbered = _find_numbered(edges)
    running: list[str] = []
    numbers: list[str] = []
    kept = []
    for place, (page, edge) in enumerate(zip(pages, edges, strict=True)):
        taken = set()
        for side, repeated in ((edge.top, heads), (edge.end, feet)):
            for line in side:
                if is_page_number(line.text) or (place, id(line)) in numbered:
                    numbers.append(line.text)
                elif _mask(line) in repeated:
                    running.append(line.text)
                else:
                    break
                taken.add(id(line))
        kept.append([line for line in page if id(line) not in taken])
    return kept, list(dict.fromkeys(running)), numbers


def _take_apart(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """The lines of an edge, from outside inwards, down to a wide gap; none without one, or where
    somebody may speak."""
    steps = [abs(two.base - one.base) for one, two in pairwise(lines)]
    if len(steps) <= DEEP:
        return []
    usual = sorted(steps)[len(steps) // 2]
    gap = next((n for n, step in enumerate(steps[:DEEP], 1) if step > APART * usual), 0)
    return [] if any(_COLON.search(line.text) for line in lines[:gap]) else list(lines[:gap])


def _mask(line: PdfLine) -> tuple[str, int]:
    """A line with its numbers masked, and about where it stands."""
    return re.sub(r"\d+", "#", line.text), round(line.base / 12)


def _find_repeated(sides: Sequence[Sequence[PdfLine]]) -> set[tuple[str, int]]:
    """What stands at the same place of two pages in five, of three pages at least; right and left
    pages may differ, and the first have none. Of two pages, at both."""
    count = Counter(mask for side in sides for mask in {_mask(line) for line in side})
    least = 2 if len(sides) == 2 else max(3, 0.4 * len(sides))
    return {mask for mask, times in count.items() if times >= least}


def _find_numbered(edges: Sequence[_Edges]) -> set[tuple[int, int]]:
    """Bare numbers at the edge of pages that count them."""
    found: set[tuple[int, int]] = set()
    for sides in ([each.top[:1] for each in edges], [each.end[:1] for each in edges]):
        values = {
            place: int(match[1])
            for place, side in enumerate(sides)
            for line in side
            if (match := _COUNT.fullmatch(line.text.strip("-–— ")))
        }
        offsets = Counter(value - place for place, value in values.items())
        for offset, times in offsets.most_common(1):
            if times >= 3 or (times == len(edges) and offset == 1):
                found |= {
                    (place, id(line))
                    for place, side in enumerate(sides)
                    for line in side
                    if values.get(place) == place + offset
                }
    return found


# -- numbers beside the text -----------------------------------------------------------------------


def take_line_numbers(pages: list[list[PdfLine]]) -> tuple[list[list[PdfLine]], list[str]]:
    """Pages without the numbers of lines or paragraphs that stand left of all text, or right of
    it; and these numbers.

    A number that does not stand at nearly every line marks where a paragraph opens, unless they
    count in fives.
    """
    for at in (0, -1):
        found = {
            (p, n): line.words[at]
            for p, page in enumerate(pages)
            for n, line in enumerate(page)
            if _COUNT.fullmatch(line.words[at].text)
        }
        found = _beyond_text(found, pages, at)
        values = [int(re.sub(r"\D", "", word.text)) for word in found.values()]
        if len(values) > max(2, 1.5 * len(pages)) and _count_up(values):
            return _without_words(pages, found, values), [word.text for word in found.values()]
    return pages, []


def _beyond_text(
    found: dict[tuple[int, int], PdfWord], pages: Sequence[Sequence[PdfLine]], at: int
) -> dict[tuple[int, int], PdfWord]:
    """Those of the numbers that stand outside of where all other words do."""
    others = [
        word
        for p, page in enumerate(pages)
        for n, line in enumerate(page)
        for word in (line.words if (p, n) not in found else line.words[1:] or ())
        if (p, n) not in found or word is not found[p, n]
    ]
    if not others:
        return {}
    if at == 0:
        edge = sorted(word.left for word in others)[len(others) // 200]
        return {key: word for key, word in found.items() if word.right <= edge + 1}
    edge = sorted(word.right for word in others)[-1 - len(others) // 200]
    return {key: word for key, word in found.items() if word.left >= edge - 1}


def _count_up(values: Sequence[int]) -> bool:
    """Whether they rise by one step nearly always, or begin anew."""
    steps = Counter(two - one for one, two in pairwise(values))
    step, times = steps.most_common(1)[0]
    anew = sum(two in (1, 5, 10) and one > two for one, two in pairwise(values))
    return step in (1, 2, 5, 10) and times + anew >= 0.9 * (len(values) - 1)


def _without_words(
    pages: Sequence[Sequence[PdfLine]],
    found: dict[tuple[int, int], PdfWord],
    values: Sequence[int],
) -> list[list[PdfLine]]:
    count = sum(len(page) for page in pages)
    is_paragraphs = len(found) < 0.7 * count and not all(value % 5 == 0 for value in values)
    kept = []
    for p, page in enumerate(pages):
        lines = []
        for n, line in enumerate(page):
            number = found.get((p, n))
            words = [word for word in line.words if word is not number]
            if words:
                lines.append(replace(line, words=words, opens=is_paragraphs and number is not None))
        kept.append(lines)
    return kept
