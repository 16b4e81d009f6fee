"""A change of the study's files that a kill cut in two is taken back, or known to be whole."""

from __future__ import annotations

from pathlib import Path

from interviewkit.errors import InterviewkitError
from interviewkit.model.settings import Settings
from interviewkit.model.study_files import DATABASE_FILE
from interviewkit.steps.site import Site
from interviewkit.steps.writing.edited import forget_edited, put_back_edited, read_unsettled
from interviewkit.store.database import Store
from interviewkit.store.shelves import Shelves


def settle_left_over(root: Path) -> tuple[str, ...]:
    """Settle before anything of a study is read; gives the files that were put back.

    Where it cannot be done (another process is at work, the folder cannot be written, the
    database is broken), all stays as it is: who changes files settles again, and is told.
    """
    store = Store(root / DATABASE_FILE)
    site = Site(root, Settings(), store)
    if not read_unsettled(site)[0]:
        return ()
    try:
        return settle_unfinished(site)
    except InterviewkitError:
        return ()
    finally:
        store.close()


def settle_unfinished(site: Site) -> tuple[str, ...]:
    """Put files back that were changed for an entry which the log does not have; gives which.

    Raises:
        StudyBusyError: another process holds the study: it may be in the midst of that change.
    """
    if not read_unsettled(site)[0]:
        return ()
    with site.store.locked(), site.store.jotting() as shelves:
        return settle_within(site, shelves)


def settle_within(site: Site, shelves: Shelves) -> tuple[str, ...]:
    """:func:`settle_unfinished` within a transaction that writes.

    Raises:
        StudyBusyError: another process holds the study.
    """
    if not read_unsettled(site)[0]:
        return ()
    with site.store.locked():  # an import puts files in their places before its transaction
        token, newest = read_unsettled(site)
        if not token:
            return ()
        if any(each.change.get("token") == token for each in shelves.judgements.since(newest)):
            forget_edited(site)
            return ()
        return put_back_edited(site)
