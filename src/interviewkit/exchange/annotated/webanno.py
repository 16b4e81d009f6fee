"""INCEpTION and WebAnno: texts with annotations as tables of words (WebAnno TSV 3).

Words stand one a line with their place in the text, and a column for each feature of each layer.
``value[3]`` in several lines is one mark on all of them, ``|`` parts marks on one word, ``*`` is a
mark without a value. Layers of grammar and ties between marks are told, and left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from interviewkit.errors import SourceError
from interviewkit.exchange.annotated.marked_texts import MarkedText, TextMark, build_project
from interviewkit.exchange.databases.quoted_spans import CHARACTERS, UTF16
from interviewkit.exchange.databases.stored_words import decode_words
from interviewkit.exchange.extracts.draft import ProjectDraft
from interviewkit.exchange.foreign_bytes import read_bounded
from interviewkit.model.project import ForeignFile, Loss

MAGIC = b"#FORMAT=WebAnno TSV 3"
GRAMMAR = "a layer of grammar: it says nothing of what was meant"
TIES = "a tie between marks: there is no place for it here"
TEXTS = (".txt", ".html", ".htm", ".pdf", ".tsv", ".xml", ".docx")
FARTHEST = 100_000
"""Signs that may lie between two sentences."""
NOBODY = ("curation_user", "initial_cas")
"""What INCEpTION calls the file of nobody: what was agreed on, and what was there before."""

_GRAMMAR = re.compile(r"\.(?:lexmorph|syntax|segmentation|coref|transform)\.")
_WORD = re.compile(r"^\d+-\d+(?:\.\d+)?\t(\d{1,12})-(\d{1,12})\t([^\t]*)")
_ID = re.compile(r"^(.*?)(?:\[(\d+)\])?$", re.DOTALL)
_PARTS = re.compile(r"(?<!\\)\|")
_ESCAPED = re.compile(r"\\(.)")
_LINE_ENDS = {"n": "\n", "r": "\r", "t": "\t"}


@dataclass(frozen=True, slots=True)
class _Layer:
    """A layer: its features, and the column of the first of them."""

    kind: str
    name: str
    features: tuple[str, ...]
    column: int

    @property
    def short_name(self) -> str:
        return self.name.rpartition(".")[2]

    @property
    def why_left(self) -> str:
        if self.kind != "SP":
            return TIES
        return GRAMMAR if _GRAMMAR.search(self.name) else ""


def is_this(_path: Path, head: bytes) -> bool:
    """Whether it is a table of words of WebAnno."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(MAGIC)


def read(path: Path) -> ForeignFile:
    """The text with the marks of one person; who that is, is said by the name of the file.

    Raises:
        SourceError: the file cannot be opened, or holds no words.
    """
    lines = decode_words(read_bounded(path, "transcript_mb")).split("\n")
    lines = [line.removesuffix("\r") for line in lines]
    words = [(found, line) for line in lines if (found := _WORD.match(line))]
    if not words:
        raise SourceError(f"{path.name} holds no words", hint="export it again as WebAnno TSV 3")
    name, user = _name_file(path)
    layers = list(_read_layers(lines))
    rows = [(int(found[1]), int(found[2]), line.split("\t")) for found, line in words]
    coded = [each for each in layers if not each.why_left]
    marks = [
        _build_mark(layer, pieces, user, is_only=len(coded) == 1)
        for layer in coded
        for pieces in _list_marks(layer, rows)
    ]
    draft = ProjectDraft(name, "INCEpTION")
    project = build_project(draft, [MarkedText(_build_text(lines), tuple(marks))],
                            (UTF16, CHARACTERS))  # fmt: skip
    notes = ["sentences are read as lines: the file does not say where lines end"]
    if not user:
        notes.append("the file does not say who marked what")
    return ForeignFile(
        project, "annotations of INCEpTION (WebAnno TSV)", tuple(_list_left(layers, rows)),
        tuple(notes),
    )  # fmt: skip


