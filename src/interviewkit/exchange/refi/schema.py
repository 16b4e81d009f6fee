"""The published schema as a table, and elements written as it has them.

Whatever a project holds, what is written keeps to Project.xsd and Codebook.xsd (18 March 2019):
children in their order and number, no attribute without a valid value, none that is required left
out. What the schema has no place for is not written, and its name is given back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from interviewkit.exchange.refi.guids import derive_guid, fit_guid
from interviewkit.exchange.refi.values import TYPES, fit_color, fit_moment, is_integer, is_true
from interviewkit.exchange.refi.xml_text import escape, escape_attribute


@dataclass(slots=True)
class Node:
    """An element to be written: attributes as they are held, children in any order, or a text."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    text: str = ""


@dataclass(frozen=True, slots=True)
class ElementRule:
    """What the schema says of an element: attributes as name, type, required; children; texts.

    ``children`` maps names to how many may stand there (0 is no end), ``needed`` are those without
    which the element itself is not written.
    """

    attributes: tuple[tuple[str, str, bool], ...] = ()
    children: Mapping[str, int] = field(default_factory=dict)
    needed: frozenset[str] = frozenset()
    is_text: bool = False
    in_any_order: bool = False


_SHAPES = frozenset(
    (
        *("Person", "Oval", "Rectangle", "RoundedRectangle", "Star", "Note"),
        *("LeftTriangle", "RightTriangle", "UpTriangle", "DownTriangle"),
    )
)
_CHOICES = {
    "direction": frozenset(("Associative", "OneWay", "Bidirectional")),
    "type": frozenset(TYPES),
    "shape": _SHAPES,
    "line": frozenset(("dotted", "dashed", "solid")),
}

_MADE = "creatingUser:guid creationDateTime:moment modifyingUser:guid modifiedDateTime:moment"
_SELECTED = f"guid!:guid name {{}} {_MADE}"
_NOTED = "Description? Coding NoteRef"
_WHOLE = "Coding NoteRef VariableValue"
_FILE = f"guid!:guid name path currentPath {_MADE}"
_TEXT = (
    f"guid!:guid name richTextPath plainTextPath {_MADE}",
    f"Description? PlainTextContent? PlainTextSelection {_WHOLE}",
)
_AREA = "firstX!:int firstY!:int secondX!:int secondY!:int"

_PROJECT: dict[str, tuple[str, ...]] = {
    "Project": (
        "name! origin creatingUserGUID:guid creationDateTime:moment modifyingUserGUID:guid "
        "modifiedDateTime:moment basePath",
        "Users? CodeBook? Variables? Cases? Sources? Notes? Links? Sets? Graphs? Description? "
        "NoteRef",
    ),
    "Users": ("", "User!"),
    "User": ("guid!:guid name id", ""),
    "CodeBook": ("", "Codes!?"),
    "Codes": ("", "Code!"),
    "Code": ("guid!:guid name! isCodable!:bool color:color", "Description? NoteRef Code"),
    "Variables": ("", "Variable!"),
    "Variable": ("guid!:guid name! typeOfVariable!:type", "Description?"),
    "Cases": ("", "Case!"),
    "Case": ("guid!:guid name", "Description? CodeRef VariableValue SourceRef SelectionRef"),
    "VariableValue": (
        "",
        "VariableRef!? TextValue? BooleanValue? IntegerValue? FloatValue? DateValue? "
        "DateTimeValue?",
    ),
    "Sets": ("", "Set!"),
    "Set": ("guid!:guid name!", "Description? MemberCode MemberSource MemberNote"),
    "Sources": ("", "TextSource PictureSource PDFSource AudioSource VideoSource"),
    "TextSource": _TEXT,
    "Representation": _TEXT,
    "TextDescription": _TEXT,
    "Note": _TEXT,
    "PlainTextSelection": (_SELECTED.format("startPosition!:int endPosition!:int"), _NOTED),
    "PictureSource": (_FILE, f"Description? TextDescription? PictureSelection {_WHOLE}"),
    "PictureSelection": (_SELECTED.format(_AREA), _NOTED),
    "PDFSource": (_FILE, f"Description? PDFSelection Representation? {_WHOLE}"),
    "PDFSelection": (
        _SELECTED.format(f"page!:int {_AREA}"),
        "Description? Representation? Coding NoteRef",
    ),
    "AudioSource": (_FILE, f"Description? Transcript AudioSelection {_WHOLE}"),
    "AudioSelection": (_SELECTED.format("begin!:int end!:int"), _NOTED),
    "VideoSource": (_FILE, f"Description? Transcript VideoSelection {_WHOLE}"),
    "VideoSelection": (_SELECTED.format("begin!:int end!:int"), _NOTED),
    "Transcript": (
        _TEXT[0],
        "Description? PlainTextContent? SyncPoint TranscriptSelection NoteRef",
    ),
    "TranscriptSelection": (_SELECTED.format("fromSyncPoint:guid toSyncPoint:guid"), _NOTED),
    "SyncPoint": ("guid!:guid timeStamp:int position:int", ""),
    "Coding": ("guid!:guid creatingUser:guid creationDateTime:moment", "CodeRef!? NoteRef"),
    "Graphs": ("", "Graph!"),
    "Graph": ("guid!:guid name", "Vertex Edge"),
    "Vertex": (
        "guid!:guid representedGUID:guid name firstX!:int firstY!:int secondX:int secondY:int "
        "shape:shape color:color",
        "",
    ),
    "Edge": (
        "guid!:guid representedGUID:guid name sourceVertex!:guid targetVertex!:guid color:color "
        "direction:direction lineStyle:line",
        "",
    ),
    "Notes": ("", "Note!"),
    "Links": ("", "Link!"),
    "Link": (
        "guid!:guid name direction:direction color:color originGUID:guid targetGUID:guid",
        "NoteRef",
    ),
}
_REFERENCES = (
    "NoteRef CodeRef SourceRef SelectionRef VariableRef MemberCode MemberSource MemberNote"
)
_TEXTS = (
    "Description PlainTextContent TextValue BooleanValue IntegerValue FloatValue DateValue "
    "DateTimeValue"
)
TEXT_ONLY = frozenset(_TEXTS.split())
"""Elements that hold words and no others."""

