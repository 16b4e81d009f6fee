"""Numbers of lines, paragraphs and pages, and rules between parts: print, not speech."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from interviewkit.model.grouping import group_lists
from interviewkit.readers.columns import find_meaning
from interviewkit.readers.fact_names import split_fact_words
from interviewkit.readers.line_frames import find_named_marks
from interviewkit.readers.text_lines import TextLines

ORDERLY = 0.9
"""So many of the numbers must follow the one before, or begin again at 1."""

STEP = 25
"""Numbers of turns may skip so many, as where a printed page numbers each fifth line."""

LONGEST_LINE = 80
"""Characters of a line that can be a rule or number pages."""

COLUMNS = split_fact_words(
    "speaker time start end text transcript utterance name who timestamp duration words speech"
    " sprecher zeit beginn ende äußerung locuteur temps texte hablante tiempo texto begin"
    " id nr no index line # turn role"
)
"""What the columns of speech are called in a header row."""

OFTEN = 3
"""A line that comes back at every page is there so many times at least."""

TOP = 12
"""A header row stands among so many first lines."""

PAGES = "numbers of pages"
PARTS = "names of parts"
RUNNING = "lines that come back at every page"

_NUMBER = re.compile(
    r"[\[(#]?(\d{1,5})(?:[.)\]|]{1,2}|\s?[-–—]|:(?=[^:]{1,60}:\s))?(?:\s+|(?=\]))(?=\S)|(\d{1,5})$"
)
_CELLS = re.compile(r"\s*[\t|;,]\s*|\s+")
_RULE = re.compile(r"([-–—_*=~•·#])(?:\s*\1){2,}|[>|]+")
_PART = re.compile(r"([-–—=*~#])\1{2,}\s+(?P<name>[^\W_].{0,76}?)\s+\1{3,}")
"""``--- THE SCHOOL ---``: the name of a part between rules."""

_COUNTED = re.compile(r"[\W\d]*\d[\d\W]*[a-z]{0,2}\W*\Z")
"""The time or number behind a name: ``Ana (0:12)``, ``Ana 12.5s``."""

_WORD = (
    r"(?:page|pages|pg|p|seite|s|página|pagina|pág|pag|strona|str|sida|side|sivu|strana|sayfa"
    r"|стр(?:аница)?|صفحة)"
)
_OF = r"(?:of|von|de|sur|di|van|z|av|af|из|من|/)"
_PAGE = re.compile(
    rf"(?:[-–—]\s*\d{{1,4}}\s*[-–—]|{_WORD}\b\.?\s*\d{{1,4}}(?:\s*{_OF}\s*\d{{1,4}})?|第\s*\d{{1,4}}\s*[页頁ページ]+(?:\s*共.*)?"
    rf"|\d{{1,4}}\s*(?:/|{_OF})\s*\d{{1,4}}(?:\s*{_WORD}\b)?|{_WORD}\s*\|\s*\d{{1,4}}|\d{{1,4}}\s*\|\s*{_WORD})",
    re.IGNORECASE,
)
_DASHED = re.compile(r"[\[(]\s*(\d{1,4})\s*[\])]|(\d{1,4})")


def is_page_number(text: str) -> bool:
    """Whether a line is the number of a page and says so: ``Page 3 of 12``, ``3/12``, ``- 3 -``."""
    return bool(_PAGE.fullmatch(text))


def take_margins(sheet: TextLines) -> None:
    """Take off what is printed beside, above and below speech."""
    _take_rules(sheet)
    _take_header_row(sheet)
    _take_pages(sheet)
    sheet.lines = strip_line_numbers(sheet.lines)


def _take_rules(sheet: TextLines) -> None:
    short = [n for n in sheet.filled if len(sheet.lines[n]) <= LONGEST_LINE]
    sheet.set_aside((n for n in short if _RULE.fullmatch(sheet.text_of(n))), "")
    found = {n: match["name"] for n in short if (match := _PART.fullmatch(sheet.text_of(n)))}
    parts = {n: _COUNTED.sub("", name) for n, name in found.items()}
    if len(set(parts.values())) == len(parts) > 1:  # speakers come back
        sheet.set_aside(parts, PARTS)


def _take_header_row(sheet: TextLines) -> None:
    """``Time  Speaker  Text`` above columns of speech."""
    for place in sheet.filled[:TOP]:
        text = sheet.text_of(place)
        if not _names_column(_CELLS.split(text, maxsplit=1)[0]):
            continue
        cells = _CELLS.split(text)
        if len(cells) > 1 and all(map(_names_column, cells)):
            sheet.set_aside((place,), "a header row")


def _names_column(cell: str) -> bool:
    name = cell.strip("#*: ").casefold()
    return name in COLUMNS or bool(find_meaning(name))


def _take_pages(sheet: TextLines) -> None:
    """``Page 3 of 12`` wherever it stands alone; bare numbers that count up, or at a page's end."""
    breaks = _page_breaks(sheet)
    short = [n for n in sheet.filled if len(sheet.lines[n]) <= LONGEST_LINE]
    named = [n for n in short if is_page_number(sheet.text_of(n))]
    bare = {
        n: int(next(filter(None, found.groups())))
        for n in short
        if (found := _DASHED.fullmatch(sheet.text_of(n)))
    }
    count_up = len(bare) > 2 and all(two - one == 1 for one, two in pairwise(bare.values()))
    numbers = list(bare) if count_up else [n for n in bare if n in breaks]
    sheet.set_aside(sorted({*named, *numbers}), PAGES)
    _take_running(sheet, {*named, *numbers})


