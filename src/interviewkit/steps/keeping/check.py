"""``check``: a study is looked over, from the pages of its database to its sources."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from interviewkit.errors import CodebookError, StudyError
from interviewkit.model import NOTE, WELL, WRONG, Checked
from interviewkit.steps.coding.codebook import read_usable
from interviewkit.steps.keeping.backup import tell_lost_work
from interviewkit.steps.keeping.check_content import check_content
from interviewkit.steps.site import Site
from interviewkit.store.faults import BACK
from interviewkit.store.health import CHECKS, Fault, look_over_database
from interviewkit.store.opening import HEAD, read_revision
from interviewkit.store.repair import can_repair, repair

REPAIR = "mend it with: interviewkit check --repair"

OTHERS = stat.S_IRWXG | stat.S_IRWXO


def check(site: Site, *, mend: bool = False) -> Sequence[Checked]:
    """Everything that was looked at, and how it was found; nothing is changed.

    With ``mend``, what is safe to mend is mended first, after a backup: what machines made, and
    rights that others have to the study's files. What people made is never touched.

    Raises:
        StudyError: something was to be mended and no backup could be made.
    """
    done = _mend(site) if mend else []
    found = list(_check_database(site))
    is_open = not any(each.state != WELL for each in found)
    if is_open:
        found += check_content(site)
        found += [Checked(NOTE, f"{each.path}: {each.what}", each.hint)
                  for each in tell_lost_work(site)]  # fmt: skip
    found += _check_settings(site)
    found += _check_rights(site)
    found += _check_backups(site)
    return [*(Checked(NOTE, f"repaired: {what}") for what in done), *found]


def _check_database(site: Site) -> Iterator[Checked]:
    try:
        revision = read_revision(site.store.path)
    except StudyError as fault:
        yield Checked(WRONG, fault.message, fault.hint)
        return
    if not revision:
        yield Checked(NOTE, "there is no study.db yet", "run: interviewkit run")
        return
    if revision != HEAD:
        what = f"study.db has the tables of an older version ({revision})"
        yield Checked(NOTE, what, "the next command brings it up to date, after a backup")
        return
    faults = look_over_database(site.store.path)
    broken = {"integrity", "tables"} & {fault.kind for fault in faults}
    for kind, well in CHECKS.items():
        wrong = [fault for fault in faults if fault.kind == kind]
        if not wrong and (not broken or kind == "tables"):
            yield Checked(WELL, well)
        yield from map(_wrong, wrong)


def _wrong(fault: Fault) -> Checked:
    mends = can_repair(fault)
    return Checked(WRONG, f"study.db: {fault.what}", REPAIR if mends else BACK, mends)


def _mend(site: Site) -> list[str]:
    """What can be mended, mended; the database only where it holds such a fault."""
    done = []
    with site.store.held():
        if any(each.can_repair and each.state == WRONG for each in _check_database(site)):
            site.store.backups.make("repair")
            done = repair(site.store.path)
        for path in _open_to_others(site):
            path.chmod(stat.S_IMODE(path.stat().st_mode) & ~OTHERS)
            done.append(f"only its owner may read {path.relative_to(site.root)} now")
    return done


# -- beside the database ---------------------------------------------------------------------------


def _check_settings(site: Site) -> Iterator[Checked]:
    settings = site.settings
    named = {
        "[codebook] file": settings.codebook.file,
        "[survey] file": settings.survey.file,
        "[transcripts] participants": settings.transcripts.participants,
    }
    lacking = {name: path for name, path in named.items() if path and not _is_file(site, path)}
    for name, path in lacking.items():
        yield Checked(
            WRONG, f"study.toml: {name} = {path!r} is not there", "put it there, or change the name"
        )
    for name in settings.outdated:
        what = f"study.toml: {name} has no meaning any more, and is passed over"
        yield Checked(NOTE, what, "take the line out")
    if settings.codebook.file and "[codebook] file" not in lacking:
        try:
            read_usable(site.root, settings)
        except CodebookError as fault:
            yield Checked(WRONG, fault.message, fault.hint or "see: interviewkit codebook check")
            return
    if not lacking:
        yield Checked(WELL, "what study.toml names is there")


def _is_file(site: Site, path: str) -> bool:
    return (site.root / path).is_file()


def _check_rights(site: Site) -> Iterator[Checked]:
    paths = _open_to_others(site)
    for path in paths:
        what = f"others than its owner may read or change {path.relative_to(site.root)}"
        yield Checked(NOTE, what, REPAIR, can_repair=True)
    if not paths:
        yield Checked(WELL, "nobody but its owner can read the database and its backups")


def _open_to_others(site: Site) -> list[Path]:
    """The database and its copies, where others have rights; a group's own folder is its choice."""
    if os.name == "nt":
        return []
    folder = site.store.backups.folder
    name = site.store.path.name
    paths = [site.root / each for each in (name, f"{name}-wal", f"{name}-shm")]
    paths += [folder, *sorted(folder.iterdir())] if folder.is_dir() else []
    shared = bool(site.root.stat().st_mode & stat.S_ISGID)
    wide = stat.S_IRWXO if shared else OTHERS
    return [path for path in paths if path.exists() and path.stat().st_mode & wide]


def _check_backups(site: Site) -> Iterator[Checked]:
    backups = site.store.backups.every()
    sound = [each for each in backups if not each.damage]
    if sound:
        size = sum(each.size for each in backups) / 1e6
        newest = sound[0].made[:16].replace("T", " ")
        many = f"{len(sound)} backup{'s' * (len(sound) != 1)} can be put back"
        yield Checked(WELL, f"{many}, the newest of {newest} ({size:,.1f} MB in all)")
    for each in backups:
        if each.damage and "damaged" not in each.reason:
            hint = "move it away: it cannot be put back"
            yield Checked(WRONG, f"backups/{each.name}: {each.damage}", hint)
