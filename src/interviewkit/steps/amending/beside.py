"""The file of patterns beside the codebook, in a change of both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from interviewkit.coding.codebook_patterns import PatternsFile
from interviewkit.coding.editing.joining import join_texts
from interviewkit.errors import StudyError
from interviewkit.model import Codebook, KeptCodebook
from interviewkit.steps.amending.amendment import Amendment
from interviewkit.steps.amending.source import CodebookSource, keep_text, read_beside
from interviewkit.steps.site import Site
from interviewkit.steps.writing.edited import EditedFile
from interviewkit.store.shelves import Shelves

Kept = tuple[str, int]
"""The path of a file of patterns, and the id of its text as it is kept."""


@dataclass(frozen=True, slots=True)
class BesideChange:
    """The file of patterns that the codebook names before and after a change; either may be none.

    They are one file, and its text may change, unless a person wrote another name into the
    codebook: then neither is touched.
    """

    root: Path
    source: CodebookSource
    after: PatternsFile | None

    def with_text(self, text: str) -> BesideChange:
        """The change with another text of the one file."""
        return replace(self, after=replace(self.after, text=text) if self.after else None)

    @property
    def file(self) -> EditedFile | None:
        """The file, where its text changes."""
        before, after = self.source.patterns, self.after
        if before is None or after is None or before.path != after.path:
            return None
        if before.text == after.text:
            return None
        return EditedFile(self.root / after.path, self.source.patterns_content, after.text.encode())

    def keep(self, shelves: Shelves, codebook: Codebook) -> dict[str, Kept | None]:
        """Keep both texts; returns what the log says of them."""
        kept = self.source.keep_patterns()
        before = (kept.path, shelves.codebook_texts.keep(kept)) if kept else None
        if self.after is None or self.after.absent:
            return {"before": before, "after": None}
        text = keep_text(self.after.path, self.after.text, codebook)
        return {"before": before, "after": (text.path, shelves.codebook_texts.keep(text))}


def plan_beside(site: Site, source: CodebookSource, amendment: Amendment) -> BesideChange | None:
    """The files of patterns of a change, as they are before it; ``None`` where there are none."""
    after = source.patterns
    if amendment.text is not None:
        after = read_beside(site, source.name, amendment.text)[0]
    return (
        None
        if source.patterns is None and after is None
        else BesideChange(site.root, source, after)
    )


def open_kept(kept: Kept | None, get: Callable[[int], KeptCodebook]) -> PatternsFile | None:
    """A file of patterns as it was kept."""
    return None if kept is None else PatternsFile(kept[0], get(kept[1]).text)


def put_back_beside(
    site: Site, source: CodebookSource, change: Mapping[str, Any], shelves: Shelves, text: str
) -> BesideChange | None:
    """The file of patterns as a change that is taken back leaves it.

    ``text`` is what the codebook says then. Where the file was changed by hand since, the change
    alone is taken out of what it says now.

    Raises:
        StudyError: it was changed in the same place, or the codebook names another now.
    """
    before, after = (read_kept(change, each, shelves) for each in ("before", "after"))
    back = read_beside(site, source.name, text)[0]
    if before and after and before.path == after.path and before.text != after.text:
        back = _take_out(source.patterns, before, after)
    if back is None and source.patterns is None:
        return None
    return BesideChange(site.root, source, back)


def read_kept(change: Mapping[str, Any], when: str, shelves: Shelves) -> PatternsFile | None:
    """The file of patterns ``before`` or ``after`` a change; ``None`` where there was none."""
    return open_kept(list_kept(change).get(when), shelves.codebook_texts.get)


def list_kept(change: Mapping[str, Any]) -> dict[str, Kept | None]:
    """Which texts of the file of patterns an entry of the log names."""
    return dict(change.get("patterns") or {})


def _take_out(now: PatternsFile | None, before: PatternsFile, after: PatternsFile) -> PatternsFile:
    """What the file says now, without the change from ``before`` to ``after``."""
    if now is None or now.path != after.path:
        raise StudyError(
            f"the patterns were in {after.path} then, and the codebook does not name it now",
            hint="name it again under patterns: in the codebook",
        )
    joined = join_texts(after.text, now.text, before.text)
    if joined is None:
        raise StudyError(
            f"{now.path} was changed in the same place since",
            hint="undo later changes first, or change it back by hand; see what it was with: "
            "interviewkit codebook history",
        )
    return replace(now, text=joined)
