"""A codebook: versioned codes and the themes that bundle them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

POLARITIES = ("+", "-")
INDUCTIVE, DEDUCTIVE = "inductive", "deductive"

_UNSAID = {"prevalence": None, "exclusive": False}
"""Fields that say nothing are no part of a version: codebooks without them keep theirs."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that shows a code (or nearly does), with the polarity it shows."""

    text: str
    polarity: str = "+"
    line: int = 0


@dataclass(frozen=True, slots=True)
class Pattern:
    """A rule of a code as the codebook writes it.

    ``match`` is the pattern as it stands in the codebook: a line of the pattern language, or a
    list of spaCy token or dependency patterns. ``name`` is what evidence shows. ``file`` is where
    it stands if that is not the codebook itself; it is no part of a version.
    """

    match: str | tuple[Mapping[str, object], ...]
    polarity: str = "+"
    weight: float = 1.0
    name: str = ""
    options: Mapping[str, object] = field(default_factory=dict)
    line: int = 0
    file: str = ""

    @property
    def written(self) -> str:
        """The pattern on one line, as it may stand in a codebook's list.

        >>> Pattern("wait ... month").written
        'wait ... month'
        >>> Pattern("wait", weight=0.5).written
        '{match: "wait", weight: 0.5}'
        """
        says: dict[str, object] = {"polarity": self.polarity, "weight": self.weight}
        says |= {"name": self.name} | dict(self.options)
        silent = {"polarity": "+", "weight": 1.0, "name": ""}
        said = {key: value for key, value in says.items() if value != silent.get(key)}
        if isinstance(self.match, str) and not said and not self.match.startswith(("[", "{")):
            return self.match
        parts = {"match": self.match, **said}
        told = (f"{key}: {json.dumps(each, ensure_ascii=False)}" for key, each in parts.items())
        return "{" + ", ".join(told) + "}"


@dataclass(frozen=True)
class Code:
    """One code: what it means, what belongs to it, what does not.

    ``origin`` is ``inductive`` where it was found in the material, ``deductive`` where it was fixed
    beforehand; it is no part of what the code means, and so not of its version. ``prevalence`` is
    the share of the participants' turns that are expected to carry the code, between 0 and 1.
    """

    id: str
    label: str
    definition: str
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    near_misses: tuple[Example, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    polarity: tuple[str, ...] = ("+",)
    parent: str = ""
    theme: str = ""
    line: int = 0
    origin: str = ""
    prevalence: float | None = None

    @property
    def is_described(self) -> bool:
        """Whether there are texts that speech can be like: examples, definition or includes."""
        return bool(self.examples or self.include or self.definition.strip())

    @property
    def is_findable(self) -> bool:
        """Whether rules or examples can look for it; else it takes people's judgements."""
        return bool(self.patterns) or self.is_described

    @cached_property
    def version(self) -> str:
        """SHA-256 over the content of the code, line numbers left out; 12 hex digits."""
        return _digest(_strip_code(asdict(self)))


@dataclass(frozen=True, slots=True)
class Theme:
    """A named bundle of codes; of those of an ``exclusive`` one, a turn has at most one."""

    id: str
    label: str
    definition: str = ""
    codes: tuple[str, ...] = ()
    line: int = 0
    exclusive: bool = False


@dataclass(frozen=True)
class Codebook:
    """A set of codes. ``declared`` is the version that its author wrote, ``version`` the hash.

    Of all codes of an ``exclusive`` one, a turn has at most one. ``patterns_file`` is the file
    beside it from which lists and patterns came as well, as the codebook names it.
    """

    name: str
    codes: tuple[Code, ...]
    themes: tuple[Theme, ...] = ()
    declared: str = ""
    language: str = "en"
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    path: str = ""
    exclusive: bool = False
    patterns_file: str = ""

    @cached_property
    def version(self) -> str:
        """SHA-256 over the content of the codebook, lines and path left out; 12 hex digits."""
        content = asdict(self)
        content.pop("path")
        content.pop("patterns_file")
        for code in content["codes"]:
            _strip_code(code)
        return _digest(content)

    def code(self, code_id: str) -> Code:
        """The code of that id.

        Raises:
            KeyError: there is none.
        """
        for code in self.codes:
            if code.id == code_id:
                return code
        raise KeyError(code_id)

    @property
    def code_ids(self) -> tuple[str, ...]:
        return tuple(code.id for code in self.codes)

    @property
    def exclusive_groups(self) -> tuple[tuple[str, ...], ...]:
        """Groups of codes of which one turn has at most one, two codes or more in each.

        >>> Codebook("x", (Code("a", "A", ""), Code("b", "B", "")), exclusive=True).exclusive_groups
        (('a', 'b'),)
        """
        if self.exclusive:
            groups = [self.code_ids]
        else:
            groups = [theme.codes for theme in self.themes if theme.exclusive]
        return tuple(dict.fromkeys(group for group in groups if len(group) > 1))


def _strip_code(content: dict[str, Any]) -> dict[str, Any]:
    """A code's fields without those that are no part of its version, which are taken out."""
    content.pop("origin")
    for pattern in content["patterns"]:
        pattern.pop("file")
    return content


def _digest(content: Mapping[str, object]) -> str:
    text = json.dumps(_strip(content), sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _strip(value: object) -> object:
    """The content without lines, and without fields that say nothing."""
    if isinstance(value, Mapping):
        said = {key: item for key, item in value.items() if not _is_unsaid(key, item)}
        return {key: _strip(item) for key, item in said.items() if key != "line"}
    if isinstance(value, list | tuple):
        return [_strip(item) for item in value]
    return value


def _is_unsaid(key: str, item: object) -> bool:
    return key in _UNSAID and item is _UNSAID[key]
