"""How far people have come with each transcript: who has read and coded how much of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from interviewkit.model import TranscriptWork
from interviewkit.steps.coding.codebook import read_written
from interviewkit.steps.marking.marked import raise_missing
from interviewkit.steps.reviewing.coder_names import match_known_name
from interviewkit.steps.site import Site

V = TypeVar("V")


def list_work(
    site: Site, names: Collection[str], coder: str, *, blind: bool
) -> Sequence[TranscriptWork]:
    """Every transcript by name, or these alone; blind, with this coder's own work alone.

    Raises:
        StudyError: there is no transcript of that name.
        CodebookError: the codebook cannot be applied.
    """
    codebook, _ = read_written(site.root, site.settings)
    codes = codebook.code_ids if codebook else ()
    with site.store.reading() as shelves:
        heads = shelves.transcripts.heads(names=names)
        for missing in sorted(set(names) - {each.name for each in heads}):
            raise_missing(shelves, missing)
        only = [each.id or 0 for each in heads] if names else []
        people = [each.name for each in shelves.codings.coders() if each.is_person]
        shown = {match_known_name(coder, people) or coder} if blind else {*people}
        work = shelves.work
        turns, speakers = work.turns(only), work.people(only)
        codings = _by_transcript(work.codings(only), shown)
        reads = _by_transcript(work.reads(codes, only), shown)
        last = _by_transcript(work.last(only), shown)
        return [
            TranscriptWork(
                transcript=each.name,
                wave=each.wave,
                group=each.group,
                date=each.date,
                turns=turns.get(each.id or 0, 0),
                people=speakers.get(each.id or 0, 0),
                read=reads.get(each.id or 0, {}),
                codings=codings.get(each.id or 0, {}),
                last=max(last.get(each.id or 0, {}).values(), default=""),
            )
            for each in heads
        ]


def list_names(site: Site, by: str) -> Sequence[str]:
    """The transcripts, in order of their names, or of their waves or groups first."""
    with site.store.reading() as shelves:
        return shelves.transcripts.names(by)


def _by_transcript(counts: Mapping[tuple[int, str], V], shown: set[str]) -> dict[int, dict[str, V]]:
    """Transcript → person → what was counted, of those who are shown."""
    found: dict[int, dict[str, V]] = {}
    for (key, name), value in counts.items():
        if name in shown:
            found.setdefault(key, {})[name] = value
    return found
