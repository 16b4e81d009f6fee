"""A study's folder, opened: what every verb and look starts from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from interviewkit.errors import StudyError
from interviewkit.model import Progress, show_no_progress
from interviewkit.model.progress import Consent, refuse_question
from interviewkit.model.settings import Settings, read_settings
from interviewkit.model.study_files import DATABASE_FILE, SETTINGS_FILE

if TYPE_CHECKING:
    from interviewkit.steps.site import Site


@dataclass(frozen=True)
class Handle:
    """A folder with ``study.toml`` and ``study.db``."""

    root: Path
    settings: Settings
    progress: Progress = field(default=show_no_progress, repr=False, compare=False)
    consent: Consent = field(default=refuse_question, repr=False, compare=False)
    put_back: tuple[str, ...] = field(default=(), repr=False, compare=False)
    """Files that a command which was stopped by force had changed: they are as they were."""

    @classmethod
    def open(
        cls,
        path: str | Path = "",
        *,
        progress: Progress = show_no_progress,
        consent: Consent = refuse_question,
    ) -> Self:
        """The study at a folder, or in the nearest folder upward that has a ``study.toml``.

        ``consent`` is asked before a file is written over that interviewkit did not write.

        Raises:
            StudyError: there is none, its settings are not valid, or they lead out of it.

        >>> Study.open(study.root).settings.study.name
        'Six people'
        """
        from interviewkit.steps.amending.unfinished import settle_left_over
        from interviewkit.steps.writing.outside import refuse_outside

        root = Path(path).resolve() if path else find_nearest_root(Path())
        if root is None:
            raise StudyError(
                f"{Path().resolve()} is not in a study: no {SETTINGS_FILE} here or above",
                hint="make one with: interviewkit init, or name one with --study PATH",
            )
        root = root.parent if root.name == SETTINGS_FILE else root
        put_back = settle_left_over(root)  # study.toml may be among them
        settings = read_settings(root / SETTINGS_FILE)
        refuse_outside(root, settings)
        return cls(root, settings, progress, consent, put_back)

    @cached_property
    def _site(self) -> Site:
        from interviewkit.steps.site import Site
        from interviewkit.store.database import Store

        store = Store(self.root / DATABASE_FILE)
        return Site(self.root, self.settings, store, self.progress, self.consent)

    def open_database(self) -> None:
        """Make the database, or bring an older one up to date, where that is needed.

        >>> study.open_database()
        """
        with self._site.store.reading():
            pass

    def _read_settings_anew(self) -> None:
        """Go on with study.toml as it is by now; the database stays open."""
        settings = read_settings(self.root / SETTINGS_FILE)
        if settings != self.settings:
            object.__setattr__(self, "settings", settings)
            self.__dict__["_site"] = replace(self._site, settings=settings)

    def close(self) -> None:
        """Let go of the database; whoever uses the study again opens it anew.

        >>> study.close()
        """
        self._site.store.close()


def find_nearest_root(start: Path) -> Path | None:
    """The nearest folder upward that is a study; ``None`` where there is none."""
    start = start.resolve()
    folders = (start, *start.parents)
    return next((folder for folder in folders if (folder / SETTINGS_FILE).is_file()), None)