def _take_running(sheet: TextLines, numbers: set[int]) -> None:
    """A line that stands at every end of a page, and nowhere else but at the top of the file."""
    edges = _page_breaks(sheet) | _find_neighbours(sheet, ((n, n + 1) for n in numbers))
    edges |= set(sheet.filled[:1])
    if len(edges) < OFTEN:
        return
    places = group_lists((sheet.lines[place], place) for place in sheet.filled)
    running = [same for same in places.values() if len(same) >= OFTEN and edges.issuperset(same)]
    sheet.set_aside(sorted(place for same in running for place in same), RUNNING)


def _find_neighbours(sheet: TextLines, gaps: Iterable[tuple[int, int]]) -> set[int]:
    """The nearest filled lines above and below each gap of some lines."""
    filled = sheet.filled
    found: set[int] = set()
    for above, below in gaps:
        before, after = bisect_left(filled, above), bisect_left(filled, below)
        found.update(filled[before - 1 : before] if before else (), filled[after : after + 1])
    return found


def _page_breaks(sheet: TextLines) -> set[int]:
    """The places of the filled lines on both sides of each form feed."""
    if "\f" not in sheet.source.text:
        return set()
    lines = sheet.source.text.split("\n")
    return _find_neighbours(sheet, ((n, n) for n, line in enumerate(lines) if "\f" in line))


def strip_line_numbers(lines: Sequence[str]) -> list[str]:
    """The lines without the numbers at their left, if these count lines or turns.

    They do if they rise, and stand at most lines, or at nearly all lines that name a speaker, or
    at each fifth line. ``3 people came`` and the points of a list do not.
    """
    found = {n: match for n, line in enumerate(lines) if (match := _NUMBER.match(line))}
    values = {n: int(match[1] or match[2]) for n, match in found.items()}
    if len(values) < 2 or not _is_rising(list(values.values())):
        return list(lines)
    most = len(values) > 2 and len(values) >= ORDERLY * sum(1 for line in lines if line)
    if not (most or _at_labels(lines, found) or _at_each_fifth(values)):
        return list(lines)
    return [
        line[found[n].end() :].lstrip("] ") if n in found else line for n, line in enumerate(lines)
    ]


def _is_rising(values: Sequence[int]) -> bool:
    steps = [0 < two - one <= STEP or two == 1 for one, two in pairwise(values)]
    return sum(steps) >= ORDERLY * len(steps)


def _at_labels(lines: Sequence[str], found: Mapping[int, re.Match[str]]) -> bool:
    """Whether those lines are numbered in which a label stands, and hardly others."""
    bare = [line[found[n].end() :] if n in found else line for n, line in enumerate(lines)]
    labelled = {mark.index for mark in find_named_marks(bare)}
    numbered = labelled & found.keys()
    most = len(numbered) >= ORDERLY * len(labelled) and len(numbered) * 2 > len(found)
    return len(numbered) > 1 and most


def _at_each_fifth(values: Mapping[int, int]) -> bool:
    if len(values) < 3 or any(value % 5 for value in values.values()):
        return False
    return all(two - one in (5, 6, 7) for one, two in pairwise(values))
