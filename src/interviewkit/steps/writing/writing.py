"""The one door through which files leave the study: nothing that people made is written over."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from interviewkit.errors import OverwriteError, StudyError
from interviewkit.readers.file_search import ALLOW, find_way_out
from interviewkit.steps.site import Site
from interviewkit.steps.writing.ledger import Ledger
from interviewkit.steps.writing.outside import is_odd
from interviewkit.steps.writing.own_files import find_owner, find_reading_pattern
from interviewkit.steps.writing.whole_file import Content, explain_write_faults, write_whole_files

EXPORTS = "exports"


@dataclass(frozen=True)
class StudyWriter:
    """Places that may be written to: asked for before the work that fills them, filled after."""

    site: Site
    places: Mapping[Path, Path]
    """As they were named → where that leads, links followed."""

    @classmethod
    def to(
        cls, site: Site, *paths: Path, inside: bool = False, force: str = "--force"
    ) -> StudyWriter:
        """Ask for places; ``inside`` ones must lie in the study, unless it allows others.

        ``force`` is what a person may say to write over a file, for the hint.

        Raises:
            StudyError: one is a file of the study itself, or cannot be a file.
            OverwriteError: a file stands there that interviewkit did not write, and nobody who was
                asked gave it up.
        """
        places = {}
        for path in paths:
            shut = inside and not site.settings.study.allow_outside
            if shut and (real := find_way_out(path, site.root)):
                raise StudyError(f"{path} leads out of the study, to {real}", hint=ALLOW)
            places[path] = place = Path(os.path.realpath(path))
            with explain_write_faults(path):
                _refuse_no_file(path, place)
                _refuse_own(site, path, place)
                _ask(site, path, place, force)
        return cls(site, places)

    def write(self, *contents: Content) -> None:
        """Fill the places in their order: all of them, or none.

        Raises:
            StudyError: one cannot be written; what stood there is as it was.
        """
        filled = dict(zip(self.places.values(), contents, strict=True))
        with write_whole_files(filled) as hashes:
            Ledger(self.site.root).note(hashes)


def _refuse_no_file(path: Path, place: Path) -> None:
    if place.is_dir():
        raise StudyError(f"{path} is a folder", hint="name a file in it")
    if is_odd(place):
        raise StudyError(f"{path} is no file but a pipe or a device", hint="name a file")


def _refuse_own(site: Site, path: Path, place: Path) -> None:
    if what := find_owner(site.root, site.settings, place):
        raise StudyError(
            f"{path} is {what} and is never written over",
            hint=f"nothing was written; name a file of its own: {_suggest_elsewhere(site, path)}",
        )
    if read_as := find_reading_pattern(site.root, site.settings, place):
        raise StudyError(
            f"{path} would be read as {read_as}",
            hint=f"nothing was written; keep it apart: {_suggest_elsewhere(site, path)}",
        )


def _suggest_elsewhere(site: Site, path: Path) -> str:
    """A place for exports where they are in nobody's way."""
    place = site.root / EXPORTS / path.name
    if find_reading_pattern(site.root, site.settings, place) or find_owner(
        site.root, site.settings, place
    ):
        return "in a folder outside of the study"
    here = Path.cwd()
    return str(place.relative_to(here) if place.is_relative_to(here) else place)


def _ask(site: Site, path: Path, place: Path, force: str) -> None:
    """A file that stands there is given up only if it is our own, or by someone who says so."""
    if not place.exists() or not place.stat().st_size or Ledger(site.root).knows(place):
        return
    what = f"{path} is there already, and interviewkit did not write it as it is now"
    if not site.consent(what):
        hint = f"nothing was written; rename one of the two, or write over it with {force}"
        raise OverwriteError(what, hint=hint)
