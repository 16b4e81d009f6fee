"""XML of Office files, read without entities and soon.

Such a file is whole or damaged, and has no lines that anybody could look up; what people and tools
write as a text is read by ``xml_tree.py``, which keeps what stands above damage.
"""

from __future__ import annotations

from typing import Any, NoReturn
from xml.etree import ElementTree

from defusedxml.ElementTree import XMLParser

_PIECE = 4096


class _BegunError(Exception):
    """The first element begins: no declarations come behind it."""


class _UntilFirstElement:
    """Reads what stands above the first element, and no further."""

    def start(self, _tag: str, _attributes: object) -> NoReturn:
        raise _BegunError

    def data(self, _text: str) -> None:
        return

    def close(self) -> None:
        return


def parse_xml(raw: bytes) -> Any:
    """The root element.

    Entities can only be declared above the first element. So far defusedxml reads, and refuses;
    the rest, where none can be, is the parser's in C, which takes a third of the time.

    Raises:
        ValueError: it declares a document type, as only malice does here.
        SyntaxError: it is no XML.
    """
    above = XMLParser(target=_UntilFirstElement(), forbid_dtd=True)
    try:
        for at in range(0, len(raw), _PIECE):
            above.feed(raw[at : at + _PIECE])
    except _BegunError:
        pass
    return ElementTree.fromstring(raw)
