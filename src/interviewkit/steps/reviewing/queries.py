"""Looking at what the shelves hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from interviewkit.errors import StudyError, did_you_mean
from interviewkit.model import Coding, SegmentSize, Transcript, Variable
from interviewkit.steps.coding.codebook import read_study_codebook
from interviewkit.steps.ingesting.recordings import RECORDING, find_recordings
from interviewkit.steps.site import Site
from interviewkit.steps.timed import time_codings, time_turns
from interviewkit.store.shelves import Shelves


def list_transcripts(site: Site) -> Sequence[Mapping[str, object]]:
    with site.store.reading() as shelves:
        found = shelves.transcripts.list()
        recordings = find_recordings(site, found).paths
        return [
            {
                "transcript": each.name,
                "version": each.version,
                "wave": each.wave,
                "group": each.group,
                "date": each.date,
                "turns": len(each.turns),
                "words": sum(turn.words for turn in each.turns),
                "speakers": len(each.speakers),
                "source": each.source,
                "recording": recordings.get(each.name, ""),
            }
            for each in found
        ]


def load_transcript(site: Site, name: str) -> Transcript:
    """One transcript by name.

    Raises:
        StudyError: there is none; the hint names the nearest.
    """
    with site.store.reading() as shelves:
        found = shelves.transcripts.get(name)
        if found is not None:
            there = find_recordings(site, [found]).paths
            facts = {**found.attributes, **({RECORDING: there[name]} if there else {})}
            turns = tuple(time_turns(shelves, found.turns))
            return replace(found, turns=turns, attributes=facts)
        known = [head.name for head in shelves.transcripts.heads()]
    raise StudyError(
        f"there is no transcript {name!r}", hint=suggest_known(name, known, "transcript list")
    )


def list_codings(site: Site, coders: Sequence[str], codes: Sequence[str]) -> Sequence[Coding]:
    """Codings that stand.

    Raises:
        StudyError: a coder of that name never coded here, or neither the codebook nor any coding
            has a code.
    """
    with site.store.reading() as shelves:
        known = [each.name for each in shelves.codings.coders()]
        for name in coders:
            if name not in known:
                raise StudyError(
                    f"there is no coder {name!r}", hint=suggest_known(name, known, "coding list")
                )
        found = shelves.codings.on_current(coders, codes)
        strange = set(codes) - {each.code for each in found}
        if strange:
            _check_codes(site, shelves, strange)
        return time_codings(shelves, found)


def _check_codes(site: Site, shelves: Shelves, codes: Collection[str]) -> None:
    """That these codes are known, though what was asked for has none of them."""
    coders = [each.name for each in shelves.codings.coders()]
    known = {code for code, _version in shelves.codings.versions(coders)}
    if site.settings.codebook.file:
        known |= {*read_study_codebook(site.root, site.settings)[0].code_ids}
    for code in sorted({*codes} - known):
        raise StudyError(
            f"there is no code {code!r}", hint=suggest_known(code, known, "codebook show")
        )


def list_segments(site: Site) -> Sequence[SegmentSize]:
    with site.store.reading() as shelves:
        return shelves.findings.segments()


def list_variables(site: Site) -> Sequence[Variable]:
    with site.store.reading() as shelves:
        return shelves.survey.variables()


def suggest_known(name: str, known: Iterable[str], command: str) -> str:
    """A hint: the known name that looks most like this one, and the command that lists all."""
    return f"{did_you_mean(name, known, '')} see them with: interviewkit {command}".strip()
