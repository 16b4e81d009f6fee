"""JSON as it should not be: cut short, doubled, endless, odd. Always words or a clear problem."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from builders_recognisers import TALK, assemblyai, kaldi, make_talk, sonix, vosk, whisperx
from interviewkit.model.limits import MEGABYTE, LimitSettings
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.contract import FileReading
from interviewkit.readers.files import read_file

ReadText = Callable[..., FileReading]


def told(reading: FileReading) -> str:
    return " | ".join(problem.what for problem in reading.problems)


def said(reading: FileReading) -> str:
    return " ".join(turn.text for each in reading.transcripts for turn in each.turns)


def test_what_stands_before_a_cut_is_kept(read: ReadText) -> None:
    whole = json.dumps(whisperx(TALK)).partition(', "word_segments"')[0]
    reading = read(whole[: whole.index("And at home") + 20], "talk.json")
    assert "How was the week?" in said(reading)
    assert "We had visitors." in said(reading)
    assert "it ends before it is complete; what stands before that was read" in told(reading)


def test_a_word_that_is_no_text_is_read_beside(read: ReadText) -> None:
    data = kaldi(TALK)
    first = data["retval"]["words"][0]
    sound = said(read(json.dumps(data), "a.json"))
    for odd in ({"results": first["punct"]}, ["x"], None, ""):
        first["punct"] = odd
        now = said(read(json.dumps(data), "a.json"))
        assert now.casefold().split()[1:] == sound.casefold().split()[1:]
        assert now.split()[0] == first["word"]


def test_words_of_an_object_among_others_are_told(read: ReadText) -> None:
    data = sonix(TALK)
    odd = [word["text"] for word in data["transcript"][1]["words"]]
    data["transcript"][1] = {"data": data["transcript"][1], "n": 1}
    reading = read(json.dumps(data), "a.json")
    there = f"{said(reading)} {' '.join(each.text for each in reading.aside)}".casefold()
    assert [word for word in odd if word.strip(".,?").casefold() not in there] == []


def test_a_wrong_sign_is_told_with_its_line(read: ReadText) -> None:
    lines = json.dumps(whisperx(TALK), indent=1).split("\n")
    lines[10] = "~"
    reading = read("\n".join(lines), "talk.json")
    (fault,) = (problem for problem in reading.problems if "damaged" in problem.what)
    assert fault.line == 11
    assert fault.fatal == (not reading.transcripts)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"segments": ' + "[" * 5000 + "]" * 5000 + "}",
        '{"a": ' + "9" * 10_000 + "}",
        '{"segments": [{"text": "a", "start": NaN, "end": Infinity}',
        "{}",
        "[]",
        '{"segments": []}',
        '{"results": {"channels": [{"alternatives": []}]}}',
        '{"results": null}',
        '{"monologues": [{"elements": null}]}',
        '{"transcription": [{"text": null, "offsets": 5}]}',
        '{"words": [{"text": 5, "start": "x", "end": [], "confidence": {}}]}',
    ],
)
def test_there_is_no_traceback(text: str, read: ReadText) -> None:
    reading = read(text, "talk.json")
    assert reading.transcripts or any(problem.fatal for problem in reading.problems)


def test_odd_numbers_are_no_times(read: ReadText) -> None:
    segments = [
        {"text": "One.", "start": float("nan"), "end": float("inf"), "speaker": "A"},
        {"text": "Two.", "start": -5, "end": 10**400, "speaker": "B"},
        {"text": "Three.", "start": "7.5", "end": True, "speaker": "A"},
    ]
    (transcript,) = read(json.dumps({"segments": segments}), "talk.json").transcripts
    assert [(turn.text, turn.start, turn.end) for turn in transcript.turns] == [
        ("One.", None, None),
        ("Two.", None, None),
        ("Three.", 7.5, None),
    ]


def test_halves_of_signs_and_controls_are_replaced(read: ReadText) -> None:
    text = json.dumps({"segments": [{"text": "a\ud800b\x00c 😀", "start": 0, "end": 1}]})
    reading = read(text, "talk.json")
    assert said(reading) == "a\ufffdb\ufffdc 😀"
    said(reading).encode()


def test_a_key_that_comes_twice_is_told(read: ReadText) -> None:
    first = '"segments": [{"text": "Lost?", "start": 0, "end": 1}]'
    second = '"segments": [{"text": "Kept.", "start": 0, "end": 1}]'
    reading = read("{" + f"{first}, {second}" + "}", "talk.json")
    assert said(reading) == "Kept."
    assert "a key comes twice in one place ('segments'); the last was read" in told(reading)


def test_line_ends_within_strings_are_blanks(read: ReadText) -> None:
    text = '{"segments": [{"text": "One\u2028two\nthree", "start": 0, "end": 1}]}'
    assert said(read(text, "talk.json")) == "One two three"


def test_unknown_json_names_what_is_known(read: ReadText) -> None:
    reading = read('{"name": "interviewkit", "version": 3}', "package.json")
    (problem,) = reading.problems
    assert problem.fatal
    assert problem.what == "it is JSON, but of no recogniser that is known"
    assert "WhisperX" in problem.hint
    assert "Deepgram" in problem.hint


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('{"timeline": [{"ts": "00:00:01.0", "users": []}]}', "Zoom's timeline"),
        ('{"id": "1", "status": "processing", "words": null}', "had not finished"),
        ('{"id": "1", "status": "error", "error": "Audio file is silent"}', "Audio file is silent"),
        ('{"TranscriptionJob": {"TranscriptionJobName": "a"}}', "job of Amazon"),
    ],
)
def test_known_files_without_words_are_named(text: str, what: str, read: ReadText) -> None:
    (problem,) = read(text, "talk.json").problems
    assert problem.fatal
    assert what in problem.what


def test_tables_and_dialogues_stay_what_they_are(read: ReadText) -> None:
    rows = '{"speaker": "Ana", "text": "Yes."}\n{"speaker": "Ben", "text": "No."}\n'
    assert read(rows, "talk.jsonl").reader == "table"
    assert read(rows.split("\n")[0], "talk.jsonl").reader == "table"
    assert read("Ana: [laughs] Yes.\nBen: {unclear} No.\n").reader == "speech"
    assert read('["What" she said]\n\nAna: Yes.\nBen: No.\n').reader == "speech"


@pytest.mark.parametrize(("name", "refused"), [("talk.json", False), ("talk.md", True)])
def test_only_json_may_be_one_long_line(name: str, refused: bool, tmp_path: Path) -> None:
    talk = make_talk([(n % 2, "We waited for months.") for n in range(4000)])
    text = json.dumps(whisperx(talk)) if name == "talk.json" else "Ana: we waited. " * 80_000
    assert len(text) > MEGABYTE
    (tmp_path / name).write_text(text)
    limits, how = LimitSettings(line_mb=1), TranscriptSettings()
    reading = read_file(tmp_path / name, root=tmp_path, settings=how, limits=limits)
    assert ("a line is longer than 1 MB" in told(reading)) == refused
    assert (len(reading.transcripts) == 0) == refused


def test_documents_one_behind_the_other_are_one_talk(read: ReadText) -> None:
    each_of = [{"partial": "how was"}, *vosk(TALK)]
    text = "\n".join(json.dumps(each, indent=2) for each in each_of)
    reading = read(text, "talk.json")
    assert said(reading) == " ".join(each.text for each in TALK)
    assert "1 results that were not final were left out" in told(reading)


def test_a_full_text_with_more_words_is_told(read: ReadText) -> None:
    whole = assemblyai(TALK)
    whole["utterances"] = whole["utterances"][:2]
    assert "its full text has 14 words and its timed parts 10" in told(read(json.dumps(whole)))
