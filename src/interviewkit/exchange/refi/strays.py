"""Codings and memos that a tool lists apart from what they are about, brought to it.

Some write all coded passages of a project after its texts, each with the guid of its text, or let a
memo say itself what it is about; the standard has passages within their text, and what a memo is
about refers to the memo.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from interviewkit.exchange.refi.guids import fit_guid
from interviewkit.exchange.refi.losses import LossLedger
from interviewkit.exchange.refi.schema import PROJECT_SCHEMA
from interviewkit.exchange.refi.sources import KINDS, TEXT_OF
from interviewkit.exchange.refi.xml_text import find_child, find_children, name_of

_SELECTIONS = ("PlainTextSelection", "Selection")
_LISTS = frozenset(("Coding", "Codings", "Selections", "CodeRef", "SourceRef", *_SELECTIONS))


@dataclass(frozen=True, slots=True)
class _Stray:
    """A passage apart from its text: what of it stands where, its code and its text, by guid."""

    selection: Element
    parent: Element
    code: str
    source: str
    memo: str


def bring_home(root: Element, ledger: LossLedger) -> None:
    """Move passages into their texts, and let what memos are about refer to them."""
    _bring_passages(root, ledger)
    _turn_notes_round(root)


def _bring_passages(root: Element, ledger: LossLedger) -> None:
    homes = _find_homes(root)
    lost = 0
    for each in list(root):
        if name_of(each) in PROJECT_SCHEMA["Project"].children:
            continue
        for stray in list(_find_strays(each, root, "", "", "")):
            home = homes.get(fit_guid(stray.source))
            if home is None:
                lost += 1
            else:
                stray.parent.remove(stray.selection)
                home.append(_complete(stray))
        if _is_left_empty(each):
            root.remove(each)
    if lost:
        ledger.note(f"{lost:,} coded passages stand apart from every text, and are kept unread")


def _find_homes(root: Element) -> dict[str, Element]:
    """The element in which passages of a text stand, by the guid of the text or its source."""
    homes: dict[str, Element] = {}
    for source in find_child(root, "Sources") or ():
        inner = TEXT_OF.get(KINDS.get(name_of(source), ""), "")
        text = find_child(source, inner) if inner else None
        for each in (text, source):
            if each is not None and (guid := fit_guid(each.get("guid"))):
                homes.setdefault(guid, source if text is None else text)
    return homes


def _find_strays(
    element: Element, parent: Element, code: str, source: str, memo: str
) -> Iterator[_Stray]:
    name = name_of(element)
    source = element.get("sourceGUID") or source
    if name in _SELECTIONS:
        inner = find_child(element, "SourceRef")
        source = source or (inner.get("targetGUID", "") if inner is not None else "")
        yield _Stray(element, parent, code, source, memo)
        return
    code = element.get("targetGUID", code) if name == "CodeRef" else code
    source = element.get("targetGUID", source) if name == "SourceRef" else source
    note = find_child(element, "Note")
    memo = (note.text or "").strip() or memo if note is not None else memo
    for child in element:
        yield from _find_strays(child, element, code, source, memo)


def _complete(stray: _Stray) -> Element:
    """The passage as it stands within its text."""
    selection = stray.selection
    selection.tag = "PlainTextSelection"
    selection.attrib.pop("sourceGUID", None)
    for name in ("start", "end"):
        if name in selection.attrib:
            selection.set(f"{name}Position", selection.attrib.pop(name))
    for each in list(find_children(selection, "SourceRef")):
        selection.remove(each)
    if stray.code and not any(name_of(each) in ("Coding", "CodeRef") for each in selection):
        SubElement(SubElement(selection, "Coding"), "CodeRef", {"targetGUID": stray.code})
    if stray.memo and find_child(selection, "Description") is None:
        SubElement(selection, "Description").text = stray.memo
    return selection


def _is_left_empty(element: Element) -> bool:
    """Whether nothing but the frame of a list of passages is left."""
    names = [name_of(each) for each in element.iter()]
    return (
        names[0] in _LISTS
        and not {*names} - _LISTS - {"Note"} - {*_SELECTIONS}
        and not any(name in _SELECTIONS for name in names)
    )


def _turn_notes_round(root: Element) -> None:
    notes = {fit_guid(each.get("guid")): each
             for each in find_children(find_child(root, "Notes"), "Note")}  # fmt: skip
    turned = [
        (note, each) for note in notes.values() for each in find_children(note, "NoteRef")
        if fit_guid(each.get("targetGUID")) not in notes
    ]  # fmt: skip
    things = _list_noted(root) if turned else {}
    for note, reference in turned:
        thing = things.get(fit_guid(reference.get("targetGUID")))
        if thing is not None:
            note.remove(reference)
            SubElement(thing, "NoteRef", {"targetGUID": note.get("guid", "")})


def _list_noted(root: Element) -> Mapping[str, Element]:
    """Everything that can refer to a memo, by its guid."""
    return {
        fit_guid(each.get("guid")): each
        for each in root.iter()
        if each.get("guid") and "NoteRef" in _children_of(name_of(each))
    }


def _children_of(name: str) -> Mapping[str, int]:
    rule = PROJECT_SCHEMA.get(name)
    return rule.children if rule else {}
