"""The versions of the codebook that are kept, and what changed from each to the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interviewkit.coding.codebook_diff import diff_codebooks
from interviewkit.coding.codebook_file import read_codebook_text
from interviewkit.coding.codebook_patterns import PatternsFile
from interviewkit.errors import StudyBusyError
from interviewkit.model import Codebook, CodebookVersion, Judgement, KeptCodebook
from interviewkit.model.codebook_act import CODEBOOK_ACTS
from interviewkit.model.review import UNDO
from interviewkit.steps.amending.beside import list_kept, open_kept
from interviewkit.steps.amending.source import CodebookSource
from interviewkit.steps.amending.unfinished import settle_unfinished
from interviewkit.steps.site import Site

ACTS = (*CODEBOOK_ACTS, UNDO)

BY_HAND = "the file was changed by hand"


@dataclass(frozen=True, slots=True)
class _KeptBook:
    """The codebook and the file of patterns beside it, as they were at a time."""

    book: KeptCodebook
    beside: PatternsFile | None

    @property
    def mark(self) -> tuple[str, str]:
        return self.book.hash, self.beside.text if self.beside else ""

    def read(self) -> Codebook:
        return read_codebook_text(Path(self.book.path), self.book.text, self.beside)[0]


def list_versions(site: Site) -> Sequence[CodebookVersion]:
    """Every version that is kept, oldest first, and the file as it stands if that is another."""
    with suppress(StudyBusyError):  # it may be at that change; what is there can be read
        settle_unfinished(site)
    with site.store.reading() as shelves:
        texts = {each.id or 0: each for each in shelves.codebook_texts.list()}
        log = [each for each in shelves.judgements.list(acts=ACTS) if _kept(each)]
    found: list[CodebookVersion] = []
    last: _KeptBook | None = None
    for kept, entry in _list_steps(log, texts):
        if last is not None and kept.mark == last.mark and entry is None:
            continue
        found.append(_version(len(found) + 1, last, kept, entry))
        last = kept
    source = CodebookSource.read(site)
    book = source.keep()
    now = _KeptBook(book, source.patterns) if book else None
    if now is not None and last is not None and now.mark != last.mark:
        found.append(_version(len(found) + 1, last, now, None))
    return found


def _list_steps(
    log: Sequence[Judgement], texts: Mapping[int, KeptCodebook]
) -> Iterator[tuple[_KeptBook, Judgement | None]]:
    """Each text with the entry that made it; what it was made from has none of its own."""
    for entry in log:
        kept, beside = _kept(entry), list_kept(entry.change)
        for when, by in (("before", None), ("after", entry)):
            if book := texts.get(kept[when] or 0):
                file = open_kept(beside.get(when), texts.__getitem__)
                yield _KeptBook(book, file), by


def _version(
    number: int, last: _KeptBook | None, kept: _KeptBook, entry: Judgement | None
) -> CodebookVersion:
    changes = diff_codebooks(last.read(), kept.read()) if last is not None else []
    by_hand = BY_HAND if last is not None else ""
    says = by_hand if entry is None else str(entry.change.get("says") or entry.memo)
    return CodebookVersion(
        number,
        kept.book.version,
        kept.book.at if entry is None else entry.at,
        entry.coder if entry else "",
        entry.act if entry else "",
        says,
        tuple(each.row() for each in changes),
        entry.id if entry else None,
        entry.stands if entry else True,
    )


def _kept(entry: Judgement) -> dict[str, Any]:
    """What an entry says of the texts before and after; empty where it is about something else."""
    found: Any = entry.change.get("codebook", {})
    return dict(found)
