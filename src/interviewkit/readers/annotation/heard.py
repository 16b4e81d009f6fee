"""The last step of all readers of tiers: one conversation, its turns, and what is told of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from interviewkit.errors import Problem
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers import labels
from interviewkit.readers.annotation.tiers import AnnotationTier, hear_tiers
from interviewkit.readers.contract import Aside, Conversation, Heard, Source, SpeechPiece
from interviewkit.readers.cue_speakers import build_cue_turns
from interviewkit.readers.cues import Cue
from interviewkit.readers.join import join_speech, keep_worded


def finish_tiers(
    tiers: Sequence[AnnotationTier],
    source: Source,
    settings: TranscriptSettings,
    facts: Mapping[str, str],
    problems: Sequence[Problem] = (),
    unread: Sequence[Aside] = (),
) -> Heard:
    """The conversation that tiers hold; where none of them names a speaker, their words may.

    ``unread`` are the words of the file that stand in no tier.
    """
    pieces, aside = hear_tiers(tiers, labels.list_declared_keys(settings))
    return finish_pieces(pieces, [*aside, *unread], source, settings, facts, problems)


def finish_pieces(
    pieces: Sequence[SpeechPiece],
    aside: Sequence[Aside],
    source: Source,
    settings: TranscriptSettings,
    facts: Mapping[str, str],
    problems: Sequence[Problem] = (),
) -> Heard:
    """Pieces in their order as turns, successive pieces of one speaker joined."""
    told = list(problems)
    aside = list(aside)
    if pieces and not any(piece.speaker for piece in pieces):
        cues = [Cue(p.start, p.end, p.line, tuple(p.text.split("\n"))) for p in pieces]
        turns, more = build_cue_turns(cues, source, settings, told)
        aside += more
    else:
        tidy = [replace(piece, text=" ".join(piece.text.split())) for piece in pieces]
        turns = join_speech(keep_worded(tidy, source, told), " ")
    known = {name: value for name, value in facts.items() if value}
    return [Conversation(tuple(turns), facts=known, aside=tuple(aside))], told


def name_media(places: Iterable[str]) -> dict[str, str]:
    """The recording that a file names, and the others beside it."""
    first, *others = [*dict.fromkeys(filter(None, map(name_medium, places))), ""]
    return {"recording": first, "other recordings": "; ".join(filter(None, others))}


def name_medium(place: str) -> str:
    """The file of a recording without the folders in which it lay on somebody's machine."""
    return place.replace("\\", "/").rpartition("/")[2].strip()
