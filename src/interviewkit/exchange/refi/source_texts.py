"""The text of a source or a memo: from the file beside the project, the project, or Word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from interviewkit.errors import SourceError
from interviewkit.exchange.refi.archive import clean_path, is_absolute_path
from interviewkit.exchange.refi.losses import LossLedger
from interviewkit.exchange.refi.texts import (
    WrittenText,
    decode_text,
    is_document,
    is_docx,
    read_docx_text,
    wrap_inline,
)
from interviewkit.exchange.refi.xml_text import find_child, read_child_text

_NONE = WrittenText("")


@dataclass(frozen=True, slots=True)
class SourceFiles:
    """Where files of a project are found, and where what is amiss with them is told."""

    files: Mapping[str, bytes]
    ledger: LossLedger

    def read_text(self, element: Element | None) -> WrittenText:
        """The text of a source, a representation, a transcript or a note."""
        if element is None:
            return _NONE
        found = self._read_plain(element)
        rich = element.get("richTextPath", "")
        if rich and (found is None or not (found.raw.strip() or _has_selections(element))):
            found = self._read_rich(element, rich, found) or found
        if found is None and element.get("plainTextPath"):
            self.ledger.drop("texts", "the file is not there", _name(element))
        return found or _NONE

    def name_rich(self, element: Element) -> str:
        """The Word document beside a text; it lies in the project or nowhere."""
        path = element.get("richTextPath", "")
        name = clean_path(path)
        if path and path not in self.files and not path.lower().startswith("internal://"):
            self.ledger.drop("paths of files", "the Word document did not come with it", name)
            return ""
        if path and not path.lower().startswith("internal://"):
            return f"internal://{name}"
        return self.name_media(path)

    def name_media(self, path: str) -> str:
        """The path of a file beside a text, without the folders of somebody's computer."""
        if not path:
            return ""
        if is_absolute_path(path):
            self.ledger.change(
                "paths of files", "only the name was kept: the rest names folders of a computer",
                clean_path(path),
            )  # fmt: skip
            return f"relative:///{clean_path(path)}"
        if path not in self.files:
            self.ledger.missing.append(clean_path(path))
        return path

    def _read_plain(self, element: Element) -> WrittenText | None:
        path = element.get("plainTextPath", "")
        if path and path in self.files:
            if is_document(self.files[path]):
                return self._read_rich(element, path, None)
            return self._decode(element, path)
        if find_child(element, "PlainTextContent") is not None:
            return wrap_inline(read_child_text(element, "PlainTextContent"))
        named = f"internal://{element.get('guid', '').strip('{}')}.txt"
        if not path and not element.get("richTextPath") and named in self.files:
            return self._decode(element, named)
        return None

    def _decode(self, element: Element, path: str) -> WrittenText:
        written = decode_text(self.files[path])
        if written.encoding:
            self.ledger.note(
                f"{_name(element) or clean_path(path)} is not UTF-8; read as {written.encoding}"
            )
        return written

    def _read_rich(
        self, element: Element, path: str, plain: WrittenText | None
    ) -> WrittenText | None:
        content = self.files.get(path, b"")
        if content and not is_document(content):
            return self._decode(element, path)
        if not is_docx(content):
            if content and plain is None:
                why = "only Word documents (.docx) are read here; take it in with ingest"
                self.ledger.drop("texts", why, clean_path(path))
            return None
        try:
            text = read_docx_text(content)
        except SourceError as error:
            self.ledger.note(f"{clean_path(path)} cannot be read: {error.message}")
            return None
        if not text.strip() and plain is not None:
            return None
        self.ledger.note(f"the plain text is missing, and was read from {clean_path(path)}")
        return WrittenText(text)


def _has_selections(element: Element) -> bool:
    return any(str(each.tag).endswith("Selection") for each in element)


def _name(element: Element) -> str:
    return element.get("name", "")
