"""Files of tools that nobody outside can read, and what to choose in the tool instead.

A refusal names the export that ``import`` reads. Endings are asked last: a file of another kind
that bears one is left to whoever knows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from interviewkit.errors import SourceError
from interviewkit.exchange.databases import atlas
from interviewkit.exchange.databases.atlas_xml import EXPORT_REFI as ATLAS_EXPORT
from interviewkit.exchange.databases.maxqda import EXPORT_REFI as MAXQDA_EXPORT
from interviewkit.exchange.foreign_bytes import read_head
from interviewkit.model.project import ForeignFile

NEAR = 4096
"""Bytes among which marks stand."""

AS_TABLE = "bring them as a table of codings (CSV) with columns for document, quote and code"
SAVE_AS = "open it in its program and save it as .xlsx, .docx or CSV"

_OPEN = (b"SQLite format 3\x00", b"<?xml", b"\xef\xbb\xbf<?xml", b"\xff\xfe<\x00")
"""How files begin that others know, whatever their ending, unless marks say whose they are."""


@dataclass(frozen=True, slots=True)
class ClosedFormat:
    """A tool, the endings of its files, how they begin if that is known, and what to do.

    ``marks`` all stand near the beginning of such a file, whatever it begins with. ``what`` is
    said of it where more than its own tool can read it.
    """

    tool: str
    endings: tuple[str, ...]
    advice: str
    heads: tuple[bytes, ...] = ()
    marks: tuple[bytes, ...] = ()
    what: str = ""

    def describe(self) -> str:
        """What a file is."""
        return self.what or f"a file of {self.tool} that only {self.tool} can read"

    def is_begun_by(self, head: bytes) -> bool:
        """Whether a file that begins so is one."""
        return head.startswith(self.heads) or (
            bool(self.marks) and all(mark in head[:NEAR] for mark in self.marks)
        )


FORMATS = (
    ClosedFormat(
        "NVivo", (".nvp", ".nvpx", ".nvcx", ".nvb", ".nvt", ".nvoz"),
        "in NVivo choose Export, then REFI-QDA project, and import that .qdpx file; coded extracts "
        "and the codebook as Word documents are read too",
        (b"\x01\x0f\x00\x00",),  # a database file of Microsoft SQL Server
    ),
    ClosedFormat(
        "MAXQDA", (".mx24", ".mx22", ".mx20", ".mx18", ".mx12", ".mx11", ".mx5", ".mx4", ".mx3",
                   ".mx2", ".m2k", ".mex", ".mex22", ".mex24", ".mqbac", ".mc24", ".mtr"),
        f"{MAXQDA_EXPORT}; older ones open in MAXQDA 2020 and later; coded segments as an Excel "
        "file are read too",
    ),
    ClosedFormat(
        "ATLAS.ti", (".hpr", ".hpr5", ".hpr6", ".hpr7", ".atlasproj", ".atlcb", ".atlproj",
                     ".atlproj9", ".atlproj22", ".atlproj23", ".atlproj24", ".atlproj25"),
        f"{ATLAS_EXPORT}; ATLAS.ti 7 and older export XML",
    ),
    ClosedFormat(
        "f4analyse", (".f4a", ".f4p", ".f4analyse"),
        "in f4analyse export the project as REFI-QDA (.qdpx) and import that file",
    ),
    ClosedFormat(
        "Quirkos", (".qrk",),
        "in Quirkos choose Export, then QDPX (REFI-QDA), and import that file",
    ),
    ClosedFormat(
        "Dedoose", (".ddx", ".dedoose"),
        "in Dedoose export excerpts and descriptors as Excel files, or the project as REFI-QDA",
    ),
    ClosedFormat(
        "HyperRESEARCH", (".hs2", ".hs3", ".hs4", ".hstx"),
        "in HyperRESEARCH export a report of codes with their sources as a table and import that",
    ),
    ClosedFormat(
        "QDA Miner", (".ppj", ".wpj", ".qdp"),
        "in QDA Miner choose Project, then Export, then REFI-QDA project, and import that file",
    ),
    ClosedFormat(
        "Transana", (".tra", ".tprj"),
        "in Transana export the project as REFI-QDA (.qdpx) and import that file",
    ),
    ClosedFormat(
        "CATMA", (".catma",),
        "in CATMA export the annotations as CSV and import them as a table of codings",
    ),
    ClosedFormat(
        "INCEpTION", (".xmi", ".cas", ".ser"),
        "in INCEpTION export the documents as WebAnno TSV v3.3, and import each file",
        marks=(b"uima/cas",),
        what="annotations of INCEpTION in a form that is not read here",
    ),
    ClosedFormat(
        "CATMA", (), f"in CATMA list all annotations and export them as CSV; {AS_TABLE}",
        marks=(b"<TEI", b"CATMA_"),
        what="annotations of CATMA as XML, which stand apart from their text",
    ),
    ClosedFormat(
        "Taguette", (),
        "in Taguette choose Project info, and export the project as SQLite3, or all highlights as "
        "a table: here highlights that overlap cannot be told apart",
        marks=(b".taglist", b".highlight", b"<style"),
        what="a document of Taguette with its highlights drawn into it",
    ),
    ClosedFormat(
        "LibreOffice", (".ods",), SAVE_AS, marks=(b"opendocument.spreadsheet",),
        what="a spreadsheet of LibreOffice (.ods)",
    ),
)  # fmt: skip

OLD_OFFICE = ClosedFormat(
    "Office", (), f"{SAVE_AS}, without password", (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",),
    what="an old Office file (.xls, .doc), or one with a password",
)  # fmt: skip
"""What such a file is else is not told by how it begins: tools of the time kept theirs so too."""


def find_closed_format(path: Path, head: bytes) -> ClosedFormat | None:
    """The tool that the file is of, by its beginning, else by its ending."""
    ending = "" if not head or head.startswith(_OPEN) else path.suffix.casefold()
    begun = (each for each in FORMATS if each.is_begun_by(head))
    ended = (each for each in FORMATS if ending in each.endings)
    old = (each for each in (OLD_OFFICE,) if each.is_begun_by(head))
    return next(chain(begun, ended, old), None)


def is_this(path: Path, head: bytes) -> bool:
    """Whether it is a file that only its own tool can read."""
    return find_closed_format(path, head) is not None and not atlas.is_this(path, head)


def read(path: Path) -> ForeignFile:
    """Refuse the file, and say what to choose in its tool.

    Raises:
        SourceError: always.
    """
    found = find_closed_format(path, read_head(path, NEAR))
    if found is None:
        raise SourceError(f"{path.name} is not of a tool that is known here")
    raise SourceError(f"{path.name} is {found.describe()}", hint=found.advice)
