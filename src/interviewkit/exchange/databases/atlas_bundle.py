"""A project of ATLAS.ti 8 and later (``.atlproj``, ``.atlproj23``, ``.atlpac``): a zip archive.

``project.aprx`` in it is XML with documents, quotations, tags (codes) and links; the words of a
document are HTML beside it. Elements are those that public readers of such projects name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from interviewkit.exchange.databases.atlas_text import OFFSETS, AtlasPlace, AtlasText
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
from interviewkit.exchange.databases.html_words import HtmlWords
from interviewkit.exchange.databases.standard_cells import cut_circles, read_guid, read_time
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
from interviewkit.model.text_marks import decode_wide

PROJECT_FILE = "project.aprx"
GROUPS = {
    "tagGroup": "codes", "documentGroup": "sources", "docGroup": "sources", "memoGroup": "notes",
}  # fmt: skip
"""Elements that put others together, and what of."""

KNOWN = (
    "tag", "document", "quotation", "q", "memo", "user", "content", "medium", "dataSource", *GROUPS,
)  # fmt: skip
KINDS = {
    "content": "contents", "dataSource": "files of sources", "docGroup": "groups of sources",
    "document": "sources", "documentGroup": "groups of sources", "link": "links",
    "medium": "files of sources", "memo": "memos", "memoGroup": "groups of memos",
    "q": "selections", "quotation": "selections", "tag": "codes", "tagGroup": "groups of codes",
    "tagQuotLink": "codings", "user": "coders",
}  # fmt: skip
"""What the elements of a name are, in plain words."""

NOTES = (
    "read after public readers of such projects: no whole project of ATLAS.ti is public to try",
)

ReadMember = Callable[[str], bytes]
"""Gives a member of the archive by its name, empty where there is none."""


def read_bundle(root: Element, read_member: ReadMember, name: str) -> ForeignFile:
    """The project of an archive."""
    return _Reading(root, read_member, name).read()


class _Reading:
    def __init__(self, root: Element, read_member: ReadMember, name: str) -> None:
        self._root, self._read_member = root, read_member
        self._name = root.get("name") or name
        self._gathered = GatheredNouns("atlas.ti", root.get("guid") or self._name)
        self._contents = {
            each.get("id", ""): each.get("loc", "")
            for kind in ("content", "dataSource") for each in root.iter(kind)
        }  # fmt: skip
        self._files = {each.get("id", ""): each for kind in ("medium", "dataSource")
                       for each in root.iter(kind)}  # fmt: skip
        self._users = {each.get("id", ""): each.get("name", "") for each in root.iter("user")}
        self._known: dict[str, str] = {}
        section = root.find("links")
        self._links = [] if section is None else list(section)
        held = count_elements(root, KNOWN)
        held = {kind: count for kind, count in held.items() if not kind.startswith("links/")}
        held["tagQuotLink"] = sum(1 for each in self._links if each.tag == "tagQuotLink")
        held["link"] = len(self._links) - held["tagQuotLink"]
        self._accounts = TableAccounts(held, KINDS)
        for kind in ("user", "content", "medium", "dataSource"):
            self._accounts.keep(kind, held[kind])

    def read(self) -> ForeignFile:
        """All of it."""
        for name in self._users.values():
            self._gathered.user(name)
        codes = self._read_codes()
        for each in self._root.iter("memo"):
            self._read_memo(each)
        given, noted, links = self._sort_links()
        sources = tuple(
            self._read_document(each, given, noted) for each in self._root.iter("document")
        )
        self._tell_left(given, noted)
        sets = tuple(self._read_group(each) for kind in GROUPS for each in self._root.iter(kind))
        project = Project(
            self._name, "ATLAS.ti", self._read_comment(self._root),
            self._who(self._root), read_time(self._root.get("cDate", "")),
            codes=codes, sources=sources, sets=sets, links=self._read_links(links),
            users=self._gathered.users, notes=self._gathered.notes,
        )  # fmt: skip
        return ForeignFile(project, "ATLAS.ti project", self._accounts.sum_up(), NOTES)

    def _meet(self, element: Element) -> str:
        given, own = element.get("guid", ""), element.get("id", "")
        guid = read_guid(given, "atlas.ti", self._name, element.tag, own, element.get("name"))
        if own:
            self._known[own] = guid
        return guid

    def _who(self, element: Element) -> str:
        number = find_attribute(element, "owner", "cUser", "au")
        return self._gathered.user(self._users.get(number, number))

    def _read_content(self, number: str) -> str:
        place = self._contents.get(number, "")
        if not place:
            return ""
        for folder in ("contents", "documents"):
            raw = self._read_member(f"{folder}/{place}/content")
            if raw and not raw.startswith(b"%PDF"):
                return _decode(raw)
        return ""

    def _read_comment(self, element: Element) -> str:
        """A comment stands in the element, or is a content of its own."""
        comment = element.find("comment")
        if comment is None:
            return ""
        inner = self._read_content(comment.get("content", ""))
        return (
            HtmlWords(inner, is_laid_out=True).text.strip() if inner else join_paragraphs(comment)
        )

    def _read_codes(self) -> tuple[ProjectCode, ...]:
        found: dict[str, ProjectCode] = {}
        for above in self._root.iter():
            for each in above.findall("tag"):
                guid = self._meet(each)
                parent = self._known.get(above.get("id", ""), "") if above.tag == "tag" else ""
                color, told = read_atlas_color(each.get("color", "")), self._read_comment(each)
                found[guid] = ProjectCode(guid, each.get("name", ""), told, color, parent)
                self._who(each)
                self._accounts.keep("tag")
        for each in self._root.iter("tag"):  # some versions name what a code stands under
            own, above_id = self._known.get(each.get("id", ""), ""), each.get("parent", "")
            if own in found and above_id in self._known and not found[own].parent:
                code = found[own]
                found[own] = ProjectCode(
                    own, code.name, code.description, code.color, self._known[above_id]
                )
        kept, _ = cut_circles({guid: code.parent for guid, code in found.items()})
        return tuple(
            ProjectCode(guid, code.name, code.description, code.color, kept[guid])
            for guid, code in found.items()
        )

    def _read_memo(self, memo: Element) -> None:
        inner = self._read_content(find_attribute(memo, "content", "loc"))
        told = [
            HtmlWords(inner, is_laid_out=True).text.strip(),
            join_paragraphs(memo.find("content")),
        ]
        text = "\n".join(filter(None, [*told, self._read_comment(memo)]))
        made = self._gathered.note(
            text, memo.get("name", ""), user=self._users.get(memo.get("owner", ""), ""),
            at=memo.get("cDate", ""), of=("memo", memo.get("id")),
        )  # fmt: skip
        for guid in made:
            self._known[memo.get("id", "")] = guid
        self._accounts.keep("memo")

    def _sort_links(
        self,
    ) -> tuple[dict[str, list[Element]], dict[str, list[Element]], list[Element]]:
        """Links to quotations: from tags, from memos, and all others."""
        quotations = {each.get("id", "") for kind in ("quotation", "q")
                      for each in self._root.iter(kind)}  # fmt: skip
        memos = {each.get("id", "") for each in self._root.iter("memo")}
        given: dict[str, list[Element]] = defaultdict(list)
        noted: dict[str, list[Element]] = defaultdict(list)
        others = []
        for link in self._links:
            source, target = link.get("source", ""), link.get("target", "")
            if link.tag == "tagQuotLink":
                given[target].append(link)
            elif source in memos and target in quotations:
                noted[target].append(link)
            else:
                others.append(link)
        return given, noted, others

    def _read_document(
        self,
        document: Element,
        given: dict[str, list[Element]],
        noted: dict[str, list[Element]],
    ) -> ProjectSource:
        self._accounts.keep("document")
        file = self._files.get(find_attribute(document, "medium", "loc"))
        number = "" if file is None else find_attribute(file, "content") or file.get("id", "")
        file_name = "" if file is None else file.get("name", "")
        kind = tell_kind(find_attribute(document, "mime", "type"), file_name)
        words = AtlasText(self._read_content(number) if kind == TEXT else "")
        quotations = [each for each in document.iter() if each.tag in ("quotation", "q")]
        selections = tuple(self._read_quotation(each, words, kind, given, noted)
                           for each in quotations)  # fmt: skip
        placed = sum(each.start is not None for each in selections)
        evidence = f"assumed; {placed:,} of {len(selections):,} lie within their elements"
        return ProjectSource(
            self._meet(document), document.get("name", ""), kind, words.text,
            self._read_comment(document), self._who(document),
            read_time(document.get("cDate", "")), selections, media=file_name,
            offsets=OFFSETS if words.text and selections else "",
            evidence=evidence if words.text and selections else "",
        )  # fmt: skip

    def _read_quotation(
        self,
        quotation: Element,
        words: AtlasText,
        kind: str,
        given: dict[str, list[Element]],
        noted: dict[str, list[Element]],
    ) -> ProjectSelection:
        self._accounts.keep(str(quotation.tag))
        number, location = quotation.get("id", ""), quotation.find(".//segmentedTextLoc")
        place = (
            words.locate(location) if kind == TEXT else AtlasPlace(unresolved="it marks no words")
        )
        if kind == TEXT and not words.text:
            place = AtlasPlace(unresolved="the text of its document is not in the file")
        who = self._users.get(quotation.get("owner", ""), "")
        notes = self._gathered.note(
            self._read_comment(quotation), user=who, at=quotation.get("cDate", ""),
            of=("quotation", number),
        )  # fmt: skip
        for link in noted.pop(number, []):
            if memo := self._known.get(link.get("source", "")):
                notes += (memo,)
                self._accounts.keep("link")
            else:
                self._accounts.drop("link", "their memo says nothing")
        return ProjectSelection(
            self._meet(quotation), place.start, place.end, quotation.get("name", ""),
            user=self._who(quotation), at=read_time(quotation.get("cDate", "")),
            codings=self._read_codings(given.pop(number, [])), notes=notes,
            unresolved=place.unresolved, kind=kind,
        )  # fmt: skip

    def _read_codings(self, links: list[Element]) -> tuple[ProjectCoding, ...]:
        found = []
        for link in links:
            code = self._known.get(link.get("source", ""))
            if code is None:
                self._accounts.drop("tagQuotLink", "their code is not in the file")
                continue
            at = read_time(link.get("cDate", ""))
            notes = self._gathered.note(
                self._read_comment(link), of=("link", link.get("source"), link.get("target"))
            )
            guid = read_guid(
                link.get("guid", ""), "atlas.ti", self._name, "coding", *map(str, link.items())
            )
            found.append(ProjectCoding(guid, code, self._who(link), at, notes))
            self._accounts.keep("tagQuotLink")
        return tuple(found)

    def _tell_left(
        self, given: Mapping[str, list[Element]], noted: Mapping[str, list[Element]]
    ) -> None:
        for table, left in (("tagQuotLink", given), ("link", noted)):
            for _ in (each for links in left.values() for each in links):
                self._accounts.drop(table, "their quotation is not in the file")

    def _read_group(self, group: Element) -> ProjectSet:
        items = [find_attribute(item, "id", "ref") for item in group.iter("item")]
        members = tuple(self._known[item] for item in items if item in self._known)
        self._accounts.keep(str(group.tag))
        made = ProjectSet(self._meet(group), group.get("name", ""), self._read_comment(group))
        return fill_set(made, GROUPS[str(group.tag)], members)

    def _read_links(self, links: list[Element]) -> tuple[ProjectLink, ...]:
        relations = {each.get("id", ""): each.get("name", "") for each in self._root.iter()
                     if "elation" in str(each.tag)}  # fmt: skip
        found = []
        for number, link in enumerate(links):
            ends = list_ends(link, self._known)
            if ends is None:
                self._accounts.drop("link", "what they connect is not known", str(link.tag))
                continue
            named = find_attribute(link, "relation", "type", "name")
            guid = read_guid(link.get("guid", ""), "atlas.ti", self._name, "link", number)
            found.append(ProjectLink(guid, *ends, relations.get(named, named) or str(link.tag)))
            self._accounts.keep("link")
        return tuple(found)


def _decode(raw: bytes) -> str:
    wide = decode_wide(raw)
    return raw.decode("utf-8-sig", "replace") if wide is None else wide
