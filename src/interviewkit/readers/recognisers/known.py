"""The layouts of JSON that are known: by which keys each is recognised, and what reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from interviewkit.readers.recognisers import (
    azure,
    clouds,
    meetings,
    messengers,
    open_models,
    rows,
    services,
    video_captions,
    whisper,
)
from interviewkit.readers.recognisers.listening import Listening


@dataclass(frozen=True, slots=True)
class JsonLayout:
    """How one tool writes what it heard. ``fits`` looks at parsed JSON and never raises; ``read``
    puts what it holds into a :class:`Listening`."""

    name: str
    fits: Callable[[Any], bool]
    read: Callable[[Any, Listening], None]
    wrote: str = "recogniser"
    """What the tool is: the name of the fact that says which one it was."""


LAYOUTS = (
    JsonLayout("Telegram", messengers.fits_telegram, messengers.read_telegram, "chat"),
    JsonLayout("Discord", messengers.fits_discord, messengers.read_discord, "chat"),
    JsonLayout("Slack", messengers.fits_slack, messengers.read_slack, "chat"),
    JsonLayout("Messenger", messengers.fits_messenger, messengers.read_messenger, "chat"),
    JsonLayout("YouTube", video_captions.fits_youtube, video_captions.read_youtube, "captions"),
    JsonLayout("whisper.cpp", whisper.fits_whisper_cpp, whisper.read_whisper_cpp),
    JsonLayout("insanely-fast-whisper", whisper.fits_chunks, whisper.read_chunks),
    JsonLayout("faster-whisper", whisper.fits_tuples, whisper.read_tuples),
    JsonLayout("Whisper", whisper.fits_segments, whisper.read_segments),
    JsonLayout("WhisperX", whisper.fits_word_segments, whisper.read_word_segments),
    JsonLayout("Deepgram", services.fits_deepgram, services.read_deepgram),
    JsonLayout("Speechmatics", services.fits_speechmatics, services.read_speechmatics),
    JsonLayout("Amazon Transcribe", clouds.fits_amazon, clouds.read_amazon),
    JsonLayout("Amazon Call Analytics", clouds.fits_call_analytics, clouds.read_call_analytics),
    JsonLayout("IBM Watson", clouds.fits_watson, clouds.read_watson),
    JsonLayout("Google Speech-to-Text", clouds.fits_google, clouds.read_google),
    JsonLayout("Azure", azure.fits_batch, azure.read_batch),
    JsonLayout("Azure", azure.fits_fast, azure.read_fast),
    JsonLayout("Azure", azure.fits_sdk, azure.read_sdk),
    JsonLayout("Microsoft Stream", azure.fits_stream, azure.read_stream),
    JsonLayout("Azure Video Indexer", azure.fits_video_indexer, azure.read_video_indexer),
    JsonLayout("Rev", services.fits_rev, services.read_rev),
    JsonLayout("ElevenLabs", services.fits_elevenlabs, services.read_elevenlabs),
    JsonLayout("Gladia", services.fits_gladia, services.read_gladia),
    JsonLayout("AssemblyAI", services.fits_assemblyai, services.read_assemblyai),
    JsonLayout("Trint", meetings.fits_trint, meetings.read_trint),
    JsonLayout("Sonix", meetings.fits_sonix, meetings.read_sonix),
    JsonLayout("Otter", meetings.fits_otter, meetings.read_otter),
    JsonLayout("a paper edit", meetings.fits_paper_edit, meetings.read_paper_edit),
    JsonLayout("Vosk", open_models.fits_vosk, open_models.read_vosk),
    JsonLayout("NVIDIA NeMo", open_models.fits_nemo, open_models.read_nemo),
    JsonLayout("Parakeet", open_models.fits_parakeet, open_models.read_parakeet),
    JsonLayout(
        "Speechmatics", open_models.fits_early_speechmatics, open_models.read_early_speechmatics
    ),
    JsonLayout("Kaldi", open_models.fits_kaldi, open_models.read_kaldi),
)
"""In the order in which they are asked; the first that fits reads the file."""

ROWS = JsonLayout("rows of speech", rows.fits_rows, rows.read_rows)
"""What fits no layout, and yet has rows with texts, speakers and times."""


def find_layout(data: Any) -> JsonLayout | None:
    """The layout of a document, or rows of speech; ``None`` where it is neither."""
    return find_known_layout(data) or (ROWS if rows.fits_rows(data) else None)


def find_known_layout(data: Any) -> JsonLayout | None:
    """The layout of a document; ``None`` where it is that of no tool that is known."""
    return next((layout for layout in LAYOUTS if layout.fits(data)), None)


def list_known() -> str:
    """The names of all layouts, for a sentence."""
    return ", ".join(dict.fromkeys(layout.name for layout in LAYOUTS))