def _name_file(path: Path) -> tuple[str, str]:
    """What the text is called, and who marked it: ``talk.txt/ana.tsv`` is Ana's copy of a talk."""
    folder = Path(path.parent.name)
    if folder.suffix.lower() in TEXTS:
        return folder.stem, "" if path.stem.casefold() in NOBODY else path.stem
    return path.stem, ""


def _read_layers(lines: Sequence[str]) -> Iterator[_Layer]:
    column = 3
    for line in lines:
        if line.startswith("#Text="):
            return
        if found := re.match(r"^#T_(SP|CH|RL)=(.*)$", line):
            name, *features = found[2].split("|")
            yield _Layer(found[1], name, tuple(features), column)
            column += max(len(features), 1)


def _list_marks(
    layer: _Layer, rows: Sequence[tuple[int, int, list[str]]]
) -> list[list[tuple[int, int, list[str]]]]:
    """The words of each mark of a layer, with its values."""
    found: dict[object, list[tuple[int, int, list[str]]]] = {}
    for number, (start, end, cells) in enumerate(rows):
        for place, (key, values) in enumerate(_read_cells(layer, cells)):
            found.setdefault(key or (number, place), []).append((start, end, values))
    return list(found.values())


def _list_left(
    layers: Sequence[_Layer], rows: Sequence[tuple[int, int, list[str]]]
) -> Iterator[Loss]:
    for layer in layers:
        count = len(_list_marks(layer, rows)) if layer.why_left else 0
        if count:
            yield Loss(f"marks of {layer.short_name}", count, dropped=count, why=layer.why_left)


def _read_cells(layer: _Layer, cells: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """(number of the mark, its values) of each mark of a layer on a word."""
    own = cells[layer.column : layer.column + max(len(layer.features), 1)]
    columns = [_PARTS.split(cell) for cell in own if cell]
    for parts in zip(*columns, strict=False):
        split = [_ID.match(part) for part in parts]
        values = [each[1] if each else "" for each in split]
        if all(value == "_" for value in values):
            continue
        key = next((each[2] for each in split if each and each[2]), "")
        yield key, ["" if value in ("*", "_") else _unescape(value) for value in values]


def _build_mark(
    layer: _Layer, pieces: Sequence[tuple[int, int, list[str]]], user: str, *, is_only: bool
) -> TextMark:
    """The first feature that has a value is the code, others are remarks."""
    values = pieces[0][2]
    above = () if is_only else (layer.short_name,)
    pairs = zip(layer.features, values, strict=False)
    said = [(name, value) for name, value in pairs if value and "." not in name]
    code = said[0][1] if said else layer.short_name
    remarks = tuple(f"{name}: {value}" for name, value in said[1:])
    path = (*above, code) if said else (code,)
    start, end = min(each[0] for each in pieces), max(each[1] for each in pieces)
    return TextMark(path, start, end, user=user, remarks=remarks)


def _build_text(lines: Sequence[str]) -> str:
    """The text as its words say where they stand; places count UTF-16 units.

    Raises:
        SourceError: a place is far from all others.
    """
    text, size, waiting = "", 0, ""
    for line in lines:
        if line.startswith("#Text="):
            waiting += ("\n" if waiting else "") + _unescape(line.removeprefix("#Text="))
        elif waiting and (found := _WORD.match(line)):
            lead = waiting.find(_unescape(found[3]))
            gap = int(found[1]) - size - _count_units(waiting[: max(lead, 0)])
            if gap > FARTHEST:
                raise SourceError(
                    f"words stand {gap:,} signs behind those before them",
                    hint="the file is damaged: export it again as WebAnno TSV 3",
                )
            text += "\n" * min(max(gap, 0), 1) + " " * max(gap - 1, 0) + waiting
            size, waiting = _count_units(text), ""
    return text


def _count_units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _unescape(value: str) -> str:
    return _ESCAPED.sub(lambda found: _LINE_ENDS.get(found[1], found[1]), value)
