"""What an import reads to think itself out is not read again to take it in."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import handmade_reader
from builders_projects import as_file, nurses
from interviewkit import Study
from interviewkit.readers import files
from interviewkit.readers.contract import FileReading, Source
from interviewkit.steps.ingesting.ingest import IngestRound


@pytest.fixture
def study(tmp_path: Path) -> Study:
    Study.init(tmp_path / "study")
    return Study.open(tmp_path / "study")


def list_words(study: Study) -> list[tuple[str, str]]:
    with study._site.store.reading() as shelves:
        talks = shelves.transcripts.list()
    return [(turn.speaker, turn.text) for each in talks for turn in each.turns]


def test_each_new_text_is_read_once(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    read: Counter[str] = Counter()
    really = files._read_by_content

    def count(source: Source, settings: files.TranscriptSettings) -> FileReading:
        read[source.shown] += 1
        return really(source, settings)

    monkeypatch.setattr(files, "_read_by_content", count)
    with handmade_reader.plugged():
        path = handmade_reader.write(study.root.parent / "nurses.hm", as_file(nurses()))
        study.import_project(path)
    written = {
        each.relative_to(study.root).as_posix() for each in study.root.glob("transcripts/*.txt")
    }
    assert written
    assert read == dict.fromkeys(written, 1)
    words = list_words(study)
    fresh = [
        (turn.speaker, turn.text)
        for each in sorted(written)
        for talk in files.read_file(
            study.root / each, root=study.root, settings=study.settings.transcripts
        ).transcripts
        for turn in talk.turns
    ]
    assert sorted(words) == sorted(fresh)


def test_a_file_that_holds_something_else_is_read(study: Study) -> None:
    path = study.root / "transcripts" / "talk.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text("Ana: I am here.\n\nBen: So am I.\n")
    ingest = IngestRound(study._site)
    ingest.read({"transcripts/talk.txt": (b"Ana: I was here.", FileReading())})
    assert [turn.text for each in ingest.found for turn in each.turns] == [
        "I am here.", "So am I.",
    ]  # fmt: skip
