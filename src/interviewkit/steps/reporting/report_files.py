"""The files of a report: which there are, in which format and profile, and what goes into them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from interviewkit import parts
from interviewkit.errors import LibraryMissingError, Problem, StudyError, did_you_mean
from interviewkit.model.report_profile import STEMS, list_profiles
from interviewkit.report.pages import Outline
from interviewkit.report.profiles import cut_profile
from interviewkit.steps.site import Site
from interviewkit.steps.writing.own_files import find_report_path


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """Where a file of the report goes, its format, and its profile (empty: all in one)."""

    path: Path
    shape: str
    profile: str


def plan_files(site: Site, profile: str, formats: Sequence[str]) -> list[PlannedFile]:
    """The files to write: of every format the report and its appendix, or one ``profile`` alone.

    Raises:
        StudyError: there is no such profile.
        UnknownPartError: there is no such format.
    """
    if profile and profile not in STEMS:
        hint = did_you_mean(profile, STEMS)
        raise StudyError(f"a report has no profile {profile!r}", hint=hint)
    planned = []
    for shape in dict.fromkeys(formats or site.settings.report.formats):
        parts.check_name("renderer", shape)
        for each in (profile,) if profile else list_profiles(shape):
            path = find_report_path(site.root, site.settings, each, shape)
            planned.append(PlannedFile(path, shape, each))
    return planned


def draw_files(
    site: Site, outline: Outline, planned: Sequence[PlannedFile]
) -> tuple[dict[Path, bytes], list[Problem]]:
    """What goes into every file that can be written, and why another one cannot.

    Raises:
        LibraryMissingError: none can, for want of a library.
    """
    drawn: dict[Path, bytes] = {}
    lacks: dict[str, LibraryMissingError] = {}
    with site.progress("writing the report", len(planned)) as tick:
        for each in planned:
            if each.shape not in lacks:
                try:
                    drawn[each.path] = _draw(outline, each)
                except LibraryMissingError as fault:
                    lacks[each.shape] = fault
            tick(1)
    if lacks and not drawn:
        raise next(iter(lacks.values()))
    return drawn, [
        Problem(f"report.{shape}", 0, fault.message, fault.hint, fatal=False)
        for shape, fault in lacks.items()
    ]


def _draw(outline: Outline, planned: PlannedFile) -> bytes:
    cut = cut_profile(outline, planned.profile) if planned.profile else outline
    drawn: str | bytes = parts.load_part("renderer", planned.shape)(cut)
    return drawn.encode() if isinstance(drawn, str) else drawn
