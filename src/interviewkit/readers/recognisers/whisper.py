"""Whisper and what is built on it: OpenAI's own JSON, whisper-timestamped, WhisperX,
faster-whisper, whisper.cpp, insanely-fast-whisper and Hugging Face's pipeline.

All have segments of text; most time words within them, some name a speaker of each word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from interviewkit.readers.contract import SpeechPiece
from interviewkit.readers.recognisers.listening import Listening
from interviewkit.readers.recognisers.values import (
    Object,
    get_object,
    has_keys,
    list_objects,
    name_speaker,
    pick,
    pick_text,
    read_line,
    read_share,
    read_text,
    read_time,
)
from interviewkit.readers.recognisers.words import (
    SpokenWord,
    build_segment,
    deal_words,
    join_tokens,
    split_by_pause,
    split_words,
)

SPEAKER_KEYS = ("speaker", "speaker_label", "speaker_name", "speaker_id", "spk")
"""Under one of them the many tools that add speakers to segments keep who speaks."""

NO_SPEECH = 0.6
"""Whisper itself takes a segment for silence from this probability on, if it is unsure as well."""

FEW_WORDS = 1.5
"""Segments with no more words than this, on average, are words."""

_DISFLUENCY = "[*]"
"""Where whisper-timestamped hears a filler and does not write it."""

_SPECIAL = re.compile(r"\[_[A-Z]+_?\d*_?\]|<\|[^|]*\|>")
"""Tokens that are no words: ``[_BEG_]``, ``<|en|>``."""


# -- segments --------------------------------------------------------------------------------------


def fits_segments(data: Any) -> bool:
    """Whether it has a list of segments, each with a text and a start."""
    segments = data.get("segments") if isinstance(data, dict) else None
    found = list_objects(segments)
    return bool(found) and all("text" in each for each in found[:3]) and (
        any("start" in each for each in found[:3]) or "words" in found[0]
    )  # fmt: skip


def read_segments(data: Any, heard: Listening) -> None:
    """Segments with or without words; words that stand beside the segments go into them."""
    segments = list_objects(data["segments"])
    words = [_read_words(each.get("words")) for each in segments]
    beside = _read_words(data.get("words"))
    if beside and not any(words):
        words = deal_words([read_line(each.get("text")) for each in segments], beside)
    doubtful = 0
    for segment, of in zip(segments, words, strict=True):
        doubtful += (read_share(segment.get("no_speech_prob")) or 0) > NO_SPEECH
        heard.said += _read_segment(segment, of)
    if doubtful:
        heard.notes.append(
            f"in {doubtful} of {len(segments)} segments Whisper itself doubts that anybody speaks; "
            "they were kept"
        )
    heard.full = read_text(data.get("text"))
    _note_facts(data, heard)


def _note_facts(data: Object, heard: Listening) -> None:
    info = get_object(data.get("info"))
    heard.note_fact("language", pick(data, "language") or info.get("language"))
    heard.note_fact("duration", pick(data, "duration") or info.get("duration"))
    heard.note_fact("model", data.get("model"))


def _read_segment(segment: Object, words: Sequence[SpokenWord]) -> list[SpeechPiece]:
    return build_segment(
        read_line(segment.get("text")),
        name_speaker(pick(segment, *SPEAKER_KEYS)),
        read_time(segment.get("start")),
        read_time(segment.get("end")),
        words,
        read_share(pick(segment, "confidence", "avg_confidence", "probability")),
    )


def _read_words(value: object) -> list[SpokenWord]:
    """Words as all of these tools write them; OpenAI, faster-whisper and WhisperX say ``word``,
    whisper-timestamped ``text``."""
    return [
        SpokenWord(
            said,
            read_time(word.get("start")),
            read_time(word.get("end")),
            read_share(pick(word, "confidence", "probability", "score")),
            name_speaker(pick(word, *SPEAKER_KEYS)),
        )
        for word in list_objects(value)
        if (said := pick_text(word, "word", "text")).strip() not in ("", _DISFLUENCY)
    ]


def fits_word_segments(data: Any) -> bool:
    """Whether it has WhisperX's aligned words and no segments."""
    return bool(isinstance(data, dict) and list_objects(data.get("word_segments")))


def read_word_segments(data: Any, heard: Listening) -> None:
    heard.said += split_words(_read_words(data["word_segments"]))
    _note_facts(data, heard)


# -- faster-whisper's tuples -----------------------------------------------------------------------


def fits_tuples(data: Any) -> bool:
    """Whether it is a list of faster-whisper's segments as tuples: id, seek, start, end, text."""
    rows = data.get("segments") if isinstance(data, dict) else data
    first = rows[0] if isinstance(rows, list) and rows else None
    return (
        isinstance(first, list)
        and len(first) >= 5
        and isinstance(first[4], str)
        and read_time(first[2]) is not None
    )


