"""Elements of the standard that have no place in a text, as nouns: users, codes, cases, notes …"""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from interviewkit.exchange.refi.guids import fit_guid
from interviewkit.exchange.refi.losses import LossLedger
from interviewkit.exchange.refi.values import TYPES, fit_color, fit_moment, is_true
from interviewkit.exchange.refi.xml_text import (
    find_child,
    find_children,
    keep_unread,
    name_of,
    read_child_text,
)
from interviewkit.model.project import (
    ProjectCase,
    ProjectCode,
    ProjectCoding,
    ProjectLink,
    ProjectSet,
    ProjectUser,
    ProjectVariable,
)

MADE = frozenset(("creatingUser", "creationDateTime", "modifyingUser", "modifiedDateTime"))
UNKNOWN_MOMENT = "1980-01-01T00:00:00Z"
"""Written where nobody knows when, and a reader (QualCoder's) cannot do without."""

_IDENTITY = frozenset(("guid", "name"))


@dataclass(frozen=True, slots=True)
class MadeBy:
    """Who made and changed something, and when."""

    user: str = ""
    at: str = ""
    modified_by: str = ""
    modified_at: str = ""


def read_made_by(element: Element, suffix: str = "") -> MadeBy:
    """Who made an element; ``suffix`` is how the project itself ends these attributes."""
    get = element.get
    modified = fit_moment(get("modifiedDateTime", ""))
    return MadeBy(
        fit_guid(get(f"creatingUser{suffix}")),
        fit_moment(get("creationDateTime", "")),
        fit_guid(get(f"modifyingUser{suffix}")),
        "" if modified == UNKNOWN_MOMENT else modified,
    )


def read_references(element: Element, *names: str) -> tuple[str, ...]:
    """The guids that the children of these names point to."""
    return tuple(
        guid
        for each in find_children(element, *names)
        if (guid := fit_guid(each.get("targetGUID") or each.get("guid")))
    )


def read_users(root: Element, ledger: LossLedger) -> tuple[ProjectUser, ...]:
    """Who worked in the project."""
    users = []
    for each in find_children(find_child(root, "Users"), "User"):
        drop_unread(each, ledger, {"guid", "name", "id"}, set())
        guid = ledger.guids.take("users", each.get("guid"))
        users.append(ProjectUser(guid, each.get("name", ""), each.get("id", "")))
    return tuple(users)


def read_codes(book: Element | None, ledger: LossLedger) -> tuple[ProjectCode, ...]:
    """All codes, each after the code above it."""
    codes: list[ProjectCode] = []
    todo = [(each, "") for each in find_children(find_child(book, "Codes"), "Code")][::-1]
    while todo:
        element, parent = todo.pop()
        code = _read_code(element, parent, ledger)
        codes.append(code)
        todo.extend([(each, code.guid) for each in find_children(element, "Code")][::-1])
    return tuple(codes)


def _read_code(element: Element, parent: str, ledger: LossLedger) -> ProjectCode:
    name, color = element.get("name", ""), element.get("color", "")
    if color and not fit_color(color):
        ledger.drop("colours of codes", "they are none that the standard knows", name)
    return ProjectCode(
        ledger.guids.take("codes", element.get("guid")),
        name,
        read_child_text(element, "Description"),
        fit_color(color),
        parent,
        is_true(element.get("isCodable", "true")),
        read_references(element, "NoteRef"),
        keep_unread(
            element, _IDENTITY | {"color", "isCodable"}, {"Description", "NoteRef", "Code"}
        ),
    )


def read_coding(element: Element, user: str, ledger: LossLedger) -> ProjectCoding | None:
    """A coding; ``user`` made the selection, and counts where the coding names nobody."""
    reference = find_child(element, "CodeRef")
    code = fit_guid(reference.get("targetGUID")) if reference is not None else ""
    if not code:
        ledger.drop("codings", "they name no code")
        return None
    drop_unread(
        element,
        ledger,
        {"guid", "creatingUser", "creationDateTime"},
        {"CodeRef", "NoteRef"},
    )
    return ProjectCoding(
        ledger.guids.take("codings", element.get("guid")),
        code,
        fit_guid(element.get("creatingUser")) or user,
        fit_moment(element.get("creationDateTime", "")),
        read_references(element, "NoteRef"),
    )


