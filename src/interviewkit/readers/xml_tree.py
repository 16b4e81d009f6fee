"""XML from outside as a tree that knows its lines: no entities, the whole of what is not broken."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from interviewkit.errors import Problem, SourceError
from interviewkit.readers.contract import Aside, Source
from interviewkit.readers.join import has_words

DEEPEST = 200
"""Elements within elements; documents of people stay below a tenth of it."""

_NEVER_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_AGAIN = "save it again in the program that wrote it"
NOWHERE = "words where its format has none"


@dataclass
class XmlTree:
    """A parsed file: its root, the line of each element, and where it broke off, if it did."""

    root: Any
    lines: Mapping[Any, int] = field(repr=False)
    fault: str = ""
    fault_line: int = 0

    def line_of(self, element: Any) -> int:
        return self.lines.get(element, 0)

    def tell_fault(self, source: Source) -> list[Problem]:
        """That the file is broken from a line on, and that what stands above was read."""
        if not self.fault:
            return []
        what = f"the file is damaged here ({self.fault}); what stands above was read"
        return [source.problem(what, line=self.fault_line, hint=_AGAIN)]

    def list_unread(self, read: Collection[Any], known: Mapping[str, str]) -> list[Aside]:
        """Words outside of the elements that were ``read``, each of these with all that it holds.

        ``known`` elements hold words that are no speech: why, by their names; empty for names and
        the like, of which nothing is told, but for speech that stands in one.
        """
        read = {each for each in read if each is not None}
        speech = {each.tag: known.get(each.tag) or NOWHERE for each in read}
        found = _list_outside(self.root, read, {**known, **speech}, NOWHERE)
        return [
            Aside(self.line_of(element), " ".join(text.split()), why)
            for element, text, why in found
            if has_words(text)
        ]


def _list_outside(
    element: Any, read: Collection[Any], known: Mapping[str, str], why: str
) -> Iterator[tuple[Any, str, str]]:
    if element in read:
        return
    why = known.get(element.tag, why)
    if why:
        yield element, element.text or "", why
    for child in element:
        yield from _list_outside(child, read, known, why)
        if why:
            yield child, child.tail or "", why


class _PlacedBuilder(TreeBuilder):
    """Builds the tree, remembers the lines, and has the root even of a tree that breaks off."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[Any, int] = {}
        self.root: Any = None
        self.expat: Any = None
        self.depth = 0

    def start(self, tag: str, attrs: Any, /) -> Any:
        element = super().start(tag, attrs)
        self.lines[element] = self.expat.CurrentLineNumber
        self.depth += 1
        if self.root is None:
            self.root = element
        elif self.depth > DEEPEST:
            raise SourceError("its parts are nested too deep to be read", hint=_AGAIN)
        return element

    def end(self, tag: str, /) -> Any:
        self.depth -= 1
        return super().end(tag)


def parse_tree(text: str) -> XmlTree:
    """The tree of an XML text, whatever encoding it claims to have.

    A declared document type is passed over, as Transcriber writes one; entities are refused.

    Raises:
        SourceError: it declares entities, is nested beyond measure, or is no XML from its top on.
    """
    builder = _PlacedBuilder()
    parser = XMLParser(target=builder)
    builder.expat = parser.parser
    fault, line = "", 0
    try:
        parser.feed(_NEVER_IN_XML.sub("", text).lstrip())
        parser.close()
    except ParseError as error:
        fault, line = str(error).partition(":")[0], error.position[0]
    except DefusedXmlException as error:
        raise SourceError("it declares XML entities, as no program does", hint=_AGAIN) from error
    if builder.root is None:
        raise SourceError(f"it cannot be read as XML ({fault})", hint=_AGAIN)
    return XmlTree(builder.root, builder.lines, fault, line)


def find_root_name(head: str) -> str:
    """The name of the first element at the head of a text, without a prefix; empty for no XML."""
    at = 0
    while True:
        at += len(head[at:]) - len(head[at:].lstrip())
        closing = next((end for start, end in _ABOVE.items() if head.startswith(start, at)), "")
        if not closing:
            break
        end = head.find(closing, at)
        if end < 0:
            return ""
        at = end + len(closing)
    found = _ELEMENT.match(head, at)
    return found[1] if found else ""


_ABOVE = {"<?": "?>", "<!--": "-->", "<!": ">"}
"""What may stand above the first element, and how it ends."""

_ELEMENT = re.compile(r"<(?:[\w.-]{1,80}:)?([A-Za-z_][\w.-]{0,80})[\s/>]")
