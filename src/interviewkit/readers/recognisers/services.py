"""What services write: AssemblyAI, Deepgram, Speechmatics, Rev, ElevenLabs, Gladia."""

from __future__ import annotations

import math
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
from interviewkit.readers.recognisers.words import (
    SpokenWord,
    build_segment,
    split_channels,
    split_words,
)

MILLI = 0.001

_SOUND = re.compile(r"\(.+\)|\[.+\]")

# -- AssemblyAI ------------------------------------------------------------------------------------


def fits_assemblyai(data: Any) -> bool:
    """Whether its words are timed in milliseconds, as AssemblyAI alone does beside a full text."""
    data = get_object(data)
    named = "audio_url" in data or "acoustic_model" in data or "speech_model" in data
    parts = data.get("utterances") or data.get("words") or data.get("sentences")
    first = next(iter(list_objects(parts or data.get("paragraphs"))), {})
    timed = has_keys(first, "text", "start", "end", "confidence")
    return timed and (named or _are_whole(first.get("start"), first.get("end")))


def _are_whole(*values: object) -> bool:
    return all(isinstance(value, int) and not isinstance(value, bool) for value in values)


def read_assemblyai(data: Any, heard: Listening) -> None:
    """Utterances by speaker, else sentences or paragraphs, else words."""
    levels = (list_objects(data.get(key)) for key in ("utterances", "sentences", "paragraphs"))
    parts = next(filter(None, levels), None)
    words = list(_read_timed_words(list_objects(data.get("words")), MILLI))
    if parts:
        for part in parts:
            of = list(_read_timed_words(list_objects(part.get("words")), MILLI))
            heard.said += build_segment(
                read_line(part.get("text")),
                name_speaker(part.get("speaker")),
                read_time(part.get("start"), MILLI),
                read_time(part.get("end"), MILLI),
                of,
                read_share(part.get("confidence")),
            )
    elif words:
        heard.said += split_words(words)
    else:
        heard.said += build_segment(read_line(data.get("text")), "", None, None)
    heard.full = read_text(data.get("text"))
    heard.note_fact("language", data.get("language_code"))
    heard.note_fact("duration", data.get("audio_duration"))
    heard.note_fact("model", pick(data, "speech_model", "acoustic_model"))


def _read_timed_words(words: Sequence[Object], unit: float = 1.0) -> Iterator[SpokenWord]:
    for word in words:
        yield SpokenWord(
            pick_text(word, "punctuated_word", "text", "word"),
            read_time(word.get("start"), unit),
            read_time(word.get("end"), unit),
            read_share(word.get("confidence")),
            name_speaker(word.get("speaker")),
        )


# -- Deepgram --------------------------------------------------------------------------------------


def fits_deepgram(data: Any) -> bool:
    channels = list_objects(get_object(get_object(data).get("results")).get("channels"))
    return bool(channels) and "alternatives" in channels[0]


def read_deepgram(data: Any, heard: Listening) -> None:
    """Utterances where there are any, else the words of each channel, else its paragraphs."""
    results = data["results"]
    channels = list_objects(results["channels"])
    best = [next(iter(list_objects(each.get("alternatives"))), {}) for each in channels]
    utterances = list_objects(results.get("utterances"))
    for each in utterances:
        heard.said += build_segment(
            read_line(each.get("transcript")),
            _name(each, len(channels)),
            read_time(each.get("start")),
            read_time(each.get("end")),
            list(_read_channel_words(each, each.get("channel"), len(channels))),
            read_share(each.get("confidence")),
        )
    if not utterances:
        heard.said += _read_channels(best)
    several = sum(len(list_objects(each.get("alternatives"))) > 1 for each in channels)
    if several:
        heard.notes.append("it has several readings of the whole; the first was taken")
    heard.full = " ".join(read_text(each.get("transcript")) for each in best)
    metadata = get_object(data.get("metadata"))
    heard.note_fact("duration", metadata.get("duration"))
    heard.note_fact("language", pick(channels[0], "detected_language"))
    models = [get_object(each) for each in get_object(metadata.get("model_info")).values()]
    heard.note_fact("model", models[0].get("name") if models else None)


