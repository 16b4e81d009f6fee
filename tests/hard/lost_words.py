"""Words of odd and damaged files that no turn holds and nothing tells.

    python tests/hard/lost_words.py --files 1000            shapes and damage, all formats
    python tests/hard/lost_words.py --formats html --only 7 one file again: what was lost of it

Each sound file says some hundred words that are said nowhere else. A plain look at the file, which
knows nothing of the readers, tells which of them still stand where words stand. Each must be in a
turn, in what was set aside or in a problem; or the file is refused, or its damage told by its line.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import sys
import tempfile
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import ParseError, XMLPullParser

from fuzz_mutations import damaged
from fuzz_seeds import list_spoken
from fuzz_shapes import shaped

from interviewkit.errors import InterviewkitError
from interviewkit.model.settings import TranscriptSettings

SEED = 14

ALONE = 9
"""Single words in JSON at a place with so few of them are no words that a plain look knows."""

KINDS = {
    "txt": "lines", "md": "lines", "vtt": "lines", "srt": "lines", "csv": "lines", "tsv": "lines",
    "jsonl": "lines", "rtf": "lines", "textgrid": "lines", "chat": "lines", "inqscribe": "lines",
    "sbv": "lines", "lrc": "lines", "ass": "lines", "plain": "lines", "millis": "lines",
    "project-table": "lines", "json": "json", "otr": "json", "stm": "lines", "ctm": "lines",
    "fodt": "tags", "html": "tags", "eaf": "tags", "exmaralda": "tags", "segmented": "tags",
    "folker": "tags", "transcriber": "tags", "ttml": "tags", "project-qde": "tags",
    "docx": r"word/document", "xlsx": r"sheet|shared", "odt": r"content\.xml",
    "epub": r"\.xhtml", "project-qdpx": r"\.qde|\.txt", "project-segments": r"sheet|shared",
}  # fmt: skip
"""What a format's words stand in: lines, elements, JSON, or members of an archive so named."""

MARK = re.compile(r"\b[bdfgklmnprstv][aeiou](?:[bdfgklmnprstv][aeiou]){2,3}q\b")
"""Words of no language: ``zebokalq`` and their like, which end as none does."""


def _make_turns() -> tuple[tuple[str, str], ...]:
    rng, known = Random(1), set()
    while len(known) < 60:
        syllables = rng.choice((3, 4))
        word = "".join(rng.choice("bdfgklmnprstv") + rng.choice("aeiou") for _ in range(syllables))
        known.add(word + "q")
    words = iter(sorted(known))
    who = ("Moderator", "Ana", "Dr. Ben Müller", "Ana", "Moderator", "Ana")
    frame = "Well, {} and {} I think. They {} my {} with the {}, {}; {} {} – 日本 – {} or {}?"
    return tuple((name, frame.format(*(next(words) for _ in range(10)))) for name in who)


TURNS = _make_turns()
MAKERS = {name: made for name, made in list_spoken(TURNS).items() if name in KINDS}


@cache
def marked(name: str) -> tuple[bytes, ...]:
    """The sound files of a format; those without words of ours are passed over."""
    return tuple(each for each in MAKERS[name][1]() if find_words(name, each))


def content_of(name: str, number: int, seed: int = SEED) -> bytes:
    """The file of that number: of an odd shape, or every second damaged."""
    rng = Random(f"{seed}/{name}/{number}")
    if number % 2:
        return damaged(rng, marked(name))
    return shaped(rng, rng.choice(marked(name)), KINDS[name])


# -- the plain look --------------------------------------------------------------------------------


def find_words(name: str, content: bytes) -> set[str]:
    """The words that stand in the file where its kind has words."""
    if name == "otr":
        return _find_in_json(_read_page(_decode(content).replace('\\"', '"')))
    if KINDS[name] == "json":
        return _find_in_json(_decode(content))
    if KINDS[name] == "lines":
        return set(MARK.findall(_decode(content)))
    if name == "rtf":
        return set(re.findall(rf"(?<!\\){MARK.pattern}", _decode(content)))
    if name == "html":
        return set(MARK.findall(_read_page(_decode(content))))
    if KINDS[name] == "tags":
        return set(MARK.findall(_read_elements(content)))
    if name in ("xlsx", "project-segments"):
        return set(MARK.findall(" ".join(_read_cells(content))))
    texts = _read_members(content, re.compile(KINDS[name]))
    return {word for text in texts for word in MARK.findall(text)}


