"""What Microsoft writes: Azure's batch and fast transcription, its SDK, Stream and Teams, and Video
Indexer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from interviewkit.readers.recognisers.listening import Listening
from interviewkit.readers.recognisers.values import (
    TICKS,
    Object,
    get_object,
    has_keys,
    list_objects,
    name_people,
    name_speaker,
    pick,
    pick_text,
    read_line,
    read_share,
    read_text,
    read_time,
)
from interviewkit.readers.recognisers.words import SpokenWord, build_segment


def fits_batch(data: Any) -> bool:
    """Whether it is a batch transcription."""
    return bool(isinstance(data, dict) and list_objects(data.get("recognizedPhrases")))


def read_batch(data: Any, heard: Listening) -> None:
    """Recognised phrases; a phrase of several channels stands once for each."""
    phrases = list_objects(data["recognizedPhrases"])
    channels = {read_text(each.get("channel")) for each in phrases}
    several = sum(len(list_objects(each.get("nBest"))) > 1 for each in phrases)
    if several:
        heard.notes.append(f"{several} phrases have several readings; the first was taken")
    for phrase in phrases:
        speaker = name_speaker(phrase.get("speaker"))
        if not speaker and len(channels) > 1:
            speaker = f"Channel {read_text(phrase.get('channel'))}"
        _read_phrase(phrase, speaker, heard)
    heard.full = " ".join(
        read_text(each.get("display"))
        for each in list_objects(data.get("combinedRecognizedPhrases"))
    )
    heard.note_fact("duration", read_time(data.get("duration")))


def _read_phrase(phrase: Object, speaker: str, heard: Listening) -> None:
    """One phrase of the batch or of the SDK, which differ in how they write its keys."""
    best = next(iter(list_objects(pick(phrase, "nBest", "NBest"))), {})
    text = read_line(pick(best, "display", "Display") or pick(phrase, "DisplayText", "Text"))
    words = list_objects(best.get("displayWords")) or list_objects(pick(best, "words", "Words"))
    start, end = _read_span(phrase)
    sure = read_share(pick(best, "confidence", "Confidence"))
    heard.said += build_segment(text, speaker, start, end, list(_read_words(words, sure)), sure)


def _read_words(words: Sequence[Object], sure: float | None) -> Iterator[SpokenWord]:
    for word in words:
        start, end = _read_span(word)
        known = read_share(pick(word, "confidence", "Confidence"))
        text = pick_text(word, "displayText", "word", "Word", "text")
        yield SpokenWord(text, start, end, sure if known is None else known)


def _read_span(of: Object) -> tuple[float | None, float | None]:
    """Start and end, from ticks, milliseconds, or a written time, and how long it takes."""
    begin = read_time(pick(of, "offsetInTicks", "Offset"), 1 / TICKS)
    length = read_time(pick(of, "durationInTicks", "Duration"), 1 / TICKS)
    if begin is None:
        begin = read_time(pick(of, "offsetMilliseconds", "offsetInMs"), 0.001)
        length = read_time(pick(of, "durationMilliseconds", "durationInMs"), 0.001)
    if begin is None:
        begin, length = read_time(of.get("offset")), read_time(of.get("duration"))
    return begin, None if begin is None or length is None else round(begin + length, 6)


def fits_fast(data: Any) -> bool:
    """Whether it is a fast transcription."""
    phrases = list_objects(get_object(data).get("phrases"))
    return bool(phrases) and "text" in phrases[0] and _read_span(phrases[0])[0] is not None


def read_fast(data: Any, heard: Listening) -> None:
    phrases = list_objects(data["phrases"])
    channels = {read_text(each.get("channel")) for each in phrases}
    for phrase in phrases:
        speaker = name_speaker(phrase.get("speaker"))
        if not speaker and len(channels) > 1:
            speaker = f"Channel {read_text(phrase.get('channel'))}"
        start, end = _read_span(phrase)
        sure = read_share(phrase.get("confidence"))
        words = list(_read_words(list_objects(phrase.get("words")), sure))
        heard.said += build_segment(read_line(phrase.get("text")), speaker, start, end, words, sure)
    heard.full = " ".join(
        read_text(each.get("text")) for each in list_objects(data.get("combinedPhrases"))
    )
    heard.note_fact("duration", read_time(data.get("durationMilliseconds"), 0.001))
    heard.note_fact("language", phrases[0].get("locale"))


def fits_sdk(data: Any) -> bool:
    """Whether it is one result of the SDK, or a list of them."""
    first = data[0] if isinstance(data, list) and data else data
    return has_keys(first, "RecognitionStatus") or (
        has_keys(first, "Offset", "Duration") and ("NBest" in first or "DisplayText" in first)
    )


def read_sdk(data: Any, heard: Listening) -> None:
    for each in list_objects(data if isinstance(data, list) else [data]):
        _read_phrase(each, name_speaker(pick(each, "SpeakerId", "Speaker")), heard)


# -- Stream, Teams ---------------------------------------------------------------------------------


def fits_stream(data: Any) -> bool:
    """Whether it is a transcript of Stream, in which Teams keeps its recordings."""
    entries = list_objects(get_object(data).get("entries"))
    return bool(entries) and has_keys(entries[0], "text", "startOffset")


def read_stream(data: Any, heard: Listening) -> None:
    for entry in list_objects(data["entries"]):
        heard.said += build_segment(
            read_line(entry.get("text")),
            name_speaker(pick(entry, "speakerDisplayName", "speakerId")),
            read_time(entry.get("startOffset")),
            read_time(entry.get("endOffset")),
            confidence=read_share(entry.get("confidence")) or None,
        )
    heard.note_fact("language", list_objects(data["entries"])[0].get("spokenLanguageTag"))


# -- Video Indexer ---------------------------------------------------------------------------------


def fits_video_indexer(data: Any) -> bool:
    videos = list_objects(get_object(data).get("videos"))
    return bool(videos) and "transcript" in get_object(videos[0].get("insights"))


def read_video_indexer(data: Any, heard: Listening) -> None:
    for video in list_objects(data["videos"]):
        insights = get_object(video.get("insights"))
        people = name_people(insights.get("speakers"), ("name",))
        for line in list_objects(insights.get("transcript")):
            at = next(iter(list_objects(line.get("instances"))), {})
            speaker = people.get(str(line.get("speakerId")), "")
            heard.said += build_segment(
                read_line(line.get("text")),
                name_speaker(speaker or line.get("speakerId")),
                read_time(pick(at, "adjustedStart", "start")),
                read_time(pick(at, "adjustedEnd", "end")),
                confidence=read_share(line.get("confidence")),
            )
        heard.note_fact("language", insights.get("language"))
