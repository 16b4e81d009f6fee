"""What the large clouds write: Amazon Transcribe, Google Speech-to-Text, IBM Watson."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from interviewkit.readers.recognisers.listening import Listening
from interviewkit.readers.recognisers.values import (
    Object,
    get_object,
    has_keys,
    list_objects,
    list_rows,
    name_speaker,
    pick,
    read_line,
    read_share,
    read_text,
    read_time,
)
from interviewkit.readers.recognisers.words import (
    SpokenWord,
    build_segment,
    split_by_speaker,
    split_channels,
    split_words,
)


def tell_alternatives(
    results: Sequence[Object], heard: Listening, key: str = "alternatives"
) -> None:
    """Say in how many places there are other readings than the first."""
    several = sum(len(list_objects(each.get(key))) > 1 for each in results)
    if several:
        heard.notes.append(f"{several} places have several readings; the first was taken")


# -- Amazon ----------------------------------------------------------------------------------------


def fits_amazon(data: Any) -> bool:
    """Whether it has items of pronunciation and punctuation."""
    results = get_object(get_object(data).get("results"))
    return "items" in results or "channel_labels" in results


def read_amazon(data: Any, heard: Listening) -> None:
    """Items by speaker, by channel, or by silence. Segments of audio say the same once more and are
    not read beside the items."""
    results = data["results"]
    channels = list_objects(get_object(results.get("channel_labels")).get("channels"))
    items = list_objects(results.get("items"))
    if channels:
        spoken = [
            list(_read_items(list_objects(each.get("items")), {}, _name_channel(each)))
            for each in channels
        ]
        heard.said += split_channels(spoken)
    else:
        heard.said += split_words(list(_read_items(items, _find_labels(results), "")))
    tell_alternatives(items, heard)
    heard.full = " ".join(
        read_text(each.get("transcript")) for each in list_objects(results.get("transcripts"))
    )
    heard.note_fact("language", pick(results, "language_code"))


def _name_channel(channel: Object) -> str:
    """``ch_0`` as a speaker: each channel of a recording is somebody's microphone."""
    return f"Channel {read_line(channel.get('channel_label')).removeprefix('ch_')}"


def _find_labels(results: Object) -> Mapping[str, str]:
    """Start of an item, as it is written → who speaks, for files whose items do not say so."""
    segments = list_objects(get_object(results.get("speaker_labels")).get("segments"))
    return {
        read_text(item.get("start_time")): name_speaker(
            pick(item, "speaker_label") or segment.get("speaker_label")
        )
        for segment in segments
        for item in list_objects(segment.get("items"))
    }


def _read_items(
    items: Sequence[Object], labels: Mapping[str, str], channel: str
) -> Iterator[SpokenWord]:
    speaker = channel
    for item in items:
        best = next(iter(list_objects(item.get("alternatives"))), {})
        is_sign = item.get("type") == "punctuation"
        if not channel and not is_sign:
            known = name_speaker(item.get("speaker_label"))
            speaker = known or labels.get(read_text(item.get("start_time")), "")
        yield SpokenWord(
            read_text(best.get("content")),
            read_time(item.get("start_time")),
            read_time(item.get("end_time")),
            None if is_sign else read_share(best.get("confidence")),
            speaker,
            glued=is_sign,
        )


def fits_call_analytics(data: Any) -> bool:
    """Whether it is Amazon's analysis of a call."""
    turns = list_objects(get_object(data).get("Transcript"))
    return bool(turns) and has_keys(turns[0], "Content", "BeginOffsetMillis")


def read_call_analytics(data: Any, heard: Listening) -> None:
    for turn in list_objects(data["Transcript"]):
        words = [
            SpokenWord(
                read_text(item.get("Content")),
                read_time(item.get("BeginOffsetMillis"), 0.001),
                read_time(item.get("EndOffsetMillis"), 0.001),
                read_share(item.get("Confidence")),
            )
            for item in list_objects(turn.get("Items"))
        ]
        heard.said += build_segment(
            read_line(turn.get("Content")),
            name_speaker(pick(turn, "ParticipantRole", "ParticipantId")).capitalize(),
            read_time(turn.get("BeginOffsetMillis"), 0.001),
            read_time(turn.get("EndOffsetMillis"), 0.001),
            words,
        )
    heard.note_fact("language", data.get("LanguageCode"))


# -- Google ----------------------------------------------------------------------------------------


def fits_google(data: Any) -> bool:
    """Whether it has results with alternatives of words or a transcript, and no items."""
    results = list_objects(find_google_results(data))
    best = next((list_objects(each.get("alternatives")) for each in results if each), [])
    return bool(best) and not has_keys(best[0], "timestamps") and (
        "words" in best[0] or "transcript" in best[0]
    ) and not has_keys(results[0], "type")  # fmt: skip


