"""Memos leave the study as a table: Markdown, Word, CSV and what else tables are drawn as."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from interviewkit.errors import StudyError
from interviewkit.model import Memo, Outcome
from interviewkit.steps.site import Site
from interviewkit.steps.writing.writing import StudyWriter
from interviewkit.tables.drawing import draw_table
from interviewkit.tables.material.memos import build_memos
from interviewkit.wording.style import written_in

SHAPES = ("md", "docx", "csv", "html", "xlsx", "json")


def export_memos(site: Site, path: Path, memos: Sequence[Memo], shape: str = "") -> Outcome:
    """Write memos to a file; its name says how, where ``shape`` does not.

    Raises:
        StudyError: no such shape, or the file cannot be written.
    """
    shape = shape or path.suffix.lower().removeprefix(".")
    if shape not in SHAPES:
        raise StudyError(
            f"{path.name}: how is it to be written?",
            hint=f"give a name that ends with .{', .'.join(SHAPES)}, or --as {SHAPES[0]}",
        )
    door = StudyWriter.to(site, path)
    with written_in(site.settings.report.style):
        door.write(draw_table(build_memos(memos, f"Memos: {site.settings.study.name}"), shape))
    n = len(memos)
    facts: dict[str, object] = {"file": str(path), "memos": n}
    return Outcome("export", True, (f"{n} memo{'s' * (n != 1)} to {path}",), facts)
