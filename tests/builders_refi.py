"""Projects of other tools, made from known truth: each counts places in a way of its own.

Places are counted here by measuring what stands before them, sign by sign, which shares no line
with the way in which the reader goes back.
"""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import quoteattr

NAMESPACE = "urn:QDA-XML:project:1.0"

Span = tuple[int, int]


def make_guid(number: int, kind: int = 0) -> str:
    """A guid that says what it is of."""
    return f"{kind:08x}-0000-4000-8000-{number:012x}"


@dataclass(frozen=True, slots=True)
class Counting:
    """How a tool counts: units, what the end of a line is worth, the mark, the end."""

    unit: str = "characters"
    line_end: str = "lf"
    mark: bool = False
    inclusive: bool = False

    def count_all(self, text: str, ends: Sequence[str]) -> list[int]:
        """What stands before each place of a text, as the tool counts it."""
        worth = {"lf": lambda end: 1, "crlf": lambda end: 2, "as-written": len}[self.line_end]
        left = iter(ends)
        counts = [0]
        for sign in text:
            counts.append(counts[-1] + (worth(next(left)) if sign == "\n" else self._measure(sign)))
        return counts

    def _measure(self, sign: str) -> int:
        if self.unit == "utf16":
            return len(sign.encode("utf-16-le")) // 2
        return len(sign.encode("utf-8")) if self.unit == "bytes" else 1

    def count_spans(self, document: Document) -> list[Span]:
        """Start and end of each selection as the tool writes them."""
        counts = self.count_all(document.text, document.list_ends())
        mark = 3 if self.unit == "bytes" else 1
        shift = mark if self.mark and document.has_mark else 0
        return [
            (counts[start] + shift, counts[end] + shift - self.inclusive)
            for start, end in document.spans
        ]


@dataclass(frozen=True, slots=True)
class Document:
    """A text, the spans that were selected in it, and how its file writes the ends of lines."""

    text: str
    spans: Sequence[Span] = ()
    line_ends: Sequence[str] = ("\n",)
    has_mark: bool = False
    names: Mapping[int, str] = field(default_factory=dict)

    def list_ends(self) -> list[str]:
        """The end of each line in turn."""
        turns = itertools.cycle(self.line_ends)
        return [next(turns) for _ in range(self.text.count("\n"))]

    def write(self) -> bytes:
        """The file of the text."""
        parts = self.text.split("\n")
        ends = [*self.list_ends(), ""]
        raw = "".join(part + end for part, end in zip(parts, ends, strict=True))
        return ("\ufeff" if self.has_mark else "").encode() + raw.encode("utf-8")


def build_project(
    documents: Iterable[Document],
    how: Counting | Callable[[int], Counting],
    origin: str = "Tool",
    coders: int = 1,
) -> bytes:
    """A .qdpx in which Ann selected each span, and Bob gave it a code, or Bob and Ann did."""
    sources, files = [], {}
    numbers = itertools.count(1)
    for nth, document in enumerate(documents):
        guid = make_guid(nth, 2)
        files[f"Sources/{guid}.txt"] = document.write()
        counting = how(nth) if callable(how) else how
        body = "".join(_write_selections(document, counting, numbers, coders))
        sources.append(
            f'<TextSource guid="{guid}" name="Talk {nth}" plainTextPath="internal://{guid}.txt">'
            f"{body}</TextSource>"
        )
    return pack_project("<Sources>" + "".join(sources) + "</Sources>", files, origin)


def _write_selections(
    document: Document, counting: Counting, numbers: Iterator[int], coders: int
) -> Iterator[str]:
    for nth, (start, end) in enumerate(counting.count_spans(document)):
        number = next(numbers)
        codings = "".join(_write_coding(coders * number + who, 1 - who) for who in range(coders))
        name = quoteattr(document.names.get(nth, ""))
        yield (
            f'<PlainTextSelection guid="{make_guid(number, 3)}" name={name} '
            f'startPosition="{start}" endPosition="{end}" creatingUser="{make_guid(0, 1)}">'
            f"{codings}</PlainTextSelection>"
        )


def _write_coding(number: int, who: int) -> str:
    return (
        f'<Coding guid="{make_guid(number, 4)}" creatingUser="{make_guid(who, 1)}">'
        f'<CodeRef targetGUID="{make_guid(0, 5)}"/></Coding>'
    )


def pack_project(
    inside: str,
    files: Mapping[str, bytes] | None = None,
    origin: str = "Tool",
    name: str = "project.qde",
) -> bytes:
    """A .qdpx with a code and two users around what is given."""
    return pack(
        {name: wrap_project(inside, origin).encode(), **(files or {})},
    )


def wrap_project(inside: str, origin: str = "Tool") -> str:
    """A project with a code and two users around what is given."""
    users = "".join(
        f'<User guid="{make_guid(nth, 1)}" name="{who}"/>' for nth, who in enumerate(("Ann", "Bob"))
    )
    code = f'<Code guid="{make_guid(0, 5)}" name="work" isCodable="true"/>'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Project xmlns="{NAMESPACE}" name="P" '
        f"origin={quoteattr(origin)}><Users>{users}</Users>"
        f"<CodeBook><Codes>{code}</Codes></CodeBook>{inside}</Project>"
    )


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip with these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def put(folder: Path, content: bytes, name: str = "project.qdpx") -> Path:
    """The content as a file."""
    path = folder / name
    path.write_bytes(content)
    return path
