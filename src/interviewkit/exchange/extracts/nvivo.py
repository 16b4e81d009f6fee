"""Coded extracts of NVivo: what its codes (nodes) export as a Word document, a text or a page.

Each file is named with a line like ``<Files\\Interview 01> - § 3 references coded [2.05%
Coverage]``, each reference with ``Reference 1 - 0.78% Coverage``; the words follow. The signs are
the same in every language, and so they are read, not the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from interviewkit.errors import SourceError
from interviewkit.exchange.extracts.cells import CodePath, split_path
from interviewkit.exchange.extracts.coded_rows import CodedRow, CodedRows
from interviewkit.exchange.extracts.contents import ForeignContent
from interviewkit.exchange.extracts.draft import ProjectDraft
from interviewkit.exchange.extracts.fates import RowFates
from interviewkit.exchange.extracts.heading_words import FOLDERS
from interviewkit.exchange.extracts.opening import open_content, peek_content
from interviewkit.model.project import ForeignFile, Loss

TOOL = "NVivo"
NO_CODERS = "NVivo's extracts do not say who coded"
TOGETHER = "several people coded it, and the export does not say who"
MISSING = "the document announces more references than it holds"

_FILE = re.compile(
    r"^<?\s*(?P<path>[^<>\n]+?)\s*>?\s+[-–—]\s+§\s*(?P<number>\d+)\s[^\[\]\n]*"
    r"\[\s*(?P<share>[\d.,]+)\s*%[^\]\n]*\]\s*$"
)
_REFERENCE = re.compile(
    r"^[^\W\d_]+\s+(?P<first>\d+)(?:\s*[-–]\s*(?P<last>\d+))?\s+[-–—]\s+(?P<share>[\d.,]+)\s*%"
    r"(?:\s+\w+){0,3}\s*$"
)
_NAME = re.compile(r"^(?:name|nom|nombre)\s*:\s*(?P<name>\S.*)$", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:description|beschreibung|descripción)\s*:\s*(?P<text>.*)$", re.IGNORECASE)
_FOLDER = re.compile(r"^(?:codes|nodes|knoten|kodes|nœuds|nodos)\\+(?P<path>.+)$", re.IGNORECASE)
_AHEAD = 6
"""So many lines after the name of a code its first file is named."""


@dataclass
class _Reference:
    """One reference: the words of a file below its line."""

    path: str
    first: int
    last: int
    share: str
    lines: list[str] = field(default_factory=list)


@dataclass
class _Node:
    """A code with all that was coded with it; ``announced`` are references as files count them."""

    path: CodePath
    about: list[str] = field(default_factory=list)
    references: list[_Reference] = field(default_factory=list)
    announced: dict[str, int] = field(default_factory=dict)

    def is_awaiting_words(self) -> bool:
        """Whether the line of a reference was read, and none of its words."""
        return bool(self.references) and not any(self.references[-1].lines)


def is_this(path: Path, head: bytes) -> bool:
    """Whether a document names files as NVivo's coded extracts do."""
    content = peek_content(path, head)
    return content is not None and any(_FILE.match(line.strip()) for _, line in content.each_line())


def read(path: Path) -> ForeignFile:
    """The coded words by file, under the code that the document is of.

    Raises:
        SourceError: the file cannot be opened, or names no files as NVivo does.
    """
    content = open_content(path)
    lines = [line.strip() for _, line in content.each_line()]
    nodes = _read_nodes(lines, path.stem)
    if not any(node.announced for node in nodes):
        raise SourceError(
            f"{path.name} holds no coded extracts of NVivo",
            hint="export a code with its references, as .docx or .txt",
        )
    return _lay_nodes(path, content, nodes)


