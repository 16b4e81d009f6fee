"""The text of a Word document as a reader sees it, with all tracked changes accepted.

python-docx leaves out tracked insertions and content controls, which hold speech like any other
paragraph, and reads what was moved twice; hence this walk over the XML itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from interviewkit.errors import SourceError
from interviewkit.model import archives
from interviewkit.readers import labels
from interviewkit.readers.contract import Aside, Source
from interviewkit.readers.layouts import BOLD_MARK
from interviewkit.readers.safe_xml import parse_xml
from interviewkit.readers.xml_tree import NOWHERE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BREAKS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n",
           f"{W}noBreakHyphen": "-"}  # fmt: skip
_TEXT, _RUN = f"{W}t", f"{W}r"
_SILENT = frozenset(
    {f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}tblPr", f"{W}tcPr", f"{W}trPr", f"{W}rt"}
)
"""Elements without text of their own; ``rt`` is how to pronounce what stands below it."""

_WORDLESS = frozenset({f"{W}instrText", f"{W}delInstrText", f"{W}fldData", f"{W}rt"})
"""Elements whose text is the program's, or how to pronounce a word."""

_OWN = (W, "{http://schemas.openxmlformats.org/officeDocument/2006/math}")
"""Namespaces in which people write; that of drawings has places and sizes as texts."""

_GONE = {
    f"{W}del": "deleted in tracked changes",
    f"{W}moveFrom": "moved away in tracked changes, read where it was moved to",
}
_COME = {f"{W}ins": "inserted", f"{W}moveTo": "moved"}
_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "TOC", "FILENAME", "SECTION"})
"""Fields whose result is written by Word and never said."""


@dataclass
class Walk:
    """One way through a document: what was set aside, how much was tracked, where it is."""

    line: int = 1
    aside: list[Aside] = field(default_factory=list)
    tracked: Counter[str] = field(default_factory=Counter)
    fields: list[list[str]] = field(default_factory=list)
    seen: set[Any] = field(default_factory=set)

    def paragraph(self, paragraph: Any) -> str:
        """The text of a paragraph, lines parted by ``\\n``; a bold name at its start is marked."""
        text = "".join(self.pieces(paragraph))
        self.fields = [each for each in self.fields if _is_contents(each)]
        bold = _bold_start(paragraph) if text else ""
        if bold and text.startswith(bold):
            text = f"{BOLD_MARK}{bold.strip()}{BOLD_MARK}{text[len(bold) :] or ' '}"
        return text

    def pieces(self, element: Any) -> Iterator[str]:
        """All text of an element but what is not there once changes are accepted."""
        for child in element:
            tag = child.tag
            if tag == _TEXT:
                self.seen.add(child)
                yield self._text(child.text or "")
            elif tag in _BREAKS:
                yield _BREAKS[tag]
            elif tag in _SILENT:
                continue
            elif tag in _GONE:
                self.tracked.update(["deleted"] if tag == f"{W}del" else [])
                self.set_aside(child, _GONE[tag])
            elif why := _hidden(child):
                self.set_aside(child, why)
            elif tag in (f"{W}fldChar", f"{W}instrText"):
                self._field(child)
            elif tag == f"{W}fldSimple" and _is_machines(child.get(f"{W}instr", "")):
                self.set_aside(child, "fields that Word fills in")
            elif tag == f"{W}p":
                yield "\n"  # a paragraph of a text box
                yield from self.pieces(child)
                yield "\n"
            elif tag == f"{_MC}AlternateContent":
                yield from self.pieces(child[:1] if len(child) else ())
                self.seen.update(each for other in child[1:] for each in other.iter())
            else:
                if tag in _COME:
                    self.tracked[_COME[tag]] += 1
                yield from self.pieces(child)

    def set_aside(self, element: Any, why: str) -> None:
        """Words that are not speech, told with the line that they stand on."""
        found = [e for e in element.iter() if e.tag in (f"{W}t", f"{W}delText")]
        self.seen.update(found)
        texts = (each.text or "" for each in found)
        if (text := "".join(texts)).strip():
            self.aside.append(Aside(self.line, text, why))

    def set_rest_aside(self, body: Any) -> None:
        """Words that the walk did not meet: outside of paragraphs, or in elements of no text."""
        for each in body.iter():
            is_met = each in self.seen or each.tag in _WORDLESS or not _may_have_words(each)
            for text in (None if is_met else each.text, each.tail):
                if text and any(map(str.isalpha, text)):
                    self.aside.append(Aside(0, text.strip(), NOWHERE))

    def _field(self, mark: Any) -> None:
        """Follow where a field begins, what it is, and where it ends."""
        kind = mark.get(f"{W}fldCharType")
        if mark.tag == f"{W}instrText":
            if self.fields:
                self.fields[-1][0] += mark.text or ""
        elif kind == "begin":
            self.fields.append([""])
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _text(self, text: str) -> str:
        if self.fields and any(_is_machines(instruction) for (instruction,) in self.fields):
            if text.strip():
                self.aside.append(Aside(self.line, text, "fields that Word fills in"))
            return ""
        return text

    def changes(self) -> str:
        """How many tracked changes there were: ``2 inserted, 1 deleted``; empty where none."""
        counts = ((word, self.tracked[word]) for word in ("inserted", "deleted", "moved"))
        return ", ".join(f"{count} {word}" for word, count in counts if count)


