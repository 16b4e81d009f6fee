"""Names and styles of OpenDocument: which text is bold, and which is hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

_FAMILIES = {"style", "text", "table", "office", "draw", "meta", "manifest"}
_NAMED = {"xsl-fo-compatible": "fo", "svg-compatible": "svg", "//purl.org/dc/elements/1.1/": "dc"}


@lru_cache(maxsize=4096)
def shorten_tag(tag: str) -> str:
    """``text:p`` for the full name of an element or attribute, whatever version it is of."""
    space, brace, name = tag.rpartition("}")
    if not brace:
        return tag
    parts = space.strip("{").split(":")
    named = (_NAMED.get(part, part if part in _FAMILIES else "") for part in parts)
    return f"{next(filter(None, named), '')}:{name}"


def read_attribute(element: Any, name: str) -> str:
    """An attribute by its short name, such as ``text:style-name``; empty where there is none."""
    return next((v for key, v in element.items() if shorten_tag(key) == name), "")


def read_count(element: Any, name: str, most: int) -> int:
    """A number of cells or blanks, one where none is given."""
    text = read_attribute(element, name)
    return min(max(int(text), 1), most) if text.isdecimal() and len(text) < 9 else 1


@dataclass
class OdfStyles:
    """Styles by name: whether they say bold, whether they hide, and whose heirs they are."""

    bold: dict[str, bool] = field(default_factory=dict)
    hidden: dict[str, bool] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, roots: Iterable[Any]) -> OdfStyles:
        styles = cls()
        for root in roots:
            for element in root.iter():
                if shorten_tag(element.tag) == "style:style":
                    styles._add(element)
        return styles

    def _add(self, style: Any) -> None:
        name = read_attribute(style, "style:name")
        self.parents[name] = read_attribute(style, "style:parent-style-name")
        for properties in style:
            if shorten_tag(properties.tag) == "style:text-properties":
                weight = read_attribute(properties, "fo:font-weight")
                if weight:
                    heavy = weight.isdecimal() and int(weight[:4]) >= 600
                    self.bold[name] = weight == "bold" or heavy
                if display := read_attribute(properties, "text:display"):
                    self.hidden[name] = display == "none"

    def is_bold(self, name: str, inherited: bool = False) -> bool:
        return self._find(self.bold, name, inherited)

    def is_hidden(self, name: str) -> bool:
        return self._find(self.hidden, name, False)

    def _find(self, said: dict[str, bool], name: str, inherited: bool) -> bool:
        seen: set[str] = set()
        while name and name not in seen:
            if name in said:
                return said[name]
            seen.add(name)
            name = self.parents.get(name, "")
        return inherited
