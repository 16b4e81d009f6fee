"""Projects of any content, for properties: such as a reader makes, and such as nobody can."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import fromstring

from hypothesis import strategies as st

from builders_refi import make_guid
from interviewkit.exchange.refi.xml_text import write_element
from interviewkit.model.project import (
    AUDIO,
    PDF,
    PICTURE,
    TEXT,
    VIDEO,
    Project,
    ProjectCase,
    ProjectCode,
    ProjectCoding,
    ProjectLink,
    ProjectNote,
    ProjectSelection,
    ProjectSet,
    ProjectSource,
    ProjectSyncPoint,
    ProjectUser,
    ProjectVariable,
)

Draw = Any

_SIGNS = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff\ufeff"
) | st.sampled_from("\n\t 😀é<&\"'")
TEXTS = st.text(_SIGNS, max_size=60)
NAMES = st.text(_SIGNS, max_size=12)
MOMENTS = st.sampled_from(
    ("", "2024-02-29T23:59:59Z", "2018-10-04T22:56:11", "2026-03-01T09:00:00.25+01:00")
)
COLORS = st.sampled_from(("", "#CC3311", "#00ff00"))
_AREAS = {
    PDF: '<PDFSelection page="2" firstX="72" firstY="640" secondX="480" secondY="700"/>',
    PICTURE: '<PictureSelection firstX="1" firstY="2" secondX="3" secondY="4"/>',
    AUDIO: '<AudioSelection begin="100" end="2500"/>',
    VIDEO: '<VideoSelection begin="0" end="10"/>',
}
AREAS = {kind: write_element(fromstring(xml)) for kind, xml in _AREAS.items()}
_GRAPHS = (
    '<Graphs><Graph guid="{0}" name="net"><Vertex guid="{1}" representedGUID="{2}" name="a" '
    'firstX="1" firstY="2" secondX="30" secondY="40" shape="Oval" color="#AABBCC"/>'
    '<Edge guid="{3}" sourceVertex="{1}" targetVertex="{1}" direction="OneWay" '
    'lineStyle="dashed"/></Graph></Graphs>'
).format(*(make_guid(nth, 9) for nth in range(4)))
GRAPHS = write_element(fromstring(_GRAPHS))
VALUES = {
    "Text": TEXTS,
    "Boolean": st.sampled_from(("true", "0", "", "perhaps")),
    "Integer": st.sampled_from(("12", "-3", "", "about 30")),
    "Float": st.sampled_from(("1.5", "-.5", "", "1e5")),
    "Date": st.sampled_from(("2024-02-29", "", "2023-02-30", "May")),
    "DateTime": st.sampled_from(("2024-02-29T10:00:00Z", "", "noon")),
}


@dataclass
class Maker:
    """Draws a project part by part; every guid is given once."""

    draw: Draw
    made: int = 0

    def guid(self, kind: int = 7) -> str:
        self.made += 1
        return make_guid(self.made, kind)

    def pick(self, guids: list[str]) -> str:
        return str(self.draw(st.sampled_from(["", *guids])))

    def some(self, guids: list[str]) -> tuple[str, ...]:
        return tuple(self.draw(st.lists(st.sampled_from(guids), unique=True, max_size=3))
                     if guids else ())  # fmt: skip

    def many(self, most: int) -> range:
        return range(self.draw(st.integers(0, most)))

    def project(self) -> Project:
        draw = self.draw
        users = tuple(ProjectUser(self.guid(), draw(NAMES), draw(NAMES)) for _ in self.many(3))
        self.users = [each.guid for each in users]
        notes = tuple(self.note() for _ in self.many(3))
        self.notes = [each.guid for each in notes]
        codes = tuple(self.codes())
        self.codes_known = [each.guid for each in codes]
        self.variables = tuple(
            ProjectVariable(self.guid(), draw(NAMES), draw(st.sampled_from(list(VALUES))),
                            draw(TEXTS)) for _ in self.many(3)
        )  # fmt: skip
        sources = tuple(each for _ in self.many(3) for each in self.source())
        guids = [each.guid for each in sources if not each.part_of]
        selections = [each.guid for source in sources for each in source.selections]
        everything = [*self.codes_known, *guids, *selections, *self.notes]
        return Project(
            draw(NAMES), draw(st.sampled_from(("NVivo 14", "ATLAS.ti (x)", "interviewkit 9.9"))),
            draw(TEXTS), self.pick(self.users), draw(MOMENTS), users, codes, sources,
            self.variables,
            tuple(ProjectCase(self.guid(), draw(NAMES), draw(TEXTS), self.values(),
                              self.some(guids), self.some(selections),
                              self.some(self.codes_known)) for _ in self.many(3)),
            tuple(ProjectSet(self.guid(), draw(NAMES), draw(TEXTS), self.some(self.codes_known),
                             self.some(guids), self.some(self.notes)) for _ in self.many(2)),
            notes,
            tuple(ProjectLink(self.guid(), self.pick(everything), self.pick(everything),
                              draw(NAMES), draw(COLORS), draw(st.sampled_from(("", "OneWay"))),
                              self.some(self.notes)) for _ in self.many(2)),
            {"Graphs": GRAPHS} if draw(st.booleans()) else {},
            self.some(self.notes), self.pick(self.users), draw(MOMENTS),
        )  # fmt: skip

    def note(self) -> ProjectNote:
        draw = self.draw
        return ProjectNote(self.guid(), draw(NAMES), draw(TEXTS), self.pick(self.users),
                           draw(MOMENTS), draw(TEXTS), "", self.pick(self.users),
                           draw(MOMENTS))  # fmt: skip

    def codes(self, parent: str = "", depth: int = 0) -> list[ProjectCode]:
        found = []
        for _ in self.many(3 if depth == 0 else 2):
            draw = self.draw
            code = ProjectCode(self.guid(), draw(NAMES), draw(TEXTS), draw(COLORS), parent,
                               draw(st.booleans()), self.some(self.notes))  # fmt: skip
            found.append(code)
            found += self.codes(code.guid, depth + 1) if depth < 3 else []
        return found

    def values(self) -> dict[str, str]:
        return {each.guid: self.draw(VALUES[each.type]) for each in self.variables
                if self.draw(st.booleans())}  # fmt: skip

    def codings(self, owner: str) -> tuple[ProjectCoding, ...]:
        if not self.codes_known:
            return ()
        return tuple(
            ProjectCoding(self.guid(), self.draw(st.sampled_from(self.codes_known)),
                          self.pick(self.users) or owner, self.draw(MOMENTS), self.some(self.notes))
            for _ in self.many(2)
        )  # fmt: skip

    def source(self) -> list[ProjectSource]:
        draw = self.draw
        kind = draw(st.sampled_from((TEXT, TEXT, PDF, PICTURE, AUDIO, VIDEO)))
        guid, text = self.guid(), draw(TEXTS)
        selections = [self.selection(text) for _ in self.many(3)]
        selections += [self.area(kind) for _ in self.many(2)] if kind != TEXT else []
        points = tuple(self.points(text)) if kind in (AUDIO, VIDEO) else ()
        user = self.pick(self.users)
        media = "" if kind == TEXT else draw(st.sampled_from(("", "internal://a.bin")))
        source = ProjectSource(
            guid, draw(NAMES.filter(bool)), kind, text, draw(TEXTS), user,
            draw(MOMENTS), tuple(selections), self.codings(user), self.values(),
            self.some(self.notes), media, sync=points, modified_by=self.pick(self.users),
            modified_at=draw(MOMENTS),
        )  # fmt: skip
        transcripts = self.many(2) if kind in (AUDIO, VIDEO) else ()
        return [source, *(self.transcript(guid) for _ in transcripts)]

    def transcript(self, recording: str) -> ProjectSource:
        draw, text = self.draw, self.draw(TEXTS)
        return ProjectSource(
            self.guid(), draw(NAMES.filter(bool)), TEXT, text, draw(TEXTS), self.pick(self.users),
            draw(MOMENTS), tuple(self.selection(text) for _ in self.many(2)),
            notes=self.some(self.notes), sync=tuple(self.points(text)), part_of=recording,
            modified_by=self.pick(self.users), modified_at=draw(MOMENTS),
        )  # fmt: skip

    def points(self, text: str) -> list[ProjectSyncPoint]:
        place = st.none() | st.integers(0, len(text))
        return [ProjectSyncPoint(self.guid(), self.draw(place), self.draw(st.integers(0, 10**6)))
                for _ in self.many(2)]  # fmt: skip

    def selection(self, text: str) -> ProjectSelection:
        draw = self.draw
        places = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
        start, end = places if draw(st.booleans()) else (None, None)
        lost, user = start is None, self.pick(self.users)
        return ProjectSelection(
            self.guid(), start, end, draw(NAMES), draw(TEXTS), draw(TEXTS) if lost else "",
            user, draw(MOMENTS), self.codings(user), self.some(self.notes),
            "not found" if lost else "", modified_by=self.pick(self.users),
            modified_at=draw(MOMENTS),
        )  # fmt: skip

    def area(self, kind: str) -> ProjectSelection:
        draw = self.draw
        quote, user = draw(TEXTS) if kind == PDF else "", self.pick(self.users)
        return ProjectSelection(
            self.guid(), None, None, draw(NAMES), draw(TEXTS), quote, user,
            draw(MOMENTS), self.codings(user), self.some(self.notes), xml=AREAS[kind], kind=kind,
            modified_by=self.pick(self.users), modified_at=draw(MOMENTS),
        )  # fmt: skip


@st.composite
def projects(draw: Draw) -> Project:
    """A project as a reader makes one: each thing once, every reference to something there."""
    return Maker(draw).project()


_ANY = st.text(max_size=8)


def wild_projects() -> st.SearchStrategy[Project]:
    """A project whose every text is anything: half characters, no guids, no colours, no XML."""
    codings = st.builds(ProjectCoding, _ANY, _ANY, _ANY, _ANY, st.tuples(_ANY))
    place = st.none() | st.integers(-3, 12)
    selections = st.builds(
        ProjectSelection, _ANY, place, place, _ANY, _ANY, _ANY, _ANY, _ANY,
        st.lists(codings, max_size=2).map(tuple), st.tuples(_ANY), _ANY,
        st.sampled_from(("", "<", "<a b='1'><Coding/></a>", *AREAS.values())),
        st.sampled_from((*AREAS, TEXT, "hologram")), _ANY,
    )  # fmt: skip
    points = st.builds(ProjectSyncPoint, _ANY, place, st.none() | st.integers(-5, 5))
    sources = st.builds(
        ProjectSource, _ANY, _ANY, st.sampled_from((*AREAS, TEXT, "hologram")), _ANY, _ANY, _ANY,
        _ANY, st.lists(selections, max_size=2).map(tuple), st.lists(codings, max_size=1).map(tuple),
        st.dictionaries(_ANY, _ANY, max_size=2), st.tuples(_ANY), _ANY, _ANY, _ANY,
        st.sampled_from(("", "<", "<s><Representation x='y'/><SyncPoint/></s>")), _ANY,
        st.lists(points, max_size=2).map(tuple),
    )  # fmt: skip
    return st.builds(
        Project, _ANY, _ANY, _ANY, _ANY, _ANY,
        st.lists(st.builds(ProjectUser, _ANY, _ANY, _ANY), max_size=2).map(tuple),
        st.lists(st.builds(ProjectCode, _ANY, _ANY, _ANY, _ANY, _ANY, st.booleans(),
                           st.tuples(_ANY), st.sampled_from(("", "<x"))), max_size=3).map(tuple),
        st.lists(sources, max_size=2).map(tuple),
        st.lists(st.builds(ProjectVariable, _ANY, _ANY, _ANY, _ANY), max_size=2).map(tuple),
        st.lists(st.builds(ProjectCase, _ANY, _ANY, _ANY, st.dictionaries(_ANY, _ANY, max_size=2),
                           st.tuples(_ANY), st.tuples(_ANY), st.tuples(_ANY)),
                 max_size=2).map(tuple),
        st.lists(st.builds(ProjectSet, _ANY, _ANY, _ANY, st.tuples(_ANY)), max_size=2).map(tuple),
        st.lists(st.builds(ProjectNote, _ANY, _ANY, _ANY, _ANY, _ANY, _ANY), max_size=2).map(tuple),
        st.lists(st.builds(ProjectLink, _ANY, _ANY, _ANY, _ANY, _ANY, _ANY), max_size=2).map(tuple),
        st.sampled_from(({}, {"Graphs": "<Graphs><Graph><Vertex firstX='a'/></Graph></Graphs>"},
                         {"Odd": "<Odd/>"}, {"x": "<"})),
    )  # fmt: skip
