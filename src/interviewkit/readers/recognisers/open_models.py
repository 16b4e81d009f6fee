"""Recognisers that people run themselves, beside Whisper: Vosk, NeMo, Parakeet, Kaldi; and the
first layout of Speechmatics, which is like Kaldi's."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from interviewkit.readers.join import has_words
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
    split_words,
)

# -- Vosk ------------------------------------------------------------------------------------------


def fits_vosk(data: Any) -> bool:
    """Whether it is one utterance of Vosk, or a list of them; some hold no word."""
    first = next(
        (each for each in _list_vosk(data) if list_objects(_choose(each).get("result"))), {}
    )
    words = list_objects(_choose(first).get("result"))
    return bool(words) and has_keys(words[0], "word", "start", "end")


def _list_vosk(data: Any) -> Sequence[Object]:
    return list_objects(data if isinstance(data, list) else [data])


def _choose(utterance: Object) -> Object:
    return next(iter(list_objects(utterance.get("alternatives"))), utterance)


def read_vosk(data: Any, heard: Listening) -> None:
    several = partial = 0
    for each in _list_vosk(data):
        partial += bool(read_line(each.get("partial")))
        several += len(list_objects(each.get("alternatives"))) > 1
        best = _choose(each)
        words = [
            SpokenWord(
                read_text(word.get("word")),
                read_time(word.get("start")),
                read_time(word.get("end")),
                read_share(word.get("conf")),
                name_speaker(word.get("speaker")),
            )
            for word in list_objects(best.get("result"))
        ]
        if words or read_line(best.get("text")):
            start, end = (words[0].start, words[-1].end) if words else (None, None)
            text, speaker = read_line(best.get("text")), name_speaker(each.get("speaker"))
            heard.said += build_segment(text, speaker, start, end, words)
    if several:
        heard.notes.append(f"{several} places have several readings; the first was taken")
    if partial:
        heard.notes.append(f"{partial} results that were not final were left out")


# -- NVIDIA NeMo, Parakeet -------------------------------------------------------------------------


def fits_nemo(data: Any) -> bool:
    """Whether it has NeMo's time stamps of words and segments, or its diarised sentences."""
    stamps = get_object(get_object(data).get("timestamp"))
    if list_objects(stamps.get("segment")) or list_objects(stamps.get("word")):
        return True
    sentences = list_objects(get_object(data).get("sentences"))
    return bool(sentences) and has_keys(sentences[0], "sentence", "start_time")


def read_nemo(data: Any, heard: Listening) -> None:
    stamps = get_object(data.get("timestamp"))
    words = [
        _read_nemo_word(each) for each in list_objects(stamps.get("word") or data.get("words"))
    ]
    parts = list_objects(stamps.get("segment") or data.get("sentences"))
    texts = [read_line(pick(each, "segment", "sentence")) for each in parts]
    if not parts:
        heard.said += split_words(words)
    for part, text, of in zip(parts, texts, deal_words(texts, words), strict=True):
        heard.said += build_segment(
            text,
            name_speaker(pick(part, "speaker", "speaker_label")),
            read_time(pick(part, "start", "start_time")),
            read_time(pick(part, "end", "end_time")),
            of,
        )
    heard.full = pick_text(data, "text", "transcription")


def _read_nemo_word(word: Object) -> SpokenWord:
    return SpokenWord(
        read_text(word.get("word")),
        read_time(pick(word, "start", "start_time")),
        read_time(pick(word, "end", "end_time")),
        read_share(pick(word, "confidence", "conf")),
        name_speaker(pick(word, "speaker", "speaker_label")),
    )


def fits_parakeet(data: Any) -> bool:
    """Whether it is Parakeet's on MLX: sentences of tokens."""
    sentences = list_objects(get_object(data).get("sentences"))
    return bool(sentences) and has_keys(sentences[0], "text", "start", "tokens")


