"""What single services do beyond the layout: repeats, readings, overlaps, sounds, struck words."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from builders_recognisers import (
    TALK,
    amazon_channels,
    azure_batch,
    deepgram,
    elevenlabs,
    google,
    google_diarised,
    make_talk,
    openai,
    openai_words,
    speechmatics,
    trint,
    whisper_cpp,
    whisper_timestamped,
    whisperx,
)
from interviewkit.model import Transcript
from interviewkit.model.passage_time import find_passage_time
from interviewkit.readers.contract import UNKNOWN_SPEAKER, FileReading

ReadText = Callable[..., FileReading]

OVERLAP = [
    {"start": 0.0, "end": 9.0, "text": "We waited and waited.", "speaker": "A"},
    {"start": 3.0, "end": 3.5, "text": "Yes.", "speaker": "B"},
    {"start": 9.5, "end": 11.0, "text": "Nobody called.", "speaker": "A"},
]


def told(reading: FileReading) -> str:
    return " | ".join(problem.what for problem in reading.problems)


def one(reading: FileReading) -> Transcript:
    (transcript,) = reading.transcripts
    return transcript


def spoken(reading: FileReading) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in one(reading).turns]


# -- Whisper ---------------------------------------------------------------------------------------


def test_facts_are_kept_as_attributes(read: ReadText) -> None:
    facts = one(read(json.dumps(openai(TALK)), "talk.json")).attributes
    assert facts == {"recogniser": "Whisper", "language": "english", "duration": "9.4"}


def test_words_beside_the_segments_go_into_them(read: ReadText) -> None:
    turn = one(read(json.dumps(openai_words(TALK)), "talk.json")).turns[0]
    at = turn.text.index("busy")
    assert find_passage_time(turn, at, at + 4)[:2] == (4.5, 4.9)


def test_marks_of_sounds_are_set_aside(read: ReadText) -> None:
    texts = [" [BLANK_AUDIO]", "(music)", "♪", " Yes. (laughs)", " [Music]", "", "…"]
    segments = [{"start": n, "end": n + 1, "text": text} for n, text in enumerate(texts)]
    reading = read(json.dumps({"segments": segments}), "talk.json")
    assert [turn.text for turn in one(reading).turns] == ["Yes. (laughs)"]
    assert "marks of sounds and silence, set aside: '[BLANK_AUDIO]', '(music)', '♪'" in told(
        reading
    )
    assert "2 segments without a word left out" in told(reading)


def test_what_is_heard_again_and_again_is_told(read: ReadText) -> None:
    segments = [{"start": n, "end": n + 1, "text": "Thank you."} for n in range(6)]
    reading = read(json.dumps({"segments": segments}), "talk.json")
    assert "the same sentence again and again: 'Thank you.' 6 times; it was kept" in told(reading)
    assert one(reading).turns[0].text == " ".join(["Thank you."] * 6)


def test_segments_that_whisper_doubts_are_told(read: ReadText) -> None:
    whole = openai(TALK)
    whole["segments"][1]["no_speech_prob"] = 0.8
    assert "in 1 of 4 segments Whisper itself doubts" in told(read(json.dumps(whole)))


def test_fillers_that_are_not_written_are_no_words(read: ReadText) -> None:
    whole = whisper_timestamped(TALK)
    whole["segments"][0]["words"].insert(1, {"text": "[*]", "start": 1.4, "end": 1.5})
    reading = read(json.dumps(whole), "talk.json")
    assert "timed words" not in told(reading)


def test_a_change_of_the_speaker_is_heard_within_a_segment(read: ReadText) -> None:
    whole = whisperx(make_talk([(0, "Did you, um, 42 times? Yes, 42.")]))
    (segment,) = whole["segments"]
    for word in segment["words"][5:]:
        word["speaker"] = "SPEAKER_01"
    for n in (3, 6):  # numbers are not aligned: WhisperX gives no time and nobody
        for key in ("start", "end", "score", "speaker"):
            del segment["words"][n][key]
    assert spoken(read(json.dumps(whole), "talk.json")) == [
        ("SPEAKER_00", "Did you, um, 42 times?"),
        ("SPEAKER_01", "Yes, 42."),
    ]


def test_text_that_no_word_covers_stays(read: ReadText) -> None:
    """Words that differ from the text: nothing tells where the one speaker ends."""
    whole = whisperx(make_talk([(0, "one two three four")]))
    (segment,) = whole["segments"]
    segment["text"] = "something else entirely, you see"
    segment["words"][2]["speaker"] = "SPEAKER_01"
    reading = read(json.dumps(whole), "talk.json")
    assert spoken(reading) == [("SPEAKER_00", "something else entirely, you see")]
    assert "4 timed words do not stand in their sentences" in told(reading)


def test_segments_of_nobody_are_the_houses_unknown(read: ReadText) -> None:
    whole = whisperx(TALK)
    for at in (1, 3):
        whole["segments"][at].pop("speaker")
        for word in whole["segments"][at]["words"]:
            word.pop("speaker", None)
    speakers = [turn.speaker for turn in one(read(json.dumps(whole), "a.json")).turns]
    assert speakers == ["SPEAKER_00", UNKNOWN_SPEAKER] * 2


def test_marked_changes_of_tinydiarize_end_turns(read: ReadText) -> None:
    whole = whisper_cpp(TALK)
    for at in (0, 1):
        whole["transcription"][at]["speaker_turn_next"] = True
    assert [text for _, text in spoken(read(json.dumps(whole), "talk.json"))] == [
        "How was the week?",
        "Fine, very busy. We had visitors.",
        "And at home? Quiet.",
    ]


def test_pieces_of_characters_leave_the_segment_its_time(read: ReadText) -> None:
    segment = {
        "offsets": {"from": 0, "to": 2000}, "text": "我们等了",
        "tokens": [{"text": "\ufffd", "offsets": {"from": 0, "to": 100}, "p": 0.5}],
    }  # fmt: skip
    reading = read(json.dumps({"transcription": [segment, segment]}), "talk.json")
    assert one(reading).turns[0].text == "我们等了我们等了"
    assert "timed words" not in told(reading)


def test_a_bare_text_is_kept_and_told(read: ReadText) -> None:
    reading = read('{"text": "How was the week? Fine."}', "talk.json")
    assert spoken(reading) == [(UNKNOWN_SPEAKER, "How was the week? Fine.")]
    assert "it has a text alone, without times or speakers" in told(reading)


# -- overlaps --------------------------------------------------------------------------------------


def test_who_talks_at_the_same_time_keeps_a_turn(read: ReadText) -> None:
    turns = one(read(json.dumps({"segments": OVERLAP}), "talk.json")).turns
    assert [(turn.speaker, turn.start, turn.end) for turn in turns] == [
        ("Speaker A", 0.0, 9.0),
        ("Speaker B", 3.0, 3.5),
        ("Speaker A", 9.5, 11.0),
    ]


def test_segments_in_any_order_stand_as_they_begin(read: ReadText) -> None:
    turned = {"segments": OVERLAP[::-1]}
    turns = one(read(json.dumps(turned), "talk.json")).turns
    assert [turn.start for turn in turns] == [0.0, 3.0, 9.5]


def test_channels_that_talk_at_once_keep_both(read: ReadText) -> None:
    talk = make_talk([(0, "we waited and waited for months"), (1, "yes"), (0, "and again")], 1.0)
    early = talk[1]._replace(words=tuple(w._replace(start=2.05, end=2.3) for w in talk[1].words))
    reading = read(json.dumps(amazon_channels([talk[0], early, talk[2]])), "talk.json")
    assert spoken(reading)[:2] == [
        ("Channel 0", "we waited and waited for months"),
        ("Channel 1", "yes"),
    ]


# -- clouds ----------------------------------------------------------------------------------------


def test_words_that_google_repeats_are_read_once(read: ReadText) -> None:
    reading = read(json.dumps(google_diarised(TALK)), "talk.json")
    assert sum(turn.words for turn in one(reading).turns) == 14
    assert "repeats the words of the others (14) and says who spoke" in told(reading)


def test_a_tagged_last_result_that_repeats_nothing_is_kept(read: ReadText) -> None:
    whole = google(TALK)
    for each in whole["results"][-1]["alternatives"][0]["words"]:
        each["speakerTag"] = 1
    said = " ".join(text for _, text in spoken(read(json.dumps(whole), "talk.json")))
    assert said == " ".join(each.text for each in TALK)


@pytest.mark.parametrize("build", [google, deepgram, azure_batch, speechmatics])
def test_the_first_of_several_readings_is_taken(build: Callable[..., Any], read: ReadText) -> None:
    whole = build(TALK)
    results = whole.get("recognizedPhrases") or whole["results"]
    first = results["channels"][0] if isinstance(results, dict) else results[0]
    key = "nBest" if "nBest" in first else "alternatives"
    other = json.loads(json.dumps(first[key][0]).replace("How", "Who"))
    first[key].append(other)
    reading = read(json.dumps(whole), "talk.json")
    assert spoken(reading)[0][1].startswith("How was")
    assert "the first was taken" in told(reading)
    assert "Who" not in json.dumps(spoken(reading))


def test_lexical_words_are_found_in_written_ones(read: ReadText) -> None:
    turn = one(read(json.dumps(azure_batch(TALK)), "talk.json")).turns[1]
    assert find_passage_time(turn, 0, 5)[:2] == (3.5, 3.9)  # "fine" is written "Fine,"


# -- services --------------------------------------------------------------------------------------


def test_channels_of_deepgram_are_speakers(read: ReadText) -> None:
    whole = deepgram([each for each in TALK if each.who == 0])
    other = deepgram([each for each in TALK if each.who == 1])
    whole["results"]["channels"] += other["results"]["channels"]
    assert spoken(read(json.dumps(whole), "talk.json")) == [
        ("Channel 0", "How was the week?"),
        ("Channel 1, Speaker 1", "Fine, very busy. We had visitors."),
        ("Channel 0", "And at home?"),
        ("Channel 1, Speaker 1", "Quiet."),
    ]


def test_a_change_that_speechmatics_marks_ends_a_turn(read: ReadText) -> None:
    whole = speechmatics(TALK)
    for each in whole["results"]:
        each["alternatives"][0].pop("speaker")
    at = next(
        n for n, r in enumerate(whole["results"]) if r["alternatives"][0]["content"] == "Fine"
    )
    whole["results"].insert(at, {"type": "speaker_change", "start_time": 3.4, "end_time": 3.4})
    texts = [text for _, text in spoken(read(json.dumps(whole), "talk.json"))]
    assert texts[0] == "How was the week?"
    assert texts[1].startswith("Fine, very busy.")


def test_unknown_speakers_of_speechmatics_are_nobody(read: ReadText) -> None:
    text = json.dumps(speechmatics(TALK)).replace('"S2"', '"UU"')
    speakers = one(read(text, "talk.json")).speakers
    assert speakers == ("S1", UNKNOWN_SPEAKER)


def test_signs_that_open_stand_before_their_word(read: ReadText) -> None:
    def result(content: str, at: float, **more: str) -> dict[str, Any]:
        kind = "punctuation" if more else "word"
        return {"type": kind, "start_time": at, "end_time": at + 0.2, **more,
                "alternatives": [{"content": content, "speaker": "S1"}]}  # fmt: skip

    results = [result("She", 0), result("said", 1), result("“", 1.2, attaches_to="next"),
               result("no", 2), result("”", 2.2, attaches_to="previous")]  # fmt: skip
    (turn,) = one(read(json.dumps({"format": "2.9", "results": results}), "a.json")).turns
    assert turn.text == "She said “no”"


def test_languages_without_blanks_have_none(read: ReadText) -> None:
    whole = elevenlabs(make_talk([(0, "我们 等了 很久")]))
    whole["words"] = [word for word in whole["words"] if word["type"] != "spacing"]
    assert one(read(json.dumps(whole), "talk.json")).turns[0].text == "我们等了很久"


def test_words_that_were_struck_out_are_set_aside(read: ReadText) -> None:
    whole = trint(TALK)
    whole["words"][1]["strikethrough"] = True
    reading = read(json.dumps(whole), "talk.json")
    assert spoken(reading)[0] == ("Name A", "How the week?")
    assert "words that were struck out, set aside: 'was'" in told(reading)


def test_rows_of_any_maker_are_told_how_they_were_read(read: ReadText) -> None:
    rows = [{"who": "Ana", "line": "Yes.", "t0": 1.5}, {"who": "Ben", "line": "No.", "t0": 2.5}]
    reading = read(json.dumps({"export": {"parts": rows}}), "talk.json")
    assert spoken(reading) == [("Ana", "Yes."), ("Ben", "No.")]
    assert "read as rows of speech by the names of their fields (line, who, t0)" in told(reading)


def test_whole_numbers_that_are_too_many_are_milliseconds(read: ReadText) -> None:
    rows = [
        {"speaker": "Ana", "text": "We waited for months.", "start": 1000 + n * 2000}
        for n in range(40)
    ]
    turns = one(read(json.dumps(rows), "talk.json")).turns
    assert turns[0].start == 1.0


def test_speakers_that_are_no_text_are_named(read: ReadText) -> None:
    rows = (
        '{"start": 0, "end": 1, "text": "One two.", "speaker": {"id": 1, "name": "Ana"}}',
        '{"start": 1, "end": 2, "text": "Three.", "speaker": NaN}',
        '{"start": 2, "end": 3, "text": "Four five.", "speaker": 2.0}',
    )
    found = read(f'{{"segments": [{", ".join(rows)}]}}', "talk.json")
    assert spoken(found) == [
        ("Ana", "One two."),
        (UNKNOWN_SPEAKER, "Three."),
        ("Speaker 2", "Four five."),
    ]


def test_sounds_between_words_are_not_glued_to_them(read: ReadText) -> None:
    words = [
        {"text": text, "type": kind, "start": n, "end": n + 1, "speaker_id": "speaker_0"}
        for n, (text, kind) in enumerate(
            [("Well", "word"), ("(laughter)", "audio_event"), ("yes", "word"), ("!", "word")]
        )
    ]
    found = read(json.dumps({"language_code": "eng", "text": "", "words": words}), "talk.json")
    assert spoken(found) == [("speaker_0", "Well (laughter) yes!")]


@pytest.mark.parametrize(
    "build",
    [
        lambda one, two: [{"segments": [one]}, {"segments": [two]}],
        lambda one, two: {"files": [{"name": "a", "rows": [one]}, {"name": "b", "rows": [two]}]},
        lambda one, two: {"channels": [[one], [two]]},
    ],
)
def test_every_part_of_a_recording_is_read(build: Callable[..., Any], read: ReadText) -> None:
    one = {"start": 0, "end": 1, "text": "One two.", "speaker": "A"}
    two = {"start": 2, "end": 3, "text": "Three four.", "speaker": "B"}
    found = read(json.dumps(build(one, two)), "talk.json")
    assert spoken(found) == [("Speaker A", "One two."), ("Speaker B", "Three four.")]


def test_parts_whose_times_begin_anew_are_told(read: ReadText) -> None:
    part = {"segments": [{"start": 0, "end": 1, "text": "One two.", "speaker": "A"}]}
    found = read(json.dumps([part, part]), "talk.json")
    assert spoken(found) == [("Speaker A", "One two. One two.")]
    assert any("begin anew" in problem.what for problem in found.problems)


def test_words_of_lists_that_are_not_read_are_told(read: ReadText) -> None:
    sides = {
        "caller": [{"text": "One two three.", "start": 0, "end": 1}],
        "agent": [{"text": "Other words were said here.", "start": 1, "end": 2}],
    }
    found = read(json.dumps(sides), "talk.json")
    assert any(problem.what.startswith("3 words stand in other") for problem in found.problems)


@pytest.mark.parametrize("key", ["segments", "words"])
def test_lines_of_nested_json_are_no_table(key: str, read: ReadText) -> None:
    lines = [
        {
            "start": n,
            "end": n + 1,
            "text": f"Word {n}.",
            key: [{"start": n, "end": n + 1, "text": f"Word {n}.", "word": f"Word {n}."}],
        }
        for n in range(3)
    ]
    found = read("\n".join(map(json.dumps, lines)), "talk.jsonl")
    assert spoken(found) == [(UNKNOWN_SPEAKER, "Word 0. Word 1. Word 2.")]


@pytest.mark.parametrize("head", ['{ "Well" she said }', "{}", "[]", '[{"a"}] he said'])
def test_speech_below_brackets_is_no_json(head: str, read: ReadText) -> None:
    found = read(f"{head}\n\nI: How was it?\n\nP1: It was fine.\n\nI: And?\n\nP1: Good.\n")
    assert found.reader == "speech"
    assert spoken(found)[-1] == ("P1", "Good.")
