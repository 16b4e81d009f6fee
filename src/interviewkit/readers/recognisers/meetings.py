"""What services for meetings and editors of recordings write: Trint, Sonix, Otter, and editors'
paper edits; and what Zoom writes that holds no words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from interviewkit.readers.contract import Aside, SpeechPiece
from interviewkit.readers.recognisers.listening import Listening
from interviewkit.readers.recognisers.values import (
    Object,
    get_object,
    has_keys,
    list_objects,
    name_people,
    name_speaker,
    pick,
    pick_text,
    read_line,
    read_number,
    read_share,
    read_text,
    read_time,
)
from interviewkit.readers.recognisers.words import SpokenWord, build_segment, split_words

# -- Trint -----------------------------------------------------------------------------------------


def fits_trint(data: Any) -> bool:
    words = list_objects(_find_trint(data).get("words"))
    return bool(words) and has_keys(words[0], "value", "time", "duration")


def _find_trint(data: Any) -> Object:
    data = get_object(data)
    return get_object(data.get("transcript")) or data


def read_trint(data: Any, heard: Listening) -> None:
    """Words in milliseconds; one that somebody struck out is set aside."""
    inner = _find_trint(data)
    people = name_people(inner.get("speakers"), ("name",))
    said_by = {
        str(each.get("id")): people.get(str(each.get("speaker")), each.get("speaker"))
        for each in list_objects(inner.get("paragraphs"))
    }
    turns: list[tuple[str, SpokenWord]] = []
    for word in list_objects(inner["words"]):
        paragraph = str(pick(word, "paragraphId", "para") or "")
        spoken = _read_trint_word(word, word.get("speaker") or said_by.get(paragraph))
        if word.get("strikethrough") is True:
            heard.aside.append(Aside(0, spoken.text, "words that were struck out"))
        else:
            turns.append((paragraph, spoken))
    for paragraph, run in groupby(turns, key=lambda each: each[0]):
        for piece in split_words([word for _, word in run]):
            heard.said.append(_mark(piece, paragraph))
    heard.note_fact("title", data.get("title"))


def _mark(piece: SpeechPiece, paragraph: str) -> SpeechPiece:
    """Where nobody is named, paragraphs are what parts turns."""
    return piece if piece.speaker else SpeechPiece(
        "", piece.text, piece.start, piece.end, turn=paragraph, words=piece.words
    )  # fmt: skip


def _read_trint_word(word: Object, speaker: object) -> SpokenWord:
    start = read_time(word.get("time"), 0.001)
    length = read_time(word.get("duration"), 0.001)
    end = None if start is None or length is None else round(start + length, 3)
    return SpokenWord(read_text(word.get("value")), start, end, None, name_speaker(speaker))


# -- Sonix -----------------------------------------------------------------------------------------


def fits_sonix(data: Any) -> bool:
    found = list_objects(get_object(data).get("transcript"))
    return bool(found) and "start_time" in found[0] and ("words" in found[0] or "text" in found[0])


def read_sonix(data: Any, heard: Listening) -> None:
    for part in list_objects(data["transcript"]):
        words = [
            SpokenWord(
                pick_text(word, "text", "word"),
                read_time(word.get("start_time")),
                read_time(word.get("end_time")),
                read_share(pick(word, "confidence", "confidence_score")),
            )
            for word in list_objects(part.get("words"))
        ]
        heard.said += build_segment(
            read_line(part.get("text")),
            name_speaker(part.get("speaker")),
            read_time(part.get("start_time")),
            read_time(part.get("end_time")),
            words,
        )
    heard.note_fact("title", data.get("name"))
    heard.note_fact("language", data.get("language"))


# -- Otter -----------------------------------------------------------------------------------------

SAMPLES = 16_000
"""Otter counts samples of the recording: so many are a second."""


def fits_otter(data: Any) -> bool:
    found = list_objects(_find_otter(data).get("transcripts"))
    return bool(found) and has_keys(found[0], "transcript", "start_offset")


def _find_otter(data: Any) -> Object:
    data = get_object(data)
    return get_object(data.get("speech")) or data


def read_otter(data: Any, heard: Listening) -> None:
    speech = _find_otter(data)
    people = name_people(speech.get("speakers"), ("speaker_name", "name"), ("speaker_id", "id"))
    for part in list_objects(speech["transcripts"]):
        number = pick(part, "speaker_id")
        named = pick(part, "speaker_name") or people.get(str(number))
        heard.said += build_segment(
            read_line(part.get("transcript")),
            name_speaker(named or pick(part, "label", "speaker_model_label")),
            read_time(part.get("start_offset"), 1 / SAMPLES),
            read_time(part.get("end_offset"), 1 / SAMPLES),
        )
    heard.note_fact("title", speech.get("title"))
    heard.note_fact("duration", speech.get("duration"))


# -- paper edits: words beside paragraphs ----------------------------------------------------------


def fits_paper_edit(data: Any) -> bool:
    data = get_object(data)
    words, parts = list_objects(data.get("words")), list_objects(data.get("paragraphs"))
    timed = bool(words and parts) and has_keys(words[0], "text", "start", "end")
    return timed and has_keys(parts[0], "speaker", "start", "end") and "text" not in parts[0]


def read_paper_edit(data: Any, heard: Listening) -> None:
    """Words, each said by whoever has the paragraph in which it begins."""
    parts = sorted(
        list_objects(data["paragraphs"]), key=lambda each: read_number(each.get("start")) or 0.0
    )
    heard.said += split_words(list(_name_words(list_objects(data["words"]), parts)))


def _name_words(words: Sequence[Object], parts: Sequence[Object]) -> Iterator[SpokenWord]:
    place = 0
    for word in words:
        start = read_time(word.get("start"))
        while (
            place + 1 < len(parts)
            and start is not None
            and (read_number(parts[place + 1].get("start")) or 0.0) <= start
        ):
            place += 1
        speaker = name_speaker(parts[place].get("speaker"))
        text, sure = read_text(word.get("text")), read_share(word.get("confidence"))
        yield SpokenWord(text, start, read_time(word.get("end")), sure, speaker)


# -- without words ---------------------------------------------------------------------------------


def explain_wordless(data: Any) -> str:
    """What a file of a known service is that holds no words; empty for any other."""
    data = get_object(data)
    timeline = list_objects(data.get("timeline"))
    if timeline and "users" in timeline[0]:
        return "it is Zoom's timeline, which says who spoke when, and no words"
    if "TranscriptionJob" in data or has_keys(data, "jobName", "status", "accountId"):
        return "it describes a transcription job of Amazon, and holds no words"
    status = read_line(data.get("status")).casefold()
    if status in ("queued", "processing", "running", "in_progress", "notstarted", "transcribing"):
        return f"the service says {status!r}: it had not finished when this was saved"
    if status in ("error", "failed") or "error" in data:
        error = data.get("error")
        why = read_line(pick(get_object(error), "message") or error)
        return f"it holds an error of the service: {why[:120]}" if why else ""
    return ""