def _may_have_words(element: Any) -> bool:
    return bool(element.tag[:1] != "{" or element.tag.startswith(_OWN))


def is_joined(paragraph: Any) -> bool:
    """Whether the end of a paragraph was deleted, so that the next one goes on with it."""
    mark = find_below(paragraph, f"{W}pPr", f"{W}rPr")
    return mark is not None and any(mark.find(tag) is not None for tag in _GONE)


def is_deleted_row(row: Any) -> bool:
    """Whether a row of a table was deleted in tracked changes."""
    return find_below(row, f"{W}trPr", f"{W}del") is not None


def find_below(element: Any, *tags: str) -> Any:
    """The child of a child; tag after tag, as ElementTree takes long over a path."""
    for tag in tags:
        element = element.find(tag) if element is not None else None
    return element


def is_on(element: Any, *tags: str) -> bool:
    """Whether a property such as ``w:b`` is there and not switched off."""
    mark = find_below(element, *tags)
    return mark is not None and mark.get(f"{W}val", "true") not in ("0", "false", "off")


def _hidden(element: Any) -> str:
    """Why an element is not to be read: hidden text, a contents list, an empty form field."""
    if element.tag == _RUN and is_on(element, f"{W}rPr", f"{W}vanish"):
        return "hidden text"
    if element.tag == f"{W}sdt":
        return explain_hidden_control(element)
    return ""


def explain_hidden_control(control: Any) -> str:
    """Why a content control is not to be read; empty where it is to be."""
    if is_on(control, f"{W}sdtPr", f"{W}showingPlcHdr"):
        return "placeholders of empty form fields"
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    if gallery is not None and gallery.get(f"{W}val") == "Table of Contents":
        return "the table of contents"
    return ""


def _is_machines(instruction: str) -> bool:
    return instruction.split()[:1] != [] and instruction.split()[0].upper() in _FIELDS


def _is_contents(instruction: list[str]) -> bool:
    """A list of contents is a field that runs over paragraphs; others end with theirs."""
    return instruction[0].split()[:1] == ["TOC"]


def _says_something(run: Any) -> bool:
    return any(child.tag == _TEXT and (child.text or "").strip() for child in run)


def _bold_start(paragraph: Any) -> str:
    """The bold words that open a paragraph, if they could be a speaker's name."""
    bold = ""
    for run in paragraph:
        if run.tag != _RUN:
            continue
        is_bold = is_on(run, f"{W}rPr", f"{W}b")
        if not (is_bold or bold) and _says_something(run):
            break
        text = "".join(Walk().pieces(run))
        if text.strip() and not is_bold:
            break
        if not is_on(run, f"{W}rPr", f"{W}vanish"):
            bold += text
    name = bold.strip().rstrip(":")
    return bold if "\n" not in bold.strip() and labels.looks_like_label(name) else ""


# -- the parts of a .docx: its body, and what stands beside it -------------------------------------

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
"""The namespace of "Strict Open XML"; its elements are called the same."""

_MAIN = "word/document.xml"
_BESIDE = {
    "comments.xml": "comments of the document",
    "footnotes.xml": "footnotes",
    "endnotes.xml": "endnotes",
    "header": "page headers and footers",
    "footer": "page headers and footers",
}
_AGAIN = "save it again as .docx or .txt"

DAMAGE = (*archives.DAMAGE, LookupError, RecursionError, SyntaxError)
"""What is raised for documents that are damaged or made up."""


def read_body(source: Source) -> tuple[Any, list[Aside]]:
    """The body of the document, and the words of comments, notes, page headers and footers.

    Raises:
        SourceError: the document is damaged, or goes beyond the limits.
    """
    archives.check_archive(source.raw, source.limits)
    try:
        with ZipFile(BytesIO(source.raw)) as archive:
            body = _parsed(archive, _main_part(archive)).find(f"{W}body")
            if body is None:
                raise ValueError("it has no body")
            return body, list(dict.fromkeys(_list_side_parts(archive)))
    except DAMAGE as fault:
        raise SourceError(f"the document cannot be read ({fault})", hint=_AGAIN) from fault


def _parsed(archive: ZipFile, name: str) -> Any:
    return parse_xml(archive.read(name).replace(_STRICT, W[1:-1].encode()))


def _main_part(archive: ZipFile) -> str:
    """Where the document itself stands; some programs number it."""
    if _MAIN in archive.namelist():
        return _MAIN
    for link in _parsed(archive, "_rels/.rels"):
        if link.get("Type", "").endswith("/officeDocument"):
            return str(link.get("Target", "")).lstrip("/")
    return _MAIN


def _list_side_parts(archive: ZipFile) -> Iterator[Aside]:
    for name in sorted(archive.namelist()):
        folder, _, file = name.rpartition("/")
        why = next((why for start, why in _BESIDE.items() if file.startswith(start)), "")
        if why and folder == "word" and name.endswith(".xml"):
            for paragraph in _parsed(archive, name).iter(f"{W}p"):
                text = "".join(each.text or "" for each in paragraph.iter(f"{W}t"))
                if any(letter.isalpha() for letter in text):
                    yield Aside(0, text, why)
