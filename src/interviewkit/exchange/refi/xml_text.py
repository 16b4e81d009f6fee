"""XML that came from outside: parsed without entities, kept as text, written again."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from interviewkit.errors import SourceError
from interviewkit.exchange.refi.guids import fit_guid
from interviewkit.exchange.refi.values import fit_color, fit_moment
from interviewkit.model.limits import DEFAULT_LIMITS, LimitSettings, build_limit_error
from interviewkit.model.xml_heads import declares_type

PROJECT_NAMESPACE = "urn:QDA-XML:project:1.0"
CODEBOOK_NAMESPACE = "urn:QDA-XML:codebook:1.0"

DEEPEST = 200
"""Elements within elements; codes of codes go some ten levels down."""

SMALLER = 5
"""A tree takes more memory than a worksheet of as many tags, which is read row by row."""

_GUIDS = frozenset(
    (
        *("creatingUser", "modifyingUser", "sourceVertex", "targetVertex"),
        *("fromSyncPoint", "toSyncPoint"),
    )
)
_STANDARD = "urn:QDA-XML:"
_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARED = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*encoding=[\"']utf-16", re.IGNORECASE)
_AGAIN = "export the project again in the program that wrote it"


def parse_xml(raw: bytes | str, what: str, limits: LimitSettings = DEFAULT_LIMITS) -> Element:
    """The root element; ``what`` names the part in messages.

    Raises:
        SourceError: it is no XML, it declares entities, or it is too large or too deep.
    """
    raw = raw.encode() if isinstance(raw, str) else raw
    tags, most = raw.count(b"<"), limits.tags // SMALLER
    if tags > most:
        raise build_limit_error(f"{what} holds {tags:,} XML tags", "tags", SMALLER * tags, limits)
    parser = _choose_parser(raw, "utf-8" if _says_utf16(raw) else None)
    try:
        parser.feed(raw)
        root: Element = parser.close()
    except ParseError as error:
        raise SourceError(f"{what} is no whole XML: {error}", hint=_AGAIN) from error
    except DefusedXmlException as error:
        raise SourceError(f"{what} declares XML entities, which no project does", hint=_AGAIN) \
            from error  # fmt: skip
    except (LookupError, ValueError) as error:  # an encoding that Python does not know
        raise SourceError(f"{what} cannot be decoded: {error}", hint=_AGAIN) from error
    if is_too_deep(root):
        raise SourceError(f"{what} is nested more than {DEEPEST} elements deep", hint=_AGAIN)
    return root


def _choose_parser(raw: bytes, encoding: str | None) -> Any:
    """The quick parser, or where anything is declared the one that refuses it."""
    if declares_type(raw, encoding):
        return DefusedXMLParser(target=TreeBuilder(), forbid_dtd=True, encoding=encoding)
    return XMLParser(target=TreeBuilder(), encoding=encoding)


def _says_utf16(raw: bytes) -> bool:
    """Whether bytes say that they are UTF-16 and cannot be: .NET writes so where it made a text."""
    found = _DECLARED.match(raw)
    return bool(found) and b"\x00" not in raw[:100]


def is_too_deep(root: Element) -> bool:
    """Whether elements stand so deep within each other that nobody can have meant it."""
    level = [root]
    for _ in range(DEEPEST):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


def name_of(element: Element) -> str:
    """The name of an element without its namespace, which differs between versions."""
    return _strip_namespace(element.tag)


@lru_cache(maxsize=1024)  # a few names, asked for at every element by every step
def _strip_namespace(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def find_children(element: Element | None, *names: str) -> Iterator[Element]:
    """The children of these names, in the order in which they stand."""
    return (each for each in element if name_of(each) in names) if element is not None else iter(())


def find_child(element: Element | None, name: str) -> Element | None:
    """The first child of that name."""
    return next(find_children(element, name), None)


def read_child_text(element: Element, name: str) -> str:
    """The text of the first child of that name; empty where there is none."""
    child = find_child(element, name)
    return "" if child is None else "".join(child.itertext())


def keep_unread(element: Element, attributes: Collection[str], children: Collection[str]) -> str:
    """The element without the attributes and children that were read; empty if nothing is left."""
    said = {k: v for k, v in element.items() if k not in attributes}
    held = [each for each in element if name_of(each) not in children]
    if not (said or held):
        return ""
    shell = Element(element.tag, said)
    shell.extend(held)
    return write_element(shell)


def write_element(element: Element, within: str = "") -> str:
    """An element as text, the same for elements that say the same.

    The namespace of the standard is left out: it goes without saying. Attributes are sorted and
    in one spelling; blanks between elements are not kept.
    """
    space = _namespace(element.tag)
    name = name_of(element)
    declared = f' xmlns="{escape(space)}"' if space != within else ""
    attributes = "".join(_attribute(*item) for item in sorted(element.items()))
    pieces = [_inner(element.text, element)]
    for child in element:
        pieces += [write_element(child, space), _inner(child.tail, element)]
    inside = "".join(pieces)
    return f"<{name}{declared}{attributes}" + (f">{inside}</{name}>" if inside else "/>")


def _inner(text: str | None, element: Element) -> str:
    return escape(text) if text and (text.strip() or not len(element)) else ""


def escape(text: str) -> str:
    """Text for XML, in an element or an attribute; what XML cannot hold becomes U+FFFD."""
    text = _BAD.sub("\ufffd", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("\r", "&#13;")


def escape_attribute(text: str) -> str:
    """Text for an attribute, where a parser would make blanks of lines and tabs."""
    return escape(text).replace("\n", "&#10;").replace("\t", "&#9;")


def _namespace(tag: str) -> str:
    space = tag[1:].partition("}")[0] if tag.startswith("{") else ""
    return "" if space.startswith(_STANDARD) else space


def _attribute(name: str, value: str) -> str:
    space, _, local = name[1:].partition("}") if name.startswith("{") else ("", "", name)
    if not space:
        value = _spell(local, value)
        return f' {local}="{escape_attribute(value)}"'
    return f' xmlns:a="{escape(space)}" a:{local}="{escape_attribute(value)}"'


def _spell(name: str, value: str) -> str:
    """A value in the spelling in which it is written; what is no such value stays as it came."""
    if name.lower().endswith("guid") or name in _GUIDS:
        return fit_guid(value)
    if name == "color":
        return fit_color(value) or value
    return fit_moment(value) or value if name.endswith("DateTime") else value
