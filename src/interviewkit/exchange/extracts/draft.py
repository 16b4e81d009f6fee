"""A project as it is put together from the rows of a table or the lines of a document.

Ids follow from what a thing is called or says, so that the same file gives the same ids again, and
two files of one study agree on their codes, people and documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from interviewkit.exchange.extracts.cells import CodePath
from interviewkit.exchange.refi.guids import derive_guid
from interviewkit.model.project import (
    TEXT,
    Project,
    ProjectCase,
    ProjectCode,
    ProjectNote,
    ProjectSelection,
    ProjectSet,
    ProjectSource,
    ProjectUser,
    ProjectVariable,
)


@dataclass
class DocumentDraft:
    """A document that is being put together."""

    source: ProjectSource
    selections: dict[str, ProjectSelection] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)


@dataclass
class SetDraft:
    """A set that is being put together: the guids of its codes and sources."""

    name: str
    codes: dict[str, None] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)


@dataclass
class ProjectDraft:
    """Collects what a file holds; what comes again is the same thing."""

    name: str
    tool: str = ""
    description: str = ""
    users: dict[str, ProjectUser] = field(default_factory=dict)
    codes: dict[CodePath, ProjectCode] = field(default_factory=dict)
    sources: dict[str, DocumentDraft] = field(default_factory=dict)
    variables: dict[str, ProjectVariable] = field(default_factory=dict)
    cases: dict[str, ProjectCase] = field(default_factory=dict)
    sets: dict[str, SetDraft] = field(default_factory=dict)
    notes: dict[str, ProjectNote] = field(default_factory=dict)

    def add_user(self, name: str) -> str:
        """The guid of a person who worked in it; empty for an empty name."""
        if not name:
            return ""
        guid = derive_guid("user", name)
        self.users.setdefault(guid, ProjectUser(guid, name))
        return guid

    def add_code(
        self, path: CodePath, *, description: str = "", colour: str = "", note: str = ""
    ) -> str:
        """The guid of a code, which is added with all above it; what is new of it is kept."""
        parent = self.add_code(path[:-1]) if len(path) > 1 else ""
        guid = derive_guid("code", *path)
        known = self.codes.get(path) or ProjectCode(guid, path[-1], parent=parent)
        if description and description not in known.description:
            joined = "\n".join(filter(None, (known.description, description)))
            known = replace(known, description=joined)
        if colour and not known.color:
            known = replace(known, color=colour)
        if note:
            known = replace(known, notes=_join(known.notes, self.add_note(note, about=guid)))
        self.codes[path] = known
        return guid

    def add_note(
        self, text: str, *, about: str, name: str = "", user: str = "", at: str = ""
    ) -> str:
        """The guid of a memo about the thing with the guid ``about``."""
        guid = derive_guid("note", about, name, text)
        self.notes.setdefault(guid, ProjectNote(guid, name, text, user, at))
        return guid

    def add_source(self, name: str, kind: str = TEXT) -> DocumentDraft:
        """The document of that name; without a name it is one that the file does not tell."""
        guid = derive_guid("source", name)
        return self.sources.setdefault(name, DocumentDraft(ProjectSource(guid, name, kind)))

    def add_variable(self, name: str, type_: str = "Text") -> str:
        """The guid of a variable."""
        guid = derive_guid("variable", name)
        self.variables.setdefault(name, ProjectVariable(guid, name, type_))
        return guid

    def add_case(self, name: str) -> ProjectCase:
        """The case of that name, mostly a person."""
        return self.cases.setdefault(name, ProjectCase(derive_guid("case", name), name))

    def extend_case(
        self,
        name: str,
        *,
        values: Mapping[str, str] | None = None,
        sources: Iterable[str] = (),
        selections: Iterable[str] = (),
    ) -> None:
        """What more a file says of a case: values by variable, and places that are its own."""
        case = self.add_case(name)
        self.cases[name] = replace(
            case,
            values={**case.values, **(values or {})},
            sources=_join(case.sources, *sources),
            selections=_join(case.selections, *selections),
        )

    def add_to_set(
        self, name: str, *, codes: Sequence[str] = (), sources: Sequence[str] = ()
    ) -> None:
        """Puts codes and sources into the set of that name."""
        found = self.sets.setdefault(name, SetDraft(name))
        found.codes |= dict.fromkeys(codes)
        found.sources |= dict.fromkeys(sources)

    def finish(self) -> Project:
        """The project."""
        return Project(
            name=self.name,
            tool=self.tool,
            description=self.description,
            users=tuple(self.users.values()),
            codes=tuple(self.codes.values()),
            sources=tuple(map(_finish_source, self.sources.values())),
            variables=tuple(self.variables.values()),
            cases=tuple(self.cases.values()),
            sets=tuple(map(_finish_set, self.sets.values())),
            notes=tuple(self.notes.values()),
        )


def _finish_source(draft: DocumentDraft) -> ProjectSource:
    selections = tuple(draft.selections.values())
    return replace(draft.source, selections=selections, values=dict(draft.values))


def _finish_set(draft: SetDraft) -> ProjectSet:
    guid = derive_guid("set", draft.name)
    return ProjectSet(guid, draft.name, codes=tuple(draft.codes), sources=tuple(draft.sources))


def _join(known: tuple[str, ...], *more: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known, *more)))