def _read_nodes(lines: Sequence[str], stem: str) -> list[_Node]:
    nodes = [_Node(split_path(stem) or (stem,))]
    where = ""
    for at, line in enumerate(lines):
        node = nodes[-1]
        is_name = not node.is_awaiting_words() and _is_followed(lines, at)
        name = _read_name(line) if is_name else ()
        file, reference = _FILE.match(line), _REFERENCE.match(line)
        if name:
            nodes.append(_Node(name))
            where = ""
        elif file:
            where = file["path"].strip()
            node.announced[where] = node.announced.get(where, 0) + int(file["number"])
        elif reference and where:
            first = int(reference["first"])
            last = int(reference["last"] or first)
            node.references.append(_Reference(where, first, max(first, last), reference["share"]))
        elif where and node.references and node.references[-1].path == where:
            node.references[-1].lines.append(line)
        elif line:
            node.about.append(line)
    return nodes if nodes[0].announced or nodes[0].about else nodes[1:]


def _read_name(line: str) -> CodePath:
    """The path of a code that a line names; empty where it names none."""
    named, folder = _NAME.match(line), _FOLDER.match(line)
    if folder and not _FILE.match(line):
        return split_path(folder["path"])
    return split_path(named["name"]) if named else ()


def _is_followed(lines: Sequence[str], at: int) -> bool:
    """Whether a file is named soon after a line, before any reference."""
    for line in (line for line in lines[at + 1 : at + 1 + 3 * _AHEAD] if line):
        if _FILE.match(line):
            return True
        if _REFERENCE.match(line):
            return False
    return False


def _lay_nodes(path: Path, content: ForeignContent, nodes: Sequence[_Node]) -> ForeignFile:
    what = f"coded extracts of NVivo ({content.kind})"
    draft = ProjectDraft(path.stem, TOOL)
    rows = CodedRows(draft, RowFates("references"))
    names = _name_documents([file for node in nodes for file in node.announced])
    notes = [f"read as {what}", NO_CODERS, *content.notes]
    missing = 0
    for node in nodes:
        if not node.announced:
            notes.append("words above the first file: " + " / ".join(node.about)[:200])
            continue
        about = [_ABOUT.sub(r"\g<text>", line) for line in node.about]
        draft.add_code(node.path, description="\n".join(filter(None, about)))
        for reference in node.references:
            _lay_reference(rows, node, reference, names)
        found = sum(each.last - each.first + 1 for each in node.references)
        missing += max(sum(node.announced.values()) - found, 0)
    if nodes and not any(_NAME.match(line.strip()) for _, line in content.each_line()):
        notes.append(f"no line names the code; it is called as the file is: {nodes[0].path[-1]!r}")
    losses = [*rows.fates.list_losses()]
    if missing:
        held = rows.fates.held + missing
        losses.append(Loss("references announced", held, rows.fates.held, 0, missing, MISSING))
    return ForeignFile(draft.finish(), what, tuple(losses), tuple(notes))


def _lay_reference(
    rows: CodedRows, node: _Node, reference: _Reference, names: dict[str, tuple[str, str]]
) -> None:
    document, folder = names[reference.path]
    number = f"{document}, reference {reference.first} of {node.path[-1]}"
    rows.add(
        CodedRow(
            row=number,
            document=document,
            quote="\n".join(line for line in reference.lines if line),
            codes=(node.path,),
            name=f"Reference {reference.first}",
            key="" if any(reference.lines) else number,
            about=f"Coverage: {reference.share} %",
            group=folder,
        )
    )
    for further in range(reference.first + 1, reference.last + 1):
        rows.fates.held += 1
        rows.fates.change(f"{document}, reference {further} of {node.path[-1]}", TOGETHER)


def _name_documents(paths: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Each file's name, and the folder that people put it into: the path where names are two's."""
    parts = {path: _split_folders(path) for path in paths}
    last: dict[str, set[str]] = {}
    for path, found in parts.items():
        last.setdefault(found[-1], set()).add(path)
    return {
        path: (
            found[-1] if len(last[found[-1]]) == 1 else "\\".join(found),
            "\\".join(found[:-1]),
        )
        for path, found in parts.items()
    }


def _split_folders(path: str) -> list[str]:
    parts = [part.strip() for part in re.split(r"[\\/]+", path) if part.strip()]
    while len(parts) > 1 and parts[0].casefold() in FOLDERS:
        parts = parts[1:]
    return parts or [path]
