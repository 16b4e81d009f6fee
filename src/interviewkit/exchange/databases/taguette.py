"""Taguette: the database of one project (``.sqlite3``), or of a whole installation.

Taguette keeps documents as HTML and counts the bytes of their words in UTF-8, without marks
(``taguette/extract.py``). Its log of commands alone knows who gave which tag. LibreQDA, which grew
out of it, has the same tables and more: tags below tags, their colours, and collections of
documents.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from interviewkit.errors import SourceError
from interviewkit.exchange.colors import read_color
from interviewkit.exchange.databases.gathered_nouns import GatheredNouns
from interviewkit.exchange.databases.html_words import HtmlWords
from interviewkit.exchange.databases.quoted_spans import CHARACTERS, QuotedSpan, resolve_spans
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
    ForeignFile,
    Project,
    ProjectCode,
    ProjectCoding,
    ProjectSelection,
    ProjectSet,
    ProjectSource,
)

NEEDED = ("projects", "documents", "highlights", "tags", "highlight_tags")
BYTES = "UTF-8 bytes of the words, marks not counted"

KINDS = {
    "alembic_version": "version", "collection_documents": "members of collections",
    "collections": "sets", "commands": "steps of the log", "documents": "sources",
    "highlight_tags": "codings", "highlights": "selections", "project_members": "members",
    "projects": "projects", "tags": "codes", "users": "coders",
}  # fmt: skip
"""What the rows of a table are, in plain words."""


def is_this(path: Path, head: bytes) -> bool:
    """Whether it is a database of Taguette."""
    return has_magic(head) and set(NEEDED) <= set(list_tables(path))


def read(path: Path) -> ForeignFile:
    """The one project that the file holds.

    Raises:
        SourceError: it is no database of Taguette, cannot be read, or holds several projects.
    """
    with open_database(path) as database:
        if not database.has(*NEEDED):
            what = f"{path.name} is a database, but not one of Taguette"
            raise SourceError(what, hint=f"it lacks a table of {', '.join(NEEDED)}")
        return _Reading(database, _choose_project(database, path)).read()


def _choose_project(database: ToolDatabase, path: Path) -> ToolRow:
    """The only project, or the only one with something in it."""
    rows = database.rows("projects")
    used = {
        row.key("project_id") for table in ("documents", "tags") for row in database.rows(table)
    }
    filled = [row for row in rows if row.key("id") in used] if len(rows) > 1 else rows
    if len(filled) == 1:
        return filled[0]
    if not rows or not filled:
        raise SourceError(f"{path.name} holds no project", hint="export the project from Taguette")
    names = ", ".join(row.text("name") for row in filled)
    what = f"{path.name} holds {len(filled)} projects: {names}"
    hint = "open one in Taguette, go to Project info, export it as SQLite3 and import that file"
    raise SourceError(what, hint=hint)


class WordBytes:
    """Turns places in the bytes of a document's words into places of its text."""

    def __init__(self, words: HtmlWords) -> None:
        self._runs = [run for run in words.runs if run.text]
        sizes = [len(run.text.encode("utf-8", "surrogatepass")) for run in self._runs]
        self._ends = list(accumulate(sizes))
        self._inner: dict[int, list[int]] = {}

    def start(self, place: int) -> int | None:
        """Where a stretch begins: at the run that the byte is in."""
        return self._find(bisect_right(self._ends, place), place)

    def end(self, place: int) -> int | None:
        """Where a stretch ends: in the run whose last byte it may be."""
        return self._find(bisect_left(self._ends, place), place) if place > 0 else None

    def _find(self, number: int, place: int) -> int | None:
        if place < 0 or number >= len(self._runs):
            return None
        run = self._runs[number]
        if number not in self._inner:
            sizes = (len(each.encode("utf-8", "surrogatepass")) for each in run.text)
            self._inner[number] = list(accumulate(sizes, initial=0))
        before = self._ends[number - 1] if number else 0
        # within a character, it is what follows that is meant
        return run.start + bisect_left(self._inner[number], place - before)


