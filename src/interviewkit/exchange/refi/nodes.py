"""Nouns of a project as elements, those that have no place in a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from interviewkit.errors import SourceError
from interviewkit.exchange.refi.schema import Node
from interviewkit.exchange.refi.values import is_of_type
from interviewkit.exchange.refi.xml_text import name_of, parse_xml
from interviewkit.model.project import (
    Project,
    ProjectCase,
    ProjectCode,
    ProjectCoding,
    ProjectLink,
    ProjectSet,
)

DEEPEST_CODE = 100

_VALUE_NAMES = {
    kind: f"{kind}Value" for kind in ("Text", "Boolean", "Integer", "Float", "Date", "DateTime")
}


def drop_empty(**attributes: str) -> dict[str, str]:
    """Attributes without those that say nothing."""
    return {name: value for name, value in attributes.items() if value}


def build_text(name: str, text: str) -> list[Node]:
    """An element with a text; none where there is no text."""
    return [Node(name, text=text)] if text else []


def build_references(name: str, guids: Iterable[str]) -> list[Node]:
    """Elements that refer to other things."""
    return [Node(name, {"targetGUID": guid}) for guid in guids]


def build_coding(coding: ProjectCoding) -> Node:
    """Who gave a selection which code."""
    made = drop_empty(creatingUser=coding.user, creationDateTime=coding.at)
    children = build_references("CodeRef", [coding.code])
    if coding.notes:
        children += build_references("NoteRef", coding.notes)
    return Node("Coding", {"guid": coding.guid, **made}, children)


def build_values(values: Mapping[str, str], types: Mapping[str, str]) -> list[Node]:
    """What a case or a source answers; a value that is not of its variable's type is a text."""
    return [
        Node("VariableValue", {}, [Node("VariableRef", {"targetGUID": guid}), *_build_value(v, t)])
        for guid, v in values.items()
        for t in [types.get(guid, "Text")]
    ]


def _build_value(value: str, kind: str) -> list[Node]:
    if not value:
        return []
    name = _VALUE_NAMES.get(kind, "TextValue") if is_of_type(value, kind) else "TextValue"
    return [Node(name, text=value)]


def build_codes(codes: Iterable[ProjectCode]) -> list[Node]:
    """The tree of codes; a code whose parent is not there, or is below it, stands at the top."""
    nodes: dict[str, Node] = {}
    depth: dict[str, int] = {"": 0}
    top: list[Node] = []
    waiting = list(codes)
    while waiting:
        left = []
        for code in waiting:
            if code.parent in depth and depth[code.parent] < DEEPEST_CODE:
                _hang(code, nodes, top, depth)
            else:
                left.append(code)
        if len(left) == len(waiting):  # what is left hangs below itself, below nothing, or too deep
            _hang(left.pop(0), nodes, top, depth, at_top=True)
        waiting = left
    return top


def _hang(
    code: ProjectCode,
    nodes: dict[str, Node],
    top: list[Node],
    depth: dict[str, int],
    at_top: bool = False,
) -> None:
    attributes = {"guid": code.guid, "name": code.name}
    attributes |= {"isCodable": "true" if code.is_codable else "false"}
    attributes |= drop_empty(color=code.color)
    children = build_text("Description", code.description)
    children += build_references("NoteRef", code.notes)
    node = merge_kept(Node("Code", attributes, children), code.xml)
    parent = "" if at_top else code.parent
    (nodes[parent].children if parent else top).append(node)
    nodes.setdefault(code.guid, node)
    depth.setdefault(code.guid, depth[parent] + 1)


def build_case(case: ProjectCase, types: Mapping[str, str]) -> Node:
    """A unit of analysis."""
    children = build_text("Description", case.description)
    children += build_references("CodeRef", case.codes)
    children += build_values(case.values, types)
    children += build_references("SourceRef", case.sources)
    children += build_references("SelectionRef", case.selections)
    return merge_kept(Node("Case", {"guid": case.guid, "name": case.name}, children), case.xml)


def build_set(each: ProjectSet) -> Node:
    """What somebody put together."""
    children = build_text("Description", each.description)
    children += build_references("MemberCode", each.codes)
    children += build_references("MemberSource", each.sources)
    children += build_references("MemberNote", each.notes)
    return merge_kept(Node("Set", {"guid": each.guid, "name": each.name}, children), each.xml)


def build_link(link: ProjectLink) -> Node:
    """A relationship."""
    attributes = {"guid": link.guid, "name": link.name}
    attributes |= drop_empty(
        direction=link.direction, color=link.color, originGUID=link.origin, targetGUID=link.target
    )
    return merge_kept(Node("Link", attributes, build_references("NoteRef", link.notes)), link.xml)


def build_users(project: Project) -> list[Node]:
    """Who worked in it."""
    return [
        Node("User", {"guid": each.guid, "name": each.name, **drop_empty(id=each.code)})
        for each in project.users
    ]


def build_variables(project: Project) -> list[Node]:
    """The questions that cases and sources answer."""
    return [
        Node(
            "Variable",
            {"guid": each.guid, "name": each.name, "typeOfVariable": each.type},
            build_text("Description", each.description),
        )
        for each in project.variables
    ]


def merge_kept(node: Node, xml: str) -> Node:
    """A node with what was kept unread of it when it was read; its own values count first."""
    kept = read_kept(xml) if xml else None
    if kept is not None:
        node.attributes = {**kept.attributes, **node.attributes}
        node.children = [*node.children, *kept.children]
    return node


def read_kept(xml: str) -> Node | None:
    """XML that was kept, as a node; none where it is no XML, which no reader keeps."""
    try:
        return _convert(parse_xml(xml, "what was kept"))
    except SourceError:
        return None


def _convert(element: Element) -> Node:
    attributes = {name: value for name, value in element.items() if not name.startswith("{")}
    children = [_convert(each) for each in element]
    return Node(name_of(element), attributes, children, element.text or "")
