"""brat: annotations (``.ann``) beside the text (``.txt``) that they are of.

``T`` lines are words with a label, ``A`` and ``M`` say more of one, ``#`` are remarks, ``N`` refer
to a dictionary, ``R``, ``E`` and ``*`` tie marks to one another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from interviewkit.errors import SourceError
from interviewkit.exchange.annotated.marked_texts import (
    MarkedText,
    MarkLink,
    TextMark,
    build_project,
)
from interviewkit.exchange.databases.quoted_spans import CHARACTERS, ONE_LINE_END, UTF16
from interviewkit.exchange.databases.stored_words import decode_words
from interviewkit.exchange.extracts.draft import ProjectDraft
from interviewkit.exchange.extracts.fates import RowFates
from interviewkit.exchange.foreign_bytes import read_bounded
from interviewkit.model.project import ForeignFile

ENDING, TEXT_ENDING = ".ann", ".txt"
COUNTINGS = (CHARACTERS, ONE_LINE_END, UTF16)
PIECES = "it marks words in several places: each place is a coding of its own"
NO_BRAT = "it is no line of brat"

_MARK = re.compile(rb"^T\d+\t\S+ \d{1,12} \d{1,12}[;\t]", re.MULTILINE)
_ANY = re.compile(rb"^(?:[TRAMEN#]\d+|\*)\t")
_IDENTIFIED = re.compile(r"^(?:[TRAMEN#]\d+|\*)\t")
_PLACES = re.compile(r"^(\S+) (\d{1,12} \d{1,12}(?:;\d{1,12} \d{1,12})*)$")
_ARGUMENT = re.compile(r"(\S+?):([TE]\d+)")


def is_this(path: Path, head: bytes) -> bool:
    """Whether it is a file of annotations."""
    return bool(_MARK.search(head)) or (
        path.suffix.lower() == ENDING and bool(_ANY.match(head.lstrip()))
    )


def read(path: Path) -> ForeignFile:
    """The text beside the file, with the marks on its words.

    Raises:
        SourceError: a file cannot be opened, or the text is not there.
    """
    beside = path.with_suffix(TEXT_ENDING)
    if not beside.is_file():
        raise SourceError(
            f"{path.name} holds annotations of brat without their text",
            hint=f"put the text beside it, as {beside.name}, and import it again",
        )
    lines = decode_words(read_bounded(path, "transcript_mb")).splitlines()
    text = decode_words(read_bounded(beside, "transcript_mb"))
    draft, fates = ProjectDraft(path.stem, "brat"), RowFates("lines of annotations")
    reading = _Reading(lines, fates, text)
    marked = MarkedText(text, tuple(reading.marks), links=tuple(reading.links))
    notes = (f"the text is that of {beside.name}", "brat does not say who marked what")
    project = build_project(draft, [marked], COUNTINGS)
    return ForeignFile(project, "annotations of brat", fates.list_losses(), notes)


def _list_rows(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line; words that go over the end of a line are one cell."""
    kept: tuple[int, list[str]] | None = None
    for number, line in enumerate(lines, 1):
        if kept and not _IDENTIFIED.match(line) and _lacks_words(kept[1]):
            kept[1][2] += f"\n{line}"
            continue
        if kept:
            yield kept
        kept = (number, line.split("\t")) if line.strip() else None
    if kept:
        yield kept


def _lacks_words(cells: Sequence[str]) -> bool:
    """Whether fewer words stand in a line than its place is long."""
    found = _PLACES.match(cells[1]) if len(cells) > 2 and ";" not in cells[1] else None
    start, end = map(int, found[2].split()) if found else (0, 0)
    return bool(found) and len(cells[2]) < end - start


class _Reading:
    """The lines of a file: marks with all that is said of them, and links."""

    def __init__(self, lines: Sequence[str], fates: RowFates, text: str) -> None:
        self._fates, self._text = fates, text
        self._remarks: dict[str, list[str]] = defaultdict(list)
        self._triggers: dict[str, str] = {}
        self.marks: list[TextMark] = []
        self.links: list[MarkLink] = []
        rows = list(_list_rows(lines))
        for number, cells in sorted(rows, key=lambda each: each[1][0][:1] not in "ET"):
            fates.held += 1
            if not self._read(number, cells):
                fates.drop(number, NO_BRAT)
        self.marks = [self._complete(each) for each in self.marks]

    def _read(self, number: int, cells: Sequence[str]) -> bool:
        key, said = cells[0], cells[1] if len(cells) > 1 else ""
        words = said.split()
        if key.startswith("T"):
            return self._read_mark(number, key, said, cells[2] if len(cells) > 2 else "")
        if key == "*" and len(words) > 2:
            self.links += [MarkLink(words[1], each, words[0]) for each in words[2:]]
        elif key[:1] in ("R", "E") and words:
            self._read_relation(key, words)
        elif key[:1] in ("A", "M", "N") and len(words) > 1:
            self._remarks[words[1]].append(": ".join(filter(None, (words[0], *cells[2:3]))))
            more = " ".join(words[2:])
            self._remarks[words[1]][-1] += f": {more}" if more else ""
        elif key.startswith("#") and len(words) > 1 and len(cells) > 2:
            self._remarks[words[1]].append(cells[2])
        else:
            return False
        return True

    def _read_mark(self, number: int, key: str, said: str, quote: str) -> bool:
        found = _PLACES.match(said)
        if not found:
            return False
        pairs = [tuple(map(int, each.split())) for each in found[2].split(";")]
        pieces = list(self._join(pairs))
        if len(pieces) > 1:
            self._fates.change(number, PIECES)
        for start, end in pieces:
            words = quote if len(pieces) == 1 else ""
            self.marks.append(TextMark((found[1],), start, end, words, key=key))
        return True

    def _join(self, pairs: Sequence[tuple[int, ...]]) -> Iterator[tuple[int, int]]:
        """Pieces between which nothing but the end of a line stands are one."""
        start, end = pairs[0]
        for first, last in pairs[1:]:
            if self._text[end:first].strip():
                yield start, end
                start = first
            end = last
        yield start, end

    def _read_relation(self, key: str, words: Sequence[str]) -> None:
        ends = [_ARGUMENT.fullmatch(each) for each in words]
        if key.startswith("E") and ends[0]:
            self._triggers[key] = ends[0][2]
            self.links += [MarkLink(ends[0][2], each[2], each[1]) for each in ends[1:] if each]
        elif len(ends) > 2 and ends[1] and ends[2]:
            self.links.append(MarkLink(ends[1][2], ends[2][2], words[0]))

    def _complete(self, mark: TextMark) -> TextMark:
        events = [event for event, trigger in self._triggers.items() if trigger == mark.key]
        said = [remark for key in (mark.key, *events) for remark in self._remarks.get(key, ())]
        return TextMark(
            mark.code, mark.start, mark.end, mark.quote, key=mark.key, remarks=tuple(said)
        )
