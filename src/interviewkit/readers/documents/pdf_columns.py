"""Columns of a page: of running text, of speakers beside their words, of tables, of notes.

Two columns of running text are read one after the other. Names in a column of their own belong to
the words beside them, line by line. What stands beside a text that names its speakers itself, as
codes do that a tool prints into the margin, is no part of what is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from interviewkit.readers import labels
from interviewkit.readers.columns import find_clocks
from interviewkit.readers.documents.pdf_lines import PdfLine, is_written_leftwards
from interviewkit.readers.line_frames import find_named_marks

CROSSING = 0.06
"""So few of the lines of a document may cross the space between two columns."""

NARROWEST = 0.55
"""The space between columns is at least so wide, by the height of the type."""

WIDE, MANY = 0.9, 8
"""A space that is less wide must lie between words of so many lines."""

CLOSE = 0.6
"""Words nearer than this share of a space between columns stand on no two columns."""

DENSE = 0.35
"""A column with this share of the longest one's words may be running text like it."""

FULL = 0.5
"""Lines of running text fill more than this of their column's width, at the median."""

_NUMBER = re.compile(r"\W{0,2}\d{1,5}\W{0,2}")


@dataclass(frozen=True, slots=True)
class Gutter:
    """The space between two columns, from the left one's end to where the right one begins."""

    left: float
    right: float

    @property
    def middle(self) -> float:
        return self.right - 0.5

    def is_crossed(self, line: PdfLine) -> bool:
        """Whether a word stands on it, or two so near that no column ends between them."""
        before = [word.right for word in line.words if (word.left + word.right) / 2 < self.middle]
        behind = [word.left for word in line.words if (word.left + word.right) / 2 >= self.middle]
        if any(word.left < self.right - 1 < self.right + 1 < word.right for word in line.words):
            return True
        gap = min(behind) - max(before) if before and behind else self.right - self.left
        return gap < CLOSE * (self.right - self.left)


@dataclass(slots=True)
class PageBlock:
    """Lines that are read on end, or rows of cells that are read row by row."""

    lines: list[PdfLine] = field(default_factory=list)
    rows: list[list[list[PdfLine]]] = field(default_factory=list)


def find_gutters(lines: Sequence[PdfLine]) -> list[Gutter]:
    """The spaces between columns that hardly a line crosses, from left to right."""
    if len(lines) < 4:
        return []
    spans = [span for line in lines for span in line.spans()]
    size = median(line.size for line in lines)
    found = []
    for first, last in _find_gaps(spans, int(CROSSING * len(lines))):
        left = max((end for _, end in spans if end < last), default=first)
        right = min((start for start, _ in spans if start > left), default=last)
        begin = sum(any(abs(w.left - right) < 2.5 for w in line.words) for line in lines)
        beyond = sum(line.right > right and line.words[-1].left >= right - 2 for line in lines)
        before = sum(line.left < left for line in lines)
        wide = right - left >= WIDE * size or min(before, beyond) >= MANY
        aligned = begin >= max(2, 0.3 * beyond) and before >= 2
        if right - left >= NARROWEST * size and aligned and wide:
            found.append(Gutter(left, right))
    return found or _find_tab_stop(lines, size)


def _find_tab_stop(lines: Sequence[PdfLine], size: float) -> list[Gutter]:
    """Where most lines begin, if those that begin further left have a word that begins there as
    well: names stand before what they say, however narrow the space between them."""
    starts = Counter(round(line.left) for line in lines)
    stop = max(starts, key=lambda at: (starts[at], at))
    outside = [line for line in lines if line.left < stop - size]
    ends = [_find_end_before(line, stop) for line in outside]
    fitting = [end for end in ends if end is not None]
    if len(fitting) < 3 or len(fitting) < 0.9 * len(outside):
        return []
    return [Gutter(max(fitting), float(stop))]


def _find_end_before(line: PdfLine, stop: int) -> float | None:
    """Where the words end that stand before the one that begins at a stop."""
    for one, two in pairwise(line.words):
        if abs(two.left - stop) < 1.5 and one.right < stop + 0.5:
            return one.right
    return None


def _find_gaps(spans: Iterable[tuple[float, float]], most: int) -> Iterator[tuple[float, float]]:
    """The stretches within the text that at most so many spans cover."""
    change: Counter[int] = Counter()
    for left, right in spans:
        change[int(left)] += 1
        change[max(int(right), int(left)) + 1] -= 1
    covered, inside, since = 0, False, 0
    last = max((at for at in change), default=0)
    for at in sorted(change):
        before = covered
        covered += change[at]
        if inside and before <= most < covered:
            yield float(since), float(at)
        if before > most >= covered:
            since, inside = at, at < last


