"""The versions of the codebook that are kept, and what changed from each to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from interviewkit.coding.codebook_diff import diff_codebooks
from interviewkit.coding.codebook_file import read_codebook_text
from interviewkit.model import Codebook, CodebookVersion, Judgement, KeptCodebook
from interviewkit.model.codebook_act import CODEBOOK_ACTS
from interviewkit.model.review import UNDO
from interviewkit.steps.amending.source import CodebookSource
from interviewkit.steps.amending.unfinished import settle_unfinished
from interviewkit.steps.site import Site

ACTS = (*CODEBOOK_ACTS, UNDO)

BY_HAND = "the file was changed by hand"


def list_versions(site: Site) -> Sequence[CodebookVersion]:
    """Every version that is kept, oldest first, and the file as it stands if that is another."""
    settle_unfinished(site)
    with site.store.reading() as shelves:
        texts = {each.id: each for each in shelves.codebook_texts.list()}
        log = [each for each in shelves.judgements.list(acts=ACTS) if _kept(each)]
    found: list[CodebookVersion] = []
    last: KeptCodebook | None = None
    for kept, entry in _list_steps(log, texts):
        if last is not None and kept.hash == last.hash and entry is None:
            continue
        found.append(_version(len(found) + 1, last, kept, entry))
        last = kept
    now = CodebookSource.read(site).keep()
    if now is not None and last is not None and now.hash != last.hash:
        found.append(_version(len(found) + 1, last, now, None))
    return found


def _list_steps(
    log: Sequence[Judgement], texts: dict[int | None, KeptCodebook]
) -> Iterator[tuple[KeptCodebook, Judgement | None]]:
    """Each text with the entry that made it; what it was made from has none of its own."""
    for entry in log:
        kept = _kept(entry)
        if before := texts.get(kept["before"]):
            yield before, None
        yield texts[kept["after"]], entry


def _version(
    number: int, last: KeptCodebook | None, kept: KeptCodebook, entry: Judgement | None
) -> CodebookVersion:
    changes = diff_codebooks(_read(last), _read(kept)) if last is not None else []
    by_hand = BY_HAND if last is not None else ""
    says = by_hand if entry is None else str(entry.change.get("says") or entry.memo)
    return CodebookVersion(
        number,
        kept.version,
        kept.at if entry is None else entry.at,
        entry.coder if entry else "",
        entry.act if entry else "",
        says,
        tuple(each.row() for each in changes),
        entry.id if entry else None,
        entry.stands if entry else True,
    )


def _read(kept: KeptCodebook) -> Codebook:
    return read_codebook_text(Path(kept.path), kept.text)[0]


def _kept(entry: Judgement) -> dict[str, Any]:
    """What an entry says of the texts before and after; empty where it is about something else."""
    found: Any = entry.change.get("codebook", {})
    return dict(found)
