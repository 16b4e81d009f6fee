"""The layouts of JSON that are known: by which keys each is recognised, and what reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from interviewkit.readers.recognisers import (
    azure,
    clouds,
    meetings,
    open_models,
    rows,
    services,
    whisper,
)
from interviewkit.readers.recognisers.listening import Listening


@dataclass(frozen=True, slots=True)
class Layout:
    """How one tool writes what it heard. ``fits`` looks at parsed JSON and never raises; ``read``
    puts what it holds into a :class:`Listening`."""

    name: str
    fits: Callable[[Any], bool]
    read: Callable[[Any, Listening], None]


LAYOUTS = (
    Layout("whisper.cpp", whisper.fits_whisper_cpp, whisper.read_whisper_cpp),
    Layout("insanely-fast-whisper", whisper.fits_chunks, whisper.read_chunks),
    Layout("faster-whisper", whisper.fits_tuples, whisper.read_tuples),
    Layout("Whisper", whisper.fits_segments, whisper.read_segments),
    Layout("WhisperX", whisper.fits_word_segments, whisper.read_word_segments),
    Layout("Deepgram", services.fits_deepgram, services.read_deepgram),
    Layout("Speechmatics", services.fits_speechmatics, services.read_speechmatics),
    Layout("Amazon Transcribe", clouds.fits_amazon, clouds.read_amazon),
    Layout("Amazon Call Analytics", clouds.fits_call_analytics, clouds.read_call_analytics),
    Layout("IBM Watson", clouds.fits_watson, clouds.read_watson),
    Layout("Google Speech-to-Text", clouds.fits_google, clouds.read_google),
    Layout("Azure", azure.fits_batch, azure.read_batch),
    Layout("Azure", azure.fits_fast, azure.read_fast),
    Layout("Azure", azure.fits_sdk, azure.read_sdk),
    Layout("Microsoft Stream", azure.fits_stream, azure.read_stream),
    Layout("Azure Video Indexer", azure.fits_video_indexer, azure.read_video_indexer),
    Layout("Rev", services.fits_rev, services.read_rev),
    Layout("ElevenLabs", services.fits_elevenlabs, services.read_elevenlabs),
    Layout("Gladia", services.fits_gladia, services.read_gladia),
    Layout("AssemblyAI", services.fits_assemblyai, services.read_assemblyai),
    Layout("Trint", meetings.fits_trint, meetings.read_trint),
    Layout("Sonix", meetings.fits_sonix, meetings.read_sonix),
    Layout("Otter", meetings.fits_otter, meetings.read_otter),
    Layout("a paper edit", meetings.fits_paper_edit, meetings.read_paper_edit),
    Layout("Vosk", open_models.fits_vosk, open_models.read_vosk),
    Layout("NVIDIA NeMo", open_models.fits_nemo, open_models.read_nemo),
    Layout("Parakeet", open_models.fits_parakeet, open_models.read_parakeet),
    Layout("Kaldi", open_models.fits_kaldi, open_models.read_kaldi),
)
"""In the order in which they are asked; the first that fits reads the file."""

ROWS = Layout("rows of speech", rows.fits_rows, rows.read_rows)
"""What fits no layout, and yet has rows with texts, speakers and times."""


def find_layout(data: Any) -> Layout | None:
    """The layout of a document; ``None`` where it is none that is known."""
    found = next((layout for layout in LAYOUTS if layout.fits(data)), None)
    return found or (ROWS if rows.fits_rows(data) else None)


def list_known() -> str:
    """The names of all layouts, for a sentence."""
    return ", ".join(dict.fromkeys(layout.name for layout in LAYOUTS))