def find_google_results(data: Any) -> Any:
    """The results, also within an operation, or a file of a batch."""
    data = get_object(data)
    data = get_object(data.get("response")) or data
    results = data.get("results")
    if isinstance(results, dict):  # of a batch: path → result
        for each in results.values():
            inline = get_object(get_object(each).get("inlineResult"))
            found = get_object(pick(get_object(each), "transcript") or inline.get("transcript"))
            if list_objects(found.get("results")):
                return found["results"]
    return results


def read_google(data: Any, heard: Listening) -> None:
    """Results in order. With diarisation the last one repeats every word, and says who spoke: then
    it alone is read."""
    results = list_objects(find_google_results(data))
    tell_alternatives(results, heard)
    channels: dict[str, list[Object]] = {}
    for each in results:
        key = str(pick(each, "channelTag", "channel_tag") or "")
        channels.setdefault(key, []).append(each)
    for channel, of in channels.items():
        name = f"Channel {channel}" if channel and len(channels) > 1 else ""
        _read_channel(of, name, heard)
    languages = (pick(each, "languageCode", "language_code") for each in results)
    heard.note_fact("language", next(filter(None, languages), None))


def _read_channel(results: Sequence[Object], channel: str, heard: Listening) -> None:
    best = [next(iter(list_objects(each.get("alternatives"))), {}) for each in results]
    words = [list(_read_google_words(each, channel)) for each in best]
    if not channel and _is_repeated(words):
        heard.said += split_by_speaker(words[-1])
        heard.notes.append(
            f"the last of its {len(words)} results repeats the words of the others "
            f"({sum(map(len, words[:-1])):,}) and says who spoke; it alone was read "
            f"({len(words[-1]):,} words)"
        )
        return
    for alternative, of in zip(best, words, strict=True):
        start, end = (of[0].start, of[-1].end) if of else (None, None)
        text = read_line(alternative.get("transcript"))
        sure = read_share(alternative.get("confidence"))
        heard.said += build_segment(text, channel, start, end, of, sure)


def _is_repeated(words: Sequence[Sequence[SpokenWord]]) -> bool:
    """Whether the last result says who spoke, and begins where the first one did."""
    first = next((of[0] for of in words[:-1] if of), None)
    if first is None or not any(word.speaker for word in words[-1]):
        return False
    again = words[-1][0]
    return (again.start, again.text.casefold()) == (first.start, first.text.casefold())


def _read_google_words(alternative: Object, channel: str) -> Iterator[SpokenWord]:
    for word in list_objects(alternative.get("words")):
        tag = pick(word, "speakerLabel", "speaker_label", "speakerTag", "speaker_tag")
        yield SpokenWord(
            read_text(word.get("word")),
            read_time(pick(word, "startTime", "start_time", "startOffset", "start_offset")),
            read_time(pick(word, "endTime", "end_time", "endOffset", "end_offset")),
            read_share(word.get("confidence")) or None,
            channel or name_speaker(None if tag in (0, "0", "") else tag),
        )


# -- IBM -------------------------------------------------------------------------------------------


def fits_watson(data: Any) -> bool:
    """Whether its alternatives have ``timestamps`` as Watson writes them."""
    results = list_objects(get_object(data).get("results"))
    best = next(iter(list_objects(results[0].get("alternatives"))), {}) if results else {}
    times = best.get("timestamps")
    return isinstance(times, list) and all(isinstance(each, list) for each in times)


def read_watson(data: Any, heard: Listening) -> None:
    results = list_objects(data["results"])
    tell_alternatives(results, heard)
    speakers = {
        read_time(each.get("from")): name_speaker(each.get("speaker"))
        for each in list_objects(data.get("speaker_labels"))
    }
    for result in results:
        best = next(iter(list_objects(result.get("alternatives"))), {})
        words = list(_read_watson_words(best, speakers))
        start, end = (words[0].start, words[-1].end) if words else (None, None)
        heard.said += build_segment(read_line(best.get("transcript")), "", start, end, words)


def _read_watson_words(best: Object, speakers: Mapping[float | None, str]) -> Iterator[SpokenWord]:
    sure = [read_share(pair[1]) for pair in list_rows(best.get("word_confidence"), 2)]
    rows = list_rows(best.get("timestamps"), 3)
    known = sure if len(sure) == len(rows) else [None] * len(rows)
    for (text, begin, end), confidence in zip(rows, known, strict=True):
        start = read_time(begin)
        speaker = speakers.get(start, "") if start is not None else ""
        yield SpokenWord(read_text(text), start, read_time(end), confidence, speaker)
