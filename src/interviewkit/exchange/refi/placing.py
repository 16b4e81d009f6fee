"""Drafts of sources become sources: places as the file counts them become places of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from interviewkit.exchange.refi.conventions import STANDARD, Convention, PlaceMap
from interviewkit.exchange.refi.elements import MadeBy, read_coding, read_made_by, read_references
from interviewkit.exchange.refi.evidence import ConventionFound, choose_conventions, take_convention
from interviewkit.exchange.refi.guids import derive_guid, fit_guid
from interviewkit.exchange.refi.losses import LossLedger
from interviewkit.exchange.refi.sources import SourceDraft, keep_selection
from interviewkit.exchange.refi.texts import wrap_inline
from interviewkit.exchange.refi.xml_text import find_child, find_children, read_child_text
from interviewkit.model.project import (
    ProjectCoding,
    ProjectSelection,
    ProjectSource,
    ProjectSyncPoint,
)

NOT_FOUND = "there is no such place in the text"


def place_sources(
    drafts: Sequence[SourceDraft],
    tool: str,
    forced: Convention | None,
    ours: bool,
    ledger: LossLedger,
) -> Iterator[ProjectSource]:
    """The sources with every selection at its place; ``forced`` says how the file counts."""
    said = [each.list_places() for each in drafts]
    if ours or forced:
        why = "said by the caller" if forced else "written by interviewkit, as the standard says"
        readings = [take_convention(each, forced or STANDARD, why) for each in said]
    else:
        readings = choose_conventions(said, tool)
    for draft, reading in zip(drafts, readings, strict=True):
        yield _Placing(draft, reading, ledger).place()


@dataclass(frozen=True, slots=True)
class _Placing:
    draft: SourceDraft
    reading: ConventionFound
    ledger: LossLedger

    def place(self) -> ProjectSource:
        draft, made = self.draft, self.draft.made
        selections = tuple(self._place_text(*each) for each in draft.selections)
        taken = {each.guid for each in selections}
        has_text = bool(draft.written.raw or draft.selections or draft.points)
        return ProjectSource(
            draft.guid, draft.name, draft.kind, draft.written.text, draft.description,
            made.user, made.at, selections + tuple(self._read_areas(taken)), draft.codings,
            draft.values, draft.notes, draft.media,
            self.reading.convention.name if has_text else "",
            self.reading.evidence if has_text else "",
            draft.xml, draft.part_of, tuple(self._place_points()),
            made.modified_by, made.modified_at,
        )  # fmt: skip

    def _place_text(self, element: Element, start: int, end: int) -> ProjectSelection:
        found = None
        if start >= 0 and end >= 0:
            found = self.reading.places.find_span(start, end)
        guid = self.ledger.guids.take("selections", element.get("guid"))
        made = read_made_by(element)
        return ProjectSelection(
            guid,
            found[0] if found else None,
            found[1] if found else None,
            element.get("name", ""),
            read_child_text(element, "Description"),
            "",
            made.user, made.at, self._read_codings(element, made),
            read_references(element, "NoteRef"),
            "" if found else NOT_FOUND,
            keep_selection(element, guid, (start, end), bool(found)),
            modified_by=made.modified_by, modified_at=made.modified_at,
        )  # fmt: skip

    def _read_areas(self, taken: set[str]) -> Iterator[ProjectSelection]:
        """Rectangles and stretches of time; what shows a selection of the text again says so."""
        for nth, element in enumerate(self.draft.areas):
            same_as = fit_guid(element.get("guid"))
            if same_as in taken:
                guid = derive_guid("same as", same_as, str(nth))
            else:
                same_as = ""
                guid = self.ledger.guids.take("selections", element.get("guid"))
            made = read_made_by(element)
            shown = find_child(element, "Representation")
            said = read_child_text(shown, "PlainTextContent") if shown is not None else ""
            yield ProjectSelection(
                guid, None, None, element.get("name", ""), read_child_text(element, "Description"),
                wrap_inline(said).text, made.user, made.at, self._read_codings(element, made),
                read_references(element, "NoteRef"),
                xml=keep_selection(element, guid, (0, 0), True), kind=self.draft.kind,
                same_as=same_as, modified_by=made.modified_by, modified_at=made.modified_at,
            )  # fmt: skip

    def _read_codings(self, element: Element, made: MadeBy) -> tuple[ProjectCoding, ...]:
        found = (read_coding(each, made.user, self.ledger)
                 for each in find_children(element, "Coding"))  # fmt: skip
        return tuple(each for each in found if each)

    def _place_points(self) -> Iterator[ProjectSyncPoint]:
        places: PlaceMap = self.reading.places
        for point in self.draft.points:
            found = None if point.position is None else places.find_place(point.position)
            yield ProjectSyncPoint(point.guid, found[0] if found else None, point.milliseconds)
