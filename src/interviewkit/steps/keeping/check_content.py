"""Whether what a database holds still fits its files, its codebook, and itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from pathlib import Path

from interviewkit.errors import CodebookError
from interviewkit.model import NOTE, WELL, WRONG, Checked, Transcript
from interviewkit.readers.files import read_file
from interviewkit.readers.finish import hash_content
from interviewkit.readers.places import Place
from interviewkit.steps.coding.codebook import read_usable
from interviewkit.steps.ingesting.survey_text import is_of_survey
from interviewkit.steps.record import hash_file
from interviewkit.steps.reviewing.coder_names import find_nearest_name, match_known_name
from interviewkit.steps.site import Site
from interviewkit.store.faults import BACK

FEW = 5


def check_content(site: Site) -> Iterator[Checked]:
    """Texts against their hashes and files, codes against the codebook, coders' names."""
    changed, lost = _sources(site)
    yield from _check_hashes(site)
    yield from _check_sources(changed, lost)
    yield from _check_codes(site)
    yield from _check_coders(site)


# -- texts -----------------------------------------------------------------------------------------


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
    """Whether the hash is that of the turns; wave, group and date may have been mapped since."""
    person = found.attributes.get("participant", "")
    choices = product(*({each, ""} for each in (found.wave, found.group, found.date, person)))
    hashes = (hash_content(found.turns, _place(*choice)) for choice in choices)
    return found.content_hash in hashes


def _place(wave: str, group: str, date: str, person: str) -> Place:
    return Place(wave=wave, group=group, date=date, participant=person)


def _is_as_read(site: Site, found: Transcript) -> bool:
    """Whether the file, if it is still the one that was read, gives these very turns."""
    path = site.root / found.source
    with site.store.reading() as shelves:
        known = shelves.transcripts.sources().get(found.source, ("", ""))[0]
    if not known or hash_file(path) != known:
        return False
    reading = read_file(path, root=site.root, settings=site.settings.transcripts)
    said = [(turn.speaker, turn.text) for turn in found.turns]
    same = [each for each in reading.transcripts if each.name == found.name]
    return any([(turn.speaker, turn.text) for turn in each.turns] == said for each in same)


def _sources(site: Site) -> tuple[Sequence[str], Sequence[str]]:
    """The sources that changed since they were read, and those that are gone."""
    with site.store.reading() as shelves:
        known = {path: each[0] for path, each in shelves.transcripts.sources().items()}
    lost = [path for path in known if not (site.root / Path(path)).is_file()]
    changed = [
        path
        for path, hash_ in known.items()
        if hash_ and path not in lost and hash_file(site.root / path) != hash_
    ]
    return changed, lost


def _check_sources(changed: Sequence[str], lost: Sequence[str]) -> Iterator[Checked]:
    take_in = "take in what is there now with: interviewkit ingest"
    if changed:
        yield Checked(NOTE, f"{_named(changed)} changed since it was taken in", take_in)
    if lost:
        back = f"put it back, or {take_in}; what people coded in it is kept"
        yield Checked(NOTE, f"{_named(lost)} is no longer there", back)
    if not changed and not lost:
        yield Checked(WELL, "every source is as it was taken in")


# -- people ----------------------------------------------------------------------------------------


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
        yield Checked(NOTE, f"people coded {_named(unknown)}, not in the codebook", hint)
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


def _named(names: Sequence[str]) -> str:
    more = f" and {len(names) - FEW} more" if len(names) > FEW else ""
    return ", ".join(names[:FEW]) + more
