"""Coded words as a table lists them, and how they become selections with codings.

Rows that tell the same place are one selection with several codings. Where a file does not say
where words stand, the same words under other codes are one place, and under the same code twice
two places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from interviewkit.exchange.extracts.cells import CodePath
from interviewkit.exchange.extracts.draft import DocumentDraft, ProjectDraft
from interviewkit.exchange.extracts.fates import RowFates
from interviewkit.exchange.refi.guids import derive_guid
from interviewkit.model.project import TEXT, ProjectCoding, ProjectSelection

NO_WORDS = "the file holds no words of it"
NOTHING = "it names neither words nor a place of a document"
TWICE = "the same coding stands in an earlier row"


@dataclass(frozen=True, slots=True)
class CodedRow:
    """One row: words of a document, and the codes that somebody gave them.

    ``key`` is the tool's own id of the place, ``place`` where it stands as the tool says it.
    ``memo`` is a note on the place, ``comment`` one on each coding, ``about`` describes the place.
    """

    row: int | str
    document: str
    quote: str
    codes: tuple[CodePath, ...] = ()
    coder: str = ""
    at: str = ""
    key: str = ""
    name: str = ""
    place: str = ""
    about: str = ""
    memo: str = ""
    comment: str = ""
    kind: str = TEXT
    group: str = ""
    comments: Mapping[CodePath, str] = field(default_factory=dict)


@dataclass
class CodedRows:
    """Lays rows into a project; ``fates`` counts what became of them."""

    draft: ProjectDraft
    fates: RowFates
    _times: Counter[tuple[object, ...]] = field(default_factory=Counter)

    def add(self, row: CodedRow) -> ProjectSelection | None:
        """The selection that a row became; ``None`` where it did not come in."""
        self.fates.held += 1
        if not (row.quote.strip() or row.place or row.key):
            self.fates.drop(row.row, NOTHING)
            return None
        source = self.draft.add_source(row.document, row.kind)
        if row.group:
            self.draft.add_to_set(row.group, sources=[source.source.guid])
        guid, codes = self._find_place(row, source)
        if row.codes and not codes:
            self.fates.drop(row.row, TWICE)
            return None
        selection = source.selections.get(guid) or self._select(row, guid)
        codings = tuple(self._code(row, guid, path) for path in codes)
        selection = replace(selection, codings=(*selection.codings, *codings))
        source.selections[guid] = selection
        return selection

    def _find_place(self, row: CodedRow, source: DocumentDraft) -> tuple[str, list[CodePath]]:
        """The guid of the place, and those of the row's codes that it does not have yet."""
        base = (source.source.guid, row.key, row.place if not row.key else "", row.quote)
        seen = {path: self._times[(base, path, row.coder)] for path in row.codes}
        is_certain = bool(row.key or row.place)
        times = 0 if is_certain else max(seen.values(), default=0)
        codes = [path for path in row.codes if not (is_certain and seen[path])]
        for path in codes:
            self._times[(base, path, row.coder)] += 1
        return derive_guid("selection", *base, times), codes

    def _select(self, row: CodedRow, guid: str) -> ProjectSelection:
        user = self.draft.add_user(row.coder)
        memo = row.memo and self.draft.add_note(row.memo, about=guid, user=user, at=row.at)
        return ProjectSelection(
            guid=guid,
            start=None,
            end=None,
            name=row.name or row.place or row.key,
            description=row.about,
            quote=row.quote,
            user=user,
            at=row.at,
            notes=(memo,) if memo else (),
            unresolved="" if row.quote.strip() else NO_WORDS,
        )

    def _code(self, row: CodedRow, selection: str, path: CodePath) -> ProjectCoding:
        code, user = self.draft.add_code(path), self.draft.add_user(row.coder)
        guid = derive_guid("coding", selection, code, user)
        comment = "\n".join(filter(None, (row.comment, row.comments.get(path, ""))))
        note = comment and self.draft.add_note(comment, about=guid, user=user, at=row.at)
        return ProjectCoding(guid, code, user, row.at, (note,) if note else ())
