"""``check``: a study is looked over, from the pages of its database to its sources."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from pathlib import Path

from interviewkit.errors import CodebookError, StudyError
from interviewkit.model import NOTE, WELL, WRONG, Checked, Transcript
from interviewkit.readers.files import read_file
from interviewkit.readers.finish import Place, hash_content
from interviewkit.steps.coding.codebook import read_usable
from interviewkit.steps.ingesting.survey_text import is_of_survey
from interviewkit.steps.keeping.backup import tell_lost_work
from interviewkit.steps.keeping.llm_check import check_llm
from interviewkit.steps.record import hash_file
from interviewkit.steps.reviewing.coder_names import find_nearest_name, match_known_name
from interviewkit.steps.site import Site
from interviewkit.steps.writing.outside import list_named_files
from interviewkit.store.faults import BACK
from interviewkit.store.health import CHECKS, look_over_database
from interviewkit.store.opening import HEAD, read_revision
from interviewkit.store.repair import can_repair, repair
from interviewkit.wording.words import list_some

REPAIR = "mend it with: interviewkit check --repair"

OTHERS = stat.S_IRWXG | stat.S_IRWXO
FEW = 5


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
        for look in (_check_hashes, _check_sources, _check_codes, _check_coders):
            found += look(site)
        found += [Checked(NOTE, f"{each.path}: {each.what}", each.hint)
                  for each in tell_lost_work(site)]  # fmt: skip
    found += _check_settings(site)
    found += check_llm(site.settings)
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
        for each in wrong:
            mends = can_repair(each)
            yield Checked(WRONG, f"study.db: {each.what}", REPAIR if mends else BACK, mends)


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


def _check_settings(site: Site) -> Iterator[Checked]:
    settings = site.settings
    named = dict(list_named_files(settings))
    lacking = {name: path for name, path in named.items() if not (site.root / path).is_file()}
    for name, path in lacking.items():
        yield Checked(
            WRONG, f"study.toml: {name} = {path!r} is not there", "put it there, or change the name"
        )
    for name in settings.outdated:
        what = f"study.toml: {name} has no meaning any more, and is passed over"
        yield Checked(NOTE, what, "take the line out")
    if settings.codebook.file and "[codebook] file" not in lacking:
        try:
            codebook, _ = read_usable(site.root, settings)
            if codebook.patterns_file:
                yield Checked(
                    WELL, f"the codebook's patterns file {codebook.patterns_file} is read"
                )
        except CodebookError as fault:
            yield Checked(WRONG, fault.message, fault.hint or "see: interviewkit codebook check")
            return
    if not lacking:
        yield Checked(WELL, "what study.toml names is there")


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


def _check_hashes(site: Site) -> Iterator[Checked]:
    with site.store.reading() as shelves:
        transcripts = shelves.transcripts.list()
    doubtful = [t for t in transcripts if not is_of_survey(t) and not _fits(t)]
    wrong = [each.name for each in doubtful if not _is_as_read(site, each)]
    for name in wrong[:FEW]:
        yield Checked(
            WRONG, f"the turns of {name} are not those that were taken in (its hash differs)", BACK
        )
    if len(wrong) > FEW:
        yield Checked(WRONG, f"… and those of {len(wrong) - FEW} more", BACK)
    if not wrong:
        yield Checked(WELL, f"the turns of {len(transcripts)} transcripts are as they were read")


def _fits(found: Transcript) -> bool:
    """Whether the hash is that of the turns as they were read, before people mended some.

    Wave, group and date may have been mapped since.
    """
    turns = found.as_read.turns
    person = found.attributes.get("participant", "")
    choices = product(*({each, ""} for each in (found.wave, found.group, found.date, person)))
    places = (Place(wave=w, group=g, date=d, participant=p) for w, g, d, p in choices)
    return any(hash_content(turns, place) == found.content_hash for place in places)


def _is_as_read(site: Site, found: Transcript) -> bool:
    """Whether the file, if it is still the one that was read, gives these very turns."""
    path = site.root / found.source
    with site.store.reading() as shelves:
        known = shelves.transcripts.sources().get(found.source, ("", ""))[0]
    if not known or hash_file(path) != known:
        return False
    reading = read_file(path, root=site.root, settings=site.settings.transcripts)
    said = [(turn.speaker, turn.text) for turn in found.as_read.turns]
    same = [each for each in reading.transcripts if each.name == found.name]
    return any([(turn.speaker, turn.text) for turn in each.turns] == said for each in same)


def _check_sources(site: Site) -> Iterator[Checked]:
    """The sources that changed since they were read, and those that are gone."""
    with site.store.reading() as shelves:
        known = {path: each[0] for path, each in shelves.transcripts.sources().items()}
    lost = [path for path in known if not (site.root / Path(path)).is_file()]
    changed = [
        path
        for path, hash_ in known.items()
        if hash_ and path not in lost and hash_file(site.root / path) != hash_
    ]
    take_in = "take in what is there now with: interviewkit ingest"
    if changed:
        changes = list_some(changed, FEW)
        yield Checked(NOTE, f"{changes} changed since it was taken in", take_in)
    if lost:
        back = f"put it back, or {take_in}; what people coded in it is kept"
        yield Checked(NOTE, f"{list_some(lost, FEW)} is no longer there", back)
    if not changed and not lost:
        yield Checked(WELL, "every source is as it was taken in")


def _check_codes(site: Site) -> Iterator[Checked]:
    if not site.settings.codebook.file:
        return
    try:
        codebook, _ = read_usable(site.root, site.settings)
    except CodebookError:
        return  # told with the settings
    with site.store.reading() as shelves:
        used = {code for _, code, _, _ in shelves.codings.versions_of_people()}
    unknown = sorted(used - set(codebook.code_ids))
    if unknown:
        hint = "have them in the codebook again, or see: interviewkit review outdated"
        codes = list_some(unknown, FEW)
        yield Checked(NOTE, f"people coded {codes}, not in the codebook", hint)
    else:
        yield Checked(WELL, "every code that people used is in the codebook")


def _check_coders(site: Site) -> Iterator[Checked]:
    with site.store.reading() as shelves:
        names = [each.name for each in shelves.codings.coders() if each.is_person]
    alike = [f"{a} and {b}" for a, b in combinations(names, 2) if _are_alike(a, b)]
    for pair in alike:
        hint = "if they are one person, export, rename in the file, and import their codings"
        yield Checked(NOTE, f"{pair} are two coders with names alike", hint)
    if names and not alike:
        yield Checked(WELL, f"{len(names)} people have coded, by names that differ")


def _are_alike(a: str, b: str) -> bool:
    """One name written in two ways, or with a slip."""
    return bool(match_known_name(a, [b]) or find_nearest_name(a, [b]))
