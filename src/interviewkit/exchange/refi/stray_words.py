"""Words between the elements of a project, where the standard has none and nothing reads them."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from interviewkit.exchange.refi.losses import LossLedger
from interviewkit.exchange.refi.schema import PROJECT_SCHEMA, TEXT_ONLY
from interviewkit.exchange.refi.xml_text import name_of

_SHOWN = 60


def tell_stray_words(root: Element, ledger: LossLedger) -> None:
    """Each text that stands directly in an element which holds others only is a loss."""
    for text in _list_stray(root):
        plain = " ".join(text.split())
        name = plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1]}…"
        ledger.drop("texts", "they stand where the standard has none", name)


def _list_stray(element: Element) -> Iterator[str]:
    """What an element that the standard knows has of texts beside its children; what it does not
    know is kept as it is."""
    name = name_of(element)
    if name in TEXT_ONLY or name not in PROJECT_SCHEMA:
        return
    if _has_letters(element.text):
        yield element.text or ""
    for child in element:
        yield from _list_stray(child)
        if _has_letters(child.tail):
            yield child.tail or ""


def _has_letters(text: str | None) -> bool:
    return any(map(str.isalpha, text or ""))