class _Reading:
    """One pass over the tables of one project."""

    def __init__(self, database: ToolDatabase, project: ToolRow) -> None:
        self._database, self._project = database, project
        self._accounts = TableAccounts(database.count_all(), KINDS)
        key = f"{project.text('created')} {project.text('name')}"
        self._gathered = GatheredNouns("taguette", key)
        self._codes: dict[int, str] = {}
        self._people: dict[str, str] = {}
        self._givers = _list_givers(database)

    def read(self) -> ForeignFile:
        """All of it."""
        self._meet_users()
        codes = self._read_codes()
        sources = self._read_sources()
        sets = self._read_collections()
        self._account_rest()
        tool = "LibreQDA" if self._database.has("collections") else "Taguette"
        project = Project(
            self._project.text("name"), tool, self._project.text("description"),
            at=read_time(self._project.text("created")), codes=codes, sources=sources, sets=sets,
            users=self._gathered.users, notes=self._gathered.notes,
        )  # fmt: skip
        notes = ("names of users are taken, their e-mail addresses and passwords are not",)
        return ForeignFile(project, f"{tool} database", self._accounts.sum_up(), notes)

    def _own_rows(self, table: str) -> Iterator[ToolRow]:
        """Rows of this project; those of others are told."""
        number = self._project.key("id")
        for row in self._database.rows(table):
            if row.key("project_id") == number:
                yield row
            else:
                self._accounts.drop(table, "they belong to another project")

    def _meet_users(self) -> None:
        shown = Counter(row.text("displayname") for row in self._database.rows("users"))
        for row in self._database.rows("users"):
            name = row.text("displayname").strip()
            # who signs in through a university is called by a number there
            self._people[row.text("login")] = name if shown[row.text("displayname")] == 1 else ""
        members = {row.text("user_login") for row in self._own_rows_of("project_members")}
        for row in self._database.rows("users"):
            if not members or row.text("login") in members:
                self._user(row.text("login"))
                self._accounts.keep("users")
            else:
                self._accounts.drop("users", "they are no members of this project")

    def _own_rows_of(self, table: str) -> list[ToolRow]:
        if not self._database.has(table):
            return []
        rows = list(self._own_rows(table))
        for row in rows:
            self._accounts.change(table, "who is a member is kept, what each may do is not")
            self._user(row.text("user_login"))
        return rows

    def _user(self, login: str) -> str:
        """The guid of who signs in so, who is called as others see it."""
        return self._gathered.user(self._people.get(login) or login)

    def _read_codes(self) -> tuple[ProjectCode, ...]:
        """A tag ``a.b`` stands under the tag ``a`` if there is one, and keeps its whole path; where
        it says below which tag it stands, it is there."""
        rows = list(self._own_rows("tags"))
        paths = {row.text("path"): self._gathered.guid("tag", row.key("id")) for row in rows}
        self._codes = {row.key("id"): self._gathered.guid("tag", row.key("id")) for row in rows}
        above, circles = cut_circles(
            {
                self._codes[row.key("id")]: self._codes.get(row.key("parent_id"))
                or _find_above(row.text("path"), paths)
                for row in rows
            }
        )
        for row in rows:
            if self._codes[row.key("id")] in circles:
                self._accounts.change("tags", "a tag that stood below itself stands alone")
            else:
                self._accounts.keep("tags")
        return tuple(
            ProjectCode(
                self._codes[row.key("id")], row.text("path"), row.text("description"),
                read_color(row.text("color")), above[self._codes[row.key("id")]],
            )
            for row in rows
        )  # fmt: skip

    def _read_collections(self) -> tuple[ProjectSet, ...]:
        """Collections of documents as sets; one within another is called by both names."""
        if not self._database.has("collections"):
            return ()
        rows = {row.key("id"): row for row in self._own_rows("collections")}
        members: dict[int, list[str]] = defaultdict(list)
        if self._database.has("collection_documents"):
            for row in self._database.rows("collection_documents"):
                if row.key("collection_id") in rows:
                    guid = self._gathered.guid("document", row.key("document_id"))
                    members[row.key("collection_id")].append(guid)
                    self._accounts.keep("collection_documents")
        self._accounts.keep("collections", len(rows))
        return tuple(
            ProjectSet(
                self._gathered.guid("collection", key), _name_collection(rows, key),
                row.text("description"), sources=tuple(members[key]),
            )
            for key, row in rows.items()
        )  # fmt: skip

    def _read_sources(self) -> tuple[ProjectSource, ...]:
        given: dict[int, list[int]] = defaultdict(list)
        for row in self._database.rows("highlight_tags"):
            given[row.key("highlight_id")].append(row.key("tag_id"))
        marked: dict[int, list[ToolRow]] = defaultdict(list)
        for row in self._database.rows("highlights"):
            marked[row.key("document_id")].append(row)
        rows = list(self._own_rows("documents"))
        found = tuple(self._read_source(row, marked.pop(row.key("id"), []), given) for row in rows)
        for _ in (each for left in marked.values() for each in left):
            self._accounts.drop("highlights", "their document is not in this project")
        for tags in given.values():
            for _ in tags:
                self._accounts.drop(
                    "highlight_tags", "their tag or highlight is not in this project"
                )
        return found

    def _read_source(
        self, row: ToolRow, marked: Sequence[ToolRow], given: dict[int, list[int]]
    ) -> ProjectSource:
        self._accounts.keep("documents")
        words = HtmlWords(row.text("contents"))
        places = WordBytes(words)
        spans = [_read_span(each, places) for each in marked]
        found = resolve_spans(words.text, spans, (CHARACTERS,))
        selections = tuple(
            ProjectSelection(
                self._gathered.guid("highlight", each.key("id")), place.start, place.end,
                quote=span.quote, user=self._user(self._who(each)[0]),
                at=read_time(self._who(each)[1]),
                codings=self._read_codings(each, given.pop(each.key("id"), [])),
                unresolved=place.unresolved,
            )
            for each, span, place in zip(marked, spans, found.places, strict=True)
        )  # fmt: skip
        return ProjectSource(
            self._gathered.guid("document", row.key("id")), row.text("name"), text=words.text,
            description=row.text("description"), at=read_time(row.text("created")),
            selections=selections, media=row.text("filename"), offsets=BYTES if marked else "",
            evidence=found.evidence if marked else "",
        )  # fmt: skip

    def _who(self, row: ToolRow) -> tuple[str, str]:
        return self._givers.get((row.key("id"), -1), ("", ""))

    def _read_codings(self, row: ToolRow, tags: Sequence[int]) -> tuple[ProjectCoding, ...]:
        self._accounts.keep("highlights")
        found = []
        for tag in tags:
            if tag not in self._codes:
                self._accounts.drop("highlight_tags", "their tag is not in this project")
                continue
            who, at = self._givers.get((row.key("id"), tag), self._who(row))
            guid = self._gathered.guid("coding", row.key("id"), tag)
            user = self._user(who)
            found.append(ProjectCoding(guid, self._codes[tag], user, read_time(at)))
            self._accounts.keep("highlight_tags")
        return tuple(found)

    def _account_rest(self) -> None:
        for row in self._database.rows("projects"):
            if row.key("id") == self._project.key("id"):
                self._accounts.keep("projects")
            else:
                self._accounts.drop("projects", "it is empty", row.text("name"))
        for row in self._database.rows("commands"):
            if _read_payload(row).get("type") in ("highlight_add", "tag_merge"):
                self._accounts.change("commands", "they told who gave which tag, and are not kept")
        if self._database.has("alembic_version"):
            self._accounts.keep("alembic_version", self._database.count("alembic_version"))


