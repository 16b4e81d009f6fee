"""Elements and attributes as their writers spell them, brought to the words of the standard.

XML minds the case of names and most programs that write it by hand do not; some say the same thing
by a name of their own. Whoever reads on finds the words of the standard only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from interviewkit.exchange.refi.schema import CODEBOOK_SCHEMA, PROJECT_SCHEMA, ElementRule
from interviewkit.exchange.refi.xml_text import find_child, name_of

REFERENCES = frozenset(name for name, rule in PROJECT_SCHEMA.items()
                       if [each[0] for each in rule.attributes] == ["targetGUID"])  # fmt: skip
"""Elements that only point to something else."""

_NAMES = {name.lower(): name for name in (*PROJECT_SCHEMA, *CODEBOOK_SCHEMA)}
_OTHER_NAMES: Mapping[str, Mapping[str, str]] = {
    "Sources": {  # OpenQDA
        "picture": "PictureSource",
        "pdfdocument": "PDFSource",
        "pdf": "PDFSource",
        "audio": "AudioSource",
        "video": "VideoSource",
        "text": "TextSource",
    },
    "Case": {"membersource": "SourceRef", "membercode": "CodeRef"},  # Quackdas
}
"""What an element within another is called by some tools, in small letters."""

_OTHER_ATTRIBUTES = {
    "creatinguserguid": "creatingUser",
    "creatinguserid": "creatingUser",
    "modifyinguser": "creatingUser",
    "modifyinguserguid": "modifyingUser",
    "modifyinguserid": "modifyingUser",
    "start": "startPosition",
    "end": "endPosition",
    "guid": "targetGUID",
    "codeguid": "targetGUID",
    "id": "guid",
    "path": "plainTextPath",
}
"""What an attribute is called by some tools, where its own name is not there."""

_SIGNS = str.maketrans("", "", "_-")


@dataclass(frozen=True, slots=True)
class _Spelling:
    """The standard's name of an element, and its attributes by their name in small letters."""

    name: str
    attributes: frozenset[str]
    folded: Mapping[str, str]


_COUNTED = frozenset(("User", "Variable", "Coding"))
"""Elements whose strange attributes are counted where they are read."""


def spell_out(root: Element) -> None:
    """Rename elements and attributes, wherever the standard has a word for what they say."""
    known = {name: _build_spelling(name, rule) for name, rule in PROJECT_SCHEMA.items()}
    _rename(root, "")
    todo = [root]
    while todo:
        element = todo.pop()
        name = name_of(element)
        for child in element:
            _rename(child, name)
        spelling = known.get(name)
        if spelling is not None and not element.attrib.keys() <= spelling.attributes:
            _rename_attributes(element, spelling)
            _move_texts(element, name)
        todo.extend(element)


def count_strange_attributes(root: Element) -> Counter[str]:
    """How often attributes stand in known elements that the standard has no word for."""
    known = {
        name: {"xmlns", *(each[0] for each in rule.attributes)}
        for name, rule in PROJECT_SCHEMA.items() if name not in _COUNTED
    }  # fmt: skip
    known["CodeBook"] |= {each[0] for each in CODEBOOK_SCHEMA["CodeBook"].attributes}
    strange: Counter[str] = Counter()
    for element in root.iter():
        names = known.get(name_of(element))
        if names is not None and not element.attrib.keys() <= names:
            strange.update(each for each in element.attrib
                           if each not in names and each[0] != "{")  # fmt: skip
    return strange


def _build_spelling(name: str, rule: ElementRule) -> _Spelling:
    names = [each[0] for each in rule.attributes]
    return _Spelling(name, frozenset(names), {each.lower(): each for each in names})


def _rename(element: Element, parent: str) -> None:
    name = name_of(element)
    if name in PROJECT_SCHEMA and name.lower() not in _OTHER_NAMES.get(parent, ()):
        return
    wanted = _OTHER_NAMES.get(parent, {}).get(name.lower()) or _NAMES.get(name.lower())
    if wanted and isinstance(element.tag, str):
        element.tag = element.tag[: len(element.tag) - len(name)] + wanted


def _rename_attributes(element: Element, spelling: _Spelling) -> None:
    for name in [each for each in element.attrib if each not in spelling.attributes]:
        folded = name.translate(_SIGNS).lower()
        wanted = spelling.folded.get(folded) or _OTHER_ATTRIBUTES.get(folded, "")
        if wanted in spelling.attributes and wanted not in element.attrib:
            element.set(wanted, element.attrib.pop(name))


def _move_texts(element: Element, name: str) -> None:
    """What stands in an attribute, and is an element in the standard."""
    said = element.attrib
    has_place = "Description" in PROJECT_SCHEMA[name].children
    if "description" in said and has_place and find_child(element, "Description") is None:
        SubElement(element, "Description").text = said.pop("description")  # portableQDA
    if name == "Coding" and "codeGUID" in said:  # Quackdas
        SubElement(element, "CodeRef", {"targetGUID": said.pop("codeGUID")})
    if name == "VariableValue" and "variableGUID" in said:
        SubElement(element, "VariableRef", {"targetGUID": said.pop("variableGUID")})
        SubElement(element, "TextValue").text = said.pop("value", "")
