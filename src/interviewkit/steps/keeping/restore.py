"""``restore``: backups are listed, and one is put back."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.model import Backup, Outcome
from interviewkit.steps.site import Site


def list_backups(site: Site) -> Sequence[Backup]:
    """Every backup, the newest first, with what of people's work each of them holds."""
    return site.store.backups.every()


def restore(site: Site, name: str) -> Outcome:
    """Put a backup in the place of the database, whatever state that is in.

    Raises:
        StudyError: there is no such backup, it is damaged, or there is no room.
        StudyBusyError: another process is writing.
    """
    backups = site.store.backups
    with site.store.held():
        source = backups.find(name)
        before = backups.put_back(source)
        site.store.close()
    says = [f"the study is as it was in {source.name}"]
    if before is not None:
        says.append(f"what was there is kept as {before.name}")
    says.append("files that changed since are taken in again by: interviewkit run")
    facts: dict[str, object] = {
        "restored": source.name,
        "kept": before.name if before else None,
    }
    return Outcome("restore", True, tuple(says), facts)
