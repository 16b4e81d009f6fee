"""The study that comes with the project reads without a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewkit.model.settings import TranscriptSettings, read_settings
from interviewkit.model.transcript import Transcript
from interviewkit.readers.contract import FileReading
from interviewkit.readers.files import find_files, read_file
from interviewkit.readers.people import map_speakers, read_people


@pytest.fixture(scope="module")
def settings(root: Path) -> TranscriptSettings:
    return read_settings(root / "study.toml").transcripts


@pytest.fixture(scope="module")
def readings(root: Path, settings: TranscriptSettings) -> list[FileReading]:
    people = {root / settings.participants}
    paths = find_files(root, settings.files, exclude=people)
    return [read_file(path, root=root, settings=settings) for path in paths]


@pytest.fixture(scope="module")
def transcripts(readings: list[FileReading]) -> list[Transcript]:
    return [transcript for reading in readings for transcript in reading.transcripts]


def test_every_file_gives_one_transcript_with_its_wave(
    readings: list[FileReading], transcripts: list[Transcript]
) -> None:
    assert [problem for reading in readings for problem in reading.problems] == []
    assert len(transcripts) == 8
    assert {t.wave for t in transcripts} == {"2025-04", "2025-05"}
    assert all(5 <= len(t.speakers) <= 8 for t in transcripts)
    assert all(len(t.turns) > 80 for t in transcripts)
    assert {reading.reader for reading in readings} == {"speech", "vtt", "srt", "docx", "table"}


def test_everyone_who_speaks_is_known(
    root: Path, settings: TranscriptSettings, transcripts: list[Transcript]
) -> None:
    people, problems = read_people(root / settings.participants, root=root)
    mapped = map_speakers(transcripts, people, settings)
    assert [*problems, *mapped.problems] == []
    assert {s.label for s in mapped.speakers if not s.is_resolved} <= {"Unknown speaker"}
    spoken = {person.name for person in mapped.participants if person.respondent}
    assert spoken == {f"P{n:02}" for n in range(1, 41)}
