"""A plain look at a file, which knows no reader: the words that stand where words stand.

What looks like a word and is the format's own (the name of a field, a letter that stands in for
another, what a torn mark holds) is none.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import ParseError, XMLPullParser

ALONE = 9
"""Single words in JSON at a place with so few of them are no words that a plain look knows."""

KINDS = {
    "txt": "lines", "md": "lines", "vtt": "lines", "srt": "lines", "csv": "lines", "tsv": "lines",
    "jsonl": "lines", "rtf": "lines", "textgrid": "lines", "chat": "lines", "inqscribe": "lines",
    "sbv": "lines", "lrc": "lines", "ass": "lines", "plain": "lines", "millis": "lines",
    "project-table": "lines", "json": "json", "otr": "json", "stm": "lines", "ctm": "lines",
    "fodt": "tags", "html": "tags", "eaf": "tags", "exmaralda": "tags", "segmented": "tags",
    "folker": "tags", "transcriber": "tags", "ttml": "tags", "project-qde": "tags",
    "chats": "lines", "srv": "tags", "json3": "json", "chats-json": "json",
    "docx": r"word/document", "xlsx": r"sheet|shared", "odt": r"content\.xml",
    "epub": r"\.xhtml", "project-qdpx": r"\.qde|\.txt", "project-segments": r"sheet|shared",
}  # fmt: skip
"""What a format's words stand in: lines, elements, JSON, or members of an archive so named."""

MARK = re.compile(r"\b[bdfgklmnprstv][aeiou](?:[bdfgklmnprstv][aeiou]){2,3}q\b")
"""Words of no language: ``zebokalq`` and their like, which end as none does."""

FEW = r"(?:\s*[^\s,;{}]+){1,3}\s*"
"""No more words are a name or a title where the format has names."""

NAMES = {
    "rtf": re.compile(
        rf"\{{\\f\d+ {FEW};|\\u-?\d+ ?[^\\{{}}]?|\\[a-zA-Z]+-?\d* ?",
    ),
    "inqscribe": re.compile(r"\\[rnt]"),
    "ass": re.compile(
        rf"^(?:\[[^\]\n]*\]|Format:.*|(Dialogue:(?:[^,\n]*,){{3}}){FEW},)", re.MULTILINE
    ),
    "vtt": re.compile(r"(\A[^>]*?^)NOTE\b(?:.+\n?)*", re.MULTILINE),
}
"""What is no word in a format of lines: names of fonts, a sign by its number with the letter that
stands in for it, words of the language; ends of lines; names of sections, fields and styles; the
first comment of captions."""


def find_words(name: str, content: bytes) -> set[str]:
    """The words that stand in the file where its kind has words."""
    return set(MARK.findall(look_at(name, content)))


def look_at(name: str, content: bytes) -> str:
    """All that stands in the file where its kind has words."""
    kind = KINDS[name]
    if name == "otr":
        return " ".join(_list_pages(decode(content)))
    if kind == "json":
        return _find_in_json(decode(content))
    if kind == "lines":
        text = decode(content)
        return NAMES[name].sub(_keep_first, text) if name in NAMES else text
    if name == "html":
        return _read_page(decode(content))
    if kind == "tags":
        return _read_elements(content)
    if name in ("xlsx", "project-segments"):
        return " ".join(_read_cells(content))
    return " ".join(_read_members(content, re.compile(kind)))


def _keep_first(found: re.Match[str]) -> str:
    """What stands before a name."""
    return " ".join([*filter(None, found.groups()), ""])


def _find_in_json(text: str) -> str:
    """Words of sentences, and those that stand alone where others do; of damaged JSON all."""
    try:
        found = list(_list_strings(json.loads(text), ""))
    except (ValueError, RecursionError):
        return text
    often = Counter(place for place, _ in found)
    return " ".join(each for place, each in found if " " in each.strip() or often[place] > ALONE)


