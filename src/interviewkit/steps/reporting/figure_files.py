"""The report's figures as files of their own, beside the report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from interviewkit.errors import Problem
from interviewkit.model import Run
from interviewkit.steps.site import Site
from interviewkit.steps.writing.writing import StudyWriter
from interviewkit.wording.numbers import counted
from interviewkit.wording.words import list_some

if TYPE_CHECKING:
    from interviewkit.report.pages import Outline

FOLDER = "figures"
FACT = "figures"
"""Under this name a run of the report says which files it wrote."""


def are_figures_wanted(site: Site, last: Run | None, *, asked: bool) -> bool:
    """Whether figures are written: asked for now, by study.toml, or once before.

    Those that an earlier report wrote are kept up to date for as long as they are there.
    """
    return asked or site.settings.report.figures or bool(list_drawn(site, last))


def are_figures_there(site: Site, last: Run | None) -> bool:
    """Whether the last report wrote figures, and all of them are there."""
    return 0 < len(_list_noted(site, last)) == len(list_drawn(site, last))


def list_drawn(site: Site, last: Run | None) -> Sequence[Path]:
    """The files of figures that the last report wrote and that are still there."""
    return [path for path in _list_noted(site, last) if path.is_file()]


def _list_noted(site: Site, last: Run | None) -> Sequence[Path]:
    files = last.outcome.get(FACT, ()) if last else ()
    return [site.root / str(name) for name in files] if isinstance(files, list | tuple) else []


def write_figure_files(
    site: Site, outline: Outline, last: Run | None
) -> tuple[list[Path], list[Problem]]:
    """Write every figure into ``figures`` in the report's folder; and what is to be known of it.

    What ``last``, the last run of the report, drew and this one does not is told, not removed.

    Raises:
        StudyError: the folder cannot be written.
        OverwriteError: somebody changed one of these files.
    """
    from interviewkit.report.charts.raster import HINT
    from interviewkit.report.figure_files import draw_figure_files

    drawn = draw_figure_files(outline)
    folder = site.root / site.settings.report.folder / FOLDER
    paths = [folder / name for name in drawn.contents]
    door = StudyWriter.to(site, *paths, inside=True, force="interviewkit report --force")
    door.write(*drawn.contents.values())
    left = [path.name for path in list_drawn(site, last) if path not in paths]
    problems = [_tell_left(left, site)] if left else []
    if not drawn.is_drawn:
        what = "figures are written as SVG and CSV alone: nothing here makes PNG of them"
        place = f"{site.settings.report.folder}/{FOLDER}"
        problems.append(Problem(place, 0, what, HINT, fatal=False))
    return paths, problems


def _tell_left(names: Sequence[str], site: Site) -> Problem:
    several = f"{counted(len(names), 'file')} of figures {'is' if len(names) == 1 else 'are'}"
    what = f"{several} of an earlier report: {list_some(names, 3)}"
    place = f"{site.settings.report.folder}/{FOLDER}"
    return Problem(place, 0, what, "delete what nobody needs", fatal=False)
