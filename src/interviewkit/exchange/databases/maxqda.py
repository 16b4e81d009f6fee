"""MAXQDA: projects (``.mx12`` to ``.mx24``) and exchange files (``.mex``), which are SQLite.

Known from public readers of real files are the tables Texts, Codewords and Codings with their
keys, names, places and quotes. Whatever else a file holds is read where its columns say what it
is, and counted where they do not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from interviewkit.errors import SourceError
from interviewkit.exchange.colors import read_color, read_windows_color
from interviewkit.exchange.databases.gathered_nouns import GatheredNouns
from interviewkit.exchange.databases.maxqda_texts import StoredTexts, find_texts
from interviewkit.exchange.databases.quoted_spans import (
    CHARACTERS,
    UTF16,
    OffsetCounting,
    QuotedSpan,
    ResolvedPlace,
    ResolvedSpans,
    resolve_spans,
)
from interviewkit.exchange.databases.sqlite_file import (
    ToolDatabase,
    has_magic,
    list_tables,
    open_database,
)
from interviewkit.exchange.databases.standard_cells import cut_circles, read_time
from interviewkit.exchange.databases.stored_words import decode_words
from interviewkit.exchange.databases.table_accounts import TableAccounts
from interviewkit.exchange.databases.tool_row import ToolRow
from interviewkit.model.limits import MEGABYTE
from interviewkit.model.project import (
    ForeignFile,
    Project,
    ProjectCode,
    ProjectCoding,
    ProjectSelection,
    ProjectSource,
    ProjectVariable,
)

NEEDED = {
    "texts": ("id", "name"), "codewords": ("id", "name"),
    "codings": ("textid", "wordid", "segpos1x", "segpos2x"),
}  # fmt: skip

COUNTINGS = (
    UTF16,
    CHARACTERS,
    OffsetCounting("UTF-16 units from 1 on", utf16=True, first=1),
    OffsetCounting("Unicode characters from 1 on", first=1),
    OffsetCounting("UTF-16 units, the end of a line as two", utf16=True, line_feed=2),
    OffsetCounting("UTF-16 units from 1 on, the end of a line as two", True, 2, 2, 1),
)

KINDS = {
    "codewords": "codes", "codings": "codings", "memos": "memos", "texts": "sources",
    "users": "coders", "variables": "variables", "variablevalues": "values of variables",
}  # fmt: skip
"""What the rows of a table are, in plain words."""

PREVIEW = 60
"""A quote of so many characters and more may be cut: MAXQDA keeps the first 63."""

WHO = ("User", "UserName", "Creator", "CreatedBy", "Author", "Owner")
WHEN = ("CreationDate", "CreatedDate", "DateCreated", "Created", "CreationTime", "Date")
ABOVE = ("ParentID", "Parent", "ParentWordID", "ParentCodeID", "SuperID")
REMARK = ("Comment", "Memo", "MemoText", "Description")

NO_TEXT = "the words of its document were not found in the file; the quote may be cut"
EXPORT_REFI = "MAXQDA exports all it holds with Project, then Export as REFI-QDA project (.qdpx)"
NOTES = (
    "codes, documents, places and quotes are read after public readers of MAXQDA files; all else "
    "goes by the names of columns, since no documentation of them is public",
    EXPORT_REFI,
)


def is_this(path: Path, head: bytes) -> bool:
    """Whether it is a project or an exchange file of MAXQDA."""
    if not has_magic(head):
        return False
    tables = list_tables(path)
    return all(set(columns) <= set(tables.get(name, ())) for name, columns in NEEDED.items())


def read(path: Path) -> ForeignFile:
    """The project of a file.

    Raises:
        SourceError: it is no file of MAXQDA, or cannot be read.
    """
    with open_database(path) as database:
        for table, columns in NEEDED.items():
            have = {each.casefold() for each in database.columns(table)}
            if not set(columns) <= have:
                what = f"{path.name} is a database, but not one of MAXQDA that is known here"
                raise SourceError(what, hint=EXPORT_REFI)
        return _Reading(database, path.stem).read()


class _Reading:
    """One pass over the tables; what later tables refer to is kept by its number."""

    def __init__(self, database: ToolDatabase, name: str) -> None:
        self._database, self._name = database, name
        self._accounts = TableAccounts(database.count_all(), KINDS)
        self._gathered = GatheredNouns("maxqda", name)
        self._users = {row.text("ID"): row.text("Name", "UserName") for row in
                       database.rows("Users")}  # fmt: skip
        self._codes: dict[int, ProjectCode] = {}
        self._sources: dict[int, ProjectSource] = {}
        self._variables: dict[str, ProjectVariable] = {}

    def read(self) -> ForeignFile:
        """All of it."""
        for name in self._users.values():
            self._gathered.user(name)
            self._accounts.keep("users")
        self._read_codes()
        marks: dict[int, list[ToolRow]] = defaultdict(list)
        quotes: dict[int, list[str]] = defaultdict(list)
        for row in self._database.rows("Codings"):
            marks[row.key("TextID")].append(row)
            if row.text("Preview").strip():
                quotes[row.key("TextID")].append(row.text("Preview").strip()[:PREVIEW])
        stored = find_texts(self._database, quotes)
        self._read_sources(stored)
        self._read_memos()
        self._read_variables()
        sources = tuple(
            self._settle(number, marks.pop(number, [])) for number in list(self._sources)
        )
        for row in (each for left in marks.values() for each in left):
            self._accounts.drop("codings", "their document is not in the file", row.text("Preview"))
        project = Project(
            self._name, "MAXQDA", codes=tuple(self._codes.values()), sources=sources,
            variables=tuple(self._variables.values()),
            users=self._gathered.users, notes=self._gathered.notes,
        )  # fmt: skip
        told = f"words of documents were found in {stored.place}" if stored.place else NO_TEXT
        return ForeignFile(project, "MAXQDA database", self._accounts.sum_up(), (*NOTES, told))

    def _who(self, row: ToolRow) -> str:
        name = row.text(*WHO)
        return self._gathered.user(self._users.get(name, name))

    def _read_codes(self) -> None:
        rows = {row.key("ID"): row for row in self._database.rows("Codewords")}
        guids = {number: self._gathered.guid("code", number) for number in rows}
        parents = {}
        for number, row in rows.items():
            above = row.number(*ABOVE)
            is_top = above is None or above <= 0
            parents[guids[number]] = "" if is_top else guids.get(above or 0, "?")
        kept, cut = cut_circles(parents)
        for number, row in rows.items():
            own = guids[number]
            self._codes[number] = ProjectCode(
                own, row.text("Name"), decode_words(row.raw(*REMARK)),
                _read_color(row.raw("Color", "CodeColor")), kept[own],
            )  # fmt: skip
            self._who(row)
            if own in cut:
                why = "the code that they stand under is not in the file"
                self._accounts.change("codewords", why, row.text("Name"))
            else:
                self._accounts.keep("codewords")

    def _read_sources(self, stored: StoredTexts) -> None:
        for row in self._database.rows("Texts", most_bytes=MEGABYTE):
            number = row.key("ID")
            words = stored.words.get(number, "")
            self._sources[number] = ProjectSource(
                self._gathered.guid("text", number), row.text("Name"), text=words,
                description=decode_words(row.raw(*REMARK)), user=self._who(row),
                at=read_time(row.text(*WHEN)),
            )  # fmt: skip
            if words:
                self._accounts.keep("texts")
            else:
                why = "their words were not found in the file"
                self._accounts.change("texts", why, row.text("Name"))

    def _settle(self, number: int, rows: Sequence[ToolRow]) -> ProjectSource:
        source = self._sources[number]
        spans = [_read_span(row) for row in rows]
        is_read = bool(source.text) and bool(spans)
        places = ResolvedSpans(tuple(ResolvedPlace(None, None, NO_TEXT) for _ in spans))
        found = resolve_spans(source.text, spans, COUNTINGS) if is_read else places
        groups: dict[tuple[object, ...], list[ProjectCoding]] = defaultdict(list)
        firsts: dict[tuple[object, ...], tuple[ToolRow, QuotedSpan, ResolvedPlace]] = {}
        for order, (row, span, place) in enumerate(zip(rows, spans, found.places, strict=True)):
            coding = self._make_coding(row, number, order)
            if coding is None:
                continue
            is_page = span.start is None
            if is_page and place.start is None:
                place = ResolvedPlace(None, None, "it marks a place on a page")
            key = (order,) if is_page else (span.start, span.end)
            firsts.setdefault(key, (row, span, place))
            groups[key].append(coding)
        selections = tuple(
            ProjectSelection(
                self._gathered.guid("selection", number, *key), place.start, place.end,
                quote=span.quote, user=self._who(row), at=read_time(row.text(*WHEN)),
                codings=tuple(groups[key]), unresolved=place.unresolved,
            )
            for key, (row, span, place) in firsts.items()
        )  # fmt: skip
        return replace(
            source, selections=selections, offsets=found.offsets, evidence=found.evidence
        )

    def _make_coding(self, row: ToolRow, number: int, order: int) -> ProjectCoding | None:
        code = self._codes.get(row.key("WordID"))
        if code is None:
            why = "their code is not in the file"
            self._accounts.drop("codings", why, row.text("Preview"))
            return None
        own = row.number("ID")
        of = ("coding", number, own if own is not None else -1 - order)
        at = row.text(*WHEN)
        notes = self._gathered.note(decode_words(row.raw(*REMARK)), at=at, of=of)
        self._accounts.keep("codings")
        return ProjectCoding(
            self._gathered.guid(*of), code.guid, self._who(row), read_time(at), notes
        )

    def _read_memos(self) -> None:
        """A memo hangs on a document or a code where the table says so."""
        for order, row in enumerate(self._database.rows("Memos")):
            text = decode_words(row.raw("Text", "Content", "MemoText", "Memo", "RTF"))
            made = self._gathered.note(
                text, row.text("Title", "Name"), at=row.text(*WHEN),
                user=self._users.get(row.text(*WHO), row.text(*WHO)), of=("memo", order),
            )  # fmt: skip
            if not made:
                self._accounts.drop("memos", "their words were not found in the file")
                continue
            source, code = row.key("TextID"), row.key("WordID")
            if source in self._sources:
                before = self._sources[source]
                self._sources[source] = replace(before, notes=before.notes + made)
            elif code in self._codes:
                self._codes[code] = replace(self._codes[code], notes=self._codes[code].notes + made)
            self._accounts.keep("memos")

    def _read_variables(self) -> None:
        """Variables of documents, where a table has them row by row."""
        needed = {"textid", "variableid", "value"}
        columns = {each.casefold() for each in self._database.columns("VariableValues")}
        if not needed <= columns or not self._database.has("Variables"):
            return
        by_number: dict[int, ProjectVariable] = {}
        for row in self._database.rows("Variables"):
            name, guid = row.text("Name"), self._gathered.guid("variable", row.key("ID"))
            by_number[row.key("ID")] = ProjectVariable(guid, name, description=row.text(*REMARK))
            self._accounts.keep("variables")
        self._variables = {each.guid: each for each in by_number.values()}
        for row in self._database.rows("VariableValues"):
            source, variable = row.key("TextID"), by_number.get(row.key("VariableID"))
            if variable is None or source not in self._sources:
                self._accounts.drop("variablevalues", "their document or variable is missing")
                continue
            before = self._sources[source]
            values = {**before.values, variable.guid: row.text("Value")}
            self._sources[source] = replace(before, values=values)
            self._accounts.keep("variablevalues")


def _read_span(row: ToolRow) -> QuotedSpan:
    """Places on pages are written ``page:place``, those in a text as numbers."""
    quote = row.text("Preview").strip()
    if ":" in row.text("SegPos1StdUnit"):
        return QuotedSpan(None, None, quote)
    start, end = row.number("SegPos1X"), row.number("SegPos2X")
    return QuotedSpan(start, end, quote, cut=len(quote) >= PREVIEW)


def _read_color(cell: object) -> str:
    """A colour as text, or a number of Windows with blue first."""
    if isinstance(cell, int):
        return read_windows_color(cell)
    return read_color(cell) if isinstance(cell, str) else ""