def _list_pages(text: str) -> Iterator[str]:
    """The strings of oTranscribe's JSON, which are web pages."""
    try:
        found = [string for _, string in _list_strings(json.loads(text), "")]
    except (ValueError, RecursionError):
        found = [text.replace('\\"', '"')]
    return map(_read_page, found)


def _list_strings(data: Any, place: str) -> Iterator[tuple[str, str]]:
    """Each string with the names above it."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from _list_strings(value, f"{place}/{name}")
    elif isinstance(data, list):
        for value in data:
            yield from _list_strings(value, place)
    elif isinstance(data, str):
        yield place, data


def decode(content: bytes) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    return content.decode("utf-8", "replace")


def _read_elements(content: bytes) -> str:
    """The text of all elements as far as the file is XML; a blank between two."""
    parser = XMLPullParser(("start", "end"))
    texts: list[str] = []
    try:
        parser.feed(content)
        parser.close()
    except (ParseError, LookupError, ValueError):
        pass
    try:
        root = next((each for _, each in parser.read_events()), None)
    except ParseError:
        root = None
    if root is not None:
        texts += root.itertext()
    return " ".join(texts)


class _Page(HTMLParser):
    """The text of a page; not what stands behind a mark with an open quote, which may be its own,
    up to the next paragraph or row."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.is_torn = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "tr"):
            self.is_torn = False
        self.is_torn |= any("<" in f"{name}{value}" for name, value in attrs)

    def handle_data(self, data: str) -> None:
        if not self.is_torn:
            self.texts.append(data)


def _read_page(text: str) -> str:
    page = _Page()
    with suppress(AssertionError, ValueError):
        page.feed(text)
    return "".join(page.texts)


def _read_members(content: bytes, wanted: re.Pattern[str]) -> Iterator[str]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return
    for name in archive.namelist():
        try:
            raw = archive.read(name) if wanted.search(name) else b""
        except (
            zipfile.BadZipFile,
            OSError,
            ValueError,
            EOFError,
            RuntimeError,
            zipfile.zlib.error,
        ):  # type: ignore[attr-defined]
            continue
        yield decode(raw) if name.endswith(".txt") else _read_elements(raw)


def _read_cells(content: bytes) -> Iterator[str]:
    """The texts of the cells of all sheets, which mostly name a text of the workbook by number."""
    roots = list(_read_roots(content, re.compile("sheet|shared")))
    shared = [
        "".join(each.text or "" for each in item.iter(f"{_CELLS}t"))
        for root in roots
        for item in root.iterfind(f"{_CELLS}si")
    ]
    for cell in (cell for root in roots for cell in _list_placed(root)):
        value = cell.findtext(f"{_CELLS}v") or ""
        if cell.get("t") == "inlineStr":
            yield "".join(each.text or "" for each in cell.iterfind(f"{_CELLS}is/{_CELLS}t"))
        elif cell.get("t") == "s" and value.isdecimal() and int(value[:9]) < len(shared):
            yield shared[int(value[:9])]


def _list_placed(root: Any) -> Iterator[Any]:
    """The cells that stand where they say, each place once; a sheet has no others, and none is one
    in which a row stands within another."""
    seen: set[str] = set()
    if root.find(f".//{_CELLS}row//{_CELLS}row") is not None:
        return
    for row in root.iter(f"{_CELLS}row"):
        for cell in row.iterfind(f"{_CELLS}c"):
            place = cell.get("r", "")
            if place.lstrip("ABCDEFGH") == row.get("r") and place not in seen:
                seen.add(place)
                yield cell


def _read_roots(content: bytes, wanted: re.Pattern[str]) -> Iterator[Any]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [archive.read(name) for name in archive.namelist() if wanted.search(name)]
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, RuntimeError, zipfile.zlib.error):  # type: ignore[attr-defined]
        return
    for raw in members:
        with suppress(ParseError, LookupError, ValueError):
            yield ElementTree.fromstring(raw)


_CELLS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
