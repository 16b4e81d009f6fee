"""References by a name: a coding that says ``Ann`` where the standard has the guid of Ann."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element

from interviewkit.exchange.refi.guids import fit_guid, is_guid
from interviewkit.exchange.refi.sources import KINDS
from interviewkit.exchange.refi.xml_text import find_child, find_children, name_of

USERS, CODES = "users", "codes"
_BY = {
    "CodeRef": CODES,
    "MemberCode": CODES,
    "VariableRef": "variables",
    "SourceRef": "sources",
    "MemberSource": "sources",
}
_USER = ("creatingUser", "modifyingUser", "creatingUserGUID", "modifyingUserGUID")


def resolve_names(root: Element) -> dict[str, str]:
    """Let references by the name of one thing alone point to its guid.

    Returns the names of users and codes that are described nowhere, by their guid.
    """
    things = {kind: list(each) for kind, each in _list_things(root).items()}
    known = {kind: {fit_guid(each.get("guid")) for each in these} for kind, these in things.items()}
    names = {kind: _name_once(these) for kind, these in things.items()}
    spoken: dict[str, str] = {}
    settled: set[tuple[str, str]] = set()
    for element, attribute, kind in _each_reference(root):
        said = element.get(attribute, "")
        if (kind, said) in settled:
            continue
        if is_guid(said) or fit_guid(said) in known[kind]:
            settled.add((kind, said))
            continue
        if guid := names[kind].get(said.strip()):
            element.set(attribute, guid)
        elif said.strip() and kind in (USERS, CODES):
            spoken[fit_guid(said)] = said.strip()
    return spoken


def _list_things(root: Element) -> Mapping[str, Iterable[Element]]:
    book = find_child(root, "CodeBook")
    codes = book.iter() if book is not None else ()
    return {
        USERS: find_children(find_child(root, "Users"), "User"),
        CODES: [
            *(each for each in codes if name_of(each) == "Code"),
            *find_children(find_child(root, "Cases"), "Case"),
        ],
        "variables": find_children(find_child(root, "Variables"), "Variable"),
        "sources": (each for each in find_child(root, "Sources") or () if name_of(each) in KINDS),
    }


def _name_once(things: Iterable[Element]) -> dict[str, str]:
    """The guids of things by their name, of those whose name nothing else has."""
    named = [(each.get("name", "").strip(), each.get("guid", "")) for each in things]
    counts = Counter(name for name, _ in named)
    return {name: guid for name, guid in named if name and guid and counts[name] == 1}


def _each_reference(root: Element) -> Iterator[tuple[Element, str, str]]:
    for element in root.iter():
        if kind := _BY.get(name_of(element)):
            yield element, "targetGUID", kind
        else:
            yield from ((element, name, USERS) for name in _USER if name in element.attrib)