def _find_in_json(text: str) -> set[str]:
    """Words of sentences, and those that stand alone where others do; of damaged JSON all."""
    try:
        found = list(_list_strings(json.loads(text), ""))
    except (ValueError, RecursionError):
        return set(MARK.findall(text))
    often = Counter(place for place, _ in found)
    texts = (each for place, each in found if " " in each or often[place] > ALONE)
    return {word for each in texts for word in MARK.findall(each)}


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


def _decode(content: bytes) -> str:
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
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
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
        yield _decode(raw) if name.endswith(".txt") else _read_elements(raw)


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
    """The cells that stand where they say, each place once; a sheet has no others."""
    seen: set[str] = set()
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


# -- what the reader says --------------------------------------------------------------------------


def find_lost(name: str, content: bytes, folder: Path) -> set[str]:
    """Words of the file of which its reader says nothing."""
    words = find_words(name, content)
    if not words:
        return set()
    path = folder / f"talk{MAKERS[name][0]}"
    path.write_bytes(content)
    said = _read_project(path) if name.startswith("project") else _read_transcript(path, content)
    return set() if said is None else {word for word in words if word not in said.casefold()}


def _read_transcript(path: Path, content: bytes) -> str | None:
    """All that a reader hands on; none where it refuses the file."""
    from interviewkit.readers.files import read_file

    reading = read_file(path, root=path.parent, settings=TranscriptSettings())
    told = "\n".join(map(str, reading.problems))
    if any(each.fatal for each in reading.problems) or "what stands before that was read" in told:
        return None
    texts = [str(each) for each in reading.problems]
    texts += [each.text for each in reading.aside]
    for talk in reading.transcripts:
        texts += [talk.name, talk.group, talk.wave, talk.date, str(dict(talk.attributes))]
        texts += [part for turn in talk.turns for part in (turn.speaker, turn.text)]
    texts += _list_told_lines(content, told)
    return "\n".join(texts)


def _list_told_lines(content: bytes, told: str) -> list[str]:
    """What stands in a line that a problem says is left out, or from where a file breaks off."""
    lines = re.split(r"\r\n|\r|\n", _decode(content))
    ends = re.findall(r":(\d+): the file is damaged here", told)
    broken = ["\n".join(lines[int(line) - 1 :]) for line in ends]
    left_out = [
        lines[int(line) - 1]
        for line in re.findall(r":(\d+): not (?:JSON|a JSON)[^\n]*left out", told)
    ]
    return broken + left_out


def _read_project(path: Path) -> str | None:
    from interviewkit.exchange.projects.detecting import detect_format, load_reader

    try:
        name = detect_format(path)
        found = load_reader(name)(path) if name else None
    except InterviewkitError:
        return None
    if found is None or any(each.dropped or each.changed for each in found.losses):
        return None
    texts = [repr(found)]
    for source in found.project.sources:
        texts += [source.name, source.text, source.xml, repr(source.selections)]
    texts += found.project.kept_xml.values()
    texts += [repr(found.project.notes), repr(found.project.codes)]
    return "\n".join(texts)


# -- all of them -----------------------------------------------------------------------------------


def look(
    names: Sequence[str], numbers: Sequence[int], seed: int, folder: Path
) -> tuple[Counter[str], list[tuple[str, int, set[str]]]]:
    """How many files of each format held words of ours, and those of which some were lost."""
    held: Counter[str] = Counter()
    lost = []
    for number in numbers:
        for name in names:
            content = content_of(name, number, seed)
            held[name] += bool(find_words(name, content))
            if missing := find_lost(name, content, folder):
                lost.append((name, number, missing))
    return held, lost


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; 1 where words were lost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--formats", nargs="*", default=list(MAKERS), choices=list(MAKERS))
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--only", type=int)
    asked = parser.parse_args(arguments)
    warnings.simplefilter("ignore")
    numbers = range(asked.files) if asked.only is None else [asked.only]
    with tempfile.TemporaryDirectory() as scratch:
        held, lost = look(asked.formats, numbers, asked.seed, Path(scratch))
    for name in asked.formats:
        bad = [each for each in lost if each[0] == name]
        print(f"{name:<17} {held[name]:>6} files with words, {len(bad):>4} lose some", end="  ")
        print(" ".join(str(number) for _, number, _ in bad[:12]))
    if asked.only is not None:
        for name, number, missing in lost:
            print(name, number, sorted(missing), content_of(name, number, asked.seed)[:6000])
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
