"""Word times from a file to a passage: through the store, edits, and newer versions of the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders import SMALL_CODEBOOK, SMALL_TOML
from interviewkit import Study
from interviewkit.cli import main
from interviewkit.model import Turn
from interviewkit.model.passage_time import TURN, WORDS, PassageTime, find_passage_time

SAID = [
    ("S0", "How is it at work these days?"),
    ("S1", "I hardly talk to my colleagues any more. The coffee is good though."),
    ("S0", "And the tools?"),
    ("S1", "They are fine, I suppose."),
]


def whisperx(said: list[tuple[str, str]], late: float = 0.0) -> str:
    """JSON as WhisperX writes it; a word takes half a second, ``late`` shifts all of them."""
    segments, at = [], late
    for speaker, text in said:
        words = []
        for word in text.split():
            words.append({"word": word, "start": at, "end": at + 0.4, "score": 0.4,
                          "speaker": speaker})  # fmt: skip
            at += 0.5
        segments.append({"start": words[0]["start"], "end": words[-1]["end"], "text": f" {text}",
                         "words": words, "speaker": speaker})  # fmt: skip
    return json.dumps({"segments": segments, "language": "en"})


@pytest.fixture
def study(tmp_path: Path) -> Study:
    (tmp_path / "study.toml").write_text(SMALL_TOML)
    (tmp_path / "codebook.yaml").write_text(SMALL_CODEBOOK)
    (tmp_path / "transcripts").mkdir()
    write(tmp_path, whisperx(SAID))
    study = Study.open(tmp_path)
    study.ingest()
    return study


def write(folder: Path, text: str) -> None:
    (folder / "transcripts" / "talk.json").write_text(text)


def time_of(turn: Turn, quote: str) -> PassageTime:
    start = turn.text.index(quote)
    return find_passage_time(turn, start, start + len(quote))


def turn_of(study: Study, position: int = 2) -> Turn:
    return study.transcript("talk").turns[position - 1]


def test_a_coding_has_its_own_time(study: Study, tmp_path: Path) -> None:
    study.code()
    told = CliRunner().invoke(
        main, ["coding", "list", "--study", str(tmp_path), "--format", "json"]
    )
    row = json.loads(told.output)["rows"] if "rows" in told.output else json.loads(told.output)
    first = row[0]
    assert (first["quote"], first["turn"]) == ("I hardly talk to my colleagues any more.", 2)
    assert (first["start_s"], first["end_s"], first["timed_by"]) == (3.5, 7.4, "words")
    assert first["confidence"] == 0.4


def test_turns_show_that_a_recogniser_was_unsure(study: Study, tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["transcript", "show", "talk", "--study", str(tmp_path)])
    assert "S1 0:03 (recognised with 40" in told.output


def test_an_edit_leaves_words_their_times(study: Study) -> None:
    before = time_of(turn_of(study), "coffee is good")
    done = study.edit_turn("talk", 2, old="hardly talk", new="seldom speak", coder="ana")
    turn = turn_of(study)
    assert "seldom speak" in turn.text
    assert time_of(turn, "coffee is good") == before
    assert time_of(turn, "speak").by == TURN
    study.undo(coder="ana", entry=done.entry)
    assert time_of(turn_of(study), "hardly talk") == (4.0, 4.9, WORDS)


def test_a_changed_file_brings_its_own_times(study: Study, tmp_path: Path) -> None:
    study.code()
    write(tmp_path, whisperx([*SAID[:2], ("S0", "And the new tools?"), SAID[3]]))
    study.ingest()
    assert study.transcript("talk").version == 2
    assert time_of(turn_of(study, 2), "coffee").start == 8.0
    assert time_of(turn_of(study, 3), "new").start == 11.0
    assert time_of(turn_of(study, 4), "suppose").start == 14.0


def test_other_word_times_alone_are_taken_too(study: Study, tmp_path: Path) -> None:
    segments = json.loads(whisperx(SAID))
    for word in segments["segments"][1]["words"][1:-1]:
        word["start"] += 0.01
    write(tmp_path, json.dumps(segments))
    study.ingest()
    assert study.transcript("talk").version == 1
    assert time_of(turn_of(study, 2), "hardly").start == 4.01


def test_an_edit_outlives_a_changed_file(study: Study, tmp_path: Path) -> None:
    study.edit_turn("talk", 2, old="coffee", new="tea", coder="ana")
    write(tmp_path, whisperx([*SAID[:2], ("S0", "And the new tools?"), SAID[3]]))
    study.ingest()
    turn = turn_of(study)
    assert "The tea is good" in turn.text
    assert time_of(turn, "is good").start == 8.5
    assert time_of(turn, "tea").by == TURN


def test_word_times_are_no_part_of_the_content(study: Study, tmp_path: Path) -> None:
    timed = study.transcript("talk").content_hash
    plain = json.loads(whisperx(SAID))
    for segment in plain["segments"]:
        del segment["words"]
    write(tmp_path, json.dumps(plain))
    study.ingest()
    assert study.transcript("talk").content_hash == timed
    assert study.transcript("talk").version == 1


def test_captions_time_each_cue_of_a_turn(tmp_path: Path) -> None:
    (tmp_path / "study.toml").write_text(SMALL_TOML)
    (tmp_path / "codebook.yaml").write_text(SMALL_CODEBOOK)
    (tmp_path / "transcripts").mkdir()
    (tmp_path / "transcripts" / "talk.vtt").write_text(
        "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Ana>We waited for months.\n\n"
        "00:03.000 --> 00:05.500\n<v Ana>Nobody called.\n\n00:06.000 --> 00:07.000\n<v Ben>Why?\n"
    )
    study = Study.open(tmp_path)
    study.ingest()
    turn = turn_of(study, 1)
    assert time_of(turn, "Nobody called.") == (3.0, 5.5, WORDS)
    assert time_of(turn, "called").by == "segment"