def read_variables(root: Element, ledger: LossLedger) -> tuple[ProjectVariable, ...]:
    """The questions that cases and sources answer."""
    variables = []
    for each in find_children(find_child(root, "Variables"), "Variable"):
        drop_unread(each, ledger, _IDENTITY | {"typeOfVariable"}, {"Description"})
        kind = each.get("typeOfVariable", "Text")
        if kind not in TYPES:
            ledger.change("types of variables", "read as text", each.get("name", ""))
            kind = "Text"
        guid = ledger.guids.take("variables", each.get("guid"))
        about = read_child_text(each, "Description")
        variables.append(ProjectVariable(guid, each.get("name", ""), kind, about))
    return tuple(variables)


def read_values(element: Element, ledger: LossLedger) -> dict[str, str]:
    """What a case or a source answers, by the guid of the variable."""
    values: dict[str, str] = {}
    for each in find_children(element, "VariableValue"):
        variable = next(iter(read_references(each, "VariableRef")), "")
        said = next((e.text or "" for e in each if name_of(e).endswith("Value")), "")
        if not variable:
            ledger.drop("values of variables", "they name no variable", said)
        elif variable in values:
            ledger.change("values of variables", "joined with another of the same variable", said)
            values[variable] = "; ".join(filter(None, (values[variable], said)))
        else:
            values[variable] = said
    return values


def read_cases(root: Element, ledger: LossLedger) -> tuple[ProjectCase, ...]:
    """The units of analysis."""
    read = {"Description", "VariableValue", "SourceRef", "SelectionRef", "CodeRef"}
    return tuple(
        ProjectCase(
            ledger.guids.take("cases", each.get("guid")),
            each.get("name", ""),
            read_child_text(each, "Description"),
            read_values(each, ledger),
            read_references(each, "SourceRef"),
            read_references(each, "SelectionRef"),
            read_references(each, "CodeRef"),
            keep_unread(each, _IDENTITY, read),
        )
        for each in find_children(find_child(root, "Cases"), "Case")
    )


def read_sets(root: Element, ledger: LossLedger) -> tuple[ProjectSet, ...]:
    """What somebody put together."""
    read = {"Description", "MemberCode", "MemberSource", "MemberNote"}
    return tuple(
        ProjectSet(
            ledger.guids.take("sets", each.get("guid")),
            each.get("name", ""),
            read_child_text(each, "Description"),
            read_references(each, "MemberCode"),
            read_references(each, "MemberSource"),
            read_references(each, "MemberNote"),
            keep_unread(each, _IDENTITY, read),
        )
        for each in find_children(find_child(root, "Sets"), "Set")
    )


def read_links(root: Element, ledger: LossLedger) -> tuple[ProjectLink, ...]:
    """Relationships of one thing to another."""
    read = _IDENTITY | {"originGUID", "targetGUID", "color", "direction"}
    return tuple(
        ProjectLink(
            ledger.guids.take("links", each.get("guid")),
            fit_guid(each.get("originGUID")),
            fit_guid(each.get("targetGUID")),
            each.get("name", ""),
            fit_color(each.get("color", "")),
            each.get("direction", ""),
            read_references(each, "NoteRef"),
            keep_unread(each, read, {"NoteRef"}),
        )
        for each in find_children(find_child(root, "Links"), "Link")
    )


def drop_unread(
    element: Element, ledger: LossLedger, attributes: set[str] | frozenset[str], children: set[str]
) -> None:
    """Count what an element holds that the standard knows nothing of and a noun cannot keep."""
    for name in element.attrib.keys() - attributes:
        ledger.drop("unknown attributes", "the standard has none of that name", name)
    for each in element:
        if name_of(each) not in children:
            ledger.drop("unknown elements", "the standard has none of that name", name_of(each))