_CODEBOOK: dict[str, tuple[str, ...]] = {
    "CodeBook": ("origin", "Codes!? Sets?"),
    "Codes": _PROJECT["Codes"],
    "Code": (_PROJECT["Code"][0], "Description? Code"),
    "Sets": _PROJECT["Sets"],
    "Set": ("guid!:guid name!", "Description? MemberCode"),
    "MemberCode": ("guid!:guid", ""),
}

Schema = Mapping[str, ElementRule]


def _read_rule(name: str, attributes: str, children: str) -> ElementRule:
    """``name! age:int`` and ``Code Description?``: ``!`` must be there, ``?`` is there once."""
    wanted = []
    for word in attributes.split():
        key, _, kind = word.partition(":")
        wanted.append((key.rstrip("!"), kind or "text", key.endswith("!")))
    counts = {word.rstrip("!?"): int(word.endswith("?")) for word in children.split()}
    needed = frozenset(word.rstrip("!?") for word in children.split() if "!" in word)
    return ElementRule(tuple(wanted), counts, needed, False, name == "Sources")


PROJECT_SCHEMA: Schema = {
    **{name: _read_rule(name, *rule) for name, rule in _PROJECT.items()},
    **{name: ElementRule((("targetGUID", "guid", True),)) for name in _REFERENCES.split()},
    **{name: ElementRule(is_text=True) for name in _TEXTS.split()},
}
CODEBOOK_SCHEMA: Schema = {
    **{name: _read_rule(name, *rule) for name, rule in _CODEBOOK.items()},
    "Description": ElementRule(is_text=True),
}


@dataclass
class SchemaWriter:
    """Writes nodes as a schema has them; ``left_out`` names what it has no place for."""

    schema: Schema
    left_out: dict[str, int] = field(default_factory=dict)
    _made: int = 0

    def write(self, node: Node, attributes: str = "") -> str:
        """The node as XML, empty where the schema has no place for it.

        ``attributes`` are written as they are, for a namespace.
        """
        rule = self.schema[node.name]
        if rule.is_text:
            if not node.text:
                return f"<{node.name}/>"
            return f"<{node.name}>{escape(node.text)}</{node.name}>"
        written = self._write_attributes(node, rule)
        if written is None:
            self._leave_out(node.name)
            return ""
        inside = []
        missing = set(rule.needed)
        for child in self._choose_children(node, rule):
            if piece := self.write(child):
                inside.append(piece)
                missing.discard(child.name)
        if missing:
            self._leave_out(node.name)
            return ""
        if inside:
            return f"<{node.name}{attributes}{written}>{''.join(inside)}</{node.name}>"
        return "" if node.name == "Sources" else f"<{node.name}{attributes}{written}/>"

    def _choose_children(self, node: Node, rule: ElementRule) -> Iterator[Node]:
        if not node.children:
            return
        by_name: dict[str, list[Node]] = {}
        for each in node.children:
            if each.name in rule.children:
                by_name.setdefault(each.name, []).append(each)
            else:
                self._leave_out(each.name)
        if rule.in_any_order:
            yield from (each for each in node.children if each.name in by_name)
            return
        for name, most in rule.children.items():
            found = by_name.get(name, [])
            yield from found[:most] if most else found
            for _ in found[most:] if most else ():
                self._leave_out(name)

    def _write_attributes(self, node: Node, rule: ElementRule) -> str | None:
        pieces = []
        for name, kind, is_needed in rule.attributes:
            given = node.attributes.get(name)
            value = None if given is None else _fit(given, kind)
            if value is None and is_needed:
                value = self._make_up(name, kind)
                if value is None:
                    return None
            if value is not None:
                pieces.append(f' {name}="{value}"')
        if len(node.attributes) > len(pieces):
            known = {name for name, _, _ in rule.attributes}
            for name in node.attributes.keys() - known:
                self._leave_out(f"{node.name} {name}")
        return "".join(pieces)

    def _make_up(self, name: str, kind: str) -> str | None:
        """A value for what must be there; nothing can be made up for what refers to another."""
        if name == "guid":
            self._made += 1
            return derive_guid("made up", str(self._made))
        return {"text": "", "bool": "true", "type": "Text", "int": "0"}.get(kind)

    def _leave_out(self, name: str) -> None:
        self.left_out[name] = self.left_out.get(name, 0) + 1


def _fit(value: str, kind: str) -> str | None:
    """A value as the schema writes it; ``None`` where it is none of that kind."""
    if kind == "text":
        return escape_attribute(value)
    if kind == "guid":
        return fit_guid(value) or None
    if kind == "int":
        return value.strip() if is_integer(value) else None
    if kind == "moment":
        return fit_moment(value) or None
    if kind == "color":
        return fit_color(value) or None
    if kind == "bool":
        return "true" if is_true(value) else "false"
    return value if value in _CHOICES[kind] else None
