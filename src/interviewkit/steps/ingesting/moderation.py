"""Where nobody is known to moderate: who seems to, and what to ask of the researcher."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from interviewkit.model import Participant, Speaker, Transcript
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.moderators import (
    SeemsToModerate,
    ask_about_moderators,
    find_likely_moderators,
)


def find_unknown_moderators(
    transcripts: Iterable[Transcript],
    speakers: Iterable[Speaker],
    people: Iterable[Participant],
) -> list[SeemsToModerate]:
    """Who seems to moderate in those transcripts in which nobody is known to."""
    moderators = {each.name for each in people if each.is_moderator}
    known = {each.transcript for each in speakers if each.participant in moderators}
    return find_likely_moderators(transcripts, known)


def ask_who_moderates(
    transcripts: Sequence[Transcript],
    speakers: Iterable[Speaker],
    people: Iterable[Participant],
    settings: TranscriptSettings,
) -> list[str]:
    """A sentence for each label that seems to moderate, with how to say that it does."""
    return ask_about_moderators(
        find_unknown_moderators(transcripts, speakers, people), transcripts, settings
    )
