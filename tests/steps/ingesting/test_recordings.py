"""Recordings beside transcripts: found by name, by the head of a file, or by study.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewkit.model import Outcome
from interviewkit.study import Study

TALK = "Ana: I hardly talk to them.\n\nBen: We do.\n\nAna: Good.\n\nBen: Yes.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    study = tmp_path / "study"
    (study / "transcripts").mkdir(parents=True)
    (study / "study.toml").write_text("", "utf-8")
    (study / "transcripts/ana.txt").write_text(TALK, "utf-8")
    return study


def lay(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"ID3\x04" + bytes(100))


def ingest(folder: Path) -> Outcome:
    return Study.open(folder).ingest()


def recording_of(folder: Path, name: str = "ana") -> str:
    rows = Study.open(folder).transcripts()
    return str(next(row["recording"] for row in rows if row["transcript"] == name))


def test_a_recording_of_the_same_name_is_found(folder: Path) -> None:
    lay(folder / "transcripts/ana.m4a")
    outcome = ingest(folder)
    assert outcome.problems == ()
    assert "1\u00a0recording beside transcripts" in outcome.says
    assert recording_of(folder) == "transcripts/ana.m4a"
    study = Study.open(folder)
    assert study.transcript("ana").attributes["recording"] == "transcripts/ana.m4a"
    assert not study.ingest().did


def test_a_recording_that_comes_later_is_found(folder: Path) -> None:
    ingest(folder)
    assert recording_of(folder) == ""
    lay(folder / "transcripts/ana.WAV")
    assert recording_of(folder) == "transcripts/ana.WAV"
    assert ingest(folder).problems == ()


def test_the_head_of_a_file_names_it(folder: Path) -> None:
    path = folder / "transcripts/ana.txt"
    path.write_text(f"---\nrecording: tape 3.mp3\n---\n{TALK}", "utf-8")
    lay(folder / "transcripts/tape 3.mp3")
    assert ingest(folder).problems == ()
    assert recording_of(folder) == "transcripts/tape 3.mp3"


def test_a_line_of_the_head_names_it(folder: Path) -> None:
    path = folder / "transcripts/ana.txt"
    path.write_text(f"Date: 2025-04-01\nRecording: tape.mp3\n\n{TALK}", "utf-8")
    lay(folder / "audio/tape.mp3")
    (problem,) = ingest(folder).problems
    assert problem.what == "the recording 'tape.mp3' is not there"
    lay(folder / "transcripts/tape.mp3")
    assert recording_of(folder) == "transcripts/tape.mp3"


def test_study_toml_goes_first(folder: Path) -> None:
    setting = '[transcripts.recordings]\n"an*" = "audio/{name}.wav"\n'
    (folder / "study.toml").write_text(setting, "utf-8")
    lay(folder / "transcripts/ana.m4a")
    lay(folder / "audio/ana.wav")
    outcome = ingest(folder)
    assert recording_of(folder) == "audio/ana.wav"
    assert [each.what for each in outcome.problems] == ["a recording without a transcript"]


def test_a_missing_recording_is_told(folder: Path) -> None:
    setting = '[transcripts.recordings]\n"ana" = "audio/ana.wav"\n'
    (folder / "study.toml").write_text(setting, "utf-8")
    (problem,) = ingest(folder).problems
    assert not problem.fatal
    assert (problem.path, problem.what) == (
        "study.toml",
        "the recording 'audio/ana.wav' is not there",
    )


@pytest.mark.parametrize("allowed", [False, True])
def test_outside_only_where_it_is_allowed(folder: Path, allowed: bool) -> None:
    lay(folder.parent / "tape.wav")
    setting = '[transcripts.recordings]\n"ana" = "../tape.wav"\n'
    setting += "[study]\nallow_outside = true\n" * allowed
    (folder / "study.toml").write_text(setting, "utf-8")
    outcome = ingest(folder)
    assert bool(recording_of(folder)) is allowed
    told = [each.what for each in outcome.problems]
    assert told == ([] if allowed else ["the recording '../tape.wav' lies outside of the study"])


def test_a_recording_alone_is_told_and_not_read(folder: Path) -> None:
    lay(folder / "transcripts/other.mp4")
    (problem,) = ingest(folder).problems
    assert (problem.path, problem.what) == (
        "transcripts/other.mp4",
        "a recording without a transcript",
    )
    assert not problem.fatal


def test_show_names_the_recording(folder: Path) -> None:
    from builders_guests import call

    lay(folder / "transcripts/ana.m4a")
    ingest(folder)
    shown = call(folder, folder, "transcript", "show", "ana").output
    assert shown.startswith("recording: transcripts/ana.m4a\n")
