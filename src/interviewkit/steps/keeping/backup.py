"""A copy of what people made, before a step takes the place of any; and how one comes back."""

from __future__ import annotations

from interviewkit.errors import Problem
from interviewkit.model import Codebook, Outcome
from interviewkit.steps.site import Site


def back_up(site: Site, reason: str) -> tuple[str, ...]:
    """Copy the database if people's work is in it; returns a sentence that says so, or nothing.

    Raises:
        StudyError: no copy could be made. The step must not begin then.
    """
    made = site.store.backups.make_if_needed(reason)
    if made is None:
        return ()
    size = f"{made.size / 1e6:,.1f} MB"
    return (f"backed up before this to backups/{made.name} ({size}); see: interviewkit restore",)


def back_up_before_coding(site: Site, codebook: Codebook) -> tuple[str, ...]:
    """Copy the database where the codebook lacks codes that people used, and it did not before."""
    with site.store.reading() as shelves:
        last = shelves.runs.last("code")
        used = {code for _, code, _, _ in shelves.codings.versions_of_people()}
    changed = last is not None and last.codebook_version != codebook.version
    return back_up(site, "code") if changed and used - set(codebook.code_ids) else ()


def tell_lost_work(site: Site) -> tuple[Problem, ...]:
    """That people's work is in a backup alone: the database was lost, or begun anew."""
    kept = site.store.backups.lost_work()
    if kept is None:
        return ()
    what = f"nothing that people made is in it; work by {', '.join(kept.work)} is in a backup"
    back = f'put it back with: interviewkit restore "{kept.name}"'
    return (Problem(site.store.path.name, 0, what, back, fatal=False),)


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
    facts = {"restored": source.name, "kept": before.name if before else None}
    return Outcome("restore", True, tuple(says), facts)
