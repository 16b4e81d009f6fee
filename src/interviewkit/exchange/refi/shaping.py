"""The parts of a project brought to where the standard has them, before anything is read.

Tools wrap codes in an element of their own, write a codebook for each group of codes, or name codes
without a coding. Nothing is forbidden by what that says, and whoever looks in one place alone loses
it without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from interviewkit.exchange.refi.losses import LossLedger
from interviewkit.exchange.refi.misplaced import put_in_place
from interviewkit.exchange.refi.schema import PROJECT_SCHEMA
from interviewkit.exchange.refi.sources import KINDS
from interviewkit.exchange.refi.strays import bring_home
from interviewkit.exchange.refi.values import fit_moment
from interviewkit.exchange.refi.xml_text import find_child, find_children, name_of

_PARTS = ("Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs")
_CODED = frozenset(name for name, rule in PROJECT_SCHEMA.items() if "Coding" in rule.children)
_OF_CODES = ("Codes", "SubCodes")
_MADE = ("creatingUser", "creationDateTime")
_WHOLE = re.compile(r"\s*([+-]?\d+)\.0*\s*")


def bring_into_shape(root: Element, ledger: LossLedger) -> None:
    """Move what stands elsewhere to where the standard has it; ``ledger`` hears what was odd."""
    _take_out_of_wrappers(root)
    if name_of(root) == "Project":
        _join_parts(root)
        _gather_sources(root, ledger)
        _name_texts(find_child(root, "Sources"), ledger)
        _gather_codes(root, find_child(root, "CodeBook"))
        bring_home(root, ledger)
    else:
        _gather_codes(root, root)
    _complete_codings(root, ledger)
    _check_moments(root, ledger)
    if name_of(root) == "Project":
        put_in_place(root, ledger)


def _take_out_of_wrappers(root: Element) -> None:
    """What stands within an element that the standard does not know, as if it stood without it."""
    todo = [root]
    while todo:
        element = todo.pop()
        while wrappers := [each for each in element if len(each) and _is_wrapper(each, element)]:
            element[:] = [inner for each in element
                          for inner in (each if each in wrappers else (each,))]  # fmt: skip
        todo.extend(each for each in element if len(each))


def _is_wrapper(element: Element, parent: Element) -> bool:
    """Whether it only holds what its parent may hold itself."""
    if element.attrib or (element.text or "").strip():
        return False
    name, within = name_of(element), name_of(parent)
    is_of_codes = name in _OF_CODES and within in ("Code", "Codes")
    rule = PROJECT_SCHEMA.get(within)
    if rule is None or (name in PROJECT_SCHEMA and not is_of_codes):
        return False
    return all(name_of(each) in rule.children for each in element)


def _join_parts(root: Element) -> None:
    """A part of a project that is written several times becomes one."""
    first: dict[str, Element] = {}
    for each in list(root):
        name = name_of(each)
        if name in _PARTS and first.setdefault(name, each) is not each:
            first[name].extend(each)
            root.remove(each)


def _gather_sources(root: Element, ledger: LossLedger) -> None:
    """All texts, pages, pictures and recordings below one element, wherever else they stand."""
    sources = find_child(root, "Sources")
    beside = [
        (parent, each)
        for parent in root.iter()
        if parent is not sources
        for each in parent
        if name_of(each) in KINDS
    ]
    if not beside:
        return
    sources = SubElement(root, "Sources") if sources is None else sources
    for parent, each in beside:
        parent.remove(each)
        sources.append(each)
    ledger.note(f"{len(beside):,} sources stand outside of the list of sources, and were put in it")


def _name_texts(sources: Element | None, ledger: LossLedger) -> None:
    """What holds a text as a text does is one, whatever it is called."""
    strange = [
        each
        for each in (sources if sources is not None else ())
        if name_of(each) not in PROJECT_SCHEMA
        and (
            each.get("plainTextPath")
            or (each.text or "").strip()
            or find_child(each, "PlainTextContent") is not None
        )
    ]
    if strange:
        shown = ", ".join(dict.fromkeys(map(name_of, strange)))
        ledger.note(f"{len(strange):,} sources of other names were read as texts: {shown[:80]}")
    for each in strange:
        each.tag = "TextSource"
        if (each.text or "").strip() and find_child(each, "PlainTextContent") is None:
            SubElement(each, "PlainTextContent").text, each.text = each.text, None


def _gather_codes(root: Element, book: Element | None) -> None:
    """All codes below one element, wherever they stand beside it."""
    beside = [*find_children(root, "Codes", "Code")]
    inside = [*find_children(book, "Codes", "Code")]
    if book is not None and [name_of(each) for each in {*beside, *inside}] == ["Codes"]:
        return
    if not beside and not inside:
        return
    book = book if book is not None else SubElement(root, "CodeBook")
    codes = Element("Codes")
    for parent in dict.fromkeys((root, book)):
        for each in list(find_children(parent, "Codes", "Code")):
            codes.extend(each if name_of(each) == "Codes" else (each,))
            parent.remove(each)
    book.append(codes)


def _complete_codings(root: Element, ledger: LossLedger) -> None:
    """Each code that a thing is given stands in a coding of its own, by whoever is named."""
    turned = several = 0
    for element in root.iter():
        name = name_of(element)
        if name not in _CODED:
            continue
        if "creatingUser" not in element.attrib and (maker := _find_maker(element, name)):
            element.set("creatingUser", maker)
        turned += name == "PlainTextSelection" and _turn_round(element)
        if loose := [each for each in element if name_of(each) == "CodeRef"]:
            _wrap_codes(element, loose)
        for coding in [each for each in element if len(each) > 1 and name_of(each) == "Coding"]:
            several += _split_coding(element, coding)
    if turned:
        ledger.note(f"{turned:,} selections end before they begin, and were turned round")
    if several:
        ledger.note(f"{several:,} codings name several codes, and became one for each code")


def _find_maker(element: Element, name: str) -> str:
    """Who must have made it: the only one who is named beside it, or who coded it.

    QualCoder shows a selection as its maker's, and as nobody's where it names none.
    """
    if changed := element.get("modifyingUser", ""):
        return changed
    if not name.endswith("Selection"):
        return ""
    coders = {each.get("creatingUser", "") for each in find_children(element, "Coding")}
    return coders.pop() if len(coders) == 1 else ""


def _turn_round(selection: Element) -> bool:
    """Whether the ends of a selection were exchanged; they are made whole numbers in any case."""
    places = []
    for name in ("startPosition", "endPosition"):
        if found := _WHOLE.fullmatch(selection.get(name, "")):
            selection.set(name, found.group(1))
        places.append(selection.get(name, "").strip())
    if not all(each.isascii() and each.isdigit() for each in places):
        return False
    if int(places[0]) <= int(places[1]):
        return False
    selection.attrib |= {"startPosition": places[1], "endPosition": places[0]}
    return True


def _wrap_codes(element: Element, loose: Iterable[Element]) -> None:
    """Codes that stand in a selection without a coding."""
    for each in loose:
        element.remove(each)
        made = {name: value for name, value in element.items() if name in _MADE}
        SubElement(element, "Coding", made).append(each)


def _split_coding(element: Element, coding: Element) -> bool:
    """Whether a coding named several codes; each but the first gets one like it, without a guid."""
    codes = list(find_children(coding, "CodeRef"))
    for each in codes[1:]:
        coding.remove(each)
        made = {name: value for name, value in coding.items() if name != "guid"}
        SubElement(element, "Coding", made).append(each)
    return len(codes) > 1


def _check_moments(root: Element, ledger: LossLedger) -> None:
    """Tell of moments that cannot be read: they are not kept."""
    for element in root.iter():
        for name in ("creationDateTime", "modifiedDateTime"):
            said = element.get(name)
            if said and not fit_moment(said):
                ledger.drop("moments", "they are no dates that can be read", said)