def _read_channels(best: Sequence[Object]) -> Iterator[SpeechPiece]:
    spoken = [list(_read_channel_words(each, n, len(best))) for n, each in enumerate(best)]
    if len(best) > 1:
        yield from split_channels(spoken)
    for channel, words in zip(best, spoken, strict=True):
        if not words:
            yield from _read_paragraphs(channel)
        elif len(best) == 1:
            yield from split_words(words)


def _name(of: Object, channels: int) -> str:
    """Who speaks: on several channels, each has speakers of its own."""
    speaker = name_speaker(of.get("speaker"))
    if channels < 2:
        return speaker
    channel = f"Channel {of.get('channel', 0)}"
    return f"{channel}, {speaker}" if speaker and speaker != "Speaker 0" else channel


def _read_channel_words(of: Object, channel: object, channels: int) -> Iterator[SpokenWord]:
    words = list_objects(of.get("words"))
    for word, read in zip(words, _read_timed_words(words), strict=True):
        yield read._replace(speaker=_name({**word, "channel": channel}, channels))


def _read_paragraphs(channel: Object) -> list[SpeechPiece]:
    """Sentences, for files from which the words were taken; else the text alone."""
    found = list_objects(get_object(channel.get("paragraphs")).get("paragraphs"))
    pieces = [
        piece
        for paragraph in found
        for each in list_objects(paragraph.get("sentences"))
        for piece in build_segment(
            read_line(each.get("text")),
            name_speaker(paragraph.get("speaker")),
            read_time(each.get("start")),
            read_time(each.get("end")),
        )
    ]
    return pieces or build_segment(read_line(channel.get("transcript")), "", None, None)


# -- Speechmatics ----------------------------------------------------------------------------------


def fits_speechmatics(data: Any) -> bool:
    results = list_objects(get_object(data).get("results"))
    return bool(results) and has_keys(results[0], "type", "alternatives")


def read_speechmatics(data: Any, heard: Listening) -> None:
    """Words and signs; where nobody is named, a marked change of the speaker ends a turn."""
    turn = 0
    run: list[SpokenWord] = []
    results = list_objects(data["results"])
    tight = False
    for each in results:
        if each.get("type") == "speaker_change":
            heard.said += (replace(piece, turn=str(turn)) for piece in split_words(run))
            turn, run = turn + 1, []
        elif list_objects(each.get("alternatives")):
            word, attached = _read_result(each, tight=tight)
            if each.get("type") == "punctuation" and run:  # it is of whoever ends with it
                word = word._replace(speaker=run[-1].speaker)
            run.append(word)
            tight = attached in ("next", "both")
    heard.said += (replace(piece, turn=str(turn)) for piece in split_words(run))
    several = sum(len(list_objects(each.get("alternatives"))) > 1 for each in results)
    if several:
        heard.notes.append(f"{several} words have several readings; the first was taken")
    config = get_object(get_object(data.get("metadata")).get("transcription_config"))
    heard.note_fact("language", config.get("language"))
    heard.note_fact("duration", get_object(data.get("job")).get("duration"))
    heard.note_fact("model", config.get("operating_point"))


def _read_result(result: Object, *, tight: bool) -> tuple[SpokenWord, str]:
    """A word or sign, and what it is attached to; ``tight``: the one before is attached to it."""
    best = list_objects(result["alternatives"])[0]
    is_sign = result.get("type") == "punctuation"
    attached = read_text(result.get("attaches_to") or ("previous" if is_sign else "none"))
    word = SpokenWord(
        read_text(best.get("content")),
        read_time(result.get("start_time")),
        read_time(result.get("end_time")),
        None if is_sign else read_share(best.get("confidence")),
        name_speaker(pick(best, "speaker") or result.get("channel")),
        glued=tight or attached in ("previous", "both"),
    )
    return word, attached


# -- Rev -------------------------------------------------------------------------------------------


def fits_rev(data: Any) -> bool:
    found = list_objects(get_object(data).get("monologues"))
    return bool(found) and "elements" in found[0]


def read_rev(data: Any, heard: Listening) -> None:
    """Monologues, of Rev.ai and of Rev's people; their signs bring their own blanks."""
    people = name_people(data.get("speakers"), ("name",))
    for monologue in list_objects(data["monologues"]):
        number = monologue.get("speaker")
        info = get_object(monologue.get("speaker_info"))
        named = pick(monologue, "speaker_name") or pick(info, "display_name", "name")
        speaker = name_speaker(named or people.get(str(number)) or number)
        elements = list_objects(monologue.get("elements"))
        text = " ".join("".join(read_text(each.get("value")) for each in elements).split())
        words = [_read_element(each) for each in elements if each.get("type") != "punct"]
        start = next((word.start for word in words if word.start is not None), None)
        ends = [word.end for word in words if word.end is not None]
        heard.said += build_segment(text, speaker, start, ends[-1] if ends else None, words)


