"""XML of Office files, read without entities and soon.

Such a file is whole or damaged, and has no lines that anybody could look up; what people and tools
write as a text is read by ``xml_tree.py``, which keeps what stands above damage.
"""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from defusedxml.ElementTree import fromstring

from interviewkit.model.xml_heads import declares_type


def parse_xml(raw: bytes) -> Any:
    """The root element.

    Raises:
        ValueError: it declares a document type, as only malice does here.
        SyntaxError: it is no XML.
    """
    if declares_type(raw):
        return fromstring(raw, forbid_dtd=True)  # which refuses it
    return ElementTree.fromstring(raw)
