"""The XML export of ATLAS.ti 5 to 8, whose root is ``storedHU``: a "hermeneutic unit".

It holds the words of each quotation and none of the documents. Its elements are those that
public readers of such exports name; no whole file is public.
"""

from __future__ import annotations

from collections import defaultdict
from xml.etree.ElementTree import Element

from interviewkit.exchange.databases.atlas_xml import (
    count_elements,
    fill_set,
    find_attribute,
    join_paragraphs,
    list_ends,
    read_atlas_color,
    tell_kind,
)
from interviewkit.exchange.databases.gathered_nouns import GatheredNouns
from interviewkit.exchange.databases.standard_cells import read_time
from interviewkit.exchange.databases.table_accounts import TableAccounts
from interviewkit.model.project import (
    TEXT,
    ForeignFile,
    Project,
    ProjectCode,
    ProjectCoding,
    ProjectLink,
    ProjectSelection,
    ProjectSet,
    ProjectSource,
)

ROOT = "storedHU"
KINDS = {
    "code": "codes", "codeFamily": "families of codes", "coding": "codings",
    "dataSource": "files of sources", "link": "links", "memo": "memos",
    "memoFamily": "families of memos", "memoing": "memos at selections", "primDoc": "sources",
    "primDocFamily": "families of sources", "q": "selections",
}  # fmt: skip
"""What the elements of a name are, in plain words."""

FAMILIES = {"codeFamily": "codes", "primDocFamily": "sources", "memoFamily": "notes"}
"""Elements that put others together, and what of."""

NO_TEXT = "the export holds no text of its document"
NOTES = (
    "read after public readers of such exports: no whole export of ATLAS.ti is public to try",
    "the export holds quotations, not the documents that they stand in",
)


def read_unit(root: Element, name: str) -> ForeignFile:
    """The project of an export."""
    return _Reading(root, name).read()


