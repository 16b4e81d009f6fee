"""Texts and the marks on them, whatever wrote them, and the project that they become."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from interviewkit.exchange.databases.quoted_spans import (
    OffsetCounting,
    QuotedSpan,
    ResolvedSpans,
    resolve_spans,
)
from interviewkit.exchange.databases.standard_cells import read_time
from interviewkit.exchange.extracts.cells import CodePath
from interviewkit.exchange.extracts.draft import ProjectDraft
from interviewkit.exchange.refi.guids import derive_guid
from interviewkit.model.project import Project, ProjectCoding, ProjectLink, ProjectSelection


@dataclass(frozen=True, slots=True)
class TextMark:
    """Words of a text and the code that somebody gave them; without a place, the whole text.

    Places are counted as the file counts them, from the beginning of the text. ``key`` is what
    links call the mark, ``remarks`` is what the file says of it besides.
    """

    code: CodePath
    start: int | None = None
    end: int | None = None
    quote: str = ""
    user: str = ""
    at: str = ""
    key: str = ""
    remarks: tuple[str, ...] = ()
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class MarkLink:
    """A relation from one mark to another, by their keys."""

    origin: str
    target: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text with its marks. ``document`` is what it is a part of, if the file says so."""

    text: str = field(repr=False)
    marks: tuple[TextMark, ...] = ()
    document: str = ""
    speaker: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    links: tuple[MarkLink, ...] = ()
    remarks: tuple[str, ...] = ()


def build_project(
    draft: ProjectDraft, texts: Sequence[MarkedText], countings: Sequence[OffsetCounting]
) -> Project:
    """The project of these texts. Texts that are lines of one document are put together.

    They are where the file names their document, and where each is but a line: then they are one
    text that is called as the file is.
    """
    links: list[ProjectLink] = []
    for name, parts in _group_texts(draft.name, texts).items():
        links += _SourceWriter(draft, name, countings).write(parts)
    return replace(draft.finish(), links=tuple(links))


def _group_texts(name: str, texts: Sequence[MarkedText]) -> dict[str, list[MarkedText]]:
    are_lines = len(texts) > 1 and not any("\n" in each.text.strip() for each in texts)
    groups: dict[str, list[MarkedText]] = {}
    for number, each in enumerate(texts, 1):
        alone = name if are_lines or len(texts) == 1 else f"{name} {number}"
        groups.setdefault(each.document or alone, []).append(each)
    return groups


class _SourceWriter:
    """Lays the parts of one document into a project."""

    def __init__(self, draft: ProjectDraft, name: str, countings: Sequence[OffsetCounting]) -> None:
        self._draft, self._countings = draft, countings
        self._document = draft.add_source(name)
        self._guid = self._document.source.guid
        self._selected: dict[tuple[int, str], str] = {}

    def write(self, parts: Sequence[MarkedText]) -> list[ProjectLink]:
        """The links between marks of the document, which is in the project then."""
        text = ""
        ways: list[ResolvedSpans] = []
        for part in parts:
            text += "\n" if text else ""
            text += f"{part.speaker}: " if part.speaker else ""
            ways.append(self._add_marks(len(ways), part, len(text), is_alone=len(parts) == 1))
            text += part.text
        remarks = "\n".join(remark for part in parts for remark in part.remarks)
        offsets, evidence = _tell_ways(ways)
        self._document.source = replace(
            self._document.source, text=text, description=remarks, offsets=offsets,
            evidence=evidence,
        )  # fmt: skip
        self._document.values |= _find_common_values(self._draft, parts)
        return list(self._link(parts))

    def _add_marks(
        self, number: int, part: MarkedText, before: int, *, is_alone: bool
    ) -> ResolvedSpans:
        placed = [each for each in part.marks if not each.is_whole]
        spans = [QuotedSpan(each.start, each.end, each.quote) for each in placed]
        found = resolve_spans(part.text, spans, self._countings)
        for mark, place in zip(placed, found.places, strict=True):
            start, end = (
                None if each is None else each + before for each in (place.start, place.end)
            )
            self._add(number, mark, start, end, place.unresolved)
        for mark in (each for each in part.marks if each.is_whole):
            if is_alone and "\n" in part.text.strip():
                codings = (*self._document.source.codings, self._code(mark, self._guid))
                self._document.source = replace(self._document.source, codings=codings)
            else:
                self._add(number, mark, before, before + len(part.text), "")
        return found

    def _add(
        self, number: int, mark: TextMark, start: int | None, end: int | None, why: str
    ) -> None:
        place = (start, end) if start is not None else (number, mark.start, mark.end, mark.quote)
        guid = derive_guid("selection", self._guid, *place)
        selection = self._document.selections.get(guid) or ProjectSelection(
            guid, start, end, quote=mark.quote, user=self._draft.add_user(mark.user),
            at=read_time(mark.at), unresolved=why,
        )  # fmt: skip
        coding = self._code(mark, guid)
        if all(each.guid != coding.guid for each in selection.codings):
            selection = replace(selection, codings=(*selection.codings, coding))
        self._document.selections[guid] = selection
        if mark.key:
            self._selected[number, mark.key] = guid

    def _code(self, mark: TextMark, about: str) -> ProjectCoding:
        code, user = self._draft.add_code(mark.code), self._draft.add_user(mark.user)
        guid, at = derive_guid("coding", about, code, user), read_time(mark.at)
        said = "\n".join(mark.remarks)
        notes = (self._draft.add_note(said, about=guid, user=user, at=at),) if said else ()
        return ProjectCoding(guid, code, user, at, notes)

    def _link(self, parts: Sequence[MarkedText]) -> Iterable[ProjectLink]:
        for number, part in enumerate(parts):
            for each in part.links:
                ends = [self._selected.get((number, key)) for key in (each.origin, each.target)]
                if ends[0] and ends[1]:
                    guid = derive_guid("link", *ends, each.name)
                    yield ProjectLink(guid, ends[0], ends[1], each.name, direction="OneWay")


def _tell_ways(ways: Sequence[ResolvedSpans]) -> tuple[str, str]:
    """How the places of a document are counted, and how sure that is."""
    marked = [each for each in ways if each.places]
    if not marked:
        return "", ""
    told = next((each for each in marked if not each.evidence.startswith("assumed")), marked[0])
    return told.offsets, told.evidence if len(marked) == 1 else ""


def _find_common_values(draft: ProjectDraft, parts: Sequence[MarkedText]) -> dict[str, str]:
    """What is said of every part of a document alike is known of the document."""
    first, *others = (each.values for each in parts)
    return {
        draft.add_variable(name): value
        for name, value in first.items()
        if value and all(each.get(name) == value for each in others)
    }
