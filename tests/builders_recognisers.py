"""A conversation as each recogniser and service writes it, in the layouts of their documentation.

A :class:`Talk` is who says which words when. ``LAYOUTS`` maps the name of a layout to what writes
one, and to what its speakers are called there; without names nobody is named.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple


class Said(NamedTuple):
    """A word with its signs, its times in seconds, and how sure the recogniser is."""

    text: str
    start: float
    end: float
    sure: float = 0.75

    @property
    def bare(self) -> str:
        return self.text.rstrip(".,?!")

    @property
    def sign(self) -> str:
        return self.text[len(self.bare) :]


class Spoken(NamedTuple):
    """What one speaker, by number, says without a stop."""

    who: int
    words: Sequence[Said]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def start(self) -> float:
        return self.words[0].start

    @property
    def end(self) -> float:
        return self.words[-1].end


Talk = Sequence[Spoken]


def make_talk(said: Sequence[tuple[int, str]], gap: float = 0.5) -> Talk:
    """Words of 0.4 seconds, one each half second; ``gap`` lies between two speakers."""
    talk, at = [], 1.0
    for who, text in said:
        words = []
        for word in text.split():
            words.append(Said(word, round(at, 2), round(at + 0.4, 2)))
            at += 0.5
        talk.append(Spoken(who, tuple(words)))
        at += gap
    return tuple(talk)


TALK = make_talk(
    [
        (0, "How was the week?"),
        (1, "Fine, very busy. We had visitors."),
        (0, "And at home?"),
        (1, "Quiet."),
    ]
)


def all_words(talk: Talk) -> Iterator[tuple[int, Said]]:
    return ((each.who, word) for each in talk for word in each.words)


def letter(who: int) -> str:
    return "ABCDEFGH"[who]


def milli(seconds: float) -> int:
    return round(seconds * 1000)


# -- Whisper and its kin ---------------------------------------------------------------------------


def openai(talk: Talk) -> Any:
    return {
        "task": "transcribe",
        "language": "english",
        "duration": talk[-1].end,
        "text": " ".join(each.text for each in talk),
        "segments": [
            {"id": n, "seek": 0, "start": each.start, "end": each.end, "text": f" {each.text}",
             "tokens": [50364, 1012], "temperature": 0.0, "avg_logprob": -0.3,
             "compression_ratio": 1.2, "no_speech_prob": 0.01}
            for n, each in enumerate(talk)
        ],
    }  # fmt: skip


def openai_words(talk: Talk) -> Any:
    words = [{"word": w.bare, "start": w.start, "end": w.end} for _, w in all_words(talk)]
    return {**openai(talk), "words": words}


def openai_diarised(talk: Talk) -> Any:
    return {
        "task": "transcribe",
        "duration": talk[-1].end,
        "text": " ".join(each.text for each in talk),
        "segments": [
            {"type": "transcript.text.segment", "id": f"seg_{n}", "start": each.start,
             "end": each.end, "text": each.text, "speaker": letter(each.who)}
            for n, each in enumerate(talk)
        ],
    }  # fmt: skip


def whisper_timestamped(talk: Talk) -> Any:
    base = openai(talk)
    for segment, each in zip(base["segments"], talk, strict=True):
        segment["confidence"] = 0.7
        segment["words"] = [
            {"text": w.text, "start": w.start, "end": w.end, "confidence": w.sure}
            for w in each.words
        ]
    return base


def whisperx(talk: Talk) -> Any:
    segments = [
        {
            "start": each.start, "end": each.end, "text": f" {each.text}",
            "speaker": f"SPEAKER_0{each.who}",
            "words": [
                {"word": w.text, "start": w.start, "end": w.end, "score": w.sure,
                 "speaker": f"SPEAKER_0{each.who}"}
                for w in each.words
            ],
        }
        for each in talk
    ]  # fmt: skip
    words = [word for segment in segments for word in segment["words"]]
    return {"segments": segments, "word_segments": words, "language": "en"}


def whisperx_one_segment(talk: Talk) -> Any:
    """All in one segment: only its words tell who speaks."""
    whole = whisperx(talk)
    words = [word for segment in whole["segments"] for word in segment["words"]]
    text = " ".join(each.text for each in talk)
    only = {"start": talk[0].start, "end": talk[-1].end, "text": text, "words": words,
            "speaker": "SPEAKER_00"}  # fmt: skip
    return {"segments": [only], "word_segments": words}


def whisperx_plain(talk: Talk) -> Any:
    whole = whisperx(talk)
    for segment in whole["segments"]:
        del segment["speaker"]
        for word in segment["words"]:
            word.pop("speaker", None)
    return whole


def faster_whisper(talk: Talk) -> Any:
    return [
        {"id": n, "seek": 0, "start": each.start, "end": each.end, "text": f" {each.text}",
         "tokens": [1], "words": [
             {"start": w.start, "end": w.end, "word": f" {w.text}", "probability": w.sure}
             for w in each.words]}
        for n, each in enumerate(talk, 1)
    ]  # fmt: skip


def faster_whisper_tuples(talk: Talk) -> Any:
    return [
        [n, 0, each.start, each.end, f" {each.text}", [1, 2], 0.0, -0.2, 1.1, 0.01,
         [[w.start, w.end, f" {w.text}", w.sure] for w in each.words]]
        for n, each in enumerate(talk, 1)
    ]  # fmt: skip


def _cpp(start: float, end: float, text: str) -> dict[str, Any]:
    return {
        "timestamps": {"from": "00:00:00,000", "to": "00:00:00,000"},
        "offsets": {"from": milli(start), "to": milli(end)},
        "text": text,
    }


def _cpp_file(segments: list[dict[str, Any]]) -> Any:
    return {
        "systeminfo": "AVX = 1", "model": {"type": "base", "multilingual": True},
        "params": {"model": "ggml-base.bin", "language": "en", "translate": False},
        "result": {"language": "en"}, "transcription": segments,
    }  # fmt: skip


def whisper_cpp(talk: Talk) -> Any:
    return _cpp_file([_cpp(each.start, each.end, f" {each.text}") for each in talk])


def whisper_cpp_full(talk: Talk) -> Any:
    segments = []
    for each in talk:
        tokens = [{**_cpp(each.start, each.start, "[_BEG_]"), "id": 50364, "p": 0.9}]
        for w in each.words:
            half = len(w.bare) // 2
            for text in (f" {w.bare[:half]}", w.bare[half:], w.sign):
                if text.strip():
                    tokens.append({**_cpp(w.start, w.end, text), "id": 1, "p": w.sure})
        segments.append({**_cpp(each.start, each.end, f" {each.text}"), "tokens": tokens})
    return _cpp_file(segments)


def whisper_cpp_words(talk: Talk) -> Any:
    """As with ``-ml 1``: a segment a word."""
    return _cpp_file([_cpp(w.start, w.end, f" {w.text}") for _, w in all_words(talk)])


def insanely_fast(talk: Talk) -> Any:
    chunks = [{"timestamp": [each.start, each.end], "text": f" {each.text}"} for each in talk]
    speakers = [
        {"speaker": f"SPEAKER_0{each.who}", "text": f" {each.text}",
         "timestamp": [each.start, each.end]}
        for each in talk
    ]  # fmt: skip
    return {"speakers": speakers, "chunks": chunks, "text": " ".join(e.text for e in talk)}


def hugging_face_words(talk: Talk) -> Any:
    return {
        "text": " ".join(each.text for each in talk),
        "chunks": [
            {"text": f" {w.text}", "timestamp": [w.start, w.end]} for _, w in all_words(talk)
        ],
    }


def atrain(talk: Talk) -> Any:
    whole = whisperx(talk)
    return {"segments": whole["segments"]}


# -- clouds ----------------------------------------------------------------------------------------


def _amazon_items(talk: Talk, *, labelled: bool) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    for who, w in all_words(talk):
        label = {"speaker_label": f"spk_{who}"} if labelled else {}
        items.append(
            {"type": "pronunciation", "start_time": f"{w.start}", "end_time": f"{w.end}",
             "alternatives": [{"confidence": f"{w.sure}", "content": w.bare}], **label}
        )  # fmt: skip
        if w.sign:
            sign = [{"confidence": "0.0", "content": w.sign}]
            items.append({"type": "punctuation", "alternatives": sign, **label})
    return items


def _amazon_file(talk: Talk, **results: Any) -> Any:
    whole = {"transcripts": [{"transcript": " ".join(each.text for each in talk)}], **results}
    return {"jobName": "a", "accountId": "0", "status": "COMPLETED", "results": whole}


def amazon(talk: Talk) -> Any:
    return _amazon_file(talk, items=_amazon_items(talk, labelled=False))


def amazon_labels(talk: Talk) -> Any:
    segments = [
        {"start_time": f"{each.start}", "end_time": f"{each.end}",
         "speaker_label": f"spk_{each.who}",
         "items": [{"start_time": f"{w.start}", "end_time": f"{w.end}",
                    "speaker_label": f"spk_{each.who}"} for w in each.words]}
        for each in talk
    ]  # fmt: skip
    labels = {"channel_label": "ch_0", "speakers": 2, "segments": segments}
    items = _amazon_items(talk, labelled=False)
    return _amazon_file(talk, speaker_labels=labels, items=items)


def amazon_audio_segments(talk: Talk) -> Any:
    items = [{"id": n, **item} for n, item in enumerate(_amazon_items(talk, labelled=True))]
    audio = [
        {"id": n, "transcript": each.text, "start_time": f"{each.start}",
         "end_time": f"{each.end}", "speaker_label": f"spk_{each.who}", "items": []}
        for n, each in enumerate(talk)
    ]  # fmt: skip
    return _amazon_file(talk, items=items, audio_segments=audio)


def amazon_channels(talk: Talk) -> Any:
    whos = sorted({each.who for each in talk})
    channels = [
        {"channel_label": f"ch_{who}",
         "items": _amazon_items([each for each in talk if each.who == who], labelled=False)}
        for who in whos
    ]  # fmt: skip
    labels = {"channels": channels, "number_of_channels": len(channels)}
    return _amazon_file(talk, channel_labels=labels, items=_amazon_items(talk, labelled=False))


def amazon_calls(talk: Talk) -> Any:
    roles = ["AGENT", "CUSTOMER"]
    return {
        "JobStatus": "COMPLETED", "LanguageCode": "en-US",
        "Transcript": [
            {"Id": f"{n}", "ParticipantRole": roles[each.who % 2], "Content": each.text,
             "BeginOffsetMillis": milli(each.start), "EndOffsetMillis": milli(each.end),
             "Items": [{"Content": w.text, "Confidence": f"{w.sure}",
                        "BeginOffsetMillis": milli(w.start), "EndOffsetMillis": milli(w.end)}
                       for w in each.words]}
            for n, each in enumerate(talk)
        ],
    }  # fmt: skip


def _google_word(w: Said, tag: int | None = None) -> dict[str, Any]:
    word: dict[str, Any] = {"startTime": f"{w.start}s", "endTime": f"{w.end}s", "word": w.text}
    return word if tag is None else {**word, "speakerTag": tag}


def google(talk: Talk) -> Any:
    return {
        "results": [
            {"alternatives": [{"transcript": each.text, "confidence": 0.9,
                               "words": [_google_word(w) for w in each.words]}],
             "languageCode": "en-us"}
            for each in talk
        ]
    }  # fmt: skip


def google_diarised(talk: Talk) -> Any:
    """The last result repeats all words, with who said them."""
    plain = google(talk)["results"]
    words = [_google_word(w, who + 1) for who, w in all_words(talk)]
    return {"results": [*plain, {"alternatives": [{"words": words}], "languageCode": "en-us"}]}


def google_operation(talk: Talk) -> Any:
    done = google_diarised(talk)
    return {"name": "1", "metadata": {"progressPercent": 100}, "done": True,
            "response": {"@type": "type.googleapis.com/…", **done}}  # fmt: skip


def google_v2(talk: Talk) -> Any:
    results = [
        {"alternatives": [{"transcript": each.text, "words": [
            {"startOffset": f"{w.start}s", "endOffset": f"{w.end}s", "word": w.text,
             "confidence": w.sure, "speakerLabel": f"{each.who + 1}"} for w in each.words]}],
         "resultEndOffset": f"{each.end}s", "languageCode": "en-US"}
        for each in talk
    ]  # fmt: skip
    return {"results": {"gs://b/a.wav": {"transcript": {"results": results}}}}


def watson(talk: Talk) -> Any:
    results = [
        {"final": True, "alternatives": [
            {"transcript": f"{each.text} ", "confidence": 0.9,
             "timestamps": [[w.text, w.start, w.end] for w in each.words],
             "word_confidence": [[w.text, w.sure] for w in each.words]}]}
        for each in talk
    ]  # fmt: skip
    labels = [
        {"from": w.start, "to": w.end, "speaker": who, "confidence": 0.6, "final": True}
        for who, w in all_words(talk)
    ]
    return {"result_index": 0, "results": results, "speaker_labels": labels}


def azure_batch(talk: Talk) -> Any:
    return {
        "source": "https://x/a.wav", "timestamp": "2024-05-01T10:00:00Z", "durationInTicks": 1,
        "duration": "PT10.5S",
        "combinedRecognizedPhrases": [
            {"channel": 0, "display": " ".join(each.text for each in talk)}
        ],
        "recognizedPhrases": [
            {"recognitionStatus": "Success", "channel": 0, "speaker": each.who + 1,
             "offset": f"PT{each.start}S", "duration": f"PT{each.end - each.start:.2f}S",
             "offsetInTicks": each.start * 1e7, "durationInTicks": (each.end - each.start) * 1e7,
             "nBest": [{"confidence": 0.8, "lexical": each.text.lower(), "display": each.text,
                        "words": [{"word": w.bare.lower(), "offsetInTicks": w.start * 1e7,
                                   "durationInTicks": (w.end - w.start) * 1e7,
                                   "confidence": w.sure} for w in each.words]}]}
            for each in talk
        ],
    }  # fmt: skip


def azure_fast(talk: Talk) -> Any:
    return {
        "durationMilliseconds": 10500,
        "combinedPhrases": [{"text": " ".join(each.text for each in talk)}],
        "phrases": [
            {"speaker": each.who + 1, "offsetMilliseconds": milli(each.start),
             "durationMilliseconds": milli(each.end - each.start), "text": each.text,
             "locale": "en-US", "confidence": 0.9,
             "words": [{"text": w.text, "offsetMilliseconds": milli(w.start),
                        "durationMilliseconds": milli(w.end - w.start)} for w in each.words]}
            for each in talk
        ],
    }  # fmt: skip


def azure_sdk(talk: Talk) -> Any:
    return [
        {"Id": f"{n}", "RecognitionStatus": "Success", "Offset": round(each.start * 1e7),
         "Duration": round((each.end - each.start) * 1e7), "DisplayText": each.text,
         "SpeakerId": f"Guest-{each.who + 1}",
         "NBest": [{"Confidence": 0.9, "Lexical": each.text.lower(), "Display": each.text,
                    "Words": [{"Word": w.bare.lower(), "Offset": round(w.start * 1e7),
                               "Duration": round((w.end - w.start) * 1e7)} for w in each.words]}]}
        for n, each in enumerate(talk)
    ]  # fmt: skip


def stream(talk: Talk) -> Any:
    def clock(seconds: float) -> str:
        return f"00:{int(seconds) // 60:02d}:{seconds % 60:010.7f}"

    return {
        "$schema": "http://stream.office.com/schemas/transcript.json", "version": "1.0.0",
        "type": "Transcript",
        "entries": [
            {"id": f"{n}", "text": each.text, "rawText": None, "speakerId": "x@y",
             "speakerDisplayName": f"Name {letter(each.who)}", "confidence": 0.0,
             "startOffset": clock(each.start), "endOffset": clock(each.end),
             "hasBeenEdited": False, "roomId": None, "spokenLanguageTag": "en-us"}
            for n, each in enumerate(talk)
        ],
    }  # fmt: skip


def video_indexer(talk: Talk) -> Any:
    lines = [
        {"id": n, "text": each.text, "confidence": 0.9, "speakerId": each.who + 1,
         "instances": [{"start": f"0:00:{each.start}", "end": f"0:00:{each.end}"}]}
        for n, each in enumerate(talk)
    ]  # fmt: skip
    names = [{"id": who + 1, "name": f"Speaker #{who + 1}"} for who in (0, 1, 2, 3)]
    return {"videos": [{"insights": {"language": "en-US", "transcript": lines, "speakers": names}}]}


# -- services --------------------------------------------------------------------------------------


def _milli_words(each: Spoken, *, speaker: bool = True) -> list[dict[str, Any]]:
    return [
        {"text": w.text, "start": milli(w.start), "end": milli(w.end), "confidence": w.sure,
         "speaker": letter(each.who) if speaker else None}
        for w in each.words
    ]  # fmt: skip


def _assemblyai(talk: Talk, *, speaker: bool) -> dict[str, Any]:
    words = [word for each in talk for word in _milli_words(each, speaker=speaker)]
    return {"id": "1", "language_code": "en_us", "status": "completed", "audio_url": "https://x",
            "text": " ".join(each.text for each in talk), "words": words, "utterances": None,
            "confidence": 0.9, "audio_duration": 11}  # fmt: skip


def assemblyai(talk: Talk) -> Any:
    utterances = [
        {"speaker": letter(each.who), "text": each.text, "start": milli(each.start),
         "end": milli(each.end), "confidence": 0.9, "words": _milli_words(each)}
        for each in talk
    ]  # fmt: skip
    return {**_assemblyai(talk, speaker=True), "utterances": utterances}


def assemblyai_words(talk: Talk) -> Any:
    return _assemblyai(talk, speaker=True)


def assemblyai_plain(talk: Talk) -> Any:
    return _assemblyai(talk, speaker=False)


def _deepgram_words(each: Spoken, *, speaker: bool) -> list[dict[str, Any]]:
    return [
        {"word": w.bare.lower(), "start": w.start, "end": w.end, "confidence": w.sure,
         "punctuated_word": w.text, **({"speaker": each.who} if speaker else {})}
        for w in each.words
    ]  # fmt: skip


def deepgram(talk: Talk) -> Any:
    words = [word for each in talk for word in _deepgram_words(each, speaker=True)]
    best = {"transcript": " ".join(each.text for each in talk), "confidence": 0.9, "words": words}
    return {"metadata": {"duration": 11.2, "channels": 1, "model_info": {"a": {"name": "nova"}}},
            "results": {"channels": [{"alternatives": [best]}]}}  # fmt: skip


def deepgram_utterances(talk: Talk) -> Any:
    whole = deepgram(talk)
    whole["results"]["utterances"] = [
        {"start": each.start, "end": each.end, "confidence": 0.9, "channel": 0,
         "transcript": each.text, "words": _deepgram_words(each, speaker=True),
         "speaker": each.who, "id": f"{n}"}
        for n, each in enumerate(talk)
    ]  # fmt: skip
    return whole


def deepgram_paragraphs(talk: Talk) -> Any:
    """Smart formatting kept, words taken out."""
    whole = deepgram(talk)
    best = whole["results"]["channels"][0]["alternatives"][0]
    del best["words"]
    best["paragraphs"] = {
        "transcript": best["transcript"],
        "paragraphs": [
            {"sentences": [{"text": each.text, "start": each.start, "end": each.end}],
             "speaker": each.who, "num_words": len(each.words), "start": each.start,
             "end": each.end}
            for each in talk
        ],
    }  # fmt: skip
    return whole


def speechmatics(talk: Talk) -> Any:
    results: list[dict[str, Any]] = []
    for who, w in all_words(talk):
        said = {"confidence": w.sure, "language": "en", "speaker": f"S{who + 1}"}
        results.append({"type": "word", "start_time": w.start, "end_time": w.end,
                        "alternatives": [{"content": w.bare, **said}]})  # fmt: skip
        if w.sign:
            results.append({"type": "punctuation", "start_time": w.end, "end_time": w.end,
                            "attaches_to": "previous", "is_eos": w.sign != ",",
                            "alternatives": [{"content": w.sign, **said}]})  # fmt: skip
    metadata = {"created_at": "2024-05-01T10:00:00Z", "type": "transcription",
                "transcription_config": {"language": "en", "diarization": "speaker"}}  # fmt: skip
    return {"format": "2.9", "job": {"id": "1", "duration": 11}, "metadata": metadata,
            "results": results}  # fmt: skip


def _rev_elements(each: Spoken, *, clock: bool = False) -> list[dict[str, Any]]:
    elements: list[dict[str, Any]] = []
    for n, w in enumerate(each.words):
        if n:
            elements.append({"type": "punct", "value": " "})
        times = {"ts": w.start, "end_ts": w.end, "confidence": w.sure}
        if clock:
            times = {"timestamp": f"00:00:{w.start:06.3f}".replace(".", ","),
                     "end_timestamp": f"00:00:{w.end:06.3f}".replace(".", ",")}  # fmt: skip
        elements.append({"type": "text", "value": w.bare, **times})
        if w.sign:
            elements.append({"type": "punct", "value": w.sign})
    return elements


def rev_ai(talk: Talk) -> Any:
    return {"monologues": [{"speaker": each.who, "elements": _rev_elements(each)} for each in talk]}


def rev(talk: Talk) -> Any:
    return {
        "speakers": [{"id": who, "name": f"Name {letter(who)}"} for who in (0, 1, 2, 3)],
        "monologues": [
            {"speaker": each.who, "elements": _rev_elements(each, clock=True)} for each in talk
        ],
    }


def elevenlabs(talk: Talk) -> Any:
    words: list[dict[str, Any]] = []
    for who, w in all_words(talk):
        if words:
            words.append({"text": " ", "start": w.start, "end": w.start, "type": "spacing",
                          "speaker_id": f"speaker_{who}", "logprob": 0.0})  # fmt: skip
        words.append({"text": w.text, "start": w.start, "end": w.end, "type": "word",
                      "speaker_id": f"speaker_{who}", "logprob": -0.28768207})  # fmt: skip
    return {"language_code": "eng", "language_probability": 0.98,
            "text": " ".join(each.text for each in talk), "words": words}  # fmt: skip


def gladia(talk: Talk) -> Any:
    utterances = [
        {"text": each.text, "language": "en", "start": each.start, "end": each.end,
         "confidence": 0.9, "channel": 0, "speaker": each.who,
         "words": [{"word": f" {w.text}", "start": w.start, "end": w.end, "confidence": w.sure}
                   for w in each.words]}
        for each in talk
    ]  # fmt: skip
    full = " ".join(each.text for each in talk)
    inner = {"languages": ["en"], "full_transcript": full, "utterances": utterances}
    return {"id": "1", "status": "done",
            "result": {"metadata": {"audio_duration": 11.0}, "transcription": inner}}  # fmt: skip


# -- models that people run ------------------------------------------------------------------------


def _vosk_words(each: Spoken) -> list[dict[str, Any]]:
    return [{"conf": w.sure, "start": w.start, "end": w.end, "word": w.text} for w in each.words]


def vosk(talk: Talk) -> Any:
    return [{"result": _vosk_words(each), "text": each.text} for each in talk]


def nemo(talk: Talk) -> Any:
    return {
        "status": "success", "transcription": " ".join(each.text for each in talk),
        "speaker_count": 2,
        "words": [{"word": w.text, "start_time": w.start, "end_time": w.end,
                   "speaker": f"speaker_{who}"} for who, w in all_words(talk)],
        "sentences": [{"sentence": each.text, "start_time": each.start, "end_time": each.end,
                       "speaker": f"speaker_{each.who}"} for each in talk],
    }  # fmt: skip


def nemo_stamps(talk: Talk) -> Any:
    return {
        "text": " ".join(each.text for each in talk),
        "timestamp": {
            "word": [{"word": w.text, "start_offset": 1, "end_offset": 2, "start": w.start,
                      "end": w.end} for _, w in all_words(talk)],
            "segment": [{"segment": each.text, "start": each.start, "end": each.end}
                        for each in talk],
        },
    }  # fmt: skip


def parakeet(talk: Talk) -> Any:
    sentences = []
    for each in talk:
        tokens = []
        for w in each.words:
            half = len(w.bare) // 2
            for text in (f" {w.bare[:half]}", w.bare[half:], w.sign):
                if text.strip():
                    tokens.append({"text": text, "start": w.start, "end": w.end, "duration": 0.2,
                                   "confidence": w.sure})  # fmt: skip
        sentences.append({"text": f" {each.text}", "start": each.start, "end": each.end,
                          "duration": 1.0, "confidence": 0.8, "tokens": tokens})  # fmt: skip
    return {"text": " ".join(each.text for each in talk), "sentences": sentences}


def kaldi(talk: Talk) -> Any:
    segments = [
        {"@type": "Segment", "start": each.start, "duration": each.end - each.start + 0.01,
         "bandwidth": "S", "speaker": {"@id": f"S{each.who}", "gender": "F"}}
        for each in talk
    ]  # fmt: skip
    words = [
        {"word": w.bare.lower(), "punct": w.text, "start": w.start, "end": w.end,
         "confidence": w.sure, "index": n}
        for n, (_, w) in enumerate(all_words(talk))
    ]  # fmt: skip
    return {"action": "a", "retval": {"status": True, "words": words, "segmentation": {
        "@type": "AudioFile", "speakers": [], "segments": segments}}}  # fmt: skip


def early_speechmatics(talk: Talk) -> Any:
    words: list[dict[str, Any]] = []
    for _, w in all_words(talk):
        words.append({"duration": f"{w.end - w.start:.2f}", "confidence": f"{w.sure}",
                      "name": w.bare, "time": f"{w.start}"})  # fmt: skip
        if w.sign:
            words.append({"duration": "0.02", "confidence": "0.9", "name": w.sign,
                          "time": f"{w.end}"})  # fmt: skip
    speakers = [
        {"duration": f"{each.end - each.start + 0.01:.2f}", "confidence": None,
         "name": f"F{each.who}", "time": f"{each.start}"}
        for each in talk
    ]  # fmt: skip
    return {"job": {"lang": "en", "duration": 11, "id": 1}, "speakers": speakers, "words": words}


# -- meetings and editors --------------------------------------------------------------------------


def trint(talk: Talk) -> Any:
    words = [
        {"duration": milli(w.end - w.start), "time": milli(w.start), "paragraphId": f"p{n}",
         "value": w.text, "speaker": f"Name {letter(each.who)}", "strikethrough": False}
        for n, each in enumerate(talk)
        for w in each.words
    ]  # fmt: skip
    return {"title": "a.mp3", "words": words}


def sonix(talk: Talk) -> Any:
    parts = [
        {"start_time": each.start, "end_time": each.end, "speaker": f"Name {letter(each.who)}",
         "words": [{"text": w.text, "start_time": w.start, "end_time": w.end} for w in each.words]}
        for each in talk
    ]  # fmt: skip
    return {"id": "1", "name": "a.mp3", "language": "en", "transcript": parts}


def otter(talk: Talk) -> Any:
    parts = [
        {"transcript": each.text, "start_offset": round(each.start * 16000),
         "end_offset": round(each.end * 16000), "speaker_id": each.who + 7, "label": "1"}
        for each in talk
    ]  # fmt: skip
    people = [
        {"speaker_id": who + 7, "speaker_name": f"Name {letter(who)}"} for who in (0, 1, 2, 3)
    ]
    return {"speech": {"title": "Weekly", "duration": 11, "speakers": people, "transcripts": parts}}


def fireflies(talk: Talk) -> Any:
    sentences = [
        {"index": n, "text": each.text, "raw_text": each.text, "start_time": f"{each.start}",
         "end_time": f"{each.end}", "speaker_id": each.who,
         "speaker_name": f"Name {letter(each.who)}", "ai_filters": {"task": None}}
        for n, each in enumerate(talk)
    ]  # fmt: skip
    return {"data": {"transcript": {"id": "1", "title": "Weekly", "sentences": sentences}}}


def paper_edit(talk: Talk) -> Any:
    words = [
        {"id": n, "start": w.start, "end": w.end, "text": w.text}
        for n, (_, w) in enumerate(all_words(talk))
    ]
    parts = [
        {"id": n, "start": each.start, "end": each.end, "speaker": f"Name {letter(each.who)}"}
        for n, each in enumerate(talk)
    ]
    return {"words": words, "paragraphs": parts}


def rows(talk: Talk) -> Any:
    return [
        {"speakerName": f"Name {letter(each.who)}", "utterance": each.text,
         "startMs": milli(each.start), "endMs": milli(each.end)}
        for each in talk
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """How a layout is written: what makes its JSON, what it calls its speakers (empty: nobody is
    named), whether words have times and confidences of their own."""

    build: Callable[[Talk], Any]
    speaker: str = ""
    words: bool = True
    sure: bool = True

    def text(self, talk: Talk) -> str:
        return json.dumps(self.build(talk), ensure_ascii=False)

    def name(self, who: int) -> str:
        """``{n}`` is the speaker's number, ``{one}`` counts from 1, ``{A}`` is a letter."""
        return self.speaker.format(n=who, one=who + 1, A=letter(who))