def _find_above(path: str, paths: dict[str, str]) -> str:
    above = path
    while "." in above:
        above = above.rpartition(".")[0]
        if above in paths:
            return paths[above]
    return ""


def _name_collection(rows: Mapping[int, ToolRow], key: int) -> str:
    names: dict[int, str] = {}
    while key in rows and key not in names:
        names[key] = rows[key].text("name")
        key = rows[key].key("parent_id")
    return " > ".join(reversed(names.values()))


def _read_span(row: ToolRow, places: WordBytes) -> QuotedSpan:
    start, end = row.number("start_offset"), row.number("end_offset")
    quote = HtmlWords(row.text("snippet")).text
    if start is None or end is None:
        return QuotedSpan(None, None, quote)
    return QuotedSpan(places.start(start), places.end(end), quote)


def _read_payload(row: ToolRow) -> dict[str, Any]:
    try:
        payload = json.loads(row.text("payload") or "{}")
    except (ValueError, RecursionError):
        return {}
    return payload if isinstance(payload, dict) else {}


def _list_givers(database: ToolDatabase) -> dict[tuple[int, int], tuple[str, str]]:
    """Who gave a tag to a highlight and when, by their numbers; -1 is who made the highlight.

    A highlight is added again whenever its tags change; a tag is given by whoever first adds it.
    """
    givers: dict[tuple[int, int], tuple[str, str]] = {}
    tags: dict[int, set[int]] = {}
    for row in sorted(database.rows("commands"), key=lambda each: each.key("id")):
        payload, who = _read_payload(row), (row.text("user_login"), row.text("date"))
        if payload.get("type") == "highlight_add":
            number = _as_number(payload.get("highlight_id", payload.get("id")))
            listed = payload.get("tags")
            new = {_as_number(tag) for tag in listed} if isinstance(listed, list) else set()
            givers.setdefault((number, -1), who)
            for tag in new - tags.get(number, set()):
                givers[number, tag] = who
            tags[number] = new
        elif payload.get("type") == "tag_merge":
            old = _as_number(payload.get("src_tag_id", payload.get("src_id")))
            new_tag = _as_number(payload.get("dest_tag_id", payload.get("dest_id")))
            for number, own in tags.items():
                if old in own:
                    own.discard(old)
                    if new_tag not in own and (number, old) in givers:
                        givers[number, new_tag] = givers[number, old]
                    own.add(new_tag)
    return givers


def _as_number(value: object) -> int:
    return value if isinstance(value, int) else -2
