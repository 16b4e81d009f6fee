"""QualCoder: a folder ``NAME.qda`` with the database ``data.qda``, of any version since the first.

The tables are those that QualCoder's own source makes and migrates, versions v1 to v17.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from interviewkit.errors import SourceError
from interviewkit.exchange.colors import read_color
from interviewkit.exchange.databases.gathered_nouns import GatheredNouns
from interviewkit.exchange.databases.qualcoder_places import MarkedPlaces
from interviewkit.exchange.databases.sqlite_file import (
    ToolDatabase,
    has_magic,
    list_tables,
    open_database,
)
from interviewkit.exchange.databases.standard_cells import cut_circles, read_time
from interviewkit.exchange.databases.table_accounts import TableAccounts
from interviewkit.exchange.databases.tool_row import ToolRow
from interviewkit.model.project import (
    AUDIO,
    PDF,
    PICTURE,
    TEXT,
    VIDEO,
    ForeignFile,
    Project,
    ProjectCase,
    ProjectCode,
    ProjectSet,
    ProjectSource,
    ProjectVariable,
)

DATABASE = "data.qda"
NEEDED = ("source", "code_name", "code_text", "code_cat", "cases")

KINDS = {
    "annotation": "annotations", "attribute": "values of attributes",
    "attribute_type": "attributes", "case_text": "texts of cases", "cases": "cases",
    "code_av": "codings of recordings", "code_cat": "categories of codes",
    "code_image": "codings of pictures and pages", "code_name": "codes",
    "code_set": "sets of codes", "code_set_member": "codes in sets",
    "code_text": "codings of text", "coder_names": "coders", "files_filter": "settings of windows",
    "gr_av_item": "parts of graphs", "gr_case_text_item": "parts of graphs",
    "gr_cdct_line_item": "parts of graphs", "gr_cdct_text_item": "parts of graphs",
    "gr_file_text_item": "parts of graphs", "gr_free_line_item": "parts of graphs",
    "gr_free_text_item": "parts of graphs", "gr_memo_item": "parts of graphs",
    "gr_pix_item": "parts of graphs", "graph": "graphs", "journal": "journal entries",
    "manage_files_display": "settings of lists",
    "project": "project", "ris": "lines of references", "source": "sources",
    "stored_sql": "stored queries",
}  # fmt: skip
"""What the rows of a table are, in plain words."""

_FOLDERS = {"images": PICTURE, "audio": AUDIO, "video": VIDEO}
_ORPHAN = "what they stand under is not in the file, or they stand under themselves"


def is_this(path: Path, head: bytes) -> bool:
    """Whether it is the folder of a QualCoder project, or the database in it."""
    file = _find_database(path)
    if file is None or (path.is_file() and not has_magic(head)):
        return False
    return set(NEEDED) <= set(list_tables(file))


def read(path: Path) -> ForeignFile:
    """The project of a folder, with all its coders.

    Raises:
        SourceError: it is no project of QualCoder, or cannot be read.
    """
    file = _find_database(path)
    if file is None:
        what = f"{path.name} holds no {DATABASE}, which every QualCoder project has"
        raise SourceError(what, hint="name the folder that ends in .qda")
    with open_database(file) as database:
        if not database.has(*NEEDED):
            what = f"{file.name} is a database, but not one of QualCoder"
            raise SourceError(what, hint=f"it lacks a table of {', '.join(NEEDED)}")
        folder = path if path.is_dir() else path.parent
        return _Reading(database, folder.name.removesuffix(".qda")).read()


def _find_database(path: Path) -> Path | None:
    try:
        if path.is_dir():
            return path / DATABASE if (path / DATABASE).is_file() else None
        return path if path.is_file() else None
    except OSError:
        return None


class _Reading:
    """One pass over the tables; what later tables refer to is kept by its number."""

    def __init__(self, database: ToolDatabase, name: str) -> None:
        self._database, self._name = database, name
        rows = database.rows("project")
        self._project = rows[0] if rows else ToolRow({})
        self._accounts = TableAccounts(database.count_all(), KINDS)
        if rows:
            self._accounts.keep("project", len(rows))
        self._gathered = GatheredNouns("qualcoder", self._project.text("date") or name)
        self._codes: dict[int, str] = {}
        self._cases: dict[int, str] = {}
        self._variables: dict[str, ProjectVariable] = {}

    def read(self) -> ForeignFile:
        """All of it."""
        self._gathered.user(self._project.text("codername"))
        self._meet_coders()
        codes = self._read_codes()
        sources = self._read_sources()
        cases = {row.key("caseid"): row for row in self._database.rows("cases")}
        self._cases = {number: self._gathered.guid("case", number) for number in cases}
        values = self._read_values(sources)
        places = MarkedPlaces(self._database, self._gathered, self._accounts, sources, self._codes)
        places.gather(self._cases)
        self._read_journal()
        project = Project(
            self._name,
            "QualCoder",
            self._project.text("memo"),
            self._gathered.user(self._project.text("codername")),
            read_time(self._project.text("date")),
            codes=codes,
            sources=tuple(
                replace(places.settle(number), values=values["file", number]) for number in sources
            ),
            variables=tuple(self._variables.values()),
            cases=tuple(
                self._make_case(number, row, values["case", number], places)
                for number, row in cases.items()
            ),
            sets=self._read_sets(),
            users=self._gathered.users,
            notes=self._gathered.notes,
        )
        return ForeignFile(project, self._tell_version(), self._accounts.sum_up())

    def _tell_version(self) -> str:
        version = self._project.text("databaseversion") or "of an unknown version"
        return f"QualCoder project ({version})"

    def _meet_coders(self) -> None:
        for row in self._database.rows("coder_names"):
            self._gathered.user(row.text("name"))
            if row.number("visibility") == 0:
                why = "a coder who was hidden in QualCoder is one like the others here"
                self._accounts.change("coder_names", why, row.text("name"))
            else:
                self._accounts.keep("coder_names")

    def _read_codes(self) -> tuple[ProjectCode, ...]:
        """Categories and codes: in QualCoder a category cannot be given to a text."""
        guid = self._gathered.guid
        found: dict[str, ProjectCode] = {}
        tables: dict[str, str] = {}
        for row in self._database.rows("code_cat"):
            own = guid("code_cat", row.key("catid"))
            found[own] = _make_code(row, own, self._point_at(row, "", "supercatid"), False)
            tables[own] = "code_cat"
        for row in self._database.rows("code_name"):
            own = self._codes[row.key("cid")] = guid("code_name", row.key("cid"))
            found[own] = _make_code(row, own, self._point_at(row, "supercid", "catid"), True)
            tables[own] = "code_name"
        kept, cut = cut_circles({own: code.parent for own, code in found.items()})
        for own, table in tables.items():
            if own in cut:
                self._accounts.change(table, _ORPHAN, found[own].name)
            else:
                self._accounts.keep(table)
        return tuple(replace(code, parent=kept[own]) for own, code in found.items())

    def _point_at(self, row: ToolRow, code: str, category: str) -> str:
        """The guid of what a code stands under: in forks another code, else a category."""
        self._gathered.user(row.text("owner"))
        if code and row.number(code) is not None:
            return self._gathered.guid("code_name", row.number(code))
        number = row.number(category)
        return "" if number is None else self._gathered.guid("code_cat", number)

    def _read_sources(self) -> dict[int, ProjectSource]:
        rows = {row.key("id"): row for row in self._database.rows("source")}
        recordings = {
            row.key("av_text_id"): self._gathered.guid("source", number)
            for number, row in rows.items()
            if row.key("av_text_id") in rows
        }
        self._accounts.keep("source", len(rows))
        references = self._read_references()
        return {
            number: ProjectSource(
                self._gathered.guid("source", number),
                row.text("name"),
                _tell_kind(row.text("mediapath")),
                row.text("fulltext"),
                row.text("memo"),
                self._gathered.user(row.text("owner")),
                read_time(row.text("date")),
                notes=references.get(row.key("risid"), ()),
                media=_tidy_media(row.text("mediapath")),
                part_of=recordings.get(number, ""),
            )
            for number, row in rows.items()
        }

    def _read_references(self) -> dict[int, tuple[str, ...]]:
        """The bibliographic entry of a source, as a note in the lines of the RIS format."""
        lines: dict[int, list[str]] = defaultdict(list)
        for row in self._database.rows("ris"):
            lines[row.key("risid")].append(f"{row.text('tag')}  - {row.text('value')}")
            self._accounts.keep("ris")
        notes = {
            number: self._gathered.note("\n".join(said), "Reference", of=("ris", number))
            for number, said in lines.items()
        }
        return {number: note for number, note in notes.items() if number >= 0}

    def _read_values(
        self, sources: Mapping[int, ProjectSource]
    ) -> dict[tuple[str, int], dict[str, str]]:
        """What cases and files answer, by kind and number; an empty cell answers nothing."""
        for row in self._database.rows("attribute_type"):
            self._add_variable(row)
        known = {"case": self._cases, "file": sources}
        values: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
        for row in self._database.rows("attribute"):
            of, number = row.text("attr_type"), row.key("id")
            if of not in known or number not in known[of]:
                why = f"there is no {of or 'thing'} of that number, or it has no values here"
                self._accounts.drop("attribute", why, row.text("name"))
                continue
            name = row.text("name")
            variable = self._variables.get(name) or self._make_variable(name)
            if row.text("value"):
                values[of, number][variable.guid] = row.text("value")
            self._accounts.keep("attribute")
        return values

    def _add_variable(self, row: ToolRow) -> None:
        if row.text("caseorfile") not in ("case", "file"):
            why = f"attributes of a {row.text('caseorfile') or 'thing'} have no place here"
            self._accounts.drop("attribute_type", why, row.text("name"))
            return
        kind = "Float" if row.text("valuetype") == "numeric" else "Text"
        self._make_variable(row.text("name"), kind, row.text("memo"))
        self._accounts.keep("attribute_type")

    def _make_variable(self, name: str, kind: str = "Text", memo: str = "") -> ProjectVariable:
        guid = self._gathered.guid("variable", name)
        self._variables[name] = ProjectVariable(guid, name, kind, memo)
        return self._variables[name]

    def _make_case(
        self, number: int, row: ToolRow, values: Mapping[str, str], places: MarkedPlaces
    ) -> ProjectCase:
        self._accounts.keep("cases")
        return ProjectCase(
            self._cases[number], row.text("name"), row.text("memo"), values,
            tuple(places.whole[number]), tuple(dict.fromkeys(places.of_cases[number])),
        )  # fmt: skip

    def _read_journal(self) -> None:
        for number, row in enumerate(self._database.rows("journal")):
            self._gathered.note(
                row.text("jentry"), row.text("name"), user=row.text("owner"), at=row.text("date"),
                of=("journal", row.number("jid") or -1 - number),
            )  # fmt: skip
            self._accounts.keep("journal")

    def _read_sets(self) -> tuple[ProjectSet, ...]:
        """Sets of codes, which forks of QualCoder have."""
        members: dict[int, list[str]] = defaultdict(list)
        for row in self._database.rows("code_set_member"):
            if code := self._codes.get(row.key("cid")):
                members[row.key("set_id")].append(code)
                self._accounts.keep("code_set_member")
        rows = self._database.rows("code_set")
        for _ in rows:
            self._accounts.keep("code_set")
        return tuple(
            ProjectSet(
                self._gathered.guid("set", row.key("id")),
                row.text("name"),
                codes=tuple(members[row.key("id")]),
            )
            for row in rows
        )


def _make_code(row: ToolRow, guid: str, parent: str, is_codable: bool) -> ProjectCode:
    color = read_color(row.text("color"))
    return ProjectCode(guid, row.text("name"), row.text("memo"), color, parent, is_codable)


def _tell_kind(media: str) -> str:
    """``/images/a.jpg`` lies in the project's folder, ``images:/home/a.jpg`` elsewhere."""
    folder = media.lstrip("/").replace(":", "/").partition("/")[0]
    if folder in _FOLDERS:
        return _FOLDERS[folder]
    return PDF if media.lower().endswith(".pdf") else TEXT


def _tidy_media(media: str) -> str:
    """The path within the project's folder, or the whole path of a file that lies elsewhere."""
    for folder in (*_FOLDERS, "docs"):
        if media.startswith(f"{folder}:"):
            return media.removeprefix(f"{folder}:")
    return str(PurePosixPath(media.lstrip("/"))) if media else ""