class _Reading:
    def __init__(self, root: Element, name: str) -> None:
        self._root = root
        unit = root.find("hermUnit")
        self._unit = root if unit is None else unit
        self._name = self._unit.get("name") or name
        self._gathered = GatheredNouns("atlas.ti", f"{self._name} {self._unit.get('cDate', '')}")
        self._known: dict[str, str] = {}
        links = root.find("links")
        self._codings = list(root.iterfind("links/objectSegmentLinks/codings/iLink"))
        self._memoings = list(root.iterfind("links/objectSegmentLinks/memoings/iLink"))
        taken = {id(each) for each in (*self._codings, *self._memoings)}
        below = [] if links is None else list(links.iter())
        self._links = [each for each in below if each.attrib and not len(each)]
        self._links = [each for each in self._links if id(each) not in taken]
        held = count_elements(root, ("code", "memo", "primDoc", "q", "dataSource", *FAMILIES))
        held = {kind: count for kind, count in held.items() if not kind.startswith("links/")}
        held |= {"coding": len(self._codings), "memoing": len(self._memoings)}
        self._accounts = TableAccounts(held | {"link": len(self._links)}, KINDS)

    def read(self) -> ForeignFile:
        """All of it."""
        codes = tuple(self._read_code(each) for each in self._root.iter("code"))
        for each in self._root.iter("memo"):
            self._read_memo(each)
        sources = self._read_sources()
        sets = tuple(self._read_family(each) for kind in FAMILIES for each in self._root.iter(kind))
        links = self._read_links()
        project = Project(
            self._name, "ATLAS.ti", join_paragraphs(self._unit.find("comment")),
            self._gathered.user(self._unit.get("au", "")), read_time(self._unit.get("cDate", "")),
            codes=codes, sources=sources, sets=sets, links=links,
            users=self._gathered.users, notes=self._gathered.notes,
        )  # fmt: skip
        return ForeignFile(project, "ATLAS.ti XML export", self._accounts.sum_up(), NOTES)

    def _meet(self, element: Element) -> str:
        own = self._gathered.guid(str(element.tag), element.get("id"), element.get("name"))
        if element.get("id"):
            self._known[element.get("id", "")] = own
        self._gathered.user(element.get("au", ""))
        return own

    def _read_code(self, element: Element) -> ProjectCode:
        self._accounts.keep("code")
        return ProjectCode(
            self._meet(element), element.get("name", ""), join_paragraphs(element.find("comment")),
            read_atlas_color(element.get("color", "")),
        )  # fmt: skip

    def _read_memo(self, element: Element) -> None:
        words = [join_paragraphs(element.find(part)) for part in ("content", "comment")]
        text = "\n".join(filter(None, words)) or join_paragraphs(element)
        made = self._gathered.note(
            text, element.get("name", ""), user=element.get("au", ""),
            at=element.get("cDate", ""), of=("memo", element.get("id")),
        )  # fmt: skip
        for guid in made:
            self._known[element.get("id", "")] = guid
        self._accounts.keep("memo")

    def _read_sources(self) -> tuple[ProjectSource, ...]:
        files = {each.get("id", ""): each for each in self._root.iter("dataSource")}
        self._accounts.keep("dataSource", sum(1 for _ in self._root.iter("dataSource")))
        given: dict[str, list[Element]] = defaultdict(list)
        for link in self._codings:
            given[link.get("qRef", "")].append(link)
        noted: dict[str, list[str]] = defaultdict(list)
        for link in self._memoings:
            noted[link.get("qRef", "")].append(link.get("obj", ""))
        found = []
        for each in self._root.iter("primDoc"):
            file = files.get(each.get("loc", ""))
            mime = "" if file is None else file.get("mime", "")
            place = "" if file is None else file.get("loc", "")
            kind = tell_kind(mime, place)
            found.append(
                ProjectSource(
                    self._meet(each), each.get("name", ""), kind,
                    description=join_paragraphs(each.find("comment")),
                    user=self._gathered.user(each.get("au", "")),
                    at=read_time(each.get("cDate", "")), media=place,
                    selections=tuple(
                        self._read_quotation(q, kind, given.pop(q.get("id", ""), []),
                                             noted.pop(q.get("id", ""), []))
                        for q in each.iterfind("quotations/q")
                    ),
                )
            )  # fmt: skip
            self._accounts.keep("primDoc")
        for table, left in (("coding", given), ("memoing", noted)):
            for _ in (each for links in left.values() for each in links):
                self._accounts.drop(table, "their quotation is not in the file")
        return tuple(found)

    def _read_quotation(
        self, q: Element, kind: str, given: list[Element], noted: list[str]
    ) -> ProjectSelection:
        self._accounts.keep("q")
        own, content = self._meet(q), join_paragraphs(q.find("content"))
        notes = self._gathered.note(
            join_paragraphs(q.find("comment")), user=q.get("au", ""), of=("q", q.get("id"))
        )
        for memo in noted:
            if memo in self._known:
                notes += (self._known[memo],)
                self._accounts.keep("memoing")
            else:
                self._accounts.drop("memoing", "their memo is not in the file")
        return ProjectSelection(
            own, None, None, q.get("name", ""), f"in ATLAS.ti at {q.get('loc', '')}",
            quote=content or (q.get("name", "").rstrip(".… ") if kind == TEXT else ""),
            user=self._gathered.user(q.get("au", "")), at=read_time(q.get("cDate", "")),
            codings=self._read_codings(q, given), notes=notes,
            unresolved=NO_TEXT if kind == TEXT else "it marks no words", kind=kind,
        )  # fmt: skip

    def _read_codings(self, q: Element, given: list[Element]) -> tuple[ProjectCoding, ...]:
        """An export tells who made a quotation; who gave a code, only where a link has ``au``."""
        found = []
        for link in given:
            code = self._known.get(link.get("obj", ""))
            if code is None:
                self._accounts.drop("coding", "their code is not in the file")
                continue
            who = self._gathered.user(link.get("au") or q.get("au") or "")
            guid = self._gathered.guid("coding", link.get("obj"), q.get("id"))
            at = read_time(link.get("cDate", ""))
            found.append(ProjectCoding(guid, code, who, at))
            self._accounts.keep("coding")
        return tuple(found)

    def _read_family(self, family: Element) -> ProjectSet:
        items = [item.get("id", "") for item in family.iter("item")]
        members = tuple(self._known[item] for item in items if item in self._known)
        self._accounts.keep(str(family.tag))
        comment = join_paragraphs(family.find("comment"))
        made = ProjectSet(self._meet(family), family.get("name", ""), comment)
        return fill_set(made, FAMILIES[str(family.tag)], members)

    def _read_links(self) -> tuple[ProjectLink, ...]:
        found = []
        for number, link in enumerate(self._links):
            ends = list_ends(link, self._known)
            if ends is None:
                self._accounts.drop("link", "what they connect is not known", str(link.tag))
                continue
            name = find_attribute(link, "name", "rel", "relation", "type")
            guid = self._gathered.guid("link", number)
            found.append(ProjectLink(guid, *ends, name or str(link.tag)))
            self._accounts.keep("link")
        return tuple(found)