def split_page(
    lines: list[PdfLine], gutters: Sequence[Gutter], *, is_running: bool = False
) -> list[PageBlock]:
    """The lines of a page in the order of reading; ``is_running``: these columns are of running
    text on a page before, so that they are here, however little stands in one."""
    blocks: list[PageBlock] = []
    for crossing, part in _find_bands(lines, gutters):
        if crossing or not gutters:
            blocks.append(PageBlock(lines=part))
            continue
        columns = _cut(part, gutters)
        used = [column for column in columns if column]
        if len(used) == 1:
            blocks.append(PageBlock(lines=used[0]))
        elif is_running or _is_running_text(used):
            order = used[::-1] if _reads_leftwards(part) else used
            blocks += [PageBlock(lines=column) for column in order]
        else:
            blocks.append(PageBlock(rows=_make_rows(columns)))
    return blocks


def _find_bands(
    lines: Sequence[PdfLine], gutters: Sequence[Gutter]
) -> Iterator[tuple[bool, list[PdfLine]]]:
    """Successive lines that cross a space between columns, and those that do not; single lines
    between those that do go with them."""
    marked = [(any(gutter.is_crossed(line) for gutter in gutters), line) for line in lines]
    bands: list[tuple[bool, list[PdfLine]]] = []
    for crossed, line in marked:
        if bands and bands[-1][0] == crossed:
            bands[-1][1].append(line)
        else:
            bands.append((crossed, [line]))
    joined: list[tuple[bool, list[PdfLine]]] = []
    for crossed, band in bands:
        plain = not crossed and not any(len(_cells(line, gutters)) > 1 for line in band)
        alone = plain and any(each[0] for each in bands)
        if joined and joined[-1][0] == (crossed or alone):
            joined[-1][1].extend(band)
        else:
            joined.append((crossed or alone, list(band)))
    yield from joined


def _cells(line: PdfLine, gutters: Sequence[Gutter]) -> dict[int, PdfLine]:
    """The words of a line by their column."""
    parts: dict[int, list[int]] = {}
    for place, word in enumerate(line.words):
        middle = (word.left + word.right) / 2
        column = sum(middle > gutter.middle for gutter in gutters)
        parts.setdefault(column, []).append(place)
    return {
        column: replace(line, words=[line.words[place] for place in places])
        for column, places in sorted(parts.items())
    }


def _cut(lines: Iterable[PdfLine], gutters: Sequence[Gutter]) -> list[list[PdfLine]]:
    columns: list[list[PdfLine]] = [[] for _ in range(len(gutters) + 1)]
    for line in lines:
        for column, part in _cells(line, gutters).items():
            columns[column].append(part)
    return columns


def _reads_leftwards(lines: Sequence[PdfLine]) -> bool:
    words = [word for line in lines for word in line.words]
    return sum(is_written_leftwards(word.text) for word in words) * 2 > len(words)


def _is_running_text(columns: Sequence[Sequence[PdfLine]]) -> bool:
    """Whether each column is full of text, and their paragraphs do not begin side by side."""
    words = [sum(len(line.text) for line in column) for column in columns]
    if min(words) < DENSE * max(words) or any(len(column) < 3 for column in columns):
        return False
    for column in columns:
        width = max(line.right for line in column) - min(line.left for line in column)
        if median(line.right - line.left for line in column) < FULL * width or width < 60:
            return False
        if median(len(line.words) for line in column) < 2:
            return False
    return not _are_rows(columns)


def _are_rows(columns: Sequence[Sequence[PdfLine]]) -> bool:
    """Whether what opens below a gap opens at the same height in each column."""
    opened = [_find_openings(column) for column in columns]
    first, *others = opened
    if len(first) < 2 or any(len(each) < 2 for each in others):
        return False
    for other in others:
        shared = sum(any(abs(one - two) < 4 for two in other) for one in first)
        if shared < 0.8 * max(len(first), len(other)):
            return False
    return True


