"""RQDA: one SQLite file ``NAME.rqda``, with the tables that ``R/ProjectFun.R`` of RQDA makes.

Versions 0.1.5 to 0.2.2. RQDA deletes a row by a status; what is deleted there stays out here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from interviewkit.errors import SourceError
from interviewkit.exchange.colors import read_color
from interviewkit.exchange.databases.gathered_nouns import GatheredNouns
from interviewkit.exchange.databases.quoted_spans import (
    CHARACTERS,
    UTF16,
    OffsetCounting,
    QuotedSpan,
    resolve_spans,
)
from interviewkit.exchange.databases.sqlite_file import (
    ToolDatabase,
    has_magic,
    list_tables,
    open_database,
)
from interviewkit.exchange.databases.standard_cells import read_time, write_element
from interviewkit.exchange.databases.table_accounts import TableAccounts
from interviewkit.exchange.databases.tool_row import ToolRow
from interviewkit.model.project import (
    PICTURE,
    ForeignFile,
    Project,
    ProjectCase,
    ProjectCode,
    ProjectCoding,
    ProjectSelection,
    ProjectSet,
    ProjectSource,
    ProjectVariable,
)

NEEDED = ("source", "freecode", "coding", "codecat", "treecode")
COUNTINGS = (CHARACTERS, OffsetCounting("Unicode characters from 1 on", first=1), UTF16)

KINDS = {
    "annotation": "annotations", "attributes": "attributes", "caseattr": "values of cases",
    "caselinkage": "texts of cases", "cases": "cases", "codecat": "categories of codes",
    "coding": "codings of text", "coding2": "second codings of text",
    "fileattr": "values of sources", "filecat": "categories of files", "freecode": "codes",
    "image": "pictures", "imagecoding": "codings of pictures", "journal": "journal entries",
    "project": "project", "source": "sources", "treecode": "codes in categories",
    "treefile": "files in categories",
}  # fmt: skip
"""What the rows of a table are, in plain words."""

_NO_SOURCE = "their source is not in the file, or deleted"
_NO_CODE = "their code is not in the file, or deleted"

Span = tuple[int | None, int | None]


def is_this(path: Path, head: bytes) -> bool:
    """Whether it is a project of RQDA."""
    return has_magic(head) and set(NEEDED) <= set(list_tables(path))


def read(path: Path) -> ForeignFile:
    """The project of a file, with the codings of both tables that RQDA has for two coders.

    Raises:
        SourceError: it is no project of RQDA, or cannot be read.
    """
    with open_database(path) as database:
        if not database.has(*NEEDED):
            what = f"{path.name} is a database, but not one of RQDA"
            raise SourceError(what, hint=f"it lacks a table of {', '.join(NEEDED)}")
        return _Reading(database, path.stem).read()


@dataclass(slots=True)
class _Mark:
    quote: str = ""
    user: str = ""
    at: str = ""
    codings: list[ProjectCoding] = field(default_factory=list)


class _Reading:
    """One pass over the tables; what later tables refer to is kept by its number."""

    def __init__(self, database: ToolDatabase, name: str) -> None:
        self._database, self._name = database, name
        rows = database.rows("project")
        self._project = rows[0] if rows else ToolRow({})
        self._accounts = TableAccounts(database.count_all(), KINDS)
        if rows:
            self._accounts.keep("project", len(rows))
        self._gathered = GatheredNouns("rqda", self._project.text("date") or name)
        self._codes: dict[int, str] = {}
        self._sources: dict[int, ProjectSource] = {}
        self._marks: dict[int, dict[Span, _Mark]] = defaultdict(dict)
        self._pictures: dict[int, list[ProjectSelection]] = defaultdict(list)

    def read(self) -> ForeignFile:
        """All of it."""
        codes, code_sets = self._read_codes()
        self._read_sources()
        variables = self._read_variables()
        source_values = self._read_values("fileattr", "fileid", variables)
        case_values = self._read_values("caseattr", "caseid", variables)
        for table in ("coding", "coding2"):
            self._read_codings(table)
        self._read_picture_codings()
        cases = self._read_cases(case_values)
        self._read_annotations()
        self._read_journal()
        project = Project(
            self._name, "RQDA", self._project.text("memo"),
            at=read_time(self._project.text("date")), codes=codes,
            sources=tuple(
                self._settle(number, source_values[number]) for number in self._sources
            ),
            variables=tuple(variables.values()), cases=cases,
            sets=(*code_sets, *self._read_file_sets()),
            users=self._gathered.users, notes=self._gathered.notes,
        )  # fmt: skip
        version = self._project.text("databaseversion") or "of an unknown version"
        return ForeignFile(project, f"RQDA project ({version})", self._accounts.sum_up())

    def _rows(self, table: str) -> Iterator[tuple[int, ToolRow]]:
        """Rows that are not deleted, with their place in the table."""
        for place, row in enumerate(self._database.rows(table)):
            if row.number("status") in (None, 1):
                yield place, row
            else:
                self._accounts.drop(table, "they were deleted in RQDA", row.text("name"))

    def _read_codes(self) -> tuple[tuple[ProjectCode, ...], tuple[ProjectSet, ...]]:
        """A code stands under its first category; further ones become sets."""
        names: dict[int, str] = {}
        found: dict[str, ProjectCode] = {}
        for _, row in self._rows("codecat"):
            own = self._gathered.guid("codecat", row.key("catid"))
            names[row.key("catid")] = row.text("name")
            found[own] = ProjectCode(own, row.text("name"), row.text("memo"), is_codable=False)
            self._keep("codecat", row)
        for _, row in self._rows("freecode"):
            own = self._codes[row.key("id")] = self._gathered.guid("freecode", row.key("id"))
            color = read_color(row.text("color"))
            found[own] = ProjectCode(own, row.text("name"), row.text("memo"), color)
            if row.text("color") and not color:
                why = "R names their colour by a word, which is not kept"
                self._accounts.change("freecode", why, row.text("name"))
                self._gathered.user(row.text("owner"))
            else:
                self._keep("freecode", row)
        sets: dict[int, list[str]] = defaultdict(list)
        for _, row in self._rows("treecode"):
            code, category = self._codes.get(row.key("cid")), row.key("catid")
            if code is None or category not in names:
                self._accounts.drop("treecode", "their code or category is deleted or missing")
            elif not found[code].parent:
                above = self._gathered.guid("codecat", category)
                found[code] = replace(found[code], parent=above)
                self._keep("treecode", row)
            else:
                sets[category].append(code)
                why = "a code in a further category is in a set of that category's name"
                self._accounts.change("treecode", why, found[code].name)
        return tuple(found.values()), tuple(
            ProjectSet(self._gathered.guid("codeset", number), names[number], codes=tuple(codes))
            for number, codes in sets.items()
        )

    def _keep(self, table: str, row: ToolRow) -> None:
        self._gathered.user(row.text("owner"))
        self._accounts.keep(table)

    def _read_sources(self) -> None:
        for _, row in self._rows("source"):
            number = row.key("id")
            self._sources[number] = ProjectSource(
                self._gathered.guid("source", number), row.text("name"), text=row.text("file"),
                description=row.text("memo"), user=self._gathered.user(row.text("owner")),
                at=read_time(row.text("date")),
            )  # fmt: skip
            self._keep("source", row)
        for _, row in self._rows("image"):
            number = -2 - row.key("id")  # pictures are numbered beside the texts
            self._sources[number] = ProjectSource(
                self._gathered.guid("image", row.key("id")), row.text("name"), PICTURE,
                user=self._gathered.user(row.text("owner")), at=read_time(row.text("date")),
                media=row.text("name"),
            )  # fmt: skip
            self._keep("image", row)

    def _read_variables(self) -> dict[str, ProjectVariable]:
        found = {}
        for _, row in self._rows("attributes"):
            kind = "Float" if row.text("class") == "numeric" else "Text"
            name, guid = row.text("name"), self._gathered.guid("variable", row.text("name"))
            found[name] = ProjectVariable(guid, name, kind, row.text("memo"))
            self._keep("attributes", row)
        return found

    def _read_values(
        self, table: str, key: str, variables: dict[str, ProjectVariable]
    ) -> dict[int, dict[str, str]]:
        values: dict[int, dict[str, str]] = defaultdict(dict)
        alive = self._sources if table == "fileattr" else self._case_numbers()
        for _, row in self._rows(table):
            name = row.text("variable")
            if row.key(key) not in alive:
                why = "their case or source is not in the file, or deleted"
                self._accounts.drop(table, why, name)
                continue
            if name not in variables:
                guid = self._gathered.guid("variable", name)
                variables[name] = ProjectVariable(guid, name)
            if row.text("value") not in ("", "NA"):
                values[row.key(key)][variables[name].guid] = row.text("value")
            self._keep(table, row)
        return values

    def _case_numbers(self) -> set[int]:
        rows = self._database.rows("cases")
        return {row.key("id") for row in rows if row.number("status") in (None, 1)}

    def _read_codings(self, table: str) -> None:
        for place, row in self._rows(table):
            source, code = row.key("fid"), self._codes.get(row.key("cid"))
            if source not in self._sources or code is None:
                why = _NO_CODE if source in self._sources else _NO_SOURCE
                self._accounts.drop(table, why, row.text("seltext")[:60])
                continue
            mark = self._mark(source, row)
            mark.quote = mark.quote or row.text("seltext")
            mark.codings.append(self._make_coding(table, place, row, code))
            self._keep(table, row)

    def _make_coding(self, table: str, place: int, row: ToolRow, code: str) -> ProjectCoding:
        owner, at = row.text("owner"), row.text("date")
        notes = self._gathered.note(row.text("memo"), user=owner, at=at, of=(table, place))
        guid = self._gathered.guid("coding", table, place)
        return ProjectCoding(guid, code, self._gathered.user(owner), read_time(at), notes)

    def _mark(self, source: int, row: ToolRow) -> _Mark:
        span = (row.number("selfirst"), row.number("selend"))
        user, at = self._gathered.user(row.text("owner")), read_time(row.text("date"))
        return self._marks[source].setdefault(span, _Mark(user=user, at=at))

    def _read_picture_codings(self) -> None:
        for place, row in self._rows("imagecoding"):
            source, code = -2 - row.key("iid"), self._codes.get(row.key("cid"))
            if source not in self._sources or code is None:
                why = _NO_CODE if source in self._sources else _NO_SOURCE
                self._accounts.drop("imagecoding", why)
                continue
            coding = self._make_coding("imagecoding", place, row, code)
            corners = ("firstX", "x1"), ("firstY", "y1"), ("secondX", "x2"), ("secondY", "y2")
            xml = write_element(
                "PictureSelection", {name: row.number(column) or 0 for name, column in corners}
            )
            self._pictures[source].append(
                ProjectSelection(
                    self._gathered.guid("imagecoding", place), None, None, user=coding.user,
                    at=coding.at, codings=(coding,), unresolved="it marks no words", xml=xml,
                    kind=PICTURE,
                )
            )  # fmt: skip
            why = "they mark no words: kept with their source, as they came"
            self._accounts.change("imagecoding", why)

    def _read_cases(self, values: dict[int, dict[str, str]]) -> tuple[ProjectCase, ...]:
        whole: dict[int, list[str]] = defaultdict(list)
        parts: dict[int, list[str]] = defaultdict(list)
        alive = self._case_numbers()
        for place, row in self._rows("caselinkage"):
            case, source = row.key("caseid"), row.key("fid")
            if case not in alive or source not in self._sources:
                self._accounts.drop("caselinkage", "their case or source is deleted or missing")
                continue
            self._keep("caselinkage", row)
            self._gathered.note(row.text("memo"), of=("caselinkage", place))
            if self._is_whole(row, self._sources[source]):
                whole[case].append(self._sources[source].guid)
            else:
                self._mark(source, row)
                span = (row.number("selfirst"), row.number("selend"))
                parts[case].append(self._gathered.guid("selection", source, *span))
        found = []
        for _, row in self._rows("cases"):
            number = row.key("id")
            found.append(
                ProjectCase(
                    self._gathered.guid("case", number), row.text("name"), row.text("memo"),
                    values[number], tuple(whole[number]), tuple(dict.fromkeys(parts[number])),
                )
            )  # fmt: skip
            self._keep("cases", row)
        return tuple(found)

    def _is_whole(self, row: ToolRow, source: ProjectSource) -> bool:
        return not row.number("selfirst") and (row.number("selend") or 0) >= len(source.text) - 1

    def _read_annotations(self) -> None:
        for place, row in self._rows("annotation"):
            source = row.key("fid")
            if source not in self._sources:
                self._accounts.drop("annotation", _NO_SOURCE)
                continue
            notes = self._gathered.note(
                row.text("annotation"), f"at character {row.number('position')}",
                user=row.text("owner"), at=row.text("date"), of=("annotation", place),
            )  # fmt: skip
            before = self._sources[source]
            self._sources[source] = replace(before, notes=before.notes + notes)
            why = "they mark a point and no words: kept as notes of their source"
            self._accounts.change("annotation", why)

    def _read_journal(self) -> None:
        for place, row in self._rows("journal"):
            self._gathered.note(
                row.text("journal"), row.text("name"), user=row.text("owner"),
                at=row.text("date"), of=("journal", place),
            )  # fmt: skip
            self._keep("journal", row)

    def _read_file_sets(self) -> list[ProjectSet]:
        members: dict[int, list[str]] = defaultdict(list)
        rows = list(self._rows("filecat"))
        known = {row.key("catid") for _, row in rows}
        for _, row in self._rows("treefile"):
            if row.key("fid") in self._sources and row.key("catid") in known:
                members[row.key("catid")].append(self._sources[row.key("fid")].guid)
                self._keep("treefile", row)
            else:
                self._accounts.drop("treefile", "their file or category is deleted or missing")
        found = []
        for _, row in rows:
            number = row.key("catid")
            guid, held = self._gathered.guid("filecat", number), tuple(members[number])
            found.append(ProjectSet(guid, row.text("name"), row.text("memo"), sources=held))
            self._keep("filecat", row)
        return found

    def _settle(self, number: int, values: dict[str, str]) -> ProjectSource:
        source, marks = self._sources[number], self._marks[number]
        spans = [QuotedSpan(*span, each.quote) for span, each in marks.items()]
        found = resolve_spans(source.text, spans, COUNTINGS)
        selections = [
            ProjectSelection(
                self._gathered.guid("selection", number, *span), place.start, place.end,
                quote=each.quote, user=each.user, at=each.at, codings=tuple(each.codings),
                unresolved=place.unresolved,
            )
            for (span, each), place in zip(marks.items(), found.places, strict=True)
        ]  # fmt: skip
        return replace(
            source, selections=(*selections, *self._pictures[number]), values=values,
            offsets=found.offsets if spans else "", evidence=found.evidence if spans else "",
        )  # fmt: skip