def _read_element(each: Object) -> SpokenWord:
    return SpokenWord(
        read_text(each.get("value")),
        read_time(pick(each, "ts", "timestamp")),
        read_time(pick(each, "end_ts", "end_timestamp")),
        read_share(each.get("confidence")),
    )


# -- ElevenLabs ------------------------------------------------------------------------------------


def fits_elevenlabs(data: Any) -> bool:
    """Whether its words are of types, the blanks between them among these."""
    channels = list_objects(get_object(data).get("transcripts")) or [get_object(data)]
    words = list_objects(channels[0].get("words"))
    return bool(words) and has_keys(words[0], "text", "type") and "language_code" in channels[0]


def read_elevenlabs(data: Any, heard: Listening) -> None:
    channels = list_objects(data.get("transcripts")) or [data]
    spoken = [
        list(_attach_blanks([_read_scribed(word) for word in list_objects(each.get("words"))]))
        for each in channels
    ]
    if len(channels) > 1:
        names = [f"Channel {each.get('channel_index', n)}" for n, each in enumerate(channels)]
        heard.said += split_channels(
            [[word._replace(speaker=name) for word in of]
             for name, of in zip(names, spoken, strict=True)]
        )  # fmt: skip
    else:
        heard.said += split_words(spoken[0])
    heard.full = " ".join(read_text(each.get("text")) for each in channels)
    heard.note_fact("language", channels[0].get("language_code"))


def _read_scribed(word: Object) -> SpokenWord:
    chance = read_number(word.get("logprob"))
    sure = math.exp(chance) if chance is not None and chance <= 0 else None
    return SpokenWord(
        read_text(word.get("text")),
        read_time(word.get("start")),
        read_time(word.get("end")),
        sure,
        name_speaker(word.get("speaker_id")),
    )


def _attach_blanks(words: Sequence[SpokenWord]) -> Iterator[SpokenWord]:
    """Each word with the blank before it; languages without blanks have none. A sound in brackets
    is no part of the words beside it."""
    blank = ""
    for word in words:
        if word.text.strip():
            blank = blank or " " * bool(_SOUND.fullmatch(word.text))
            yield word._replace(text=blank + word.text, glued=not blank)
            blank = " " * bool(_SOUND.fullmatch(word.text))
        else:
            blank = " "


# -- Gladia ----------------------------------------------------------------------------------------


def fits_gladia(data: Any) -> bool:
    return bool(_find_gladia_utterances(data))


def _find_gladia_utterances(data: Any) -> Sequence[Object]:
    data = get_object(data)
    inner = get_object(get_object(data.get("result")).get("transcription"))
    own = data if "full_transcript" in data else {}
    return list_objects((inner or own).get("utterances")) or [
        each for each in list_objects(data.get("prediction")) if "transcription" in each
    ]


def read_gladia(data: Any, heard: Listening) -> None:
    utterances = _find_gladia_utterances(data)
    channels = {read_text(each.get("channel")) for each in utterances}
    for each in utterances:
        speaker = name_speaker(each.get("speaker"))
        if not speaker and len(channels) > 1:
            speaker = f"Channel {read_text(each.get('channel'))}"
        words = [
            SpokenWord(
                read_text(word.get("word")),
                read_time(pick(word, "start", "time_begin")),
                read_time(pick(word, "end", "time_end")),
                read_share(word.get("confidence")),
            )
            for word in list_objects(each.get("words"))
        ]
        start = read_time(pick(each, "start", "time_begin"))
        end = read_time(pick(each, "end", "time_end"))
        text = read_line(pick(each, "text", "transcription"))
        sure = read_share(each.get("confidence"))
        heard.said += build_segment(text, speaker, start, end, words, sure)
    result = get_object(data.get("result"))
    heard.full = read_text(get_object(result.get("transcription")).get("full_transcript"))
    heard.note_fact("duration", get_object(result.get("metadata")).get("audio_duration"))
    heard.note_fact("language", utterances[0].get("language"))