def read_tuples(data: Any, heard: Listening) -> None:
    rows = data["segments"] if isinstance(data, dict) else data
    for row in rows:
        if isinstance(row, list) and len(row) >= 5:
            words: list[Any] = next((each for each in row[5:] if _is_words(each)), [])
            spoken = [
                SpokenWord(read_text(word[2]), read_time(word[0]), read_time(word[1]),
                           read_share(word[3]) if len(word) > 3 else None)
                for word in words
            ]  # fmt: skip
            start, end = read_time(row[2]), read_time(row[3])
            heard.said += build_segment(read_line(row[4]), "", start, end, spoken)
    if isinstance(data, dict):
        _note_facts(data, heard)


def _is_words(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(w, list) and len(w) > 2 and isinstance(w[2], str) for w in value)
    )


# -- chunks: insanely-fast-whisper, Hugging Face ---------------------------------------------------


def fits_chunks(data: Any) -> bool:
    """Whether it has chunks with a ``timestamp`` of two numbers."""
    if not isinstance(data, dict):
        return False
    chunks = [*list_objects(data.get("speakers")), *list_objects(data.get("chunks"))]
    return bool(chunks) and has_keys(chunks[0], "timestamp", "text")


def read_chunks(data: Any, heard: Listening) -> None:
    """Chunks by speaker where they are given, else plain ones; short ones are words."""
    spoken = list_objects(data.get("speakers"))
    chunks = list_objects(data.get("chunks"))
    words = [_read_chunk(each) for each in (spoken or chunks)]
    if not spoken and _are_words([word.text for word in words]):
        heard.said += split_words(words)
    else:
        for word in words:
            heard.said += build_segment(
                read_line(word.text), word.speaker, word.start, word.end
            )  # fmt: skip
    heard.full = read_text(data.get("text"))
    _note_facts(data, heard)


def _read_chunk(chunk: Object) -> SpokenWord:
    times = chunk.get("timestamp")
    start, end = times if isinstance(times, list) and len(times) == 2 else (None, None)
    speaker = name_speaker(chunk.get("speaker"))
    return SpokenWord(read_text(chunk.get("text")), read_time(start), read_time(end), None, speaker)


def _are_words(texts: Sequence[str]) -> bool:
    counted = [len(text.split()) for text in texts if text.strip()]
    return len(counted) > 1 and sum(counted) <= FEW_WORDS * len(counted)


# -- whisper.cpp -----------------------------------------------------------------------------------


def fits_whisper_cpp(data: Any) -> bool:
    """Whether it is what ``-oj`` and ``-ojf`` write."""
    found = list_objects(data.get("transcription")) if isinstance(data, dict) else []
    timed = bool(found) and ("offsets" in found[0] or "timestamps" in found[0])
    return timed and "text" in found[0]


def read_whisper_cpp(data: Any, heard: Listening) -> None:
    """Segments, their tokens put together to words; with ``-ml 1`` each segment is a word.

    A change of the speaker that is marked (``-tdrz``) ends a turn, though nobody is named.
    """
    segments = list_objects(data["transcription"])
    if _are_words([read_text(each.get("text")) for each in segments]):
        heard.said += split_by_pause(_read_timed(each) for each in segments)
    else:
        heard.said += _read_cpp_segments(segments)
    heard.note_fact("language", get_object(data.get("result")).get("language"))
    heard.note_fact("model", get_object(data.get("model")).get("type"))


def _read_cpp_segments(segments: Sequence[Object]) -> Iterator[SpeechPiece]:
    turn = 0
    for segment in segments:
        whole = _read_timed(segment)
        speaker = name_speaker(segment.get("speaker"))
        words = list(join_tokens(_read_tokens(list_objects(segment.get("tokens")))))
        text = " ".join(_SPECIAL.sub("", whole.text).split())
        for piece in build_segment(text, speaker, whole.start, whole.end, words):
            yield replace(piece, turn=str(turn))
        turn += segment.get("speaker_turn_next") is True


def _read_timed(of: Object) -> SpokenWord:
    """A segment or a token: milliseconds in ``offsets``, the same as a clock in ``timestamps``."""
    offsets, clock = get_object(of.get("offsets")), get_object(of.get("timestamps"))
    start, end = (
        read_time(offsets[key], 0.001) if key in offsets else read_time(clock.get(key))
        for key in ("from", "to")
    )
    return SpokenWord(read_text(of.get("text")), start, end, read_share(of.get("p")))


def _read_tokens(tokens: Sequence[Object]) -> list[SpokenWord]:
    parts = map(_read_timed, tokens)
    return [part for part in parts if not _SPECIAL.fullmatch(part.text.strip())]
