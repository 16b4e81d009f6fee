"""Read projects (.qdpx, .qde) and codebooks (.qdc) of REFI-QDA, whichever tool wrote them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from interviewkit.errors import SourceError
from interviewkit.exchange.foreign_bytes import read_bounded, read_head
from interviewkit.exchange.refi.annotations import move_annotations
from interviewkit.exchange.refi.archive import (
    ProjectFiles,
    find_project_member,
    is_project_archive,
    open_archive,
)
from interviewkit.exchange.refi.case_codes import sort_out_cases
from interviewkit.exchange.refi.conventions import Convention, read_convention
from interviewkit.exchange.refi.damaged_xml import parse_project
from interviewkit.exchange.refi.elements import (
    MADE,
    read_cases,
    read_codes,
    read_links,
    read_made_by,
    read_references,
    read_sets,
    read_users,
    read_variables,
)
from interviewkit.exchange.refi.guids import derive_guid
from interviewkit.exchange.refi.losses import NAMED, LossLedger
from interviewkit.exchange.refi.mending import mend_references
from interviewkit.exchange.refi.naming import resolve_names
from interviewkit.exchange.refi.nowhere import restore_nowhere
from interviewkit.exchange.refi.own_words import read_own_words
from interviewkit.exchange.refi.placing import place_sources
from interviewkit.exchange.refi.schema import PROJECT_SCHEMA
from interviewkit.exchange.refi.shaping import bring_into_shape
from interviewkit.exchange.refi.source_texts import SourceFiles
from interviewkit.exchange.refi.sources import draft_sources
from interviewkit.exchange.refi.spelling import count_strange_attributes, spell_out
from interviewkit.exchange.refi.stray_words import tell_stray_words, tell_unnamed_texts
from interviewkit.exchange.refi.xml_text import (
    find_child,
    find_children,
    keep_unread,
    name_of,
    read_child_text,
    write_element,
)
from interviewkit.model.limits import DEFAULT_LIMITS, LimitSettings
from interviewkit.model.project import ForeignFile, Project, ProjectNote
from interviewkit.model.text_marks import decode_wide

PROJECT_FORMAT, BARE_FORMAT, CODEBOOK_FORMAT = (
    "REFI-QDA project",
    "REFI-QDA project without its \
files",
    "REFI-QDA codebook",
)
OURS = "interviewkit"
STAND_IN = derive_guid("stands for no code")
"""The code that we write into a codebook without codes, where one must be; it is none."""

_ORIGIN = re.compile(rf"{OURS}[^(]*\((.*)\)", re.DOTALL)
_READ = frozenset(
    (
        *("Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets"),
        *("Description", "NoteRef"),
    )
)
_PACKED = b"PK"
"""How a .qdpx begins, be it cut off behind that; no XML does."""

_ROOTS = re.compile(
    r"<(?:\w+:)?(?:Project|CodeBook)\b[^>]*(?:QDA-XML|>.*<(?:\w+:)?(?:CodeBook|Codes)\b)",
    re.DOTALL | re.IGNORECASE,
)
"""The root names the standard; or, where a tool leaves its namespace out, codes stand below it."""


def is_this(path: Path, head: bytes) -> bool:
    """Whether a file is a project or a codebook of REFI-QDA, by what is in it; never raises."""
    if is_project_archive(head, path):
        return True
    return bool(_ROOTS.search(decode_wide(head) or head.decode("utf-8", errors="ignore")))


def read(path: Path, *, offsets: str = "", limits: LimitSettings = DEFAULT_LIMITS) -> ForeignFile:
    """A project or a codebook of REFI-QDA.

    Args:
        path: a .qdpx, or a .qde with its files beside it, or a .qdc.
        offsets: how the file counts places in a text (``utf16+crlf``); empty finds it out.
        limits: what is read of one file at most.

    Raises:
        SourceError: it is none, it is damaged, or made to do harm.
    """
    forced = read_convention(offsets) if offsets else None
    if not read_head(path).startswith(_PACKED):
        raw = read_bounded(path, "transcript_mb", limits)
        return _read_root(raw, path, ProjectFiles(path.parent, limits), BARE_FORMAT, forced)
    with open_archive(path, limits) as files:
        raw = files.read(find_project_member(files))
        return _read_root(raw, path, files, PROJECT_FORMAT, forced)


def _read_root(
    raw: bytes, path: Path, files: ProjectFiles, what: str, forced: Convention | None
) -> ForeignFile:
    ledger = LossLedger()
    root = parse_project(raw, path.name, files.limits, ledger)
    tell_unnamed_texts(raw, files, ledger)
    names = {} if split_origin(root.get("origin", ""))[1] else _bring_to_standard(root, ledger)
    if name_of(root) == "CodeBook":
        return _read_codebook(root, path, ledger, read_own_words(raw))
    if name_of(root) != "Project":
        raise SourceError(
            f"it is XML, but no project: it begins with <{name_of(root)}>",
            hint="is it a REFI-QDA project (.qdpx, .qde) or codebook (.qdc)?",
        )
    foreign = _read_project(root, files, what, forced, ledger, names)
    return replace(foreign, project=replace(foreign.project, own=read_own_words(raw)))


def _bring_to_standard(root: Element, ledger: LossLedger) -> dict[str, str]:
    """What other tools write otherwise becomes what they mean; returns names of what is nowhere."""
    spell_out(root)
    bring_into_shape(root, ledger)
    tell_stray_words(root, ledger)
    if strange := count_strange_attributes(root):
        count, shown = sum(strange.values()), ", ".join(list(strange)[:NAMED])
        ledger.note(
            f"{count:,} attributes that the standard does not know are kept unread: {shown}"
        )
    return resolve_names(root)


def open_media(path: Path, limits: LimitSettings = DEFAULT_LIMITS) -> ProjectFiles:
    """The files that came with a project, by the path that ``ProjectSource.media`` gives them.

    Within a ``with`` the archive is opened once.
    """
    if not read_head(path).startswith(_PACKED):
        return ProjectFiles(path.parent, limits)
    files = open_archive(path, limits)
    find_project_member(files)
    return files


def split_origin(origin: str) -> tuple[str, bool]:
    """The tool that a project is from, and whether we wrote the file ourselves."""
    found = _ORIGIN.fullmatch(origin)
    return (found.group(1), True) if found else (origin, origin.startswith(OURS))


def _read_codebook(
    root: Element, path: Path, ledger: LossLedger, own: Mapping[str, Any]
) -> ForeignFile:
    project = Project(
        path.stem,
        split_origin(root.get("origin", ""))[0],
        codes=tuple(each for each in read_codes(root, ledger) if each.guid != STAND_IN),
        sets=read_sets(root, ledger),
        own=own,
    )
    ledger.sum_up()
    return ForeignFile(project, CODEBOOK_FORMAT, ledger.list_losses(), tuple(ledger.notes))


def _read_project(
    root: Element,
    files: ProjectFiles,
    what: str,
    forced: Convention | None,
    ledger: LossLedger,
    names: Mapping[str, str],
) -> ForeignFile:
    _note_unknown(root, ledger)
    reader = SourceFiles(files, ledger)
    tool, ours = split_origin(root.get("origin", ""))
    made = read_made_by(root, "GUID")
    drafts = list(draft_sources(root, reader, ledger))
    move_annotations(root, drafts, reader, tool)
    project = Project(
        root.get("name", ""), tool, read_child_text(root, "Description"), made.user, made.at,
        read_users(root, ledger), read_codes(find_child(root, "CodeBook"), ledger),
        variables=read_variables(root, ledger), cases=read_cases(root, ledger),
        sets=read_sets(root, ledger), notes=_read_notes(root, reader, ledger),
        links=read_links(root, ledger), about=read_references(root, "NoteRef"),
        kept_xml=_keep_rest(root),
        modified_by=made.modified_by, modified_at=made.modified_at,
    )  # fmt: skip
    sources = tuple(place_sources(drafts, tool, forced, ours, ledger))
    project = replace(project, sources=sources)
    project = restore_nowhere(project) if ours else sort_out_cases(project, ledger)
    project = mend_references(project, ledger, names)
    ledger.sum_up()
    return ForeignFile(project, what, ledger.list_losses(), tuple(ledger.notes))


def _note_unknown(root: Element, ledger: LossLedger) -> None:
    """Tell of elements that the standard does not know: they are kept, and do not leave again."""
    names = Counter(map(name_of, root.iter()))
    strange = [name for name in names if name not in PROJECT_SCHEMA]
    if strange:
        count = sum(names[each] for each in strange)
        shown = ", ".join(strange[:NAMED])
        ledger.note(f"{count:,} elements that the standard does not know are kept unread: {shown}")


def _read_notes(root: Element, files: SourceFiles, ledger: LossLedger) -> tuple[ProjectNote, ...]:
    notes = []
    for each in find_children(find_child(root, "Notes"), "Note"):
        made = read_made_by(each)
        xml = keep_unread(
            each,
            MADE | {"guid", "name", "plainTextPath", "richTextPath"},
            {"Description", "PlainTextContent"},
        )
        notes.append(
            ProjectNote(
                ledger.guids.take("notes", each.get("guid")), each.get("name", ""),
                files.read_text(each).text, made.user, made.at,
                read_child_text(each, "Description"),
                files.name_rich(each),
                made.modified_by, made.modified_at, xml,
            )
        )  # fmt: skip
    return tuple(notes)


def _keep_rest(root: Element) -> dict[str, str]:
    """Whole parts of a project that no noun holds, by the name of their element."""
    kept: dict[str, str] = {}
    for each in root:
        if name_of(each) not in _READ:
            kept[name_of(each)] = kept.get(name_of(each), "") + write_element(each)
    return kept