def read_parakeet(data: Any, heard: Listening) -> None:
    for part in list_objects(data["sentences"]):
        tokens = [
            SpokenWord(
                read_text(token.get("text")),
                read_time(token.get("start")),
                read_time(token.get("end")),
                read_share(token.get("confidence")),
            )
            for token in list_objects(part.get("tokens"))
        ]
        heard.said += build_segment(
            read_line(part.get("text")),
            name_speaker(part.get("speaker")),
            read_time(part.get("start")),
            read_time(part.get("end")),
            list(join_tokens(tokens)),
            read_share(part.get("confidence")),
        )
    heard.full = read_text(data.get("text"))


# -- Kaldi, as the BBC keeps it --------------------------------------------------------------------


def fits_kaldi(data: Any) -> bool:
    words = list_objects(_find_kaldi(data).get("words"))
    return bool(words) and has_keys(words[0], "word", "start", "end", "punct")


def _find_kaldi(data: Any) -> Object:
    data = get_object(data)
    return get_object(data.get("retval")) or data


def read_kaldi(data: Any, heard: Listening) -> None:
    """Words; beside them, who speaks from when for how long."""
    inner = _find_kaldi(data)
    segments = list_objects(get_object(inner.get("segmentation")).get("segments"))
    spans = [(each.get("start"), each.get("duration"), _name_segment(each)) for each in segments]
    words = [
        SpokenWord(
            pick_text(word, "punct", "word"),
            read_time(word.get("start")),
            read_time(word.get("end")),
            read_share(word.get("confidence")),
        )
        for word in list_objects(inner["words"])
    ]
    heard.said += split_words(name_by_spans(words, read_spans(spans)))


def _name_segment(segment: Object) -> object:
    speaker = segment.get("speaker")
    return speaker.get("@id") if isinstance(speaker, dict) else speaker


# -- Speechmatics, before 2019 ---------------------------------------------------------------------


def fits_early_speechmatics(data: Any) -> bool:
    """Whether its words have a ``name`` for what they say, as Speechmatics' first layout has."""
    words = list_objects(get_object(data).get("words"))
    return bool(words) and has_keys(words[0], "name", "time", "duration")


def read_early_speechmatics(data: Any, heard: Listening) -> None:
    """Words and full stops; beside them, who speaks from when for how long."""
    spans = [
        (each.get("time"), each.get("duration"), each.get("name"))
        for each in list_objects(data.get("speakers"))
    ]
    words = list(_read_named_words(list_objects(data["words"])))
    heard.said += split_words(name_by_spans(words, read_spans(spans)))
    job = get_object(data.get("job"))
    heard.note_fact("language", job.get("lang"))
    heard.note_fact("duration", job.get("duration"))


def _read_named_words(words: Sequence[Object]) -> Iterator[SpokenWord]:
    for word in words:
        text = read_text(word.get("name"))
        start, length = read_time(word.get("time")), read_time(word.get("duration"))
        end = None if start is None or length is None else round(start + length, 6)
        if has_words(text):
            yield SpokenWord(text, start, end, read_share(word.get("confidence")))
        else:  # a sign, whose time is the silence behind it
            yield SpokenWord(text, glued=True)


# -- who speaks when, beside the words -------------------------------------------------------------

Span = tuple[float, float, str]
"""From when to when who speaks, in seconds."""


def read_spans(spans: Iterable[tuple[object, object, object]]) -> list[Span]:
    """Start, length and speaker as a file has them, in order; what has no time is left out."""
    found = []
    for begin, duration, who in spans:
        start, length = read_time(begin), read_time(duration)
        if start is not None and length is not None:
            found.append((start, start + length, name_speaker(who)))
    return sorted(found)


def name_by_spans(words: Sequence[SpokenWord], spans: Sequence[Span]) -> list[SpokenWord]:
    """The words with whoever speaks when they begin; a sign is of the word before it."""
    starts = [start for start, _, _ in spans]
    named: list[SpokenWord] = []
    for word in words:
        speaker = named[-1].speaker if named and word.glued else ""
        at = bisect_right(starts, word.start) - 1 if word.start is not None else -1
        if not word.glued and at >= 0 and word.start is not None and word.start < spans[at][1]:
            speaker = spans[at][2]
        named.append(word._replace(speaker=speaker))
    return named