def _find_openings(column: Sequence[PdfLine]) -> list[float]:
    steps = [two.base - one.base for one, two in pairwise(column) if two.base > one.base]
    if not steps:
        return []
    pitch = sorted(steps)[len(steps) // 4]
    return [two.base for one, two in pairwise(column) if two.base - one.base > 1.25 * pitch]


def _make_rows(columns: Sequence[Sequence[PdfLine]]) -> list[list[list[PdfLine]]]:
    """The cells of each row; a row begins where a column but the fullest has a new cell."""
    main = max(range(len(columns)), key=lambda n: sum(len(line.text) for line in columns[n]))
    if parted := _find_parted_rows(columns, main):
        return parted
    starts: list[float] = []
    for place, column in enumerate(columns):
        if place != main:
            starts += [line.base for line in _find_first_lines(column, columns[main])]
    tops = sorted(starts)
    tops = [top for n, top in enumerate(tops) if n == 0 or top - tops[n - 1] > 3]
    rows: list[list[list[PdfLine]]] = [[[] for _ in columns] for _ in range(len(tops) + 1)]
    for place, column in enumerate(columns):
        for line in column:
            row = sum(top <= line.base + 3 for top in tops)
            rows[row][place].append(line)
    return [row for row in rows if any(row)]


def _find_parted_rows(columns: Sequence[Sequence[PdfLine]], main: int) -> list[list[list[PdfLine]]]:
    """Rows with space between them, wherever in their height a cell stands; none if lines follow
    one another without it."""
    placed = sorted(
        ((line, place) for place, column in enumerate(columns) for line in column),
        key=lambda each: each[0].base,
    )
    size = median(line.size for line, _ in placed)
    steps = (two.base - one.base for one, two in pairwise(columns[main]))
    pitch = min((step for step in steps if step > 0.8 * size), default=size)
    rows: list[list[list[PdfLine]]] = []
    last = -1e9
    for line, place in placed:
        if line.base - last > 1.12 * min(pitch, 1.6 * size):
            rows.append([[] for _ in columns])
        rows[-1][place].append(line)
        last = line.base
    keys = max((len(column) for n, column in enumerate(columns) if n != main), default=0)
    has_key = [any(row[n] for n in range(len(columns)) if n != main) for row in rows]
    if sum(has_key) < max(3, 0.6 * keys):
        return []
    joined: list[list[list[PdfLine]]] = []
    for row, is_keyed in zip(rows, has_key, strict=True):
        if is_keyed or not joined:
            joined.append(row)
        else:
            joined[-1][main] += row[main]
    return joined


def _find_first_lines(column: Sequence[PdfLine], main: Sequence[PdfLine]) -> Iterator[PdfLine]:
    """The lines that open a cell: not those that go on with the cell above, of which nothing
    stands beside."""
    beside = [line.base for line in main]
    for place, line in enumerate(column):
        above = column[place - 1] if place else None
        close = above is not None and line.base - above.base < 1.6 * line.size
        has_words = any(abs(line.base - base) < 0.5 * line.size for base in beside)
        goes_on = close and (not has_words or line.text[:1] in "([" or line.text[:1].islower())
        if not goes_on:
            yield line


# -- what the columns of rows are ------------------------------------------------------------------


@dataclass(slots=True)
class ColumnUse:
    """Which columns are read, and which are notes beside the text."""

    read: list[int]
    beside: list[int]


def tell_columns(rows: Sequence[Sequence[Sequence[PdfLine]]]) -> ColumnUse:
    """What to read of rows of cells, by what stands in all of them together."""
    width = max(len(row) for row in rows)
    cells = [
        [" ".join(line.text for line in row[n]) for row in rows if n < len(row) and row[n]]
        for n in range(width)
    ]
    main = max(range(width), key=lambda n: sum(map(len, cells[n])))
    lines = [line.marked for row in rows if main < len(row) for line in row[main]]
    names_itself = _names_speakers(lines)
    read: list[int] = []
    beside: list[int] = []
    for place, texts in enumerate(cells):
        sparse = sum(map(len, texts)) < DENSE * sum(map(len, cells[main]))
        keeps = place == main or not sparse or _is_key(texts, place < main and not names_itself)
        (read if keeps else beside).append(place)
    return ColumnUse(read, beside)


def _names_speakers(lines: Sequence[str]) -> bool:
    """Whether names come back before colons in the text itself."""
    marks = find_named_marks(lines)
    count = Counter(labels.fold_label(mark.label) for mark in marks)
    return sum(times for times in count.values() if times > 1) >= 2 and len(count) > 1


def _is_key(texts: Sequence[str], may_name: bool) -> bool:
    """Whether cells beside the text are times, numbers or names of who speaks."""
    keys = [text for text in texts if find_clocks(text) or _NUMBER.fullmatch(text)]
    if len(keys) >= 0.7 * len(texts):
        return True
    names = [text for text in texts if labels.looks_like_label(text.rstrip(": "))]
    return may_name and len(names) >= 0.7 * len(texts)
