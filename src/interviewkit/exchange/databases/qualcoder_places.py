"""Codings, annotations and texts of cases in QualCoder: all that marks a stretch of a source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from interviewkit.exchange.databases.gathered_nouns import GatheredNouns
from interviewkit.exchange.databases.quoted_spans import (
    CHARACTERS,
    ONE_LINE_END,
    QT,
    UTF16,
    QuotedSpan,
    ResolvedSpans,
    resolve_spans,
)
from interviewkit.exchange.databases.sqlite_file import ToolDatabase
from interviewkit.exchange.databases.standard_cells import read_time, write_element
from interviewkit.exchange.databases.table_accounts import TableAccounts
from interviewkit.exchange.databases.tool_row import ToolRow
from interviewkit.model.project import (
    PDF,
    TEXT,
    VIDEO,
    ProjectCoding,
    ProjectSelection,
    ProjectSource,
)

COUNTINGS = (CHARACTERS, UTF16, QT, ONE_LINE_END)
"""Qt counts what a person marked, Python what the tool coded by itself."""

NO_SOURCE = "their source is not in the file"
NO_CODE = "their code is not in the file"
NO_WORDS = "they mark no words: kept with their source, as they came"

Span = tuple[int | None, int | None]


@dataclass(slots=True)
class MarkedPlace:
    """All that one stretch of a source was given."""

    quote: str = ""
    user: str = ""
    at: str = ""
    codings: list[ProjectCoding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    xml: str = ""
    kind: str = TEXT


class MarkedPlaces:
    """The stretches of all sources, by source and place; ``sources`` are known by their number."""

    def __init__(
        self,
        database: ToolDatabase,
        gathered: GatheredNouns,
        accounts: TableAccounts,
        sources: Mapping[int, ProjectSource],
        codes: Mapping[int, str],
    ) -> None:
        self._database, self._gathered, self._accounts = database, gathered, accounts
        self._sources, self._codes = sources, codes
        self._texts: dict[int, dict[Span, MarkedPlace]] = defaultdict(dict)
        self._others: dict[int, dict[str, MarkedPlace]] = defaultdict(dict)
        self.of_cases: dict[int, list[str]] = defaultdict(list)
        """Guids of the selections that are a case's, by the number of the case."""
        self.whole: dict[int, list[str]] = defaultdict(list)
        """Guids of the sources that are a case's as a whole."""

    def gather(self, cases: Mapping[int, str]) -> None:
        """Read every table that marks places."""
        for number, row in enumerate(self._database.rows("code_text")):
            self._take_coding(row, number)
        for row in self._database.rows("code_image"):
            self._take_other(row, "code_image", "imid", _describe_rectangle(row, self._kind(row)))
        for row in self._database.rows("code_av"):
            self._take_other(row, "code_av", "avid", _describe_stretch(row, self._kind(row)))
        for row in self._database.rows("annotation"):
            self._take_annotation(row)
        for number, row in enumerate(self._database.rows("case_text")):
            self._take_case(row, number, cases)

    def settle(self, number: int) -> ProjectSource:
        """The source of that number with its selections."""
        source, texts = self._sources[number], self._texts[number]
        spans = [QuotedSpan(*span, each.quote) for span, each in texts.items()]
        found = resolve_spans(source.text, spans, COUNTINGS) if spans else ResolvedSpans(())
        selections = [
            ProjectSelection(
                self._selection(number, span), place.start, place.end,
                quote=each.quote, user=each.user, at=each.at, codings=tuple(each.codings),
                notes=tuple(each.notes), unresolved=place.unresolved,
            )
            for (span, each), place in zip(texts.items(), found.places, strict=True)
        ]  # fmt: skip
        selections += [
            ProjectSelection(
                guid, None, None, user=each.user, at=each.at, codings=tuple(each.codings),
                notes=tuple(each.notes), unresolved="it marks no words", xml=each.xml,
                kind=each.kind,
            )
            for guid, each in self._others[number].items()
        ]  # fmt: skip
        return replace(
            source, selections=tuple(selections), offsets=found.offsets, evidence=found.evidence
        )

    def _kind(self, row: ToolRow) -> str:
        source = self._sources.get(row.key("id"))
        return source.kind if source else ""

    def _selection(self, number: int, span: Span) -> str:
        return self._gathered.guid("selection", number, *span)

    def _place(self, number: int, row: ToolRow) -> MarkedPlace:
        span = (row.number("pos0"), row.number("pos1"))
        owner = self._gathered.user(row.text("owner"))
        made = MarkedPlace(user=owner, at=read_time(row.text("date")))
        return self._texts[number].setdefault(span, made)

    def _coding(self, row: ToolRow, table: str, number: int, code: str) -> ProjectCoding:
        owner, at = row.text("owner"), row.text("date")
        notes = self._gathered.note(row.text("memo"), user=owner, at=at, of=(table, number))
        notes += self._gathered.note(
            _tell_marks(row), user=owner, at=at, of=(table, number, "mark")
        )
        guid = self._gathered.guid("coding", table, number)
        return ProjectCoding(guid, code, self._gathered.user(owner), read_time(at), notes)

    def _take_coding(self, row: ToolRow, number: int) -> None:
        source, code = row.key("fid"), self._codes.get(row.key("cid"))
        if source not in self._sources or code is None:
            why = NO_CODE if source in self._sources else NO_SOURCE
            self._accounts.drop("code_text", why, row.text("seltext")[:60])
            return
        place = self._place(source, row)
        place.quote = place.quote or row.text("seltext")
        own = row.number("ctid")
        key = own if own is not None else -1 - number
        place.codings.append(self._coding(row, "code_text", key, code))
        if row.number("avid"):
            why = "their link to a coded stretch of a recording was left"
            self._accounts.change("code_text", why)
        else:
            self._accounts.keep("code_text")

    def _take_other(self, row: ToolRow, table: str, key: str, xml: str) -> None:
        source, code = row.key("id"), self._codes.get(row.key("cid"))
        if source not in self._sources or code is None:
            self._accounts.drop(table, NO_CODE if source in self._sources else NO_SOURCE)
            return
        number = row.key(key)
        coding = self._coding(row, table, number, code)
        guid = self._gathered.guid("selection", table, number)
        self._others[source][guid] = MarkedPlace(
            user=coding.user, at=coding.at, codings=[coding], xml=xml, kind=self._kind(row)
        )
        self._accounts.change(table, NO_WORDS)

    def _take_annotation(self, row: ToolRow) -> None:
        source = row.key("fid")
        if source not in self._sources:
            self._accounts.drop("annotation", NO_SOURCE)
            return
        self._place(source, row).notes += self._gathered.note(
            row.text("memo"), user=row.text("owner"), at=row.text("date"),
            of=("annotation", row.number("anid")),
        )  # fmt: skip
        self._accounts.keep("annotation")

    def _take_case(self, row: ToolRow, number: int, cases: Mapping[int, str]) -> None:
        source, case = row.key("fid"), row.key("caseid")
        if source not in self._sources or case not in cases:
            why = NO_SOURCE if case in cases else "their case is not in the file"
            self._accounts.drop("case_text", why)
            return
        self._accounts.keep("case_text")
        note = self._gathered.note(
            row.text("memo"), user=row.text("owner"), at=row.text("date"), of=("case_text", number)
        )
        if self._is_whole(row, self._sources[source]):
            whole = self._sources[source]
            self.whole[case].append(whole.part_of or whole.guid)
            return
        self._place(source, row).notes += note
        self.of_cases[case].append(
            self._selection(source, (row.number("pos0"), row.number("pos1")))
        )

    def _is_whole(self, row: ToolRow, source: ProjectSource) -> bool:
        """Older versions end a whole text one place early; recordings have no places at all."""
        end = row.number("pos1")
        return not source.text or (not row.number("pos0") and (end or 0) >= len(source.text) - 1)


def _tell_marks(row: ToolRow) -> str:
    """What else a coder said of a coding: that it matters, and in forks a weight."""
    said = ["marked as important"] if row.number("important") else []
    weight = row.number("weight")
    return ", ".join([*said, f"weight {weight}"] if weight is not None else said)


def _describe_rectangle(row: ToolRow, kind: str) -> str:
    """The rectangle as the exchange standard writes one of a picture or of a page."""
    left, top = row.number("x1") or 0, row.number("y1") or 0
    right, low = left + (row.number("width") or 0), top + (row.number("height") or 0)
    places = {"firstX": left, "firstY": top, "secondX": right, "secondY": low}
    if kind == PDF:
        return write_element("PDFSelection", {"page": row.number("pdf_page") or 0, **places})
    return write_element("PictureSelection", places)


def _describe_stretch(row: ToolRow, kind: str) -> str:
    """The stretch of a recording, in milliseconds."""
    name = "VideoSelection" if kind == VIDEO else "AudioSelection"
    return write_element(name, {"begin": row.number("pos0") or 0, "end": row.number("pos1") or 0})
