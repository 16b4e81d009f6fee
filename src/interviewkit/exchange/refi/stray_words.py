"""Words between the elements of a project, where the standard has none and nothing reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from interviewkit.exchange.refi.losses import LossLedger
from interviewkit.exchange.refi.schema import PROJECT_SCHEMA, TEXT_ONLY
from interviewkit.exchange.refi.xml_text import name_of

_SHOWN = 60
_TEXTS = (".txt", ".docx", ".rtf", ".odt")


def tell_stray_words(root: Element, ledger: LossLedger) -> None:
    """Each text that stands directly in an element which holds others only is a loss."""
    for text in _list_stray(root):
        plain = " ".join(text.split())
        name = plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1]}…"
        ledger.drop("texts", "they stand where the standard has none", name)


def tell_unnamed_texts(raw: bytes, files: Iterable[str], ledger: LossLedger) -> None:
    """Each text in the archive that the project does not name, by whatever path, is a loss."""
    written = raw.replace(b"\x00", b"").decode("utf-8", "replace").casefold()
    said = written + unquote(written)
    for name in files:
        place = PurePosixPath(name)
        if place.suffix.casefold() in _TEXTS and f"{place.stem.casefold()}." not in said:
            ledger.drop("texts in the archive", "the project does not name them", name)


def _list_stray(element: Element) -> Iterator[str]:
    """What an element that the standard knows has of texts beside its children; what it does not
    know is kept as it is."""
    name = name_of(element)
    if name in TEXT_ONLY or name not in PROJECT_SCHEMA:
        return
    if _has_letters(element.text):
        yield element.text or ""
    allowed = PROJECT_SCHEMA[name].children
    seen: set[str] = set()
    for child in element:
        inner = name_of(child)
        if inner in TEXT_ONLY and (inner not in allowed or inner in seen):
            yield "".join(filter(_has_letters, child.itertext()))
        seen.add(inner)
        yield from _list_stray(child)
        if _has_letters(child.tail):
            yield child.tail or ""


def _has_letters(text: str | None) -> bool:
    return any(map(str.isalpha, text or ""))