LAYOUTS: dict[str, Written] = {
    "openai": Written(openai, words=False, sure=False),
    "openai words": Written(openai_words, sure=False),
    "openai diarised": Written(openai_diarised, "Speaker {A}", words=False, sure=False),
    "whisper-timestamped": Written(whisper_timestamped),
    "whisperx": Written(whisperx, "SPEAKER_0{n}"),
    "whisperx one segment": Written(whisperx_one_segment, "SPEAKER_0{n}"),
    "whisperx plain": Written(whisperx_plain),
    "faster-whisper": Written(faster_whisper),
    "faster-whisper tuples": Written(faster_whisper_tuples),
    "whisper.cpp": Written(whisper_cpp, words=False, sure=False),
    "whisper.cpp full": Written(whisper_cpp_full),
    "whisper.cpp words": Written(whisper_cpp_words, sure=False),
    "insanely-fast-whisper": Written(insanely_fast, "SPEAKER_0{n}", words=False, sure=False),
    "hugging face words": Written(hugging_face_words, sure=False),
    "atrain": Written(atrain, "SPEAKER_0{n}"),
    "amazon": Written(amazon),
    "amazon labels": Written(amazon_labels, "spk_{n}"),
    "amazon audio segments": Written(amazon_audio_segments, "spk_{n}"),
    "amazon channels": Written(amazon_channels, "Channel {n}"),
    "google": Written(google, sure=False),
    "google diarised": Written(google_diarised, "Speaker {one}", sure=False),
    "google operation": Written(google_operation, "Speaker {one}", sure=False),
    "google v2": Written(google_v2, "Speaker {one}"),
    "watson": Written(watson, "Speaker {n}"),
    "azure batch": Written(azure_batch, "Speaker {one}"),
    "azure fast": Written(azure_fast, "Speaker {one}", sure=False),
    "azure sdk": Written(azure_sdk, "Guest-{one}", sure=False),
    "stream": Written(stream, "Name {A}", words=False, sure=False),
    "video indexer": Written(video_indexer, "Speaker #{one}", words=False, sure=False),
    "assemblyai": Written(assemblyai, "Speaker {A}"),
    "assemblyai words": Written(assemblyai_words, "Speaker {A}"),
    "assemblyai plain": Written(assemblyai_plain),
    "deepgram": Written(deepgram, "Speaker {n}"),
    "deepgram utterances": Written(deepgram_utterances, "Speaker {n}"),
    "deepgram paragraphs": Written(deepgram_paragraphs, "Speaker {n}", words=False, sure=False),
    "speechmatics": Written(speechmatics, "S{one}"),
    "rev.ai": Written(rev_ai, "Speaker {n}"),
    "rev": Written(rev, "Name {A}", sure=False),
    "elevenlabs": Written(elevenlabs, "speaker_{n}"),
    "gladia": Written(gladia, "Speaker {n}"),
    "vosk": Written(vosk),
    "nemo": Written(nemo, "speaker_{n}", sure=False),
    "nemo stamps": Written(nemo_stamps, sure=False),
    "parakeet": Written(parakeet),
    "kaldi": Written(kaldi, "S{n}"),
    "early speechmatics": Written(early_speechmatics, "F{n}"),
    "trint": Written(trint, "Name {A}", sure=False),
    "sonix": Written(sonix, "Name {A}", sure=False),
    "otter": Written(otter, "Name {A}", words=False, sure=False),
    "fireflies": Written(fireflies, "Name {A}", words=False, sure=False),
    "paper edit": Written(paper_edit, "Name {A}", sure=False),
    "rows": Written(rows, "Name {A}", words=False, sure=False),
}
